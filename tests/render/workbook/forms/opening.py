"""Opens the workbook of a form and finds its cells by heading."""

import io
import re
from collections.abc import Sequence

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from keyclient.model.label import Lang
from keyclient.model.report import Report
from keyclient.render.workbook.book import render_workbook
from tests.render.test_formats import ENVELOPE

HEADINGS = 3
"""The row of the headings, as in Excel."""


def written(report: Report, lang: Lang = Lang.ZH) -> Workbook:
    """The workbook of a report as openpyxl reads it, which warns of whatever it does not know."""
    return openpyxl.load_workbook(io.BytesIO(render_workbook(report, ENVELOPE, lang)))


def headings(page: Worksheet) -> list[str]:
    """Those of a form."""
    return [str(cell.value) for cell in page[HEADINGS]]


def column(page: Worksheet, heading: str) -> list[Cell]:
    """The cells below a heading."""
    place = headings(page).index(heading)
    return [row[place] for row in page.iter_rows(min_row=HEADINGS + 1)]


def values(page: Worksheet, heading: str) -> list[object]:
    """What stands below a heading."""
    return [cell.value for cell in column(page, heading)]


def rules_of(page: Worksheet, heading: str) -> DataValidation:
    """The one rule that checks the cells below a heading, all of them."""
    cells = column(page, heading)
    (found,) = (rule for rule in page.data_validations.dataValidation if cells[0].coordinate in rule.sqref)
    assert str(found.sqref) == f"{cells[0].coordinate}:{cells[-1].coordinate}"
    return found


def choices(book: Workbook, rule: DataValidation) -> Sequence[object]:
    """What may be chosen: the values of the cells that a rule refers to."""
    sheet, first, last = re.fullmatch(r"'(.+)'!\$?(\S+?):(\S+)", rule.formula1 or "").groups()  # type: ignore[union-attr]
    return [cell.value for (cell,) in book[sheet][f"{first}:{last}"]]


def colours(page: Worksheet) -> dict[str, list[str]]:
    """The formulas of the conditional formats, by the cells they colour."""
    return {
        str(span.sqref): [rule.formula[0] for rule in rules]
        for span, rules in page.conditional_formatting._cf_rules.items()
    }


def column_width(page: Worksheet, place: int) -> float:
    """The width of a column, counted from 0; neighbours of one width are written together."""
    spans = ((one.min, one.max, one.width) for one in page.column_dimensions.values())
    return float(next(width for first, last, width in spans if first <= place + 1 <= last))
