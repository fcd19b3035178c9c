"""The tables of a what-if that count customers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from keyclient.analysis.common.columns import BLANK, NO_MANAGER, column
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.what_if.look import WhatIfLook, change_words
from keyclient.analysis.what_if.result import Curve, CurveStep, OwnedFlow, WhatIfResult
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn

_SIDES = (
    ("base", Label("now", "现行"), Label("value now", "现行价值")),
    ("in", Label("in", "进入"), Label("value in", "进入价值")),
    ("out", Label("out", "退出"), Label("value out", "退出价值")),
    ("reform", Label("after", "调整后"), Label("value after", "调整后价值")),
)
_KEY = Label("key", "策略项")
_NOW, _AFTER = Label("now", "现行"), Label("after", "调整后")

_NO_BRANCH = Label("(no branch)", "（无机构）")


class _Said(NamedTuple):
    """One value that is tried, in words."""

    key: str
    base: Label
    reform: Label


class _Named(NamedTuple):
    """What groups are called."""

    heading: Label
    nobody: Label
    """Those of no group."""


def changes_table(result: WhatIfResult) -> Table:
    """What is tried."""
    fields = (
        field(TableColumn("key", _KEY, Kind.TEXT)),
        field(TableColumn("base", _NOW, Kind.TEXT)),
        field(TableColumn("reform", _AFTER, Kind.TEXT)),
    )
    said = [_Said(one.key, change_words(one, "base"), change_words(one, "reform")) for one in result.changes]
    return table_of("changes", Label("What is tried", "测算内容"), fields, said)


def groups_table(result: WhatIfResult, look: WhatIfLook) -> Table:
    """Every group that has anybody, with who comes in and who goes out."""
    name = field(TableColumn("group", look.what, Kind.TEXT), each=look.name)
    title = Label(f"By {look.what.en}", f"按{look.what.zh}")
    some = [one for one in result.groups if one.base.customers or one.reform.customers]
    return table_of("groups", title, (name, *_flow(look)), some)


def floors_table(result: WhatIfResult, look: WhatIfLook) -> Table | None:
    """The floors now and after; None where the groups have none, or none moves."""
    if all(one.base == one.reform for one in result.floors):
        return None
    fields = (
        field(TableColumn("group", look.what, Kind.TEXT), each=look.name),
        field(column("base", "floor now", "现行门槛", look.amount)),
        field(column("reform", "floor after", "调整后门槛", look.amount)),
    )
    table = table_of("floors", Label("Floors", "门槛"), fields, result.floors)
    return replace(table, stays=True)


def managers_table(result: WhatIfResult, look: WhatIfLook) -> Table | None:
    """Those in focus by manager, with her seats; those without one last."""
    title = Label(f"{_capital(look.focus.en)} by manager", f"{look.focus.zh}：按客户经理")
    group = _Named(Label("manager", "客户经理"), NO_MANAGER)
    return _owned("managers", title, group, (result.managers, look), seats=result.seats is not None)


def branches_table(result: WhatIfResult, look: WhatIfLook) -> Table | None:
    """Those in focus by branch."""
    title = Label(f"{_capital(look.focus.en)} by branch", f"{look.focus.zh}：按机构")
    return _owned("branches", title, _Named(Label("branch", "机构"), _NO_BRANCH), (result.branches, look))


def by_table(result: WhatIfResult, look: WhatIfLook) -> Table | None:
    """Those in focus by the column that was asked for."""
    title = Label(f"{_capital(look.focus.en)} by {look.by.en}", f"{look.focus.zh}：按{look.by.zh}")
    return _owned("by", title, _Named(look.by, BLANK), (result.by, look))


def curve_table(curve: Curve, look: WhatIfLook) -> Table:
    """One row a value of the range."""
    groups = list(enumerate(one.group for one in curve.steps[0].groups))
    has_seats = any(step.over is not None for step in curve.steps)
    over = field(column("over", "over seats", "超出席位", Kind.COUNT))
    fields = (
        field(TableColumn("text", Label(curve.key, curve.key), Kind.TEXT)),
        field(
            TableColumn("customers", look.focus, Kind.COUNT), "focus", each=lambda flow: flow.reform.customers
        ),
        *([_worth(look)] if look.has_value else []),
        field(column("in", "in", "进入", Kind.COUNT), "focus", each=lambda flow: flow.in_.customers),
        field(column("out", "out", "退出", Kind.COUNT), "focus", each=lambda flow: flow.out.customers),
        *([over] if has_seats else []),
        *(_group(place, group, look) for place, group in groups if _holds(curve.steps, place)),
    )
    title = Label("What each value gives", "各档测算结果")
    return table_of("curve", title, fields, curve.steps)


def _worth(look: WhatIfLook) -> TableField:
    return field(look.value, "focus", each=lambda flow: flow.reform.value)


def _group(place: int, group: str, look: WhatIfLook) -> TableField:
    counted = TableColumn(f"customers_{group}", look.name(group), Kind.COUNT, spare=1)
    return field(counted, "groups", each=lambda groups: groups[place].held.customers)


def _holds(steps: Sequence[CurveStep], place: int) -> bool:
    return any(step.groups[place].held.customers for step in steps)


def _owned(
    key: str,
    title: Label,
    group: _Named,
    what: tuple[tuple[OwnedFlow, ...] | None, WhatIfLook],
    *,
    seats: bool = False,
) -> Table | None:
    lines, look = what
    if not lines:
        return None
    name = field(TableColumn("group", group.heading, Kind.TEXT), each=lambda one: one or group.nobody)
    fields = (name, *_flow(look), *(_seats() if seats else []))
    return table_of(key, title, fields, lines, elastic=True, total_rows=len(lines))


def _seats() -> Iterator[TableField]:
    yield field(column("key_reform", "key customers after", "调整后重点客户", Kind.COUNT))
    yield field(column("seats", "seats", "席位", Kind.COUNT))
    yield field(column("over", "over", "超出", Kind.COUNT))


def _flow(look: WhatIfLook) -> Iterator[TableField]:
    """Customers now, in, out and after; then the values of the same."""
    for key, label, _ in _SIDES:
        yield _side(TableColumn(key, label, Kind.COUNT), key, "customers")
    if look.has_value:
        for place, (key, _, label) in enumerate(_SIDES):
            spare = 2 if place in (1, 2) else 1
            yield _side(TableColumn(f"value_{key}", label, look.amount, spare=spare), key, "value")


def _side(shown: TableColumn, key: str, of_it: str) -> TableField:
    attribute = "in_" if key == "in" else key
    return field(shown, attribute, each=lambda held: getattr(held, of_it))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
