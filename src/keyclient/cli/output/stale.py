"""What is told where an answer says what to do from a day on that is over for some time."""

import datetime as dt
from typing import TYPE_CHECKING

from keyclient.analysis.common.face import Analysis
from keyclient.cli.start.session import Session
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value

if TYPE_CHECKING:
    from keyclient.policy.models import Policy

_STALE = Label(
    "This is for {as_of}, the data date, which is more than {days} days ago; what mattered since then is not in it. For the "
    "date of this machine: --as-of today.",
    "以下按数据日期 {as_of} 生成，距今已超过 {days} 天，其后的情况未反映。如需按本机当天日期生成，请加 --as-of today。",
)


def say_if_stale(
    session: Session, analysis: Analysis, policy: "Policy", as_of: dt.date, today: dt.date
) -> None:
    """Say for which day the answer is, where it is about what to do and its day is more than `today.stale_days` ago.

    `today`: of the machine.
    """
    days = policy.today.stale_days
    if analysis.acts and (today - as_of).days > days:
        said = {"as_of": Value(as_of, Kind.DATE), "days": Value(days, Kind.COUNT)}
        session.narrator.note(Sentence(_STALE, said))
