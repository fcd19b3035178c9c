"""The figures of one book that are kept for the consolidated figures."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from keyclient.analysis.funnel.result import FunnelCounts, FunnelResult
from keyclient.analysis.tier.result import TierResult
from keyclient.answers.run import Answered
from keyclient.batch.record.figures import BookFigures, FunnelFigures, GroupFigures, SetAsideRow, TierFigures
from keyclient.batch.worker.portfolio_files import amounts_of
from keyclient.model.measure import MeasureKind
from keyclient.model.portfolio import Loaded

ResultT = TypeVar("ResultT")


class BookByBranch(NamedTuple):
    """A book and the branch of each of its customers."""

    loaded: Loaded
    branches: Sequence[str]


def book_figures(book: BookByBranch, made: Mapping[str, Answered]) -> BookFigures:
    """The figures of a book, from its customers and its analyses."""
    portfolio = book.loaded.portfolio
    measure = portfolio.measure
    groups = tuple(_groups(book))
    money = portfolio.sources[0].money
    funnel = _result(made, "funnel", FunnelResult)
    return BookFigures(
        measure=None if measure is None else measure.name,
        is_money=measure is not None and measure.kind is MeasureKind.MONEY,
        customers=len(portfolio.frame),
        valued=sum(group.valued for group in groups),
        total=None if measure is None else sum((group.value for group in groups), Decimal(0)),
        groups=groups,
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


def _groups(book: BookByBranch) -> Iterator[GroupFigures]:
    """The customers and values by branch and manager, added up exactly."""
    portfolio = book.loaded.portfolio
    frame, measure = portfolio.frame, portfolio.measure
    managers = frame["manager"].tolist() if "manager" in frame else [None] * len(frame)
    amounts = [None] * len(frame) if measure is None else amounts_of(frame["value"], measure)
    found: dict[tuple[str, str], list[Decimal | None]] = {}
    for branch, manager, amount in zip(book.branches, managers, amounts, strict=True):
        found.setdefault((branch, _stripped(manager)), []).append(amount)
    for (branch, manager), of_group in sorted(found.items()):
        known = [amount for amount in of_group if amount is not None]
        yield GroupFigures(
            branch=branch,
            manager=manager or None,
            customers=len(of_group),
            valued=len(known),
            value=sum(known, Decimal(0)),
        )


def _stripped(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


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
