"""The figures of one book that are kept for the consolidated figures."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from keyclient.analysis.funnel.result import FunnelCounts, FunnelResult
from keyclient.analysis.plan.result import PlanResult
from keyclient.analysis.risk.result import RiskResult
from keyclient.analysis.tier.result import TierResult
from keyclient.analysis.today.result import TodayResult
from keyclient.answers.run import Answered
from keyclient.batch.record.figures import BookFigures, FunnelFigures, SetAsideRow, TierFigures
from keyclient.batch.worker.book_groups import Part, branches_of, groups_of, shared_of
from keyclient.batch.worker.book_risk import book_risk
from keyclient.batch.worker.book_work import BookBranches, book_work
from keyclient.batch.worker.judged_plan import JudgedPlan
from keyclient.model.measure import MeasureKind
from keyclient.model.portfolio import Loaded

ResultT = TypeVar("ResultT")


def book_figures(
    loaded: Loaded,
    parts: Sequence[Part],
    made: Mapping[str, Answered],
    branches: BookBranches,
    judged: JudgedPlan | None,
) -> BookFigures:
    """The figures of a book, from its customers and its analyses. `parts`: see `parts_of`; `judged`: the plan before."""
    portfolio = loaded.portfolio
    measure = portfolio.measure
    money = portfolio.sources[0].money
    funnel, tiers = _result(made, "funnel", FunnelResult), _result(made, "tier", TierResult)
    risk = _result(made, "risk", RiskResult)
    branch_of = dict(zip(portfolio.frame["row"].tolist(), branches.of, strict=True))
    return BookFigures(
        measure=None if measure is None else measure.name,
        is_money=measure is not None and measure.kind is MeasureKind.MONEY,
        customers=len(portfolio.frame),
        valued=len({part.row for part in parts if part.amount is not None}),
        total=None if measure is None else _sum(parts),
        groups=tuple(groups_of(parts)),
        branches=tuple(branches_of(parts, tiers)),
        shared=tuple(shared_of(parts, tiers)),
        tiers=_tiers(tiers),
        ladder=() if funnel is None else funnel.ladder,
        funnel=None if funnel is None else tuple(_funnel_figures(funnel, parts)),
        risk=None if risk is None else book_risk(risk, branch_of, branches.default),
        work=book_work(portfolio, branches, _plans(made), judged),
        aside=tuple(
            SetAsideRow(cell=issue.cell or "", code=issue.code) for issue in loaded.issues if issue.sets_aside
        ),
        aside_money={line.column: line.set_aside for line in money if line.set_aside},
    )


def _plans(made: Mapping[str, Answered]) -> tuple[PlanResult | None, TodayResult | None]:
    return _result(made, "plan", PlanResult), _result(made, "today", TodayResult)


def tiers_by_row(made: Mapping[str, Answered]) -> dict[int, str]:
    """The tier of the customer in each row; empty if the book has no tiers."""
    result = _result(made, "tier", TierResult)
    return {} if result is None else {customer.row: customer.tier for customer in result.top}


def _result(made: Mapping[str, Answered], name: str, kind: type[ResultT]) -> ResultT | None:
    answered = made.get(name)
    result = None if answered is None else answered.answer.envelope.result
    return result if isinstance(result, kind) else None


def _sum(parts: Sequence[Part]) -> Decimal:
    return sum((part.amount for part in parts if part.amount is not None), Decimal(0))


def _tiers(result: TierResult | None) -> tuple[TierFigures, ...] | None:
    if result is None:
        return None
    return tuple(
        TierFigures(tier=tier.tier, customers=tier.customers, value=tier.value) for tier in result.tiers
    )


def _funnel_figures(result: FunnelResult, parts: Sequence[Part]) -> Iterator[FunnelFigures]:
    stages = [stage.stage for stage in result.stages]
    if result.groups is None:
        reached = [stage.reached for stage in result.stages]
        yield _figures(parts[0].branch if parts else "", result, dict(zip(stages, reached, strict=True)))
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
