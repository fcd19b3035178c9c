"""Why books cannot be compared."""

from keyclient.errors import UsageError
from keyclient.model.label import Label


class OneBookError(UsageError):
    """There is one book only."""

    sentence = Label(
        "{book} is the only book, so there is nothing to compare. Name two or more: keyclient compare OLD ... NEW.",
        "只有 {book} 一期，无从对比。请指定两期或以上：keyclient compare 旧表 …… 新表。",
    )


class ChangeOfOtherMeasureError(UsageError):
    """There is one book only, which has the change of another measure than the one customers are ranked by."""

    sentence = Label(
        "{book} is the only book, and it has no column with the change of {measure}. It has that of {others}: add --measure "
        "{first}, or name an older book as well: keyclient compare OLD ... NEW.",
        "只有 {book} 一期，且没有{measure}的变动额列。表中有{others}的变动额：请加上 --measure {first}，"
        "或另外指定往期客户表：keyclient compare 旧表 …… 新表。",
    )


class ChangeOfWhatError(UsageError):
    """There is one book only, with a change that does not say of what."""

    sentence = Label(
        '{book} is the only book. If its column “{heading}” is the change of {measure}, add --map {field}="{label}"; '
        "otherwise name an older book as well: keyclient compare OLD ... NEW.",
        '只有 {book} 一期。如“{heading}”列即为{measure}的变动额，请加上 --map {field}="{label}"；'
        "否则请另外指定往期客户表：keyclient compare 旧表 …… 新表。",
    )
