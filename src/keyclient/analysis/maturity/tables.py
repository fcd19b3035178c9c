"""The tables of `maturity` about what will mature. Column keys are the keys of its JSON."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from keyclient.analysis.common.columns import BLANK, CUSTOMER_ID, ROW, column
from keyclient.analysis.common.contacts import OWNED, Contacts
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.maturity.result import Due, MaturityResult
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Table, TableColumn

OVERDUE = Label("matured already", "已到期")
UNDATED = Label("without a date", "无到期日")
ALL = Label("all", "合计")
_BEYOND = Label("after day {days}", "{days}天以后")
_STEP = Label("day {first} to {last}", "第{first}至{last}天")
_WITHIN = Label("in {days} days", "{days}天内")
_SPAN = Label("{first} to {last}", "{first}至{last}")
CUSTOMERS = column("customers", "customers", "客户数", Kind.COUNT)
PRODUCTS = column("products", "products", "笔数", Kind.COUNT, spare=2)
AMOUNT = column("amount", "amount", "到期金额", Kind.MONEY)
_UNKNOWN = column("unknown", "amount unknown", "金额不详笔数", Kind.COUNT, spare=3)


@dataclass(frozen=True)
class MaturityLook:
    """How the tables look."""

    contacts: Contacts
    rows: int | None
    """How many products each list shows; None is all, 0 goes without lists."""
    total: int
    """How many products there are of the customers who are listed."""
    by: Label | None = None
    """What the column of `--by` is called."""

    def name(self, by: str) -> Label:
        """What a column that was grouped by is called."""
        if by in fields():
            return fields()[by].column.label
        return self.by or Label(by, by)


@dataclass(frozen=True)
class _Line:
    """One line of the ladder."""

    when: Label
    from_: Cell
    to: Cell
    held: Due
    share: float | None
    """Of what matures within the last horizon."""


def within_label(days: int) -> Label:
    """What matures within a horizon, in words."""
    return _WITHIN.filled(days=days)


def beyond_label(days: int) -> Label:
    """What matures after the last horizon, in words."""
    return _BEYOND.filled(days=days)


def ladder_table(result: MaturityResult) -> Table:
    """Overdue, every step, later, without a date, and all."""
    shown = [
        field(column("when", "when", "时段", Kind.TEXT)),
        field(column("from", "from", "起", Kind.DATE, spare=1), "from_"),
        field(column("to", "to", "止", Kind.DATE)),
        field(CUSTOMERS, "held.customers"),
        field(PRODUCTS, "held.products"),
        field(AMOUNT, "held.amount"),
    ]
    if result.total.unknown:
        shown.append(field(_UNKNOWN, "held.unknown"))
    days = result.horizons[-1].days
    share = Label(f"share, {days} days", f"占{days}天内")
    shown.append(field(TableColumn("share", share, Kind.SHARE, bar=True)))
    table = table_of("ladder", Label("What matures when", "到期阶梯"), shown, list(_lines(result)))
    return replace(table, stays=True)


def _lines(result: MaturityResult) -> Iterator[_Line]:
    last = result.horizons[-1]
    yield _Line(OVERDUE, None, result.as_of, result.overdue, None)
    for rung in result.ladder:
        days = [(day - result.as_of).days for day in (rung.from_, rung.to)]
        held = Due(customers=rung.customers, products=rung.products, amount=rung.amount, unknown=rung.unknown)
        when = _STEP.filled(first=days[0], last=days[1])
        yield _Line(when, rung.from_, rung.to, held, _share(rung.amount, last.amount))
    yield _Line(beyond_label(last.days), None, None, result.beyond, None)
    if result.undated.products:
        yield _Line(UNDATED, None, None, result.undated, None)
    yield _Line(ALL, None, None, result.total, None)


def _share(amount: Decimal, whole: Decimal) -> float | None:
    return float(amount / whole) if whole > 0 and 0 <= amount <= whole else None


def steps_table(result: MaturityResult) -> Table:
    """The steps alone, for a chart."""
    columns = (column("when", "when", "时段", Kind.TEXT), AMOUNT, CUSTOMERS)
    rows = [
        (
            _SPAN.filled(first=f"{rung.from_:%m-%d}", last=f"{rung.to:%m-%d}"),
            rung.amount,
            rung.customers,
        )
        for rung in result.ladder
    ]
    return Table("ladder", Label("What matures when", "到期阶梯"), columns, rows)


def horizons_table(result: MaturityResult) -> Table:
    """What matures within each horizon; each includes the ones before it."""
    shown = (
        field(column("days", "matures", "期限", Kind.TEXT), each=within_label),
        field(column("to", "to", "截至", Kind.DATE)),
        field(CUSTOMERS),
        field(PRODUCTS),
        field(AMOUNT),
    )
    title = Label("What matures soon", "近期到期")
    return table_of("horizons", title, shown, result.horizons)


def group_tables(result: MaturityResult, look: MaturityLook) -> Iterator[Table]:
    """What matures with whom: a table for each column that was grouped by."""
    for by in dict.fromkeys(group.by for group in result.groups):
        groups = [group for group in result.groups if group.by == by]
        name = look.name(by)
        title = Label(f"What matures by {name.en}", f"按{name.zh}的到期情况")
        shown = tuple(_group_fields(name, result))
        key = f"groups_{by}" if by in fields() else "groups"
        yield table_of(key, title, shown, groups, elastic=True, total_rows=len(groups))


def _group_fields(by: Label, result: MaturityResult) -> Iterator[TableField]:
    yield field(TableColumn("group", by, Kind.TEXT), each=lambda name: name or BLANK)
    for place, one in enumerate(result.horizons):
        yield from _horizon_fields(place, one.days, is_inner=0 < place < len(result.horizons) - 1)
    yield field(TableColumn("overdue", OVERDUE, Kind.MONEY, spare=2), "overdue.amount")
    later = beyond_label(result.horizons[-1].days)
    yield field(TableColumn("beyond", later, Kind.MONEY, spare=5), "beyond.amount")
    yield field(TableColumn("total", ALL, Kind.MONEY), "total.amount")
    if result.total.unknown:
        yield field(_UNKNOWN, "total.unknown")


def _horizon_fields(place: int, days: int, *, is_inner: bool) -> Iterator[TableField]:
    """Customers and amount within one horizon; a narrow terminal leaves out what is between the first and the last."""
    within = within_label(days)
    counted = Label(f"customers, {days} days", f"{within.zh}客户数")
    count = TableColumn(f"customers_{days}", counted, Kind.COUNT, spare=4 if place else 0)
    amount = TableColumn(f"amount_{days}", within, Kind.MONEY, spare=3 if is_inner else 0)
    yield field(count, "horizons", each=lambda horizons: horizons[place].customers)
    yield field(amount, "horizons", each=lambda horizons: horizons[place].amount)


def lines_table(result: MaturityResult, look: MaturityLook) -> Table | None:
    """The first products in the columns for people; None if none was requested or there is none."""
    if look.rows == 0 or not result.lines:
        return None
    title = Label("Whom to call when", "到期客户名单")
    return table_of(
        "lines",
        title,
        (*_dates(), *look.contacts.who, *look.contacts.fields(*OWNED)),
        result.lines,
        elastic=True,
        total_rows=look.total,
    )


def _dates() -> tuple[TableField, ...]:
    return (
        field(column("date", "matures", "到期日", Kind.DATE)),
        field(column("working_day", "call by", "对应工作日", Kind.DATE, spare=3)),
        field(column("days", "days left", "剩余天数", Kind.COUNT, spare=4)),
        field(AMOUNT),
    )


def records_table(result: MaturityResult, look: MaturityLook) -> Table:
    """The requested products in the words of programs."""
    shown = (
        field(CUSTOMER_ID),
        field(ROW),
        field(column("own_row", "row of the product", "产品行号", Kind.ORDINAL)),
        *_dates(),
        *(field(TableColumn(name, fields()[name].column.label, Kind.TEXT)) for name in OWNED),
    )
    return table_of("lines", _PRODUCTS, shown, result.lines, total_rows=look.total)


def sheet_table(result: MaturityResult, look: MaturityLook) -> Table:
    """The same for people, with whom to call."""
    shown = (*look.contacts.who, *_dates(), *look.contacts.whose)
    return table_of("lines", _PRODUCTS, shown, result.lines, total_rows=look.total)


_PRODUCTS = Label("What matures", "到期明细")
