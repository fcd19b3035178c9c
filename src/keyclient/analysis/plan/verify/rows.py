"""The lines of the answer: how each was judged, and why."""

from collections.abc import Sequence

import pandas as pd

from keyclient.analysis.plan.verify.judge import JudgedPlan
from keyclient.analysis.plan.verify.lines import Required
from keyclient.analysis.plan.verify.verdicts import NO_BOOK, Verdict
from keyclient.analysis.plan.verify.words import SeenBook, shown
from keyclient.analysis.plan.verify_result import LineVerdict
from keyclient.model.label import Lang

ORDER = (Verdict.LOST, Verdict.MISSED, Verdict.UNDECIDABLE, Verdict.OPEN, Verdict.MET)
"""What asks for a decision first."""


def ordered(plan: JudgedPlan, owners: "pd.Series[str]") -> list[int]:
    """The lines by verdict, owner (nobody last), deadline and id."""
    lines, found = plan.judged.lines, list(plan.judged.verdicts.verdict)
    names = owners.tolist()
    place = {verdict: at for at, verdict in enumerate(ORDER)}
    return sorted(
        range(len(lines)),
        key=lambda at: (
            place[found[at]],
            not names[at],
            names[at],
            lines[at].deadline,
            lines[at].line_id,
        ),
    )


def line_verdicts(
    plan: JudgedPlan, asks: Sequence[Required], owners: "pd.Series[str]", places: Sequence[int], lang: Lang
) -> list[LineVerdict]:
    """The lines at some places, in their order."""
    names = owners.tolist()
    return [_line(plan, asks[at].text, names[at] or None, at, lang) for at in places]


def _line(plan: JudgedPlan, text: str, owner: str | None, at: int, lang: Lang) -> LineVerdict:
    judged = plan.judged
    line = judged.lines[at]
    return LineVerdict(
        line_id=line.line_id,
        customer_id=line.customer_id,
        row=line.row,
        tier=line.tier,
        owner=owner,
        activity=line.activity,
        deadline=line.deadline,
        status=line.status,
        verdict=str(judged.verdicts.verdict[at]),
        before=shown(at, plan.before, judged.asked, lang),
        after=shown(at, _last(plan, at), judged.asked, lang),
        required=text,
        why=judged.why(at).text(lang),
    )


def _last(plan: JudgedPlan, at: int) -> SeenBook:
    """The last book that can decide a line, else the last one."""
    decided = int(plan.judged.verdicts.decided_in[at])
    return plan.judged.books[-1 if decided == NO_BOOK else decided]
