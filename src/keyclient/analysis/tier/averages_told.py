"""What the report of `tier` says of averages that run on."""

from collections.abc import Iterator, Sequence

from keyclient.analysis.tier.result import AverageTime
from keyclient.model.averaged import OVER_LABELS
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value

_RUNS = Label(
    "The {average} is that of the {over}: {gone} of {all} days are gone, {left} left. The average at the end is what it comes "
    "to on {last} if {balance} stays as it is today; the amount beside it is what to hold above that on each day left to "
    "reach the floor.",
    "{average}按{over}计：共 {all} 天，已过 {gone} 天，剩余 {left} 天。“预计期末日均”指{balance}保持当前水平时，至 {last} 的日均；"
    "“剩余天数须多存”指为达到门槛，剩余每一天须在当前余额之上多存的金额。",
)
_OVER = Label(
    "The {average} is that of the {over}, which ends on the data date: it is what counts, and nothing changes it any more.",
    "{average}按{over}计，数据日期即期末：该日均已确定，不再变动。",
)


def averages_told(averages: Sequence[AverageTime]) -> Iterator[Sentence]:
    """One sentence an average."""
    for one in averages:
        values = {
            "average": Value(fields()[one.average].column.label, Kind.TEXT),
            "balance": Value(fields()[one.balance].column.label, Kind.TEXT),
            "over": Value(OVER_LABELS[one.over], Kind.TEXT),
            "gone": Value(one.days_gone, Kind.COUNT),
            "left": Value(one.days_left, Kind.COUNT),
            "all": Value(one.days_gone + one.days_left, Kind.COUNT),
            "last": Value(one.last, Kind.DATE),
        }
        yield Sentence(_RUNS if one.days_left else _OVER, values)
