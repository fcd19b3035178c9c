"""Plans of a few lines and the books that judge them, written down as text."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.plan.result import Baseline, PlanLine
from keyclient.analysis.plan.verify.answer import answer_verify
from keyclient.analysis.plan.verify.to_judge import ToJudge
from keyclient.analysis.plan.verify_result import LineVerdict, VerifyResult
from keyclient.ingest.base.request import Request
from keyclient.model.label import Lang
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy
from tests.ingest.writing import read

PLANNED = dt.date(2026, 4, 30)
MAY, JUNE, JULY = dt.date(2026, 5, 31), dt.date(2026, 6, 30), dt.date(2026, 7, 31)
QUERY = Query(Lang.EN)
POLICY = Policy()


def book(folder: Path, day: dt.date, text: str, **wishes: object) -> Loaded:
    """The book of a day, from lines with a heading between commas; ranked by AUM where it has that."""
    path = folder / f"{day}.csv"
    path.write_text(f"数据日期：{day}\n{text}", encoding="utf-8")
    asked = {"life_cycle": True, "needs_measure": False, **wishes}
    return read(path, Request(**asked))  # type: ignore[arg-type]


def line(
    customer: str | None,
    criterion: str,
    *,
    due: dt.date = JUNE,
    owner: str | None = "Li",
    status: str = "todo",
    line_id: str = "",
) -> PlanLine:
    """A line of the plan of April."""
    return PlanLine(
        line_id or f"L{customer}",
        customer,
        None,
        tier=None,
        value=None,
        cell=None,
        reasons=(),
        target="",
        strategy="",
        activity="",
        owner=owner,
        deadline=due,
        criterion=criterion,
        baseline=Baseline(None, PLANNED, ""),
        effort=1.0,
        status=status,
        remark=None,
        entry="kept",
        origin="new",
    )


def verified(
    own: Loaded,
    lines: Sequence[PlanLine],
    *later: Loaded,
    policy: Policy = POLICY,
    query: Query = QUERY,
) -> Outcome[VerifyResult]:
    """How later books, oldest first, judge the lines of a plan."""
    return answer_verify(Inputs(own, newer=later), policy, query, lambda: ToJudge(lines))


def judged(own: Loaded, lines: Sequence[PlanLine], *later: Loaded) -> dict[str, LineVerdict]:
    """The lines by id."""
    return {one.line_id: one for one in verified(own, lines, *later).result.lines}


def verdict(own: Loaded, one: PlanLine, *later: Loaded) -> str:
    """How one line is judged."""
    return judged(own, [one], *later)[one.line_id].verdict
