"""Coverage and completion of each manager."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints
from keyclient.analysis.common.owners import managers
from keyclient.analysis.plan.result import PlanLine
from keyclient.analysis.plan.verify.followed import Followed
from keyclient.analysis.plan.verify.levels import CONTACT, Book, Subject
from keyclient.analysis.plan.verify.verdicts import Verdict, Verdicts
from keyclient.analysis.plan.verify_result import ManagerVerdict
from keyclient.policy.parts.managers import ManagersPolicy

_NOBODY = ""


def contacted(books: Sequence[tuple[Book, Followed]], since: Ints) -> Flags | None:
    """Whether the customer of each line was contacted after the day from which the line counts.

    None where no book has dates of contacts. `since`: days after 1 January 1970.
    """
    found = np.zeros(len(since), dtype=bool)
    has_dates = False
    for book, followed in books:
        levels = book.levels(Subject(CONTACT))
        has_dates |= bool(levels.known.any())
        here = np.flatnonzero(followed.place != ABSENT)
        at = followed.place[here]
        found[here] |= levels.known[at] & (levels.level[at] > since[here])
    return found if has_dates else None


def owners(lines: Sequence[PlanLine], policy: ManagersPolicy) -> "pd.Series[str]":
    """The owner of each line in one spelling; `""` for nobody."""
    return managers(pd.Series([line.owner for line in lines], dtype="str"), policy).fillna(_NOBODY)


def manager_verdicts(
    owners: "pd.Series[str]", verdicts: Verdicts, contacted: Flags | None
) -> Iterator[ManagerVerdict]:
    """One a manager, most lines first, then by name; nobody last."""
    counts: dict[str, Counter[str]] = {}
    for owner, verdict in zip(owners, verdicts.verdict, strict=True):
        counts.setdefault(owner, Counter())[verdict] += 1
    calls = None if contacted is None else Counter(owners[contacted])
    for name in sorted(counts, key=lambda name: (name == _NOBODY, -counts[name].total(), name)):
        own = counts[name]
        yield ManagerVerdict(
            manager=name or None,
            planned=own.total(),
            contacted=None if calls is None else calls[name],
            met=own[Verdict.MET],
            missed=own[Verdict.MISSED],
            open=own[Verdict.OPEN],
            undecidable=own[Verdict.UNDECIDABLE],
            lost=own[Verdict.LOST],
        )
