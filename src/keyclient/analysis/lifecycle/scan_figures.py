"""The answer of `lifecycle` over a portfolio of any size: grouped figures and the first rows of the lists, no more."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import narwhals as nw

from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.life_cycle.people import IS_STATED, People, people_of
from keyclient.analysis.common.life_cycle.placed import SOURCES, silent_needs
from keyclient.analysis.common.listed_customers import collected, contact_columns, listed_portfolio
from keyclient.analysis.lifecycle.calculate import AgelessError, result_of, tells_ages
from keyclient.analysis.lifecycle.lists import (
    Entering,
    entering_by,
    entering_day,
    first_entering,
    gaps_of,
    is_below_last,
    last_day,
    with_gaps,
)
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.analysis.lifecycle.rows import crossing_rows
from keyclient.analysis.lifecycle.tally import by_group, sums_at_scale, together
from keyclient.metrics.age import UNKNOWN
from keyclient.metrics.largest_first import largest_first
from keyclient.model.portfolio import Portfolio
from keyclient.model.scan import Scan
from keyclient.policy.parts.lifecycle import LifecyclePolicy


class AtScale(NamedTuple):
    """The answer, and what stands beside it."""

    result: LifecycleResult
    listed: Portfolio
    """The customers of its lists."""
    impossible: int
    """People whose stated birth date or age makes no possible age."""


def lifecycle_at_scale(scan: Scan, policy: LifecyclePolicy, top: int | None) -> AtScale:
    """The same as `lifecycle` of the same customers, with the `top` first gaps and crossings (None: all).

    Three passes: one for all figures of all groups, one for each list. Raises `AgelessError`.
    """
    needs = NeedMap(policy)
    contacts = tuple(name for name in contact_columns(scan) if name not in SOURCES)
    by = () if scan.group is None else ("group",)
    everybody = people_of(scan, needs, tuple(dict.fromkeys((*by, *contacts))))
    rows = sums_at_scale(everybody, needs, _further(needs, scan), *by)
    groups = by_group(rows, needs)
    found = together(groups.values(), needs)
    if not tells_ages(scan.columns) and UNKNOWN in found:
        raise AgelessError
    gaps, crossings = _lists(everybody, needs, scan, contacts, top)
    counted = {name: sum(row[name] for row in rows) for name in ("entering", "undated", "impossible")}
    entering = crossing_rows(crossings.to_native(), needs, scan.measure)
    result = result_of(
        found,
        needs,
        scan.measure,
        silent=silent_needs(needs, scan.columns),
        listed_gaps=gaps_of(gaps, needs, scan.measure, top),
        entering=Entering(entering, counted["entering"], counted["undated"]),
        by_group=groups if by else None,
    )
    listed = listed_portfolio(scan, (collected(rows.lazy()) for rows in (gaps, crossings)))
    return AtScale(result, listed, counted["impossible"])


def _further(needs: NeedMap, scan: Scan) -> Mapping[str, nw.Expr]:
    """What is counted beside the figures of needs: who enters a band, who may without a date, and impossible ages."""
    below, no_date = is_below_last(needs), nw.col("birth_date").is_null()
    enters = below & (entering_day(needs) <= last_day(needs, scan.as_of))
    impossible = (nw.col("place") == UNKNOWN) & nw.col(IS_STATED)
    told = {"entering": enters, "undated": below & no_date, "impossible": impossible}
    return {name: test.fill_null(value=False).cast(nw.Int64) for name, test in told.items()}


def _lists(
    everybody: "nw.LazyFrame[Any]", needs: NeedMap, scan: Scan, contacts: Sequence[str], top: int | None
) -> tuple[People, People]:
    """The customers with the first gaps, and the first who enter a band, in their order."""
    dated = everybody.filter(is_below_last(needs) & ~nw.col("birth_date").is_null())
    entering = entering_by(dated, needs, scan.as_of, contacts)
    lacking = largest_first(with_gaps(everybody, needs).drop("birth_date"), top)
    gaps, crossings = (
        lacking.collect(backend="pyarrow"),
        first_entering(entering, top).collect(backend="pyarrow"),
    )
    return gaps, crossings
