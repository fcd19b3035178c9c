"""Writes a new sheet of the user's workbook: sentences, figures and tables of an answer, one below the other."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from keyclient.model.excel import EPOCH, EPOCH_1904
from keyclient.model.label import Label, Lang
from keyclient.model.own import marked
from keyclient.model.place import column_letters
from keyclient.model.report import Cell, Kind, Report, Sentence, Table, TableColumn
from keyclient.render.text import Voice, is_missing
from keyclient.render.width import cells as cells_of_width
from keyclient.render.writeback.cells import Value, cell_xml
from keyclient.render.writeback.styles import Formats

_IN_PERCENT = Label("{heading} (%)", "{heading}（%）")
_WIDEST, _NARROWEST = 44, 10
_NUMBERS = (
    Kind.COUNT,
    Kind.MONEY,
    Kind.WAN,
    Kind.NUMBER,
    Kind.INDEX,
    Kind.ORDINAL,
    Kind.YEARS,
    Kind.DAYS,
    Kind.SCORE,
)


@dataclass(frozen=True)
class _PageCell:
    value: Value
    style: int | None = None


_Line = list[_PageCell]


def page_xml(
    report: Report, lang: Lang, formats: Formats, namespace: str, notes: Sequence[Sentence] = ()
) -> bytes:
    """The part of a sheet with a report; `notes` follow the report's own. `namespace`: the XML namespace of sheets."""
    lines = list(_lines(report, Voice(lang), formats, notes))
    rows = "".join(
        f'<row r="{at}">{"".join(_xml(cell, column, at) for column, cell in enumerate(line))}</row>'
        for at, line in enumerate(lines, 1)
        if line
    )
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(_widths(lines), 1)
    )
    set_up = '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    set_up += '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{rows}</sheetData>{set_up}</worksheet>"
    ).encode("utf-8", "replace")


def typed(value: Cell, kind: Kind, formats: Formats, voice: Voice) -> tuple[Value, int | None]:
    """A cell's value and format. A share is written in percent if the workbook has no percentage format."""
    if is_missing(value):
        return None, None
    if kind is Kind.SHARE:
        share = Decimal(str(value))
        return (share, formats.share) if formats.share is not None else (round(share * 100, 4), None)
    if kind is Kind.SCORE:
        return round(Decimal(str(value)), 1), None
    if isinstance(value, dt.date):
        epoch = EPOCH_1904 if formats.is_1904 else EPOCH
        return ((value - epoch).days, formats.date) if formats.date is not None else (value.isoformat(), None)
    if kind in _NUMBERS and isinstance(value, int | float | Decimal):
        style = {Kind.MONEY: formats.money, Kind.COUNT: formats.count}.get(kind)
        return value, style
    return voice.value(value, Kind.TEXT), None


def heading(column: TableColumn, formats: Formats, lang: Lang) -> str:
    """The heading of a column, with a percent sign if its shares are in percent."""
    text = column.label.text(lang)
    if column.kind is Kind.SHARE and formats.share is None:
        return _IN_PERCENT.say(lang, {"heading": text})
    return text


def _lines(report: Report, voice: Voice, formats: Formats, notes: Sequence[Sentence]) -> Iterator[_Line]:
    yield [_PageCell(marked(voice.label(report.title)), formats.strong)]
    for sentence in report.headline:
        yield [_PageCell(voice.sentence(sentence))]
    yield []
    for fact in report.facts:
        value, style = typed(fact.value, fact.kind, formats, voice)
        yield [_PageCell(voice.label(fact.label)), _PageCell(_percent(value, fact.kind, formats), style)]
    for table in report.tables:
        yield []
        yield from _table(table, voice, formats)
    if report.notes or notes:
        yield []
    for sentence in (*report.notes, *notes):
        yield [_PageCell(voice.sentence(sentence))]


def _percent(value: Value, kind: Kind, formats: Formats) -> Value:
    """A share without a heading that could say it is in percent."""
    return f"{value}%" if kind is Kind.SHARE and formats.share is None and value is not None else value


def _table(table: Table, voice: Voice, formats: Formats) -> Iterator[_Line]:
    yield [_PageCell(voice.label(table.title), formats.strong)]
    yield [_PageCell(heading(column, formats, voice.lang), formats.strong) for column in table.columns]
    for row in table.rows:
        yield [
            _PageCell(*typed(value, column.kind, formats, voice))
            for value, column in zip(row, table.columns, strict=True)
        ]


def _widths(lines: Sequence[_Line]) -> list[int]:
    """Column widths that fit the cells; the last text of a line may overflow."""
    widths: dict[int, int] = {}
    for line in lines:
        for column, cell in enumerate(line):
            runs_over = column == len(line) - 1 and isinstance(cell.value, str)
            shown = cells_of_width(str(cell.value)) if cell.value is not None and not runs_over else 0
            widths[column] = max(widths.get(column, _NARROWEST), min(shown + 3, _WIDEST))
    return [widths[column] for column in sorted(widths)] or [_NARROWEST]


def _xml(cell: _PageCell, column: int, row: int) -> str:
    if cell.value is None:
        return ""
    style = None if cell.style is None else str(cell.style).encode()
    return cell_xml(cell.value, f"{column_letters(column)}{row}", style, "")
