"""The same cells as written by different programs: every spelling of a sheet that a reader meets."""

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable, Collection, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.independent.same.books import Book, Cell, random_book
from tests.independent.same.rewriting import prefixed, rewritten

SECONDS = 180


def written(seed: int, folder: Path, *, rows: int = 0, writers: Collection[str] = ()) -> Iterator[Path]:
    """The book of a seed in a folder by every writer there is here, or by some; books that exist already stay."""
    folder.mkdir(parents=True, exist_ok=True)
    book = random_book(seed, rows)
    for name, (needs, write) in WRITERS.items():
        if (writers and name not in writers) or not (shutil.which(needs) or find_spec(needs)):
            continue
        path = folder.resolve() / f"{seed:05}-{name}.xlsx"
        if not path.exists():
            write(book, path)
        yield path


def with_openpyxl(book: Book, path: Path) -> None:
    """A workbook in memory, with all that is told of rows and columns."""
    import openpyxl

    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = book.sheet
    for number, row in enumerate(book.rows, 1):
        for column, cell in enumerate(row, 1):
            if cell.value is not None:
                _fill(sheet.cell(number, column), cell)
    _shape(sheet, book)
    if book.notes:
        notes = made.create_sheet("说明")
        for text in book.notes:
            notes.append([text])
    made.save(path)


def _shape(sheet: Any, book: Book) -> None:  # noqa: ANN401 - openpyxl has no types
    from openpyxl.utils import get_column_letter

    for top, left, bottom, right in book.merged:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    for hidden in book.hidden_rows:
        sheet.row_dimensions[hidden + 1].hidden = True
    for row, level in book.levels.items():
        sheet.row_dimensions[row + 1].outlineLevel = level
    for column in book.hidden_columns:
        sheet.column_dimensions[get_column_letter(column + 1)].hidden = True


def _fill(place: Any, cell: Cell) -> None:  # noqa: ANN401 - openpyxl has no types
    place.value = f"={cell.formula}" if cell.formula else cell.value
    if cell.error:
        place.data_type = "e"
    if cell.format:
        place.number_format = cell.format


def with_write_only(book: Book, path: Path) -> None:
    """Rows as they come."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet(book.sheet)
    for row in book.rows:
        cells = []
        for cell in row:
            place = WriteOnlyCell(sheet, value=None)
            if cell.value is not None:
                _fill(place, cell)
            cells.append(place)
        sheet.append(cells)
    made.save(path)


def with_xlsxwriter(book: Book, path: Path, *, constant_memory: bool = False) -> None:
    """Texts shared, or in the cells with `constant_memory`."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": constant_memory}) as made:
        sheet = made.add_worksheet(book.sheet)
        styles = {cell.format for row in book.rows for cell in row} - {""}
        formats = {style: made.add_format({"num_format": style}) for style in sorted(styles)}
        for number, row in enumerate(book.rows):
            if number in book.hidden_rows or number in book.levels:
                told = {"hidden": number in book.hidden_rows, "level": book.levels.get(number, 0)}
                sheet.set_row(number, None, None, told)
            for column, cell in enumerate(row):
                if cell.value is not None:
                    _write(sheet, number, column, cell, formats.get(cell.format))
        for column in book.hidden_columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
        for top, left, bottom, right in () if constant_memory else book.merged:
            sheet.merge_range(top, left, bottom, right, book.rows[top][left].value)
        if book.notes:
            made.add_worksheet("说明").write_column(0, 0, book.notes)


def _write(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:  # noqa: ANN401 - no types
    value = cell.value
    if cell.error or cell.formula:
        shown = value if isinstance(value, (int, float, str)) else ""
        sheet.write_formula(row, column, f"={cell.formula or cell.value}", style, shown)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, (dt.date, dt.time)):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def with_constant_memory(book: Book, path: Path) -> None:
    """XlsxWriter, a row at a time."""
    with_xlsxwriter(book, path, constant_memory=True)


def with_pyexcelerate(book: Book, path: Path) -> None:
    """pyexcelerate: values and formats of numbers; it does not escape quotation marks in them."""
    pyexcelerate = import_module("pyexcelerate")
    made = pyexcelerate.Workbook()
    sheet = made.new_sheet(book.sheet, data=[[_value(cell) for cell in row] for row in book.rows])
    for number, row in enumerate(book.rows[:200], 1):
        for column, cell in enumerate(row, 1):
            if cell.format and '"' not in cell.format and cell.value is not None:
                sheet.set_cell_style(
                    number, column, pyexcelerate.Style(format=pyexcelerate.Format(cell.format))
                )
    made.save(path)


def _value(cell: Cell) -> object:
    """A value for writers that take no dates before 1900 and no times."""
    value = cell.value
    if isinstance(value, dt.time):
        return value.isoformat()
    if isinstance(value, dt.datetime):
        return value
    return dt.datetime.combine(value, dt.time()) if isinstance(value, dt.date) else value


def with_libreoffice(book: Book, path: Path) -> None:
    """LibreOffice opens the book as openpyxl wrote it, computes its formulas and saves it."""
    folder = path.with_suffix(".folder")
    folder.mkdir(exist_ok=True)
    source = folder / path.name
    with_openpyxl(book, source)
    out = folder / "out"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run([*command, "--outdir", out, source], check=True, capture_output=True, timeout=SECONDS)
    (out / path.name).replace(path)
    shutil.rmtree(folder)


def with_pandas(book: Book, path: Path) -> None:
    """`DataFrame.to_excel`, as of a script."""
    import pandas as pd

    width = max(map(len, book.rows))
    rows = [[_value(cell) for cell in row] + [None] * (width - len(row)) for row in book.rows]
    pd.DataFrame(rows, dtype=object).to_excel(path, sheet_name=book.sheet, header=False, index=False)


def with_polars(book: Book, path: Path) -> None:
    """`DataFrame.write_excel`: a table with typed columns, headings from the first row of all columns."""
    import polars as pl

    head = next(
        number for number, row in enumerate(book.rows) if sum(cell.value is not None for cell in row) > 1
    )
    titles = [str(cell.value or f"列{number}") for number, cell in enumerate(book.rows[head])]
    columns = {}
    for number, title in enumerate(titles):
        cells = [row[number].value if number < len(row) else None for row in book.rows[head + 1 :]]
        mixed = len({type(cell) for cell in cells if cell is not None}) > 1
        columns[title] = pl.Series(
            title, [None if cell is None else str(cell) for cell in cells] if mixed else cells
        )
    pl.DataFrame(columns).write_excel(path, worksheet=book.sheet)


def with_rust(book: Book, path: Path) -> None:
    """rust_xlsxwriter, from records."""
    rustpy_xlsxwriter = import_module("rustpy_xlsxwriter")
    head = next(
        number for number, row in enumerate(book.rows) if sum(cell.value is not None for cell in row) > 1
    )
    titles = [str(cell.value or f"列{number}") for number, cell in enumerate(book.rows[head])]
    records = [
        {title: _value(row[number]) if number < len(row) else None for number, title in enumerate(titles)}
        for row in book.rows[head + 1 :]
    ]
    rustpy_xlsxwriter.write_worksheet(records, str(path), sheet_name=book.sheet)


def with_prefixes(book: Book, path: Path) -> None:
    """XlsxWriter's book with every tag of its sheets prefixed, as of programs that use the Open XML SDK."""
    with_xlsxwriter(book, path)
    rewritten(path, prefixed)


WRITERS: "dict[str, tuple[str, Callable[[Book, Path], None]]]" = {
    "openpyxl": ("openpyxl", with_openpyxl),
    "write_only": ("openpyxl", with_write_only),
    "xlsxwriter": ("xlsxwriter", with_xlsxwriter),
    "constant": ("xlsxwriter", with_constant_memory),
    "pyexcelerate": ("pyexcelerate", with_pyexcelerate),
    "libreoffice": ("soffice", with_libreoffice),
    "pandas": ("pandas", with_pandas),
    "polars": ("polars", with_polars),
    "rust": ("rustpy_xlsxwriter", with_rust),
    "prefixed": ("xlsxwriter", with_prefixes),
}
"""What each needs, a module or a program, and what writes."""
