"""Writes the sheet of one long table: filter, frozen heading, fitted widths, links to the user's book."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from keyclient.model.label import Label
from keyclient.model.report import Kind, Table
from keyclient.render.links import Book
from keyclient.render.palette import LINE
from keyclient.render.text import Voice
from keyclient.render.workbook.columns import (
    ARROW,
    fitted,
    letter,
    unique_headings,
    widths_needed,
    with_headings,
)
from keyclient.render.workbook.limits import refuse_beyond_a_sheet
from keyclient.render.workbook.package import MOST_LINKS, PLACEHOLDER, SAMPLES, Filling, Numbered
from keyclient.render.workbook.paper import CELL_MARGIN, LISTED_ROWS, Extent, footer, set_up
from keyclient.render.workbook.rows import AT_ONCE, ColumnLayout, Shown, rows_xml, shown
from keyclient.render.workbook.styles import BARS, TABLE_STYLE, Styles
from keyclient.render.workbook.texts import lines

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

MOST_CELLS = 20_000_000
"""The most cells on one sheet; a larger table continues on the next, since a part of a package holds 2 GiB at most."""
_FIRST_ROWS = Label(
    "the first {rows} of {total} rows; all are in the file", "前 {rows} 行，共 {total} 行，全部见文件"
)


@dataclass(frozen=True)
class TableSheet:
    """A long table, or a part of one, on its own sheet."""

    name: str
    table: Table
    start: int
    """The first of its rows on this sheet."""
    count: int


def parts_of(table: Table, name: str) -> list[TableSheet]:
    """The sheets of a table; none if it has no rows. Raises as `refuse_beyond_a_sheet`."""
    refuse_beyond_a_sheet(table)
    most = max(1, MOST_CELLS // len(table.columns))
    return [
        TableSheet(
            name if not start else f"{name[:25]} ({start // most + 1})",
            table,
            start,
            min(most, len(table.rows) - start),
        )
        for start in range(0, len(table.rows), most)
    ]


def write_table(
    workbook: "xlsxwriter.Workbook", sheet: TableSheet, styles: Styles, voice: Voice, book: Book | None
) -> tuple[str, Filling]:
    """Create the sheet without its rows; returns its part of the package and the rows to insert."""
    page = workbook.add_worksheet(sheet.name)
    part = f"xl/worksheets/sheet{len(workbook.worksheets())}.xml"
    columns, chunks = sheet.table.columns, [*_chunks(sheet, voice)] if sheet.count <= AT_ONCE else None
    headings = unique_headings([voice.label(column.label) for column in columns])
    bodies = widths_needed(columns, _chunks(sheet, voice) if chunks is None else chunks)
    needs = with_headings(bodies, headings)
    widths = fitted(needs, columns)
    wraps = [
        width if column.kind is Kind.TEXT and width < need else None
        for column, width, need in zip(columns, widths, needs, strict=True)
    ]
    _draw(page, sheet, styles, headings, widths)
    _colour(page, sheet, styles, voice)
    _limit(page, sheet, voice)
    _samples(page, sheet, styles, book)
    letters = [letter(place) for place in range(len(columns))]
    kinds = [column.kind for column in columns]

    def rows(plain: Numbered, quoted: Numbered) -> Iterable[str]:
        layouts = list(map(ColumnLayout, letters, kinds, plain, quoted, wraps))
        number = 2
        for chunk in _chunks(sheet, voice) if chunks is None else chunks:
            yield "".join(rows_xml(layouts, chunk, number))
            number += len(chunk[0])

    links = _links(sheet, book) if book is not None else {}
    return part, Filling(sheet.count, rows, letters[-1], links)


def _chunks(sheet: TableSheet, voice: Voice) -> Iterator[list[Shown]]:
    """The columns of a block of rows, converted for writing."""
    columns = sheet.table.columns
    for start in range(sheet.start, sheet.start + sheet.count, AT_ONCE):
        rows = sheet.table.rows[start : min(start + AT_ONCE, sheet.start + sheet.count)]
        yield [
            shown(column, cells, voice)
            for column, cells in zip(columns, zip(*rows, strict=True), strict=True)
        ]


def _draw(
    page: "Worksheet", sheet: TableSheet, styles: Styles, headings: Sequence[str], widths: Sequence[float]
) -> None:
    """Sets up the table with the sample rows, widths, frozen panes and printing."""
    columns, last = sheet.table.columns, len(sheet.table.columns) - 1
    for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
        page.set_column(place, place, width, styles.cell(column.kind, indented=place > 0))
        if column.bar:
            page.conditional_format(1, place, sheet.count, place, BARS)
    heads = [{"header": heading, "header_format": styles.head(text=column.kind is Kind.TEXT, indented=place > 0)}
             for place, (heading, column) in enumerate(zip(headings, columns, strict=True))]  # fmt: skip
    page.add_table(0, 0, SAMPLES, last, {"columns": heads, "style": TABLE_STYLE})
    tallest = max(lines(heading, width - ARROW) for heading, width in zip(headings, widths, strict=True))
    page.set_row(0, (tallest + 0.4) * LINE)
    page.freeze_panes(1, 0)
    page.ignore_errors({"number_stored_as_text": f"A1:{letter(last)}{sheet.count + 1}"})
    page.repeat_rows(0)
    set_up(page, Extent(sum(widths) + CELL_MARGIN * len(widths), sheet.count))


def _colour(page: "Worksheet", sheet: TableSheet, styles: Styles, voice: Voice) -> None:
    """Colours the words that have a colour."""
    for place, column in enumerate(sheet.table.columns):
        for look in styles.tones(column, voice):
            page.conditional_format(1, place, sheet.count, place, look)


def _limit(page: "Worksheet", sheet: TableSheet, voice: Voice) -> None:
    """Prints the first rows of a long list only, and says so below."""
    if sheet.count > LISTED_ROWS + LISTED_ROWS // 5:
        page.print_area(0, 0, LISTED_ROWS, len(sheet.table.columns) - 1)
        total = sheet.table.total_rows or len(sheet.table.rows)
        footer(page, voice.label(_FIRST_ROWS.filled(rows=LISTED_ROWS, total=f"{total:,}")))


def _samples(page: "Worksheet", sheet: TableSheet, styles: Styles, book: Book | None) -> None:
    """Writes the two sample rows and the sample link."""
    for row, quoted in ((1, False), (2, True)):
        for place, column in enumerate(sheet.table.columns):
            kind = Kind.TEXT if quoted else column.kind
            link = column.is_place and book is not None
            style = styles.cell(kind, link=link, quoted=quoted, indented=place > 0)
            page.write_blank(row, place, None, style)
    linked = _place(sheet.table)
    if linked is not None and book is not None:
        page.write_url(
            1,
            linked,
            f"external:{PLACEHOLDER}#{PLACEHOLDER}",
            styles.cell(Kind.TEXT, link=True, indented=linked > 0),
            "x",
        )


def _links(sheet: TableSheet, book: Book) -> dict[str, str]:
    """The target of each address on the sheet."""
    place = _place(sheet.table)
    if place is None:
        return {}
    column, found = letter(place), {}
    rows = sheet.table.rows[sheet.start : sheet.start + min(sheet.count, MOST_LINKS)]
    for number, row in enumerate(rows, 2):
        cell = book.cell(str(row[place])) if row[place] else None
        if cell is not None:
            found[f"{column}{number}"] = cell
    return found


def _place(table: Table) -> int | None:
    """The index of the column with addresses; None if there is none."""
    return next((place for place, column in enumerate(table.columns) if column.is_place), None)
