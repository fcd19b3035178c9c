"""The table and the sentence about customers on the rise."""

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.table_fields import field, table_of
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.tables import CompareLook
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Table, Value

STATE_LABELS = {
    "confirmed": Label("confirmed", "确认上升"),
    "possible": Label("possible", "可能上升"),
    "grew": Label("grew", "有增长"),
}
_SURE = Label(
    "On the rise to key customers: {confirmed} confirmed, {possible} possible; a shuffled order of the books would give "
    "{confirmed_by_chance} and {possible_by_chance}.",
    "潜在重点客户：确认上升 {confirmed} 个，可能上升 {possible} 个；若打乱各期次序，平均分别为 {confirmed_by_chance} 个和 {possible_by_chance} 个。",
)
_GREW = Label(
    "On the way to key customers, {grew} grew; so few books cannot tell a rise from chance.",
    "潜在重点客户：有增长 {grew} 个；期数过少，无法区分上升与偶然波动。",
)
_BY_DAYS = Label(
    "Rises are told by {column}, over {days} days from the first book to the last.",
    "上升按{column}判断，首期至末期共 {days} 天。",
)
_BY_MONTHS = Label(
    "Rises are told by {column}; the books are taken to be a month apart, as they do not all have data dates that differ.",
    "上升按{column}判断；各期并非都有互不相同的数据日期，按每期相隔一个月计。",
)
_LISTED_GREW = Label("Who grew, nearest to the key floor first", "有增长的客户（按距重点门槛由近到远）")
_LISTED = Label("On the rise, nearest to the key floor first", "上升中的潜在重点客户（按距重点门槛由近到远）")


def rising_sentence(result: CompareResult) -> Sentence | None:
    """How many rise, beside what chance brings; None if there is nothing to say."""
    chance, totals = result.rising_by_chance, result.rising_totals
    if chance is None:
        return Sentence(_GREW, {"grew": Value(totals.grew, Kind.COUNT)}) if totals.grew else None
    return Sentence(
        _SURE,
        {
            "confirmed": Value(totals.confirmed, Kind.COUNT),
            "possible": Value(totals.possible, Kind.COUNT),
            "confirmed_by_chance": Value(chance.confirmed, Kind.SCORE),
            "possible_by_chance": Value(chance.possible, Kind.SCORE),
        },
    )


def rising_table(result: CompareResult, look: CompareLook) -> Table | None:
    """Whom to call; None if there is nobody, or no lists are asked for."""
    if not result.rising or look.rows == 0:
        return None
    totals, rows = result.rising_totals, result.rising[: look.rows]
    lacks = any(customer.loyalty_gap is not None for customer in rows)
    lacking = (field(column("loyalty_gap", "loyalty gap", "忠诚度差", Kind.SCORE)),) if lacks else ()
    shown = (
        *look.newest.who,
        field(column("state", "state", "判断", Kind.TEXT), each=STATE_LABELS.__getitem__),
        field(column("growth", "growth", "增幅", Kind.SHARE)),
        field(column("value", "value", "本期", look.amount)),
        field(column("gap_to_key", "to key floor", "距重点门槛", look.amount)),
        *lacking,
        *look.newest.whose,
    )
    return table_of(
        "rising",
        _LISTED if totals.confirmed or totals.possible else _LISTED_GREW,
        shown,
        rows,
        elastic=True,
        total_rows=len(result.rising),
    )


def rising_note(result: CompareResult, look: CompareLook) -> Sentence | None:
    """By what a rise is told; None where nobody rises."""
    totals = result.rising_totals
    if not result.rising:
        return None
    own = fields().get(totals.column)
    column = look.measure.label if own is None else own.column.label
    days = Value(round(totals.days), Kind.COUNT)
    words = _BY_DAYS if totals.axis == "days" else _BY_MONTHS
    return Sentence(words, {"column": Value(column, Kind.TEXT), "days": days})
