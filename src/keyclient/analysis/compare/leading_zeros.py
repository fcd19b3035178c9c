"""Numbers of customers that differ in leading zeros alone, of the two newest books."""

from collections.abc import Iterator

import pandas as pd

from keyclient.analysis.common.leading_zeros import NumberedBook, lost_zeros
from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.compare.panel import Flags, Panel
from keyclient.model.issue import Issue
from keyclient.model.label import Label

_MOST = 0.5
"""The share of those who are gone or new that is more than chance."""
_COUNTED = Label(" They are counted as lost and new.", "现分别计为流失和新增。")


def zero_issues(panel: Panel) -> Iterator[Issue]:
    """That most of those who are gone, or of those who are new, have numbers of the other book but for leading zeros."""
    there, here = panel.present[-2:]
    gone, new = (_ids(panel, flags) for flags in (there & ~here, here & ~there))
    before, now = map(_numbered, panel.books[-2:])
    yield from lost_zero_issues(gone, new, before, now)


def lost_zero_issues(
    gone: "pd.Series", new: "pd.Series", before: NumberedBook, now: NumberedBook
) -> Iterator[Issue]:
    """The same of the numbers of those who are gone, and of those who are new."""
    found = lost_zeros(gone, new)
    count = int(found.gone.sum())
    if count and count > _MOST * min(len(gone), len(new)):
        yield found.issue(before, now, _COUNTED)


def _ids(panel: Panel, flags: Flags) -> "pd.Series":
    return pd.Series(panel.ids[flags], dtype="str")


def _numbered(book: Snapshot) -> NumberedBook:
    return NumberedBook(book.called, book.numbered)
