"""Writes a new sheet of the user's workbook: sentences, figures and tables of an answer, one below the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keyclient.model.label import Lang
from keyclient.model.own import marked
from keyclient.model.place import column_letters
from keyclient.model.report import Cell, Kind, Report, Sentence, Table
from keyclient.render.text import Voice
from keyclient.render.width import cells as cells_of_width
from keyclient.render.width import wrap
from keyclient.render.writeback.cells import Value, cell_xml
from keyclient.render.writeback.look import NO_LOOK, Look
from keyclient.render.writeback.styles import Formats
from keyclient.render.writeback.typed import heading, typed

_NARROWEST, _WIDEST = 10, 30
"""Widths of columns in characters; a longer text wraps."""
_ACROSS = 140
"""The characters across a page of A4 whose letters are printed in their own size."""
_FEWEST_COLUMNS = 6
"""How many columns a sentence may take at least."""
_LINE = 14.5
"""The height of a line of text, in points."""
_TITLE_LINE = 21.0


@dataclass(frozen=True)
class _PageCell:
    value: Value
    style: int | None = None
    shown: str = ""
    """The cell as it is displayed, for the width of its column."""


@dataclass(frozen=True)
class _Line:
    cells: tuple[_PageCell, ...] = ()
    across: bool = False
    """Whether its only cell is a sentence over all columns."""
    overflows: bool = False
    """Whether its only cell is a title that runs over the blank cells beside it."""
    ends_in_text: bool = False
    """Whether it belongs to a table whose last column has texts."""
    height: float = _LINE

    def spans(self, count: int) -> tuple[int, int] | None:
        """The first and last of the columns that its last cell takes, of so many: a text at its end."""
        if self.across and count > 1:
            return 0, count - 1
        last = len(self.cells) - 1
        return (last, count - 1) if self.ends_in_text and last < count - 1 else None


def page_xml(
    report: Report,
    lang: Lang,
    formats: Formats,
    namespace: str,
    notes: Sequence[Sentence] = (),
    look: Look = NO_LOOK,
) -> bytes:
    """The part of a sheet with a report; `notes` follow the report's own. `namespace`: the XML namespace of sheets.

    Without a look of its own the sheet takes its number formats from the workbook.
    """
    lines = list(_lines(report, _Writer(Voice(lang), formats, look), notes))
    widths = _widths(lines)
    rows, merged = [], []
    for at, line in enumerate(lines, 1):
        if line.cells:
            cells = "".join(_xml(cell, column, at) for column, cell in enumerate(line.cells))
            rows.append(f'<row r="{at}" ht="{_height(line, widths):g}" customHeight="1">{cells}</row>')
        if (span := line.spans(len(widths))) is not None:
            first, last = map(column_letters, span)
            merged.append(f'<mergeCell ref="{first}{at}:{last}{at}"/>')
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    spans = f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells>' if merged else ""
    set_up = '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
    set_up += '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    set_up += '<headerFooter scaleWithDoc="0"><oddFooter>&amp;L&amp;10&amp;A&amp;R&amp;10&amp;P / &amp;N</oddFooter></headerFooter>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>{spans}{set_up}</worksheet>"
    ).encode("utf-8", "replace")


@dataclass(frozen=True)
class _Writer:
    """Makes the cells of the sheet."""

    voice: Voice
    formats: Formats
    look: Look

    def text(self, text: str, style: int | None) -> _PageCell:
        """A cell of text."""
        return _PageCell(text, style, text)

    def cell(self, value: Cell, kind: Kind, *, indented: bool = False) -> _PageCell:
        """A figure or text in the format of its kind; a text beside another cell is indented."""
        own = self.look.indented if indented and kind is Kind.TEXT else self.look.cells.get(kind)
        if own is None:
            said, style = typed(value, kind, self.formats, self.voice)
            return _PageCell(said, style, "" if said is None else str(said))
        said, _ = typed(value, kind, Formats(share=own, date=own, is_1904=self.formats.is_1904), self.voice)
        return _PageCell(said, own, self.voice.formatter(kind, blanks=True)(value))

    def headings(self, table: Table) -> tuple[_PageCell, ...]:
        """The headings of a table."""
        look = self.look
        formats = self.formats if not look.cells else Formats(share=0)
        return tuple(
            self.text(
                heading(column, formats, self.voice.lang),
                look.head_right
                if column.kind is not Kind.TEXT
                else look.head_indented
                if place
                else look.head,
            )
            for place, column in enumerate(table.columns)
        )


def _lines(report: Report, writer: _Writer, notes: Sequence[Sentence]) -> Iterator[_Line]:
    voice, look = writer.voice, writer.look
    title = writer.text(marked(voice.label(report.title)), look.title)
    yield _Line((title,), overflows=True, height=_TITLE_LINE)
    for sentence in report.headline:
        yield _Line((writer.text(voice.sentence(sentence), look.lead),), across=True)
    yield _Line()
    for fact in report.facts:
        value = writer.cell(fact.value, fact.kind)
        if fact.kind is Kind.SHARE and not look.cells and writer.formats.share is None:
            value = writer.text(voice.value(fact.value, fact.kind), None)
        name = writer.text(voice.label(fact.label), look.cells.get(Kind.TEXT))
        yield _Line((name, value))
    for table in report.tables:
        yield _Line()
        yield from _table(table, writer)
    if report.notes or notes:
        yield _Line()
    for sentence in (*report.notes, *notes):
        yield _Line((writer.text(voice.sentence(sentence), look.note),), across=True)


def _table(table: Table, writer: _Writer) -> Iterator[_Line]:
    title = writer.text(writer.voice.label(table.title), writer.look.section)
    yield _Line((title,), overflows=True, height=_TITLE_LINE)
    ends_in_text = len(table.columns) > 2 and table.columns[-1].kind is Kind.TEXT
    yield _Line(writer.headings(table), ends_in_text=ends_in_text)
    for row in table.rows:
        yield _Line(
            tuple(
                writer.cell(value, column.kind, indented=place > 0)
                for place, (value, column) in enumerate(zip(row, table.columns, strict=True))
            ),
            ends_in_text=ends_in_text,
        )


def _widths(lines: Sequence[_Line]) -> list[int]:
    """The width of each column: that of its cells within bounds, less where all together are wider than a page.

    A text that takes the blank columns on its right needs no width of its own, but a page has to have room for it.
    """
    tabular = [line for line in lines if not line.across and not line.overflows]
    count = max([_FEWEST_COLUMNS, *(len(line.cells) for line in tabular)])
    widths, across = [_NARROWEST] * count, 0
    for line in tabular:
        span = line.spans(count)
        for column, cell in enumerate(line.cells):
            if span is None or column < span[0]:
                widths[column] = max(widths[column], _wanted(cell))
        if span is not None:
            across = max(across, sum(widths[: span[0]]) + cells_of_width(line.cells[-1].shown) + 2)
    while sum(widths) > _ACROSS and max(widths) > 2 * _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    widths[-1] += max(0, min(across, _ACROSS) - sum(widths))
    return widths


def _wanted(cell: _PageCell) -> int:
    """What a cell needs; a figure is never cut, a text wraps."""
    width = cells_of_width(cell.shown) + 3
    return min(width, _WIDEST) if isinstance(cell.value, str) else width


def _height(line: _Line, widths: Sequence[int]) -> float:
    """The height of a row with its texts wrapped; not every program calculates it."""
    if line.overflows:
        return line.height
    span, room = line.spans(len(widths)), list(widths)
    if span is not None:
        room[span[0]] = sum(widths[span[0] :])
    texts = (
        (cell.shown, width)
        for cell, width in zip(line.cells, room, strict=False)
        if isinstance(cell.value, str)
    )
    return line.height * max((len(wrap(text, max(1, width - 1))) for text, width in texts), default=1)


def _xml(cell: _PageCell, column: int, row: int) -> str:
    place = f"{column_letters(column)}{row}"
    style = None if cell.style is None else str(cell.style).encode()
    if cell.value is None:
        return "" if style is None else f'<c r="{place}" s="{style.decode()}"/>'
    return cell_xml(cell.value, place, style, "")
