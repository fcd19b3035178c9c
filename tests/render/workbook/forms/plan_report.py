"""A plan as a report: lines that people fill in, of some managers."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from keyclient.model.filled_in import FormKind
from keyclient.model.forms import FORM_COLUMNS, PLAN_FINISHED, PLAN_REQUIRED, PLAN_STATUSES, FormColumn
from keyclient.model.label import Label
from keyclient.model.report import Cell, Fact, Form, Kind, Report, Table, TableColumn

MANAGERS = ("张伟", "王芳", "李娜", "刘洋", "陈静")
_KINDS = {
    "value": Kind.MONEY,
    "deadline": Kind.DATE,
    "effort": Kind.NUMBER,
    "baseline_value": Kind.MONEY,
    "baseline_date": Kind.DATE,
}
_TODO = PLAN_STATUSES["todo"]
_TIERS = (Label("platinum", "铂金"), Label("gold", "黄金"), Label("iron", "铁"))
_REASONS = (
    Label("1.2m yuan mature on 2026-11-12; contact overdue by 41 days", "120万元将于 2026-11-12 到期；超期 41 天未联系"),
    Label("38k yuan below gold", "距黄金还差 3.8万元"),
)  # fmt: skip
_ACTIVITIES = (Label("tea tasting", "品茶会"), Label("health check", "体检"))
_DAY = dt.date(2026, 11, 2)


def plan_columns() -> tuple[TableColumn, ...]:
    """The columns of a plan as a table has them."""
    return tuple(map(_column, FORM_COLUMNS[FormKind.PLAN]))


def _column(column: FormColumn) -> TableColumn:
    return TableColumn(
        column.key,
        column.label,
        _KINDS.get(column.key, Kind.TEXT),
        is_personal=column.key in {"customer_id", "name"},
        is_editable=column.is_editable,
        choices=column.choices,
        tones=column.tones,
        hint=column.hint,
    )


def line(number: int, owner: str | None, **changed: Cell) -> tuple[Cell, ...]:
    """One line; `changed`: by the key of the column."""
    cells: dict[str, Cell] = {
        "line_id": f"L{number:06}",
        "customer_id": f"6222{number:012}",
        "name": f"欧阳{number}",
        "tier": _TIERS[number % 3],
        "value": Decimal(48_500_000 - number * 1000),
        "reasons": _REASONS[number % 2],
        "target": Label("keep the money", "留住到期资金"),
        "strategy": Label("follow up early", "提前对接、承接到期"),
        "activity": _ACTIVITIES[number % 2],
        "owner": owner,
        "deadline": _DAY + dt.timedelta(days=number % 40),
        "criterion": "aum >= 500000 and contact since 2026-11-01",
        "status": _TODO,
        "remark": None,
        "effort": 1.5,
        "baseline_value": Decimal("480000.00"),
        "baseline_date": dt.date(2026, 10, 31),
        "baseline_book": "9f86d081",
        "entry": "maturity",
    }
    return tuple((cells | changed).values())


def plan(rows: Sequence[Sequence[Cell]], *, spare: int = 3, remembered: Sequence[str] = ()) -> Report:
    """A plan of these lines."""
    form = Form("owner", spare, remembered, required=PLAN_REQUIRED, due="deadline", finished=PLAN_FINISHED)
    lines = Table("lines", Label("Lines", "行动"), plan_columns(), rows, elastic=True, leads=True, form=form)
    facts = (Fact(Label("lines", "行动数"), len(rows), Kind.COUNT),)
    return Report(Label("Plan", "行动计划"), (), facts, (lines,), records=lines)


def lines_of(count: int, managers: Sequence[str | None] = MANAGERS) -> list[tuple[Cell, ...]]:
    """So many lines, each manager's together."""
    each = -(-count // len(managers))
    return [line(number, managers[number // each]) for number in range(count)]
