"""Tiny workbooks whose sheets say something of their rows: outlines, hidden rows, formulas with values, tables."""

import re
from collections.abc import Collection, Mapping
from html import escape
from pathlib import Path

import openpyxl
from openpyxl.worksheet.table import Table

from keyclient.model.place import column_letters
from tests.ingest.writing import lines, write_package, write_xlsx

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def write_rows(
    folder: Path,
    sheet: str,
    *,
    levels: Mapping[int, int] | None = None,
    hidden: Collection[int] = (),
    formulas: Mapping[str, str] | None = None,
) -> Path:
    """A workbook; rows count from 1. `levels`: of the outline. `formulas`: behind the values of some cells."""
    rows = []
    for number, cells in enumerate(lines(sheet), 1):
        level = (levels or {}).get(number, 0)
        said = f' outlineLevel="{level}"' * bool(level) + ' hidden="1"' * (number in hidden)
        places = [(f"{column_letters(at)}{number}", cell) for at, cell in enumerate(cells) if cell]
        found = "".join(_cell(place, cell, (formulas or {}).get(place)) for place, cell in places)
        rows.append(f'<row r="{number}"{said}>{found}</row>')
    return write_package(folder, "".join(rows))


def write_table(folder: Path, sheet: str, functions: Mapping[str, str]) -> Path:
    """A workbook whose only sheet is a table with a totals row; `functions`: what that row computes, by heading."""
    path = write_xlsx(folder, sheet)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    table = Table(displayName="T", ref=page.dimensions, totalsRowCount=1)
    table._initialise_columns()
    for column, cell in zip(table.tableColumns, page[1], strict=True):
        column.name, column.totalsRowFunction = cell.value, functions.get(cell.value)
    page.add_table(table)
    book.save(path)
    return path


def _cell(place: str, cell: str, formula: str | None) -> str:
    of = "" if formula is None else f"<f>{escape(formula)}</f>"
    if _NUMBER.fullmatch(cell):
        return f'<c r="{place}">{of}<v>{cell}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
