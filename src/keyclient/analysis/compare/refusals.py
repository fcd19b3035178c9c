"""Why books cannot be compared."""

from keyclient.errors import UsageError
from keyclient.model.label import Label


class OneBookError(UsageError):
    """There is one book only."""

    sentence = Label(
        "{book} is the only book, so there is nothing to compare. Name two or more: keyclient compare OLD ... NEW.",
        "只有 {book} 一期，无从对比。请指定两期或以上：keyclient compare 旧表 …… 新表。",
    )
