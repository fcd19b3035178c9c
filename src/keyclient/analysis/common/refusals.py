"""Refusals that several analyses share."""

from keyclient.errors import InputError, UsageError
from keyclient.model.label import Label


class UnmeasuredError(UsageError):
    """There is no measure to rank customers by."""

    sentence = Label(
        "There is no column to rank customers by. Name one with --measure.",
        "没有可用于排序的数值列，请用 --measure 指定。",
    )


class GroupColumnError(UsageError):
    """The column to group by does not exist."""

    sentence = Label(
        "There is no column “{column}” to group by. Columns: {columns}.",
        "没有可用于分组的列“{column}”。现有列：{columns}。",
    )


class NothingToTell(UsageError):
    """Beside the other analyses of one book this one has nothing to say; nothing is missing."""


class SumTooLargeError(InputError):
    """The sum of the values is too large to be exact."""

    sentence = Label(
        "{measure}: the values add up to more than can be counted exactly. Check the unit of the column.",
        "{measure}：数值合计超出可精确计算的范围。请检查该列的单位。",
    )


UNRANKED = Label("nothing that the book of today has", "（无本期所用指标）")
"""What a book is ranked by that has no measure."""


class EarlierMeasureError(UsageError):
    """The earlier book has another measure."""

    sentence = Label(
        "{book} is ranked by {measure}, the book of today by {today}. Name one measure for all with --measure.",
        "{book} 按{measure}排序，而本期按{today}排序。请用 --measure 指定同一指标。",
    )
