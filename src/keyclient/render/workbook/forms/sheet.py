"""Writes one sheet of a form: title, how to fill it in, headings; its rows are inserted afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from keyclient.model.label import Label
from keyclient.model.report import Form, Kind, TableColumn
from keyclient.render.palette import LINE
from keyclient.render.text import Voice
from keyclient.render.workbook.columns import ARROW, letter, unique_headings
from keyclient.render.workbook.forms.rules import FormRules
from keyclient.render.workbook.package import Filling, Numbered
from keyclient.render.workbook.paper import Extent, across, fits_across, footer, pages_across, set_up
from keyclient.render.workbook.rows import ColumnLayout, Shown, lines_of_rows, rows_xml
from keyclient.render.workbook.styles import Styles
from keyclient.render.workbook.texts import cell_text, lines

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

HEADINGS = 2
"""The row of the headings, counted from 0: the title and a line about filling in are above."""
_HEAD_LINES = 5
"""How many lines of text those three rows take."""
_LEAST_SCALE = 0.66
"""The smallest letters, of ten points, for which one manager's sheet is rather printed on one page than on two."""
_SAMPLES = 3
_ALLOWED = ("sort", "autofilter", "format_columns", "format_rows")
"""What people may do although a sheet is protected."""
_SIGNED = Label(
    "Signature: ______________    Date: ______________", "签字：______________　　日期：______________"
)


@dataclass(frozen=True)
class FormSheet:
    """What stands on one sheet of a form."""

    title: str
    says: str
    """How to fill it in."""
    columns: Sequence[TableColumn]
    widths: Sequence[float]
    cells: Sequence[Shown]
    wraps: Sequence[float | None]
    """The width of each column whose texts may wrap."""
    spare: int = 0
    """How many blank rows follow."""
    cut: frozenset[int] | None = None
    """The whole form: the columns whose texts never wrap; None: one manager's, to be printed and signed."""

    @property
    def is_signed(self) -> bool:
        """Whether it is one manager's."""
        return self.cut is None

    @property
    def count(self) -> int:
        """How many rows there are, with the blank ones."""
        return len(self.cells[0]) + self.spare

    @property
    def last_row(self) -> int:
        """Counted from 0."""
        return HEADINGS + self.count

    @property
    def last_column(self) -> int:
        """Counted from 0."""
        return len(self.columns) - 1

    @property
    def last_printed(self) -> int:
        """The last column that people fill in, counted from 0; the last of all where they fill in none."""
        return max(
            (place for place, one in enumerate(self.columns) if one.is_editable), default=self.last_column
        )

    @property
    def fixed(self) -> int:
        """How many columns stay in view: those up to the name, which says whom a row is about."""
        keys = [column.key for column in self.columns[:4]]
        return keys.index("name") + 1 if "name" in keys else 1


def draw_form(
    page: "Worksheet", sheet: FormSheet, rules: tuple[Form, Mapping[str, str]], drawing: tuple[Styles, Voice]
) -> Filling:
    """Writes the sheet without its rows; returns these. `rules`: the form, and the references to its lists."""
    styles, voice = drawing
    _head(page, sheet, styles, voice)
    _samples(page, sheet, styles)
    form, lists = rules
    FormRules(page, form, sheet.columns, lists, HEADINGS + 1, sheet.last_row).write(styles, voice)
    page.protect("", dict.fromkeys(_ALLOWED, True))
    page.ignore_errors({"number_stored_as_text": f"A1:{letter(sheet.last_column)}{sheet.last_row + 1}"})
    _paper(page, sheet, voice)
    return _filling(sheet)


def _head(page: "Worksheet", sheet: FormSheet, styles: Styles, voice: Voice) -> None:
    """Title, the line about filling in, headings; they and the first columns stay in view."""
    for row, text, style, height in (
        (0, sheet.title, styles.title, 1.9),
        (1, sheet.says, styles.faint, lines(sheet.says, sum(sheet.widths)) + 0.4),
    ):
        page.set_row(row, height * LINE)
        page.merge_range(row, 0, row, sheet.last_column, "", style)
        page.write_string(row, 0, cell_text(text), style)
    headings = unique_headings([voice.label(column.label) for column in sheet.columns])
    tallest = 1
    for place, (column, heading, width) in enumerate(zip(sheet.columns, headings, sheet.widths, strict=True)):
        page.set_column(place, place, width)
        head = styles.input_head if column.is_editable else styles.head
        style = head(text=column.kind is Kind.TEXT, indented=place > 0)
        page.write_string(HEADINGS, place, cell_text(heading), style)
        tallest = max(tallest, lines(heading, width - (0 if sheet.is_signed else ARROW)))
    page.set_row(HEADINGS, (tallest + 0.4) * LINE)
    page.freeze_panes(HEADINGS + 1, sheet.fixed)


def _samples(page: "Worksheet", sheet: FormSheet, styles: Styles) -> None:
    """The rows that tell the formats: of cells, of texts that start like a formula, of blank rows."""
    for place, column in enumerate(sheet.columns):
        indented = place > 0
        style = styles.input_cell if column.is_editable else styles.cell
        if place in (sheet.cut or ()):
            style = styles.cut_cell
        for row, look in enumerate(
            (
                style(column.kind, indented=indented),
                style(Kind.TEXT, quoted=True, indented=indented),
                styles.input_cell(column.kind, indented=indented),
            ),
            HEADINGS + 1,
        ):
            page.write_blank(row, place, None, look)


def _paper(page: "Worksheet", sheet: FormSheet, voice: Voice) -> None:
    """One manager's as wide as the paper, with a signature; the whole form on as many pages beside each other as it takes.

    The headings are on every page, also the first columns of a row. What nobody fills in behind the last column that
    people do is not printed. Only the whole form has a filter.
    """
    widths = sheet.widths[: sheet.last_printed + 1]
    extent = Extent(across(widths), sum(lines_of_rows(sheet.cells, sheet.wraps)) + _HEAD_LINES)
    set_up(page, extent, one_page=sheet.is_signed and fits_across(extent, _LEAST_SCALE))
    page.set_landscape()
    page.repeat_rows(0, HEADINGS)
    page.print_area(0, 0, sheet.last_row, sheet.last_printed)
    if sheet.is_signed:
        footer(page, voice.label(_SIGNED))
        return
    page.autofilter(HEADINGS, 0, sheet.last_row, sheet.last_column)
    pages = pages_across(across(widths), across(widths[: sheet.fixed]))
    if pages > 1:
        page.repeat_columns(0, sheet.fixed - 1)
        page.fit_to_pages(pages, 0)


def _filling(sheet: FormSheet) -> Filling:
    letters = [letter(place) for place in range(len(sheet.columns))]
    kinds = [column.kind for column in sheet.columns]
    kept = [True] * len(sheet.columns)
    first = HEADINGS + 2

    def rows(plain: Numbered, quoted: Numbered, blank: Numbered) -> Iterable[str]:
        layouts = map(ColumnLayout, letters, kinds, plain, quoted, sheet.wraps, kept)
        yield from rows_xml([*layouts], sheet.cells, first)
        for number in range(first + len(sheet.cells[0]), first + sheet.count):
            cells = (
                f'<c r="{name}{number}" s="{style}"/>' for name, style in zip(letters, blank, strict=True)
            )
            yield f'<row r="{number}">{"".join(cells)}</row>'

    return Filling(sheet.count, rows, letters[-1], {}, first=first, samples=_SAMPLES, is_table=False)
