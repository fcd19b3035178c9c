"""Workbooks read back by programs that did not write them."""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence

import fastexcel
import openpyxl
from openpyxl.workbook import Workbook

from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Report, Table, TableColumn


def opened(content: bytes) -> Workbook:
    """By openpyxl, which does not know the bars of Excel 2010 and says so."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*extension is not supported")
        return openpyxl.load_workbook(io.BytesIO(content))


def other_rows(content: bytes, sheet: str) -> list[tuple[object, ...]]:
    """The rows of a sheet below its heading, by fastexcel; every cell as text."""
    found = fastexcel.read_excel(content).load_sheet(sheet, dtypes="string")
    return list(zip(*(column.to_pylist() for column in found.to_arrow().columns), strict=True))


def parts(content: bytes) -> dict[str, str]:
    """The parts of the package as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name).decode() for name in package.namelist()}


def dump(content: bytes) -> Iterator[str]:
    """Every cell that holds anything, one a line: sheet, address, kind, value, format, link."""
    for sheet in opened(content):
        yield f"# {sheet.title} {sheet.dimensions} frozen {sheet.freeze_panes} tables {list(sheet.tables)}"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    link = cell.hyperlink.location if cell.hyperlink is not None else None
                    yield f"{cell.coordinate} {cell.data_type} {cell.value!r} {cell.number_format}" + (
                        f" -> {link}" if link else ""
                    )


def midnight(year: int, month: int, day: int) -> dt.datetime:
    """A day as openpyxl reads it."""
    return dt.datetime.combine(dt.date(year, month, day), dt.time())


def report_of(kinds: Sequence[Kind], rows: Sequence[Sequence[Cell]], *, place: int | None = None) -> Report:
    """A report whose records are some rows; `place`: the column that holds addresses."""
    columns = tuple(
        TableColumn(f"c{number}", Label(f"column {number}", f"列{number}"), kind, is_place=number == place)
        for number, kind in enumerate(kinds)
    )
    table = Table("records", Label("Records", "记录"), columns, rows)
    return Report(Label("Answer", "结果"), (), (), (), records=table)
