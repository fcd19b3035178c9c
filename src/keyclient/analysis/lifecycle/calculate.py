"""What each age band needs and holds, and whom to contact about what."""

from collections.abc import Collection, Mapping

from keyclient.analysis.common.in_groups import in_groups
from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.life_cycle.people import People, people
from keyclient.analysis.common.life_cycle.placed import silent_needs
from keyclient.analysis.common.refusals import GroupColumnError, SumTooLargeError
from keyclient.analysis.lifecycle.figures import bands, groups, in_bands
from keyclient.analysis.lifecycle.lists import Entering, crossings, gaps
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.analysis.lifecycle.rows import NeedGap
from keyclient.analysis.lifecycle.tally import Tallies, group_tallies, tallies
from keyclient.errors import UsageError
from keyclient.metrics.age import CORPORATE, UNKNOWN
from keyclient.metrics.profile import LARGEST_FLOAT_SUM, LARGEST_SUM
from keyclient.model.label import Label, listed
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio
from keyclient.policy.parts.lifecycle import LifecyclePolicy


class AgelessError(UsageError):
    """The book has neither birth dates nor ages, nor valid id numbers."""

    sentence = Label(
        "There is no column of birth dates, ages or valid id numbers. Name one with --map birth_date=HEADING (id numbers will "
        "do) or --map age=HEADING.",
        "没有出生日期列、年龄列或有效的身份证号列。请用 --map birth_date=列名（身份证号亦可）或 --map age=列名 指定。",
    )


def lifecycle(
    portfolio: Portfolio, policy: LifecyclePolicy, *, by: str | None = None, top: int | None = 20
) -> LifecycleResult:
    """Age bands, coverage of their needs, the `top` first gaps and crossings (None: all), and groups.

    Age is in completed years on the data date. A customer is in one band, a company, or of unknown age. A need of
    a band is covered if any product family for it is held; if the book says nothing about a customer and a need, it
    is neither covered nor a gap. `by` names a column of the frame. Without a measure all values are None.

    Raises `AgelessError`, `GroupColumnError` and `SumTooLargeError`.
    """
    frame = portfolio.frame
    if by is not None and by not in frame.columns:
        raise GroupColumnError(column=by, columns=listed(frame.columns))
    needs, measure = NeedMap(policy), portfolio.measure
    everybody = people(portfolio, needs)
    refuse_ageless(portfolio, everybody)
    found = None if by is None else group_tallies(everybody, in_groups(portfolio, by), needs)
    return result_of(
        tallies(everybody, needs),
        needs,
        measure,
        silent=silent_needs(needs, frame.columns),
        listed_gaps=gaps(everybody, needs, measure, top),
        entering=crossings(everybody, needs, portfolio.as_of, measure, top),
        by_group=found,
    )


def result_of(
    found: Tallies,
    needs: NeedMap,
    measure: Measure | None,
    *,
    silent: tuple[str, ...],
    listed_gaps: LazyRows[NeedGap],
    entering: Entering,
    by_group: Mapping[str, Tallies] | None,
) -> LifecycleResult:
    """The answer, from the figures of all customers and the lists of some. `by_group`: None without groups."""
    banded = in_bands(found).values()
    core_known = sum(tally.core_known for tally in banded)
    return LifecycleResult(
        measure=None if measure is None else measure.name,
        customers=sum(tally.customers for tally in found.values()),
        corporate=found[CORPORATE].customers if CORPORATE in found else 0,
        unknown_age=found[UNKNOWN].customers if UNKNOWN in found else 0,
        unknown_holdings=sum(tally.silent for tally in banded),
        core_gap_customers=sum(tally.core_gap for tally in banded) if core_known else None,
        core_known_customers=core_known,
        bands=bands(found, needs, measure),
        silent_needs=silent,
        gaps=listed_gaps,
        total_gaps=sum(served.lacking for tally in banded for served in tally.served),
        months=needs.policy.months,
        crossings=entering.listed,
        total_crossings=entering.total,
        unknown_crossings=entering.unknown,
        groups=None if by_group is None else groups(by_group, needs, measure),
    )


def refuse_ageless(portfolio: Portfolio, everybody: People) -> None:
    """Raises what prevents an answer: `AgelessError` and `SumTooLargeError`."""
    frame, measure = portfolio.frame, portfolio.measure
    if not tells_ages(frame.columns) and (everybody["place"] == UNKNOWN).any():
        raise AgelessError
    if measure is not None:
        limit = LARGEST_FLOAT_SUM if measure.decimals is None else LARGEST_SUM
        if not abs(frame["value"].to_numpy("float64", na_value=0.0)).sum() < limit:
            raise SumTooLargeError(measure=measure.label)


def tells_ages(columns: Collection[str]) -> bool:
    """Whether the customers have birth dates or ages."""
    return not {"age", "birth_date"}.isdisjoint(columns)
