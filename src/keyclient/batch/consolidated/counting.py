"""The figures of a book without some of its branches, which count by another book."""

from collections.abc import Mapping, Sequence, Set
from decimal import Decimal

from keyclient.batch.record.figures import BookFigures, BranchFigures, TierFigures
from keyclient.batch.record.risk import BookRisk
from keyclient.batch.record.run_record import EarlierMonth
from keyclient.batch.record.state import BookState


def counting_states(states: Sequence[BookState], earlier: Sequence[EarlierMonth]) -> list[BookState]:
    """The books that count, each without the branches of which a later book counts."""
    left: dict[str, set[str]] = {}
    for line in earlier:
        left.setdefault(line.book, set()).add(line.branch)
    found = (_without(state, left.get(state.line.book, set())) for state in states)
    return [state for state in found if state is not None]


def _without(state: BookState, branches: Set[str]) -> BookState | None:
    """A book without some branches; None where it has no others."""
    if not branches:
        return state
    kept = tuple(name for name in state.line.branches if name not in branches)
    if not kept:
        return None
    line = state.line.model_copy(update={"branches": kept})
    return state.model_copy(update={"line": line, "figures": _figures(state.figures, set(kept))})


def _figures(figures: BookFigures, kept: Set[str]) -> BookFigures:
    """The figures of some branches of a book; a customer who stands in several of them counts once in the whole."""
    own = [one for one in figures.branches if one.branch in kept]
    again = {shared.row: max(len(kept & shared.branches) - 1, 0) for shared in figures.shared}
    valued_again = sum(max(len(kept & set(one.valued)) - 1, 0) for one in figures.shared)
    tier_of = {shared.row: shared.tier for shared in figures.shared}
    return figures.model_copy(
        update={
            "customers": sum(one.customers for one in own) - sum(again.values()),
            "valued": sum(one.valued for one in own) - valued_again,
            "total": None if figures.total is None else sum((one.value for one in own), Decimal(0)),
            "groups": tuple(group for group in figures.groups if group.branch in kept),
            "branches": tuple(own),
            "shared": tuple(one for one in figures.shared if not kept.isdisjoint(one.branches)),
            "tiers": None if figures.tiers is None else _tiers(figures.tiers, own, again, tier_of),
            "risk": figures.risk and _risk(figures.risk, kept),
            "funnel": figures.funnel and tuple(one for one in figures.funnel if one.branch in kept),
        }
    )


def _risk(risk: BookRisk, kept: Set[str]) -> BookRisk:
    return BookRisk(
        branches=tuple(one for one in risk.branches if one.branch in kept),
        managers=tuple(one for one in risk.managers if one.branch in kept),
        values=tuple(one for one in risk.values if one.branch in kept),
    )


def _tiers(
    tiers: Sequence[TierFigures],
    own: Sequence[BranchFigures],
    again: Mapping[int, int],
    tier_of: Mapping[int, str | None],
) -> tuple[TierFigures, ...]:
    found = []
    for tier in tiers:
        lines = [line for one in own for line in one.tiers or () if line.tier == tier.tier]
        twice = sum(count for row, count in again.items() if tier_of[row] == tier.tier)
        found.append(
            TierFigures(
                tier=tier.tier,
                customers=sum(line.customers for line in lines) - twice,
                value=sum((line.value for line in lines), Decimal(0)),
            )
        )
    return tuple(found)
