"""Writes the first sheet: headline, key figures and the first short tables, on one printed page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from keyclient.model.report import Cell, Fact, Kind, Report, Table, TableColumn
from keyclient.render.links import Book
from keyclient.render.palette import LINE
from keyclient.render.text import Voice, is_missing
from keyclient.render.width import narrowest
from keyclient.render.workbook.package import PLACEHOLDER
from keyclient.render.workbook.paper import CELL_MARGIN, Extent, fits, set_up
from keyclient.render.workbook.rows import FIRST_DAY
from keyclient.render.workbook.styles import BARS, SHADES, Styles
from keyclient.render.workbook.texts import breadth, broadest, cell_text, lines, runs, wrapped

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_FIRST_WIDEST, _WIDEST, _NARROWEST = 30, 22, 10
"""Widths in characters: of the first column, which names the row, and of the others."""
_LEADING_WIDEST = 16
"""Of a column of the list that leads, whose texts are long and wrap."""
_FEWEST_COLUMNS = 7
"""The fewest columns the headline spans."""
_TALLEST = 409.0
"""Points of the tallest row that Excel has."""
_JUMPS = 4.0
"""The lines that links to other sheets take at most."""


@dataclass
class _SummaryPage:
    """The sheet while it is being written, from top to bottom."""

    sheet: "Worksheet"
    styles: Styles
    voice: Voice
    book: Book | None
    widths: Sequence[float]
    row: int = 0

    def headline(self, report: Report, about: str) -> None:
        """Writes the title, the book it is about, and the headline."""
        self.sheet.set_row(self.row, 1.9 * LINE)
        self.sheet.write_string(self.row, 0, cell_text(self.voice.label(report.title)), self.styles.title)
        self.sheet.write_string(self.row + 1, 0, cell_text(about), self.styles.remark)
        self.row += 2
        for sentence in report.headline:
            self._over_all_columns(cell_text(self.voice.sentence(sentence)))
        self.row += 1

    def figures(self, report: Report) -> None:
        """Writes the key figures in large type below their names, as many side by side as there are columns."""
        for start in range(0, len(report.facts), len(self.widths)):
            facts = report.facts[start : start + len(self.widths)]
            names = [cell_text(self.voice.label(fact.label)) for fact in facts]
            tallest = max(lines(name, width) for name, width in zip(names, self.widths, strict=False))
            self.sheet.set_row(self.row, tallest * LINE)
            self.sheet.set_row(self.row + 1, 1.4 * LINE)
            for place, (fact, name) in enumerate(zip(facts, names, strict=True)):
                self.sheet.write_string(self.row, place, name, self.styles.name)
                self._write(self.row + 1, place, fact.value, fact.kind, self.styles.figure(fact.kind))
            self.row += 2
        self.row += bool(report.facts)

    def jumps(self, names: Sequence[str]) -> None:
        """Writes the links to the other sheets, side by side across the columns; none ends beyond the last column."""
        place = 0
        for name in names:
            where, text = "'" + name.replace("'", "''") + "'", f"→ {name}"
            if place and sum(self.widths[place:]) < breadth(text):
                self.row, place = self.row + 1, 0
            self.sheet.write_url(self.row, place, f"internal:{where}!A1", self.styles.jump, text)
            room = 0.0
            while room < breadth(text) + 2 and place < len(self.widths):
                room, place = room + self.widths[place], place + 1
        self.row += 2

    def table(self, table: Table) -> None:
        """Writes a short table: title, headings, rows."""
        self.sheet.write_string(self.row, 0, cell_text(self.voice.label(table.title)), self.styles.section)
        self.sheet.set_row(self.row, 1.3 * LINE)
        self.row += 1
        headings = [cell_text(self.voice.label(column.label)) for column in table.columns]
        tallest = max(lines(text, width) for text, width in zip(headings, self.widths, strict=False))
        self.sheet.set_row(self.row, (tallest + 0.3) * LINE)
        for place, (column, heading) in enumerate(zip(table.columns, headings, strict=True)):
            style = self.styles.head(text=column.kind is Kind.TEXT, indented=place > 0)
            self.sheet.write_string(self.row, place, heading, style)
        first = self.row + 1
        for row in table.rows:
            self.row += 1
            self._row(table.columns, row)
        self._bars(table.columns, first, self.row)
        self.row += 2

    def _row(self, columns: Sequence[TableColumn], row: Sequence[Cell]) -> None:
        tallest = 1
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            link = column.is_place and self.book is not None
            text = "" if column.kind is not Kind.TEXT or cell is None else self._text(cell)
            style = self.styles.line(column.kind, link=link, quoted=runs(text), indented=place > 0)
            self._write(self.row, place, cell, column.kind, style, is_place=link)
            tallest = max(tallest, wrapped(text, self.widths[place]))
        if tallest > 1:
            self.sheet.set_row(self.row, min(tallest * LINE, _TALLEST))

    def _write(
        self, row: int, place: int, cell: Cell, kind: Kind, style: object, *, is_place: bool = False
    ) -> None:
        """Writes one cell: text as text whatever it looks like, a figure as a number, a missing value as a blank."""
        if is_missing(cell):
            self.sheet.write_blank(row, place, None, style)
        elif kind is Kind.TEXT:
            text = self._text(cell)
            where = self.book.cell(text) if is_place and self.book is not None else None
            if where is None:
                self.sheet.write_string(row, place, text, style)
            else:
                self.sheet.write_url(row, place, f"external:{PLACEHOLDER}#{where}", style, text)
        elif isinstance(cell, dt.date):
            self._write_day(row, place, cell, style)
        else:
            self.sheet.write_number(row, place, cell, style)

    def _write_day(self, row: int, place: int, day: dt.date, style: object) -> None:
        """Writes a date, as text if Excel does not have it."""
        if day < FIRST_DAY:
            self.sheet.write_string(row, place, day.isoformat(), style)
        else:
            self.sheet.write_datetime(row, place, dt.datetime.combine(day, dt.time()), style)

    def _text(self, cell: Cell) -> str:
        """The text unchanged, or the label in the language of the workbook."""
        return cell_text(cell if isinstance(cell, str) else self.voice.value(cell, Kind.TEXT))

    def _bars(self, columns: Sequence[TableColumn], first: int, last: int) -> None:
        for place, column in enumerate(columns):
            if column.bar and last >= first:
                self.sheet.conditional_format(first, place, last, place, BARS)
            if column.shade and last >= first:
                self.sheet.conditional_format(first, place, last, place, SHADES)
            for look in self.styles.tones(column, self.voice) if last >= first else ():
                self.sheet.conditional_format(first, place, last, place, look)

    def _over_all_columns(self, text: str) -> None:
        last = len(self.widths) - 1
        self.sheet.merge_range(self.row, 0, self.row, last, "", self.styles.lead)
        self.sheet.write_string(self.row, 0, text, self.styles.lead)
        self.sheet.set_row(self.row, (lines(text, sum(self.widths)) + 0.2) * LINE)
        self.row += 1


def on_one_page(report: Report, tables: Sequence[Table], voice: Voice) -> int:
    """The number of tables, from the first, that are legible on one page below the headline."""
    counts = range(len(tables), 0, -1)
    return next((count for count in counts if fits(_extent(report, tables[:count], voice))), 0)


def _extent(report: Report, tables: Sequence[Table], voice: Voice) -> Extent:
    """The size of the first sheet with some tables."""
    widths = _widths(report.facts, tables, voice)
    told = sum(lines(voice.sentence(sentence), sum(widths)) + 0.2 for sentence in report.headline)
    facts = 3.4 * -(-len(report.facts) // len(widths)) + 1
    return Extent(
        sum(widths) + CELL_MARGIN * len(widths),
        4 + told + facts + _JUMPS + sum(_height(table, widths, voice) for table in tables),
    )


def _height(table: Table, widths: Sequence[float], voice: Voice) -> float:
    """The lines of a table with its title and the blank row below."""
    heads = [
        lines(voice.label(column.label), width) for column, width in zip(table.columns, widths, strict=False)
    ]
    says = [voice.formatter(column.kind) for column in table.columns]
    rows = (
        max(
            wrapped(say(cell), width) if column.kind is Kind.TEXT else 1
            for say, cell, column, width in zip(says, row, table.columns, widths, strict=False)
        )
        for row in table.rows
    )
    return 2.6 + max(heads) + sum(rows)


def write_summary(
    sheet: "Worksheet",
    said: tuple[Report, str],
    tables: Sequence[Table],
    other_sheets: Sequence[str],
    drawing: tuple[Styles, Voice, Book | None],
) -> int:
    """Writes the summary, printed on one page; returns the number of columns used.

    `said`: the report, and which book it is about. `tables`: those of the report that stand here. `other_sheets` are
    linked to.
    """
    report, about = said
    page = _page(sheet, report.facts, tables, drawing)
    page.headline(report, about)
    page.figures(report)
    page.jumps(other_sheets)
    for table in tables:
        page.table(table)
    set_up(sheet, _extent(report, tables, drawing[1]), one_page=True)
    sheet.print_area(0, 0, page.row, len(page.widths) - 1)
    return len(page.widths)


def write_details(
    sheet: "Worksheet", tables: Sequence[Table], drawing: tuple[Styles, Voice, Book | None]
) -> None:
    """Writes the short tables that do not fit on the summary."""
    page = _page(sheet, (), tables, drawing)
    for table in tables:
        page.table(table)
    set_up(sheet, Extent(sum(page.widths), page.row))


def _page(
    sheet: "Worksheet",
    facts: Sequence[Fact],
    tables: Sequence[Table],
    drawing: tuple[Styles, Voice, Book | None],
) -> _SummaryPage:
    """An empty sheet with its widths."""
    styles, voice, book = drawing
    widths = _widths(facts, tables, voice)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.hide_gridlines(2)
    return _SummaryPage(sheet, styles, voice, book, widths)


def _widths(facts: Sequence[Fact], tables: Sequence[Table], voice: Voice) -> list[float]:
    """The width of each column in characters: that of its cells, within bounds; headings wrap."""
    count = max([_FEWEST_COLUMNS, *(len(table.columns) for table in tables)])
    needed = [float(_NARROWEST)] * count
    for table in tables:
        for place, column in enumerate(table.columns):
            say = voice.formatter(column.kind)
            cells = [say(row[place]) for row in table.rows]
            widest = _LEADING_WIDEST if table.leads else _FIRST_WIDEST
            needed[place] = max(needed[place], min(broadest(cells) + 2, widest))
            needed[place] = max(needed[place], min(narrowest(voice.label(column.label)) + 2, _WIDEST))
    for place, fact in enumerate(facts):
        shown = voice.value(fact.value, fact.kind)
        needed[place % count] = max(needed[place % count], breadth(shown) * 1.35 + 2)
    return [min(width, _FIRST_WIDEST if not place else _WIDEST) for place, width in enumerate(needed)]
