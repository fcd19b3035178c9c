"""The empty workbook: known headings with comments, and cells that reject unreadable entries."""

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

import xlsxwriter

from keyclient.errors import UsageError
from keyclient.model.column import Reads
from keyclient.model.excel import ROWS
from keyclient.model.fields import FieldSpec, fields
from keyclient.model.label import Label, Lang
from keyclient.template import words
from keyclient.template.notes import write_notes
from keyclient.template.rules import entry_rule
from keyclient.template.width import width

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SUFFIX = ".xlsx"
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no time zones
"""A fixed date, so that the same fields give the same bytes."""
_WIDTHS = {
    Reads.ID: 14,
    Reads.TEXT: 12,
    Reads.MONEY: 16,
    Reads.COUNT: 8,
    Reads.NUMBER: 10,
    Reads.DATE: 12,
    Reads.CHOICE: 10,
}
"""Widths of columns in characters."""
_WIDER = {"name": 24, "id_number": 20, "holdings": 28, "remark": 28, "branch": 16}
_FILTER_ARROW = 3
"""Characters that the filter arrow would cover, and some space."""
_CELLS = {
    Reads.ID: {"num_format": "@"},
    Reads.TEXT: {"num_format": "@"},
    Reads.CHOICE: {"num_format": "@"},
    Reads.MONEY: {"num_format": "#,##0.00;[Red]-#,##0.00"},
    Reads.COUNT: {"num_format": "0"},
    Reads.NUMBER: {"num_format": "General"},
    Reads.DATE: {"num_format": "yyyy-mm-dd"},
}
_DAY_LIKE = "last_contact"
"""The data date has the same limits as this field."""
_COMMENT_WIDTH, _COMMENT_LINE = 260, 20
"""Width of a comment and height of its lines, in pixels."""
_ON_ONE_PAGE = 12
"""The most columns that stay readable when fitted to the width of a page."""
_COMMENT_CHARACTERS = 36
"""Latin characters that fit on a line of a comment."""


class TemplateFormatError(UsageError):
    """A template can only be a workbook."""

    sentence = Label(
        "A template is a workbook: the file name must end in .xlsx, not “{suffix}”.",
        "模板只能是 Excel 工作簿：文件名请以 .xlsx 结尾，不支持“{suffix}”。",
    )


def template_bytes(path: PurePath, chosen: Sequence[str], lang: Lang) -> bytes:
    """The workbook with these fields as bytes, the same for the same fields and language.

    Headings, comments and drop-downs are in the language, the notes in both. Raises
    `TemplateFormatError` if `path` does not have the suffix of a workbook.
    """
    if path.suffix.lower() != SUFFIX:
        raise TemplateFormatError(suffix=path.suffix)
    specs = [fields()[name] for name in chosen]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": words.TITLE.text(lang), "created": _CREATED})
        sheet = workbook.add_worksheet(words.SHEET.text(lang))
        heading_row = _write_above(workbook, sheet, specs, lang)
        _write_headings(workbook, sheet, specs, heading_row, lang)
        _make_usable(sheet, specs, heading_row)
        write_notes(workbook, specs, lang)
    return buffer.getvalue()


def _write_above(
    workbook: xlsxwriter.Workbook, sheet: "Worksheet", specs: Sequence[FieldSpec], lang: Lang
) -> int:
    """Write the unit, if there are amounts, and a cell for the data date. Returns the row of the headings."""
    name = workbook.add_format({"bold": True, "num_format": "@"})
    entry = workbook.add_format({**_CELLS[Reads.DATE], "align": "left", "bg_color": "#FFF2CC", "border": 1})
    row = 0
    if any(spec.is_money for spec in specs):
        units = [unit.text(lang) for unit in words.UNITS]
        sheet.write_string(row, 0, units[0], name)
        sheet.data_validation(row, 0, row, 0, {"validate": "list", "source": units})
        row += 1
    sheet.write_string(row, 0, words.DATA_DATE.text(lang), name)
    sheet.write_blank(row, 1, None, entry)
    sheet.data_validation(row, 1, row, 1, entry_rule(fields()[_DAY_LIKE], lang))
    return row + 1


def _write_headings(
    workbook: xlsxwriter.Workbook, sheet: "Worksheet", specs: Sequence[FieldSpec], row: int, lang: Lang
) -> None:
    style = workbook.add_format(
        {"bold": True, "bg_color": "#DDEBF7", "border": 1, "align": "center", "num_format": "@"}
    )
    styles: dict[Reads, Format] = {reads: workbook.add_format(cell) for reads, cell in _CELLS.items()}
    for place, spec in enumerate(specs):
        heading = spec.column.heading(lang)
        wide = max(_WIDER.get(spec.name, _WIDTHS[spec.column.reads]), width(heading) + _FILTER_ARROW)
        sheet.set_column(place, place, wide, styles[spec.column.reads])
        sheet.write_string(row, place, heading, style)
        comment = f"{spec.column.meaning.text(lang)}\n{words.how(spec).text(lang)}"
        sheet.write_comment(row, place, comment, _comment_size(comment))
        rule = entry_rule(spec, lang)
        if rule:
            sheet.data_validation(row + 1, place, ROWS - 1, place, rule)


def _comment_size(comment: str) -> dict[str, int]:
    lines = sum(1 + width(line) // _COMMENT_CHARACTERS for line in comment.split("\n"))
    return {"width": _COMMENT_WIDTH, "height": (lines + 1) * _COMMENT_LINE}


def _make_usable(sheet: "Worksheet", specs: Sequence[FieldSpec], heading_row: int) -> None:
    """Keep headings in view and on every page; no green corners for numbers stored as text."""
    last = len(specs) - 1
    named = sum(spec.name in ("customer_id", "name") for spec in specs[:2])
    sheet.freeze_panes(heading_row + 1, named)
    sheet.autofilter(heading_row, 0, heading_row, last)
    sheet.ignore_errors({"number_stored_as_text": xlsxwriter.utility.xl_range(0, 0, ROWS - 1, last)})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(heading_row)
    if len(specs) <= _ON_ONE_PAGE:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.repeat_columns(0, max(0, named - 1))
