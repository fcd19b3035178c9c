"""The answer of `lifecycle` over a portfolio of any size: grouped figures and the first rows of the lists, no more."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import narwhals as nw

from keyclient.analysis.common.life_cycle.births import FROM_AGE, FROM_BIRTH, FROM_NUMBER, ORIGIN, UNKNOWN_AGE
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.life_cycle.people import people_of
from keyclient.analysis.common.life_cycle.placed import SOURCES, silent_needs
from keyclient.analysis.common.listed_customers import collected, contact_columns, listed_portfolio
from keyclient.analysis.lifecycle.calculate import AgelessError, result_of, tells_ages
from keyclient.analysis.lifecycle.lists import Entering, entering_by, first_entering, gaps_of, is_below_last
from keyclient.analysis.lifecycle.lists_at_scale import first_lacking, may_enter
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.analysis.lifecycle.rows import crossing_rows
from keyclient.analysis.lifecycle.tally import by_group, sums_at_scale, together
from keyclient.metrics.age import CORPORATE, UNKNOWN
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
    origins: Mapping[str, int]
    """How many people's ages come from where, by the names of `ORIGINS`."""


ORIGINS = {"own": FROM_BIRTH, "numbers": FROM_NUMBER, "ages": FROM_AGE, "unknown": UNKNOWN_AGE}
"""Where ages come from, as `BirthDatesFromNumbers` calls it."""


def lifecycle_at_scale(scan: Scan, policy: LifecyclePolicy, top: int | None) -> AtScale:
    """The same as `lifecycle` of the same customers, with the `top` first gaps and crossings (None: all).

    All figures of all groups are made in one pass; the lists are read by few further columns. Raises `AgelessError`.
    """
    needs = NeedMap(policy)
    contacts = tuple(name for name in contact_columns(scan) if name not in SOURCES)
    by = () if scan.group is None else ("group",)
    everybody = people_of(scan, needs, tuple(dict.fromkeys((*by, *contacts))))
    rows = sums_at_scale(everybody, needs, _further(needs), *by)
    groups = by_group(rows, needs)
    found = together(groups.values(), needs)
    origins = {name: _total(rows, name) for name in ORIGINS}
    if not (tells_ages(scan.columns) or origins["numbers"]) and UNKNOWN in found:
        raise AgelessError
    gaps = first_lacking(everybody, needs, top)
    entering = entering_by(
        everybody.filter(may_enter(everybody, needs, scan.as_of)), needs, scan.as_of, contacts
    )
    crossings = first_entering(entering, top).collect(backend="pyarrow")
    total, undated, impossible = _rows_of(entering), _total(rows, "undated"), _total(rows, "impossible")
    result = result_of(
        found,
        needs,
        scan.measure,
        silent=silent_needs(needs, scan.columns),
        listed_gaps=gaps_of(gaps, needs, scan.measure, top),
        entering=Entering(crossing_rows(crossings.to_native(), needs, scan.measure), total, undated),
        by_group=groups if by else None,
    )
    listed = listed_portfolio(scan, (collected(rows.lazy()) for rows in (gaps, crossings)))
    return AtScale(result, listed, impossible, origins)


def _further(needs: NeedMap) -> Mapping[str, nw.Expr]:
    """What is counted beside the figures of needs: people whose next band has no date, impossible ages, where ages are from."""
    origin, is_person = nw.col(ORIGIN), nw.col("place") != CORPORATE
    told = {
        "undated": is_below_last(needs) & (origin < FROM_BIRTH),
        "impossible": (nw.col("place") == UNKNOWN) & (origin > UNKNOWN_AGE),
        **{name: is_person & (origin == kind) for name, kind in ORIGINS.items()},
    }
    return {name: test.cast(nw.Int64) for name, test in told.items()}


def _total(rows: Iterable[Mapping[str, int]], name: str) -> int:
    return sum(row[name] for row in rows)


def _rows_of(frame: "nw.LazyFrame[Any]") -> int:
    return int(frame.select(nw.len()).collect().item())
