"""Why a portfolio cannot be analysed, where several analyses say the same."""

from keyclient.errors import InputError, UsageError
from keyclient.model.label import Label


class UnmeasuredError(UsageError):
    """Customers cannot be ranked by nothing."""

    sentence = Label(
        "There is no column to rank customers by. Name one with --measure.",
        "没有可用于排序的数值列，请用 --measure 指定。",
    )


class GroupColumnError(UsageError):
    """The customers are to be grouped by a column that they do not have."""

    sentence = Label(
        "There is no column “{column}” to group by. Columns: {columns}.",
        "没有可用于分组的列“{column}”。现有列：{columns}。",
    )


class SumTooLargeError(InputError):
    """The values add up to more than whole numbers can hold exactly."""

    sentence = Label(
        "{measure}: the values add up to more than can be counted exactly. Check the unit of the column.",
        "{measure}：数值合计超出可精确计算的范围。请检查该列的单位。",
    )
