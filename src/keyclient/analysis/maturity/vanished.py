"""Managers and branches with matured money whom the newest book does not have: its export may not be complete."""

from collections.abc import Iterator

import pandas as pd

from keyclient.analysis.common.whole_groups import lacking_groups
from keyclient.analysis.maturity.rows import YUAN
from keyclient.analysis.maturity.takeover_result import Takeover, VanishedGroup
from keyclient.model.amount_words import amount_words
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.portfolio import Portfolio
from keyclient.model.rules.series import GroupVanished

_GROUP = Label("{by} {group}", "{by} {group}")
_MATURED = Label("matured money of {amount}", "到期资金{amount}")


def vanished_groups(
    old: Portfolio, new: Portfolio, matured: "pd.Series[int]", is_there: "pd.Series[bool]", least: int
) -> tuple[VanishedGroup, ...]:
    """Those with at least so many customers, the largest amount first.

    `matured`: fen by customer of the earlier book, in its order; `is_there`: whom the newest book has.
    """
    found = [
        VanishedGroup(
            by=group.by,
            group=group.group,
            customers=int((own > 0).sum()),
            matured=YUAN.amount(int(own.sum())),
        )
        for group in lacking_groups(old.frame, [new.frame], is_there.to_numpy(bool), least)
        if (own := matured.iloc[group.at]).gt(0).any()
    ]
    return tuple(sorted(found, key=lambda group: (-group.matured, group.by, group.group)))


def vanished_issues(takeover: Takeover, book: str) -> Iterator[Issue]:
    """That what has left may only be missing. `book`: the newest."""
    for group in takeover.vanished:
        yield GroupVanished(
            group=_GROUP.filled(by=fields()[group.by].column.label, group=group.group),
            customers=group.customers,
            amount=_MATURED.filled(amount=amount_words(group.matured)),
            book=book,
        )
