"""The tables and the sentence about balances that stand above their averages, or above the books beside them."""

from collections.abc import Iterator

from keyclient.analysis.common.columns import BLANK, column
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.scopes import CUSTOMER, GROUPED, WHOLE
from keyclient.analysis.compare.tables import CompareLook
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Table, Value

_WHOLE = Label("all", "全部")
_OVER = Label("over", "超限")
_POINT = column("point", "balance", "时点余额", Kind.MONEY)
_AVERAGE = column("average", "average", "日均", Kind.MONEY)
_COUNTED = column("capped_average", "average that counts", "可计入日均", Kind.MONEY)
_EXCESS = column("excess", "excess", "超出额", Kind.MONEY)
_DEVIATION = column("deviation", "deviation", "偏离度", Kind.SHARE)
_SAID = Label(
    "{what} at the data date deviates by {deviation} from its average; managers over the limit for a bank ({limit}): {managers} of {of}.",
    "{what}时点较日均偏离 {deviation}；{of} 个客户经理中 {managers} 个超过监管对全行的上限 {limit}。",
)


def dressing_sentence(result: CompareResult) -> Sentence | None:
    """How far the whole is above its average; None unless the whole or a manager is over the limit."""
    told = list(result.deviation.where({"scope": (WHOLE, "manager")}))
    if not any(one.over_limit for one in told):
        return None
    managers = [one for one in told if one.scope == "manager"]
    whole = next(one for one in told if one.scope == WHOLE)
    return Sentence(
        _SAID,
        {
            "what": Value(fields()[whole.column].column.label, Kind.TEXT),
            "deviation": Value(whole.deviation, Kind.SHARE),
            "limit": Value(whole.limit, Kind.SHARE),
            "managers": Value(sum(one.over_limit for one in managers), Kind.COUNT),
            "of": Value(len(managers), Kind.COUNT),
        },
    )


def dressing_tables(result: CompareResult, look: CompareLook) -> Iterator[Table | None]:
    """Deviations of the groups, then of customers; then the ends of quarters."""
    yield _groups(result)
    yield _customers(result, look)
    yield _quarter_ends(result)


def _groups(result: CompareResult) -> Table | None:
    rows = result.deviation.where({"scope": (WHOLE, *GROUPED)})
    if not rows:
        return None
    is_limited = any(one.capped_average is not None for one in rows)
    shown = (
        _who("group"),
        field(_POINT),
        field(_AVERAGE),
        *([field(_COUNTED)] if is_limited else []),
        field(_EXCESS),
        field(_DEVIATION),
        field(
            column("over_limit", "limit for a bank", "全行上限", Kind.TEXT),
            each=lambda over: _OVER if over else None,
        ),
    )
    return table_of(
        "deviation",
        Label("Balances beside averages", "时点偏离日均"),
        shown,
        rows,
        elastic=True,
        total_rows=len(rows),
    )


def _customers(result: CompareResult, look: CompareLook) -> Table | None:
    rows = result.deviation.where({"scope": (CUSTOMER,)})
    if not rows or look.rows == 0:
        return None
    shown = (
        *look.newest.who,
        field(_POINT),
        field(_AVERAGE),
        field(_EXCESS),
        field(_DEVIATION),
        *look.newest.whose,
    )
    title = Label("Customers furthest above their average", "时点高于日均最多的客户")
    return table_of("deviating", title, shown, rows[: look.rows], elastic=True, total_rows=len(rows))


def _quarter_ends(result: CompareResult) -> Table | None:
    rows = result.quarter_ends.where({"scope": (WHOLE, "manager")})
    if not rows:
        return None
    shown = (
        field(column("period", "period", "季末", Kind.TEXT)),
        _who("manager"),
        field(column("customers", "customers", "客户数", Kind.COUNT)),
        field(column("of", "of", "可比客户数", Kind.COUNT)),
        field(column("before", "before", "前期", Kind.MONEY)),
        field(_POINT),
        field(column("after", "after", "后期", Kind.MONEY)),
        field(_EXCESS),
    )
    title = Label("Balances that stood out at the end of a quarter", "季末冲高后回落的余额")
    return table_of("quarter_ends", title, shown, rows, elastic=True, total_rows=len(rows))


def _who(attribute: str) -> TableField:
    def name(scope: str, group: str | None) -> Label | str:
        return _WHOLE if scope == WHOLE else group or BLANK

    return field(
        column("group", "manager or branch", "客户经理/机构", Kind.TEXT), "scope", attribute, each=name
    )
