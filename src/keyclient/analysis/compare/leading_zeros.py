"""Numbers of customers that differ in leading zeros alone: one of the books has lost them."""

import unicodedata
from collections.abc import Iterator

import pandas as pd

from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.compare.panel import Flags, Panel
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.rules.moves import LeadingZeros

_MOST = 0.5
"""The share of those who are gone or new that is more than chance."""


def zero_issues(panel: Panel) -> Iterator[Issue]:
    """That most of those who are gone, or of those who are new, have numbers of the other book but for leading zeros."""
    before, now = panel.books[-2:]
    gone, new = (_ids(panel, flags) for flags in _gone_and_new(panel))
    bare = {side: ids.map(_bare) for side, ids in (("gone", gone), ("new", new))}
    found = bare["gone"].isin(bare["new"])
    count = int(found.sum())
    if not count or count <= _MOST * min(len(gone), len(new)):
        return
    shorter = gone[found].str.len().sum() < new[bare["new"].isin(bare["gone"])].str.len().sum()
    losing = before if shorter else now
    yield LeadingZeros(
        count=count, heading_before=_heading(before), heading_now=_heading(now), book=losing.called
    )


def _gone_and_new(panel: Panel) -> tuple[Flags, Flags]:
    there, here = panel.present[-2], panel.present[-1]
    return there & ~here, here & ~there


def _ids(panel: Panel, flags: Flags) -> "pd.Series":
    return pd.Series(panel.ids[flags], dtype="str")


def _bare(text: str) -> str:
    """A number as it is without zeros before it and with plain digits."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return plain.lstrip("0") or "0"


def _heading(book: Snapshot) -> Label:
    heading = book.numbered or "customer_id"
    return Label(f"“{heading}” of {book.called}", f"{book.called} 的“{heading}”")
