"""The tables of a what-if that list customers."""

from collections.abc import Sequence

from keyclient.analysis.common.columns import CUSTOMER_ID, ROW, column
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.what_if.look import WhatIfLook
from keyclient.analysis.what_if.result import WhatIfResult
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn

_MOVED = Label("Who moves", "变动客户名单")
_NEAR = Label("Close to a new floor", "临近新门槛的客户")
_SIDE_WORDS = {"in": Label("in", "进入"), "out": Label("out", "退出")}


def records_table(result: WhatIfResult, look: WhatIfLook) -> Table:
    """Who moves, for programs."""
    fields = (field(CUSTOMER_ID), field(ROW), *_groups(look, named=False), *_value(look))
    side = field(TableColumn("side", look.focus, Kind.TEXT))
    return table_of("moved", _MOVED, (*fields, side), result.moved)


def sheet_table(result: WhatIfResult, look: WhatIfLook) -> Table:
    """Everybody who moves, with whom to call."""
    return table_of("moved", _MOVED, _of_people(look), result.moved)


def moved_table(result: WhatIfResult, look: WhatIfLook) -> Table | None:
    """The first of those who move; None where nobody does, or no lists are wanted."""
    if not result.moved or look.rows == 0:
        return None
    rows = result.moved[: look.rows]
    return table_of("moved", _MOVED, _of_people(look), rows, elastic=True, total_rows=result.total_moved)


def near_table(result: WhatIfResult, look: WhatIfLook) -> Table | None:
    """The first of those close to a floor that moves."""
    if not result.near or look.rows == 0:
        return None
    fields = (
        *look.contacts.who,
        field(TableColumn("group", Label("floor of", "门槛层级"), Kind.TEXT), each=look.name),
        field(column("floor", "floor after", "调整后门槛", look.amount, spare=5)),
        field(column("held", "has", "现有", look.amount)),
        field(column("distance", "above or below it", "高出或不足", look.amount)),
        *_groups(look, named=True),
        *look.contacts.whose,
    )
    return table_of(
        "near", _NEAR, fields, result.near[: look.rows], elastic=True, total_rows=result.total_near
    )


def _of_people(look: WhatIfLook) -> Sequence[TableField]:
    side = field(TableColumn("side", look.focus, Kind.TEXT), each=_SIDE_WORDS.get)
    return (*look.contacts.who, *_groups(look, named=True), side, *_value(look), *look.contacts.whose)


def _groups(look: WhatIfLook, *, named: bool) -> Sequence[TableField]:
    """The group now and the group after; `named`: in words."""
    now = TableColumn("base", Label(f"{look.what.en} now", f"现行{look.what.zh}"), Kind.TEXT)
    after = TableColumn("reform", Label(f"{look.what.en} after", f"调整后{look.what.zh}"), Kind.TEXT)
    return [field(one, each=look.name) if named else field(one) for one in (now, after)]


def _value(look: WhatIfLook) -> Sequence[TableField]:
    return [field(look.value)] if look.has_value else []
