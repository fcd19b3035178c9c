"""Tiny books written down as text, as .csv, .xlsx and .xls; and what was read, as text again.

One line a row, cells between bars, as one types them into Excel: `12.5` is a number, `'12.5` and `00123` are text,
`2026-01-31` is a date, `TRUE` a boolean, `12%` a percentage, `#N/A` an error, `=A1*2` a formula that is not calculated.
"""

import csv
import datetime as dt
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import xlrd
import xlwt

from keyclient.ingest.base.request import Request
from keyclient.ingest.load import load
from keyclient.model.fields import money_fields
from keyclient.model.label import Label
from keyclient.model.portfolio import Loaded

ERROR_CODES = {text: code for code, text in xlrd.error_text_from_code.items()}
AS_OF = dt.date(2026, 1, 31)
ANY = Request(as_of=AS_OF)
Writer = Callable[[Path, str], Path]

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PERCENT = re.compile(r"(\d+)%")


def lines(sheet: str) -> list[list[str]]:
    """The rows of a sheet written down as text."""
    return [[cell.strip() for cell in line.split("|")] for line in sheet.strip("\n").splitlines()]


def write_csv(folder: Path, sheet: str) -> Path:
    path = folder / "book.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([cell.removeprefix("'") for cell in row] for row in lines(sheet))
    return path


def write_xlsx(
    folder: Path, *sheets: str, at: str = "A1", names: Sequence[str] = ("客户",), hidden: Sequence[str] = ()
) -> Path:
    """A workbook; the first cell of every sheet stands at `at`."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, sheet in zip(names, sheets, strict=True):
        page = book.create_sheet(name)
        page.sheet_state = "hidden" if name in hidden else "visible"
        start = page[at]
        for down, row in enumerate(lines(sheet)):
            for right, typed in enumerate(row):
                if typed:
                    cell = page.cell(start.row + down, start.column + right, _typed(typed))
                    if _PERCENT.fullmatch(typed):
                        cell.number_format = "0%"
    path = folder / "book.xlsx"
    book.save(path)
    return path


def write_package(folder: Path, *sheets: str, prefix: str = "") -> Path:
    """A workbook whose sheets have rows written down as XML, with a namespace prefix if one is given."""
    names = ["客户", *(f"{number}" for number in range(2, len(sheets) + 1))]
    path = write_xlsx(folder, *sheets, names=names)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    space = f'{prefix.rstrip(":")}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    top = f"<{prefix}worksheet xmlns{':' if prefix else ''}{space}><{prefix}sheetData>"
    for number, rows in enumerate(sheets, 1):
        xml = f"{top}{rows}</{prefix}sheetData></{prefix}worksheet>"
        parts[f"xl/worksheets/sheet{number}.xml"] = xml.encode()
    texts = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>x</t></si></sst>'
    parts["xl/sharedStrings.xml"] = texts.encode()
    return write_parts(path, parts)


def write_parts(path: Path, parts: Mapping[str, bytes]) -> Path:
    """A zip package of some parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def write_xls(folder: Path, sheet: str) -> Path:
    book = xlwt.Workbook()
    page = book.add_sheet("客户")
    formats = {dt.datetime: "yyyy-mm-dd", float: "0%"}
    styles = {kind: xlwt.easyxf(num_format_str=text) for kind, text in formats.items()}
    for down, row in enumerate(lines(sheet)):
        for right, typed in enumerate(row):
            value = _typed(typed)
            if typed.startswith("#"):
                page.row(down).set_cell_error(right, ERROR_CODES[typed])
            elif isinstance(value, dt.datetime) or _PERCENT.fullmatch(typed):
                page.write(down, right, value, styles[type(value)])
            elif typed:
                page.write(down, right, value)
    path = folder / "book.xls"
    book.save(str(path))
    return path


def _typed(cell: str) -> bool | int | float | dt.datetime | str:
    if cell in ("TRUE", "FALSE"):
        return cell == "TRUE"
    if _NUMBER.fullmatch(cell):
        return float(cell) if "." in cell else int(cell)
    if _DATE.fullmatch(cell):
        return dt.datetime.fromisoformat(cell)
    if match := _PERCENT.fullmatch(cell):
        return int(match[1]) / 100
    return cell.removeprefix("'")


def read(path: Path, request: Request = ANY) -> Loaded:
    """Read a book, and hold its receipt to what every receipt must fulfil."""
    loaded = load(path, request)
    source = loaded.portfolio.sources[0]
    assert source.rows.ties, source.rows
    assert source.rows.customers == len(loaded.portfolio.frame)
    for line in source.money:
        assert line.read == line.accepted + line.set_aside, line
        assert line.difference == (None if line.book_total is None else line.read - line.book_total), line
    return loaded


def customers(loaded: Loaded, *columns: str) -> list[str]:
    """Every customer as a line of some columns: `C1 | 张三 | 300.00`; amounts and the measure in yuan."""
    frame = loaded.portfolio.frame
    cells = [[_shown(loaded, name, cell) for cell in frame[name]] for name in columns]
    return [" | ".join(row) for row in zip(*cells, strict=True)]


def rows(loaded: Loaded) -> dict[str, int]:
    """The receipt's rows, without what there is none of."""
    return {name: count for name, count in loaded.portfolio.sources[0].rows if count}


def money(loaded: Loaded) -> dict[str, list[Decimal | None]]:
    """By column: yuan read, accepted and set aside, the book's own total, and the difference."""
    return {
        line.column: [line.read, line.accepted, line.set_aside, line.book_total, line.difference]
        for line in loaded.portfolio.sources[0].money
    }


def issues(loaded: Loaded, *codes: str) -> list[str]:
    """Issues as `KC102 客户!C3 warning`; of some codes only, else of all."""
    found = [issue for issue in loaded.issues if not codes or issue.code in codes]
    return [" ".join(filter(None, (issue.code, issue.cell, str(issue.severity)))) for issue in found]


def values(loaded: Loaded, code: str) -> list[Mapping[str, object]]:
    """What fills the sentences of the issues of a code; a list of names as it is written in English, amounts without yuan."""
    return [
        {name: _listed(value) for name, value in issue.values.items()}
        for issue in loaded.issues
        if issue.code == code
    ]


def _listed(value: object) -> object:
    if not isinstance(value, Label):
        return value
    in_chinese = value.en.replace(", ", "、").replace("; ", "；").replace(" yuan", "元")
    return value.en.replace(" yuan", "") if in_chinese == value.zh else value


def _shown(loaded: Loaded, name: str, cell: object) -> str:
    measure = loaded.portfolio.measure
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]
        return ""
    if isinstance(cell, pd.Timestamp):
        return str(cell.date())
    if name == "value" and measure is not None:
        return str(measure.amount(cell))  # type: ignore[arg-type]
    return str(Decimal(int(str(cell))) / 100) if name in money_fields() else str(cell)


def loaded(folder: Path, book: str, **mapping: str) -> Loaded:
    """What a CSV book gives, with some headings mapped to fields."""
    return read(write_csv(folder, book), replace(ANY, mapping=mapping))
