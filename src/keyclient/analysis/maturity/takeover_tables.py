"""The tables of `maturity --previous`: what became of what has matured."""

from collections.abc import Iterator
from dataclasses import replace

from keyclient.analysis.common.columns import BLANK, CUSTOMER_ID, column
from keyclient.analysis.common.contacts import CALLED, OWNED, Contacts
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.maturity.tables import MaturityLook
from keyclient.analysis.maturity.takeover_result import Takeover
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn

MATURED = Label("matured", "到期金额")
ROLLED = Label("rolled over", "续作")
PARKED = Label("parked", "留存未续作")
LEFT = Label("left", "流出")
UNKNOWN = Label("not known", "去向不明")
TAKEN_OVER = Label("taken over", "承接成功")
_YES, _NO = Label("yes", "是"), Label("no", "否")


def takeover_group_tables(takeover: Takeover, look: MaturityLook) -> Iterator[Table]:
    """What became of it with each manager and in each branch."""
    for by in dict.fromkeys(group.by for group in takeover.groups):
        groups = [group for group in takeover.groups if group.by == by]
        name = look.name(by)
        shown = (
            field(TableColumn("group", name, Kind.TEXT), each=lambda name: name or BLANK),
            field(column("customers", "customers", "到期客户数", Kind.COUNT), "kept.customers"),
            field(TableColumn("taken_over", TAKEN_OVER, Kind.COUNT), "kept.taken_over"),
            *_sums(takeover, "kept."),
        )
        title = Label(f"What became of it by {name.en}", f"按{name.zh}的承接情况")
        key = f"takeover_{by}" if by in fields() else "takeover_groups"
        yield table_of(key, title, shown, groups, elastic=True, total_rows=len(groups))


def takeover_table(takeover: Takeover, look: MaturityLook, old: Contacts) -> Table | None:
    """The customers of whom something matured, what left first; None if none was requested or there is none."""
    if look.rows == 0 or not takeover.lines:
        return None
    shown = (
        field(CUSTOMER_ID),
        *_of_old(old, *CALLED),
        *_sums(takeover, ""),
        field(
            TableColumn("is_taken_over", TAKEN_OVER, Kind.TEXT, spare=4),
            each=lambda yes: _YES if yes else _NO,
        ),
        *_of_old(old, *OWNED),
    )
    title = Label("What became of what matured", "到期资金承接明细")
    rows = takeover.lines
    return table_of("takeover", title, shown, rows, elastic=True, total_rows=takeover.total_lines)


def _sums(takeover: Takeover, of: str) -> Iterator[TableField]:
    labels = {"matured": MATURED, "rolled": ROLLED, "parked": PARKED, "left": LEFT}
    if takeover.parked is None:
        del labels["parked"]
    for key, label in labels.items():
        yield field(TableColumn(key, label, Kind.MONEY), f"{of}{key}")
    if takeover.unknown:
        yield field(TableColumn("unknown", UNKNOWN, Kind.MONEY), f"{of}unknown")


def _of_old(contacts: Contacts, *names: str) -> tuple[TableField, ...]:
    """The contacts of the earlier book, which knows those too who are no longer listed."""
    return tuple(replace(one, attributes=("old_row",)) for one in contacts.fields(*names))
