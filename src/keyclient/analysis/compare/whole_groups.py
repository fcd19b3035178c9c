"""Managers and branches that had customers and have none, or had none and have many: an export may not be complete."""

from collections.abc import Iterable, Iterator

import numpy as np

from keyclient.analysis.common.amounts import short_amount
from keyclient.analysis.common.columns import column
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.table_fields import field, table_of
from keyclient.analysis.common.whole_groups import lacking_groups
from keyclient.analysis.compare.panel import Panel
from keyclient.analysis.compare.tables import CompareLook
from keyclient.analysis.compare.whole_group import WholeGroup
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label, Lang
from keyclient.model.measure import Measure
from keyclient.model.report import Kind, Table
from keyclient.model.rules.series import GroupAppeared, GroupVanished
from keyclient.policy.parts.compare import ComparePolicy


def whole_groups(panel: Panel, policy: ComparePolicy) -> tuple[WholeGroup, ...]:
    """The groups of so many customers as the policy says whom the other book does not have, the largest first."""
    found = [group for is_new in (False, True) for group in _whole(panel, policy.vanished, is_new=is_new)]
    return gone_first(found)


def gone_first(groups: Iterable[WholeGroup]) -> tuple[WholeGroup, ...]:
    """The groups in the order in which they are told."""
    return tuple(sorted(groups, key=lambda group: (group.is_new, -group.value, group.by, group.group)))


def _whole(panel: Panel, least: int, *, is_new: bool) -> Iterator[WholeGroup]:
    before, now = len(panel.books) - 2, len(panel.books) - 1
    own, other = (now, before) if is_new else (before, now)
    is_there = np.zeros(panel.books[own].customers, dtype=bool)
    there = panel.present[own] & panel.present[other]
    is_there[panel.at[own][there]] = True
    worth, beside = panel.worth(own), panel.books[other]
    others = [one for one in (beside.frame, beside.aside) if one is not None]
    for group in lacking_groups(panel.books[own].frame, others, is_there, least):
        yield WholeGroup(
            by=group.by,
            group=group.group,
            customers=len(group.at),
            value=panel.measure.amount(exact_sum(worth[group.at])),
            others=len(group.at) - group.still,
            is_new=is_new,
        )


def whole_group_issues(groups: tuple[WholeGroup, ...], measure: Measure, book: str) -> Iterator[Issue]:
    """That an export may not be complete. `book`: the newest."""
    for group in groups:
        label = fields()[group.by].column.label
        kind = GroupAppeared if group.is_new else GroupVanished
        yield kind(
            group=Label(f"{label.en} {group.group}", f"{label.zh} {group.group}"),
            customers=group.customers,
            amount=Label(*(short_amount(group.value, measure, lang) for lang in (Lang.EN, Lang.ZH))),
            book=book,
        )


_GONE, _NEW = Label("gone", "消失"), Label("new", "新增")


def whole_groups_table(groups: tuple[WholeGroup, ...], look: CompareLook) -> Table | None:
    """The groups that only one of the two newest books has; None where there are none."""
    if not groups:
        return None
    shown = (
        field(column("by", "by", "分组", Kind.TEXT), each=lambda name: fields()[name].column.label),
        field(column("group", "group", "名称", Kind.TEXT)),
        field(column("is_new", "what", "情形", Kind.TEXT), each=lambda is_new: _NEW if is_new else _GONE),
        field(column("customers", "customers", "客户数", Kind.COUNT)),
        field(column("value", "value", "金额", look.amount)),
        field(column("others", "not in the other book", "另一期不在表内", Kind.COUNT)),
    )
    return table_of("vanished", Label("Whole groups gone or new", "整组消失或新增"), shown, groups)
