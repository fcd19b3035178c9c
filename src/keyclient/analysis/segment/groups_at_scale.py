"""The vital few and classes within every group of a portfolio that an engine computes. Whole numbers of any size."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
import pandas as pd

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.too_many_groups import within
from keyclient.analysis.segment.figures import Study
from keyclient.analysis.segment.grouping import LETTERS, Group, group_classes
from keyclient.analysis.segment.groups import group_rows
from keyclient.analysis.segment.result import Theil
from keyclient.analysis.segment.vital_few import VitalFew
from keyclient.analysis.segment.whole_curves import group_figures
from keyclient.metrics.classes import class_totals
from keyclient.metrics.concentration import gini
from keyclient.metrics.exact_shares import exact_share, share_of
from keyclient.metrics.nearest import nearest
from keyclient.metrics.selection.grouped import group_selections
from keyclient.metrics.selection.ladder import Ladder
from keyclient.metrics.selection.selection import Limits, Selection
from keyclient.metrics.selection.spread import group_share, theil_of, theil_within, whole_index
from keyclient.model.label import Label

_BY = ["group", "value"]
_GROUPS = Label("groups", "分组")
_LARGEST = 2**62
"""Sums below fit the engines, with room to spare."""


def groups_at_scale(
    frame: nw.LazyFrame[Any],
    book: Study,
    whole: Ladder,
    limits: Limits | None = None,
    by: Label | str = _GROUPS,
) -> tuple[LazyRows[Group], Theil]:
    """The same as `groups.groups`. `frame`: columns `group` ("" is blank) and `value` (null is blank).

    Where class A ends by the curve, where sums do not fit the engine and where a group does not fit into memory, groups are
    read in turns, which takes longer.
    `by`: what they are grouped by, for `TooManyGroupsError` beyond `Limits.values` groups.
    """
    most = (limits or Limits()).values
    sizes = _sizes(frame, most, by)
    fits = max(sizes.values(), default=0) <= most and book.profile.gross - book.profile.loss < _LARGEST
    if book.policy.cut == "share" and fits:
        figures = group_figures(frame.select(*_BY), book, most, by)
        return group_rows(figures, book), _theil(figures, book, whole)
    return _in_turns(frame, book, limits, sizes)


def _theil(figures: pd.DataFrame, book: Study, whole: Ladder) -> Theil:
    if book.profile.negatives:
        return Theil(between=None, within=None)
    sums = zip(figures["known"].tolist(), figures["gross"].tolist(), strict=True)
    parts = theil_within(sums, whole_index(whole), book.profile.known, int(book.profile.gross))
    return Theil(between=None, within=None) if parts is None else Theil(**parts._asdict())


def _in_turns(
    frame: nw.LazyFrame[Any], book: Study, limits: Limits | None, sizes: Mapping[str, int]
) -> tuple[LazyRows[Group], Theil]:
    found, shares = [], []
    for name, own in group_selections(frame.select(*_BY), sizes, limits):
        found.append(_group(name, sizes[name], own, book))
        if not book.profile.negatives:
            shares.append(group_share(own.ladder))
    found.sort(key=lambda group: group.group or "")
    found.sort(key=lambda group: group.total, reverse=True)
    gross = int(book.profile.gross)
    parts = None if book.profile.negatives else theil_of(shares, book.profile.known, gross)
    theil = Theil(between=None, within=None) if parts is None else Theil(**parts._asdict())
    return LazyRows(Group, ListSource(found)), theil


def _sizes(frame: nw.LazyFrame[Any], most: int, by: Label | str) -> dict[str, int]:
    rows = within(frame.group_by("group").agg(nw.len().alias("n")), most, by)
    return {str(row["group"]): int(row["n"]) for row in rows}


def _group(name: str, customers: int, own: Selection, book: Study) -> Group:
    study = _read(book, own)
    profile, amount = study.profile, book.measure.amount
    few = study.points.fewest(exact_share(profile.gross, book.policy.target))
    held = {one.letter: one for one in class_totals(profile, study.cuts, customers - profile.known)}
    there = [held.get(letter) for letter in LETTERS]
    return Group(
        group=name or None,
        customers=customers,
        total=amount(profile.net),
        share_of_total=share_of(profile.net, book.profile.net),
        vital_few=VitalFew(
            target=book.policy.target,
            customers=few,
            share_of_customers=None if few is None else share_of(few, profile.known),
        ),
        classes=group_classes(
            [one.customers if one else 0 for one in there],
            [None if one is None or one.value is None else amount(one.value) for one in there],
        ),
        gini=gini(profile),
    )


def _read(book: Study, own: Selection) -> Study:
    """What is known of a group once its curve has been read."""
    policy, gross = book.policy, own.totals.gross
    automatic = policy.cut == "auto"
    targets = [exact_share(gross, part) for part in (policy.target, policy.b_edge)]
    points = own.points(targets=targets, nearest=automatic, profiled=True)
    profile = own.profile()
    point = nearest(points, profile.known, gross) if automatic else None
    return Study(book.measure, policy, profile, points, point)
