"""How a book was read, in a sentence or two."""

from keyclient.ingest.holdings.holdings import Holdings
from keyclient.ingest.receipt.asof import AsOf
from keyclient.model.label import Label, listed
from keyclient.model.measure import Measure
from keyclient.model.receipt import Source
from keyclient.model.report import Kind, Sentence, Value

_SHEET = Label(
    "{path}, sheet {sheet}, headings in row {row}: {read} rows read, {customers} customers.",
    "{path}，工作表 {sheet}，表头在第 {row} 行：读取 {read} 行，客户 {customers} 户。",
)
_TEXT = Label(
    "{path}, headings in row {row}: {read} rows read, {customers} customers.",
    "{path}，表头在第 {row} 行：读取 {read} 行，客户 {customers} 户。",
)
_LOG_SHEET = Label(
    "{path}, sheet {sheet}, headings in row {row}: {read} rows read, {customers} events in the log of stages.",
    "{path}，工作表 {sheet}，表头在第 {row} 行：读取 {read} 行，阶段变化记录 {customers} 条。",
)
_LOG_TEXT = Label(
    "{path}, headings in row {row}: {read} rows read, {customers} events in the log of stages.",
    "{path}，表头在第 {row} 行：读取 {read} 行，阶段变化记录 {customers} 条。",
)
_BARE_SHEET = Label(
    "{path}, sheet {sheet}, no headings found, columns named by letter: {read} rows read, {customers} customers.",
    "{path}，工作表 {sheet}，没有表头，各列以列号表示：读取 {read} 行，客户 {customers} 户。",
)
_BARE_TEXT = Label(
    "{path}, no headings found, columns named by letter: {read} rows read, {customers} customers.",
    "{path}，没有表头，各列以列号表示：读取 {read} 行，客户 {customers} 户。",
)
_RANKED = Label("Ranked by {measure}; data date {as_of}.", "按{measure}排序；数据日期 {as_of}。")
_DATED = Label("Data date {as_of}.", "数据日期 {as_of}。")
_HOLDINGS = Label("Holdings from {headings}.", "持有产品取自：{headings}。")
_FROM_FILE = Label("{as_of} (the day the file was last changed)", "{as_of}（文件最后修改日期）")
_NAMED = Label("{as_of} (period in the {place})", "{as_of}（取自{place}中的期间）")


def summary_sentences(
    source: Source, as_of: AsOf, measure: Measure | None, *, are_events: bool = False
) -> tuple[Sentence, ...]:
    """The sheet and heading row, the number of rows, what customers are ranked by, and the data date.

    A data date that comes only from the file, from a title or a name is marked as such.
    """
    values = {
        "path": Value(source.path, Kind.TEXT),
        "sheet": Value(source.sheet, Kind.TEXT),
        "row": Value(source.header_row, Kind.ORDINAL),
        "read": Value(source.rows.read, Kind.COUNT),
        "customers": Value(source.rows.customers, Kind.COUNT),
        "as_of": _dated(as_of),
    }
    sheet, text = (_SHEET, _TEXT) if source.header_row else (_BARE_SHEET, _BARE_TEXT)
    if are_events:
        sheet, text = _LOG_SHEET, _LOG_TEXT
    place = Sentence(text if source.sheet is None else sheet, values)
    if measure is None:
        return place, Sentence(_DATED, values)
    return place, Sentence(_RANKED, {**values, "measure": Value(measure.label, Kind.TEXT)})


def _dated(as_of: AsOf) -> Value:
    day = Value(as_of.day, Kind.DATE)
    if as_of.from_file:
        return Value(Sentence(_FROM_FILE, {"as_of": day}), Kind.TEXT)
    if as_of.place is not None:
        return Value(Sentence(_NAMED, {"as_of": day, "place": Value(as_of.place, Kind.TEXT)}), Kind.TEXT)
    return day


def holdings_sentences(holdings: Holdings) -> tuple[Sentence, ...]:
    """The headings from which holdings were read."""
    lists = () if holdings.lists is None else (holdings.lists.heading.text,)
    headings = (*lists, *(column.heading.text for column in holdings.columns))
    return (Sentence(_HOLDINGS, {"headings": Value(listed(headings), Kind.TEXT)}),) if headings else ()
