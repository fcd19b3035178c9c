"""Which balance a heading names: the one at a point in time (`存款 时点`), or an average (`金融资产 月日均`)."""

import re
from collections.abc import Iterator, Mapping

from keyclient.model.measure_fields import AVERAGES
from keyclient.model.regex import regex

BALANCES = ("aum", "deposits", "loans", "investments")
"""Fields of which there are balances at a point in time."""
_POINT = regex(
    r"(?P<of>.+?)\(?(?:本?(?:时点|期末|月末|季末|年末|日终)(?:余额|数|值)?|(?:当前|当日|最新|本期|本月)(?:余额|数|值)?|余额"
    r"|(?:endofmonth|monthend|periodend|yearend|endofperiod|pointintime|closing|spot)(?:balance)?|currentbalance)\)?"
)
_SPAN = r"(?:[本当]?(?P<span>[年月季周])度?(?:累计)?)?"
_MEAN = r"(?:日均|月均|年均|季均|平均)"
_SPANS = r"(?:daily|monthly|quarterly|yearly|annual|mtd|ytd)*"
_AVERAGES = (
    regex(rf"(?P<of>.+?)\(?{_SPAN}{_MEAN}(?:余额|数|值|额)?\)?"),
    regex(rf"{_SPAN}{_MEAN}(?P<of>.+)"),
    regex(rf"(?P<of>.+?)\(?{_SPANS}(?:average|avg)\.?(?:daily)?(?:balance)?\)?"),
    regex(rf"{_SPANS}(?:average|avg)\.?(?:daily|monthly)?(?:of)?(?P<of>.+)"),
)
_IS_MEAN = regex(rf"{_MEAN}|average|avg")
_ALIKE = {"aum": "aum{}日均", "deposits": "存款{}日均"}
"""The alias after which an average ranks, by field and span."""

Ranks = Mapping[str, tuple[str, int]]


def balance_field(key: str, ranks: Ranks) -> tuple[str, int] | None:
    """Field and rank of a heading that is an alias with words for a point in time, or for an average; else None.

    `key`: the heading as compared. `ranks`: field and rank of every alias. The point balance ranks right after the
    alias itself; the average is a field of its own.
    """
    if (point := _POINT.fullmatch(key)) is not None:
        field, rank = ranks.get(point["of"], ("", 0))
        if field in BALANCES:
            return field, rank + 1
    for average in _averages(key):
        field, _ = ranks.get(average["of"], ("", 0))
        if field in AVERAGES:
            return AVERAGES[field], _rank(average.groupdict().get("span") or "", field, ranks)
    return None


def is_average(key: str) -> bool:
    """Whether a heading says that its numbers are averages over a time; `key`: as headings are compared."""
    return _IS_MEAN.search(key) is not None


def averaged_field(key: str, ranks: Ranks) -> str | None:
    """The balance that a heading is the average of, though there is no field for it: loans of 贷款日均."""
    named = (ranks.get(average["of"], ("", 0))[0] for average in _averages(key))
    return next((field for field in named if field in BALANCES and field not in AVERAGES), None)


def _averages(key: str) -> Iterator[re.Match[str]]:
    return (match for pattern in _AVERAGES if (match := pattern.fullmatch(key)) is not None)


def _rank(span: str, field: str, ranks: Ranks) -> int:
    """The rank of an average over a span of time."""
    named = _ALIKE[field].format(span)
    return ranks[named if named in ranks else _ALIKE[field].format("")][1] + 1
