"""The figures of one book that are kept for the consolidated figures."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from keyclient.analysis.funnel.result import FunnelCounts, FunnelResult
from keyclient.analysis.tier.result import TierResult
from keyclient.answers.run import Answered
from keyclient.batch.record.figures import BookFigures, FunnelFigures, SetAsideRow, TierFigures
from keyclient.batch.worker.book_groups import BookGroups
from keyclient.batch.worker.portfolio_files import amounts_of
from keyclient.model.measure import MeasureKind
from keyclient.model.portfolio import Loaded

ResultT = TypeVar("ResultT")


class BookByBranch(NamedTuple):
    """A book and the branch of each of its customers."""

    loaded: Loaded
    branches: Sequence[str]
    groups: BookGroups


def book_figures(book: BookByBranch, made: Mapping[str, Answered]) -> BookFigures:
    """The figures of a book, from its customers and its analyses."""
    portfolio = book.loaded.portfolio
    measure = portfolio.measure
    amounts = [] if measure is None else amounts_of(portfolio.frame["value"], measure)
    known = [amount for amount in amounts if amount is not None]
    money = portfolio.sources[0].money
    funnel = _result(made, "funnel", FunnelResult)
    return BookFigures(
        measure=None if measure is None else measure.name,
        is_money=measure is not None and measure.kind is MeasureKind.MONEY,
        customers=len(portfolio.frame),
        valued=len(known),
        total=None if measure is None else sum(known, Decimal(0)),
        groups=book.groups.by_manager,
        branches=book.groups.by_branch,
        standings=book.groups.standings,
        tiers=_tiers(_result(made, "tier", TierResult)),
        ladder=() if funnel is None else funnel.ladder,
        funnel=None if funnel is None else tuple(_funnel_figures(funnel, book)),
        aside=tuple(
            SetAsideRow(cell=issue.cell or "", code=issue.code)
            for issue in book.loaded.issues
            if issue.sets_aside
        ),
        aside_money={line.column: line.set_aside for line in money if line.set_aside},
    )


def tiers_by_row(made: Mapping[str, Answered]) -> dict[int, str]:
    """The tier of the customer in each row; empty if the book has no tiers."""
    result = _result(made, "tier", TierResult)
    return {} if result is None else {customer.row: customer.tier for customer in result.top}


def _result(made: Mapping[str, Answered], name: str, kind: type[ResultT]) -> ResultT | None:
    answered = made.get(name)
    result = None if answered is None else answered.answer.envelope.result
    return result if isinstance(result, kind) else None


def _tiers(result: TierResult | None) -> tuple[TierFigures, ...] | None:
    if result is None:
        return None
    return tuple(
        TierFigures(tier=tier.tier, customers=tier.customers, value=tier.value) for tier in result.tiers
    )


def _funnel_figures(result: FunnelResult, book: BookByBranch) -> Iterator[FunnelFigures]:
    stages = [stage.stage for stage in result.stages]
    if result.groups is None:
        reached = [stage.reached for stage in result.stages]
        yield _figures(
            book.branches[0] if book.branches else "", result, dict(zip(stages, reached, strict=True))
        )
        return
    for group in result.groups:
        yield _figures(group.group or "", group, dict(zip(stages, group.reached, strict=True)))


def _figures(branch: str, counts: FunnelCounts | FunnelResult, reached: dict[str, int]) -> FunnelFigures:
    return FunnelFigures(
        branch=branch,
        entered=counts.entered,
        won=counts.won,
        lost=counts.lost,
        open=counts.open,
        reached=reached,
    )
