"""The child process that parses a workbook: `python -m keyclient.ingest.worker`.

Parsers of workbooks can be made to abort, hang or eat memory by a legal file of a few kilobytes, so they never
run in the process that answers. This module imports nothing of keyclient. It imports the parser while it waits for a
job, one line of JSON on standard input; then it limits its own process, writes each sheet as an Arrow stream to
standard output, and ends with 0, or with 3 and a last line of JSON on standard error that says why not; parsers
write lines of their own before it.
"""

import json
import math
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import fastexcel
    import pyarrow as pa
    import xlrd

REFUSED = 3
"""Exit code for "this file cannot be read"; the reason stands on standard error."""
MOST_CELLS = 200_000_000
"""A larger used range fits into no sensible limit of memory: even a blank cell takes four bytes."""

_CUT = r"^-?[0-9]{1,6}\.[0-9]{9}$"
_NOISY = r"^-?[0-9]{7,}\.[0-9]{9}$"
Strings = list[str | None]
Batches: TypeAlias = "list[pa.RecordBatch]"


class Sheet(NamedTuple):
    """One sheet on its way to the parent: columns of text and what text cannot tell."""

    name: str
    hidden: bool
    batches: "Batches | None"
    """The cells; None where the sheet is not read."""
    errors: list[tuple[int, int, str]]
    long_numbers: list[tuple[int, int]]
    first_column: int
    """Sheet column (from 0) of the first of the cells."""


class Job(NamedTuple):
    """What the parent wants parsed."""

    kind: str
    path: str
    sheet: str
    """Name of the only sheet to read; empty: every sheet that is not hidden."""
    reader: str
    """`fast`, or `exact` for what stops the fast one."""
    seconds: float
    memory_mb: int


def main() -> int:
    """Parse one workbook. A parent that goes away before it has a job ends the child quietly."""
    _warm_up()
    line = sys.stdin.buffer.readline()
    if not line:
        return 0
    job = Job(*json.loads(line))
    _limit(int(job.seconds), job.memory_mb)
    readers: dict[tuple[str, str], Callable[[str, str], Iterator[Sheet]]] = {
        ("xlsx", "fast"): _fast_sheets,
        ("xlsx", "exact"): _exact_sheets,
        ("xls", "fast"): _xls_sheets,
    }
    try:
        for item in readers[job.kind, job.reader](job.path, job.sheet):
            _send(item)
        sys.stdout.buffer.flush()
    except MemoryError:
        return _refuse("memory", "")
    except BaseException as error:  # a parser's panic is no Exception
        return _refuse(_cause(error), type(error).__name__)
    return 0


def _limit(seconds: int, memory_mb: int) -> None:
    with suppress(ImportError):
        import resource

        for what, amount in ((resource.RLIMIT_DATA, memory_mb << 20), (resource.RLIMIT_CPU, seconds + 1)):
            hard = resource.getrlimit(what)[1]
            top = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
            resource.setrlimit(what, (top, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _warm_up() -> None:
    """Import what most jobs need. The parent has its own imports to do meanwhile.

    Arrow does without NumPy here, and is there in a third of the time.
    """
    sys.modules["numpy"] = None  # type: ignore[assignment]
    import fastexcel  # noqa: F401
    import pyarrow.ipc  # noqa: F401


def _refuse(cause: str, detail: str) -> int:
    """Say why not. The words of an exception may quote a cell, so only its name is told."""
    sys.stderr.write("\n" + json.dumps({"cause": cause, "detail": detail[:300]}))
    sys.stderr.flush()
    return REFUSED


def _cause(error: BaseException) -> str:
    text = str(error).lower()
    if "password" in text or "encrypted" in text:
        return "encrypted"
    return "memory" if "memory" in text or "alloc" in text else "damaged"


def _send(sheet: Sheet) -> None:
    import pyarrow as pa

    about = {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "read": sheet.batches is not None,
        "errors": sheet.errors,
        "long_numbers": sheet.long_numbers,
        "first_column": sheet.first_column,
    }
    batches = sheet.batches if sheet.batches is not None else [pa.record_batch([], names=[])]
    schema = batches[0].schema.with_metadata({"sheet": json.dumps(about, ensure_ascii=False)})
    with pa.ipc.new_stream(pa.PythonFile(sys.stdout.buffer, "w"), schema) as stream:
        for batch in batches:
            stream.write_batch(batch.replace_schema_metadata(schema.metadata))


def _fast_sheets(path: str, wanted: str) -> Iterator[Sheet]:
    """The sheets of an .xlsx by the native reader; hidden ones only when asked for by name.

    Every cell is asked for as text: letting the reader find a type for each column takes longer, and makes 1 of a
    `TRUE` among numbers.
    """
    import fastexcel

    book = fastexcel.read_excel(path)
    for name in book.sheet_names:
        if wanted and name != wanted:
            yield _unread(name, hidden=False)
            continue
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string", whitespace_as_null=True)
        hidden = sheet.visible != "visible"
        if hidden and not wanted:
            yield _unread(name, hidden=True)
            continue
        columns = sheet.available_columns()
        first = columns[0].absolute_index if columns else 0
        cells = _with_all_decimals(book, name, sheet.to_arrow(), first)
        yield Sheet(name, hidden, [cells], [], [], first)


def _unread(name: str, *, hidden: bool) -> Sheet:
    return Sheet(name, hidden, batches=None, errors=[], long_numbers=[], first_column=0)


def _with_all_decimals(
    book: "fastexcel.ExcelReader", name: str, cells: "pa.RecordBatch", first: int
) -> "pa.RecordBatch":
    """The cells with every number as it stands in the file.

    As text the native reader gives a number nine decimals: too many for a million, whose digits beyond the fifteenth
    are noise, and too few for a third. The columns that have cells of the second kind are read once more, as numbers.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = [_without_noise(column) for column in cells.columns]
    cut = {
        index: flags for index, column in enumerate(columns) if (flags := _matching(column, _CUT)) is not None
    }
    if cut:
        positions = [first + index for index in cut]
        numbers = book.load_sheet(
            name, header_row=None, skip_rows=0, use_columns=positions, dtypes="float"
        ).to_arrow()
        for (index, flags), exact in zip(cut.items(), numbers.columns, strict=True):
            lost = pc.or_(flags, pc.is_in(columns[index], value_set=pa.array(["0", "-0"])))
            mask = pc.and_(lost, exact.is_valid())
            texts = pa.array([_plain(number) for number in exact.filter(mask).to_pylist()], pa.string())
            columns[index] = pc.replace_with_mask(columns[index], mask, texts)
    return pa.record_batch(columns, names=cells.schema.names)


def _without_noise(column: "pa.Array") -> "pa.Array":
    """Large numbers cut to the fifteen digits that Excel keeps: 11770983.689999999 is 11770983.69."""
    import pyarrow as pa
    import pyarrow.compute as pc

    noisy = _matching(column, _NOISY)
    if noisy is None:
        return column
    texts = [_plain(float(f"{float(text):.15g}")) for text in column.filter(noisy).to_pylist()]
    return pc.replace_with_mask(column, noisy, pa.array(texts, pa.string()))


def _matching(column: "pa.Array", pattern: str) -> "pa.Array | None":
    """Which cells have exactly nine decimals and look like `pattern`; None where none has."""
    import pyarrow.compute as pc

    if (pc.max(pc.binary_length(column)).as_py() or 0) < len("0.123456789"):
        return None
    flags = pc.fill_null(pc.match_substring_regex(column, pattern), fill_value=False)
    return flags if pc.any(flags).as_py() else None


def _exact_sheets(path: str, wanted: str) -> Iterator[Sheet]:
    """The sheets of an .xlsx by openpyxl: slower, exact, and at ease with far cells and new kinds of errors."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        hidden = sheet.sheet_state != "visible"
        if (wanted and sheet.title != wanted) or (hidden and not wanted):
            yield _unread(sheet.title, hidden=hidden)
            continue
        sheet.reset_dimensions()
        rows: list[Strings] = []
        errors: list[tuple[int, int, str]] = []
        for cells in sheet.iter_rows():
            row: Strings = []
            for cell in cells:
                if cell.data_type == "e":
                    errors.append((cell.row - 1, cell.column - 1, str(cell.value)))
                    row.append(None)
                else:
                    row.append(_text(cell.value))
            rows.append(row)
        yield Sheet(
            sheet.title, hidden=hidden, batches=_batches(rows), errors=errors, long_numbers=[], first_column=0
        )


def _xls_sheets(path: str, wanted: str) -> Iterator[Sheet]:
    """The sheets of an .xls (BIFF 2 to 8) by xlrd, which is written in Python and knows the type of each cell."""
    import xlrd

    with open(os.devnull, "w") as sink:  # noqa: PTH123 - pathlib would be the only import of it here
        book = xlrd.open_workbook(path, logfile=sink, on_demand=True, ragged_rows=True)
        for index, name in enumerate(book.sheet_names()):
            hidden = bool(book.sheet_by_index(index).visibility)
            if (wanted and name != wanted) or (hidden and not wanted):
                yield _unread(name, hidden=hidden)
                continue
            yield _xls_sheet(book, book.sheet_by_index(index), hidden=hidden)
            book.unload_sheet(index)


def _xls_sheet(book: "xlrd.Book", sheet: "xlrd.sheet.Sheet", *, hidden: bool) -> Sheet:
    import xlrd

    rows: list[Strings] = []
    errors: list[tuple[int, int, str]] = []
    long_numbers: list[tuple[int, int]] = []
    for index in range(sheet.nrows):
        row: Strings = []
        for column, (kind, value) in enumerate(
            zip(sheet.row_types(index), sheet.row_values(index), strict=True)
        ):
            if kind == xlrd.XL_CELL_ERROR:
                errors.append((index, column, xlrd.error_text_from_code.get(value, "#ERR")))
                row.append(None)
            elif kind == xlrd.XL_CELL_DATE:
                row.append(_xls_date(value, book.datemode))
            elif kind == xlrd.XL_CELL_BOOLEAN:
                row.append("true" if value else "false")
            else:
                if kind == xlrd.XL_CELL_NUMBER and abs(value) >= 1e15:
                    long_numbers.append((index, column))
                row.append(_text(value))
        rows.append(row)
    return Sheet(sheet.name, hidden, _batches(rows), errors, long_numbers, 0)


def _xls_date(value: float, datemode: int) -> str:
    import xlrd

    try:
        return str(xlrd.xldate.xldate_as_datetime(value, datemode).replace(microsecond=0))
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return _text(value) or ""


def _text(value: object) -> str | None:
    """A cell as the native reader would write it: plain decimals, ISO dates, `true` and `false`."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _plain(value)
    return str(value)


def _plain(number: float) -> str:
    if not math.isfinite(number):
        return str(number)
    if number == int(number):
        return str(int(number))
    text = repr(number)
    if "e" not in text:
        return text
    from decimal import Decimal

    return format(Decimal(text), "f")


def _batches(rows: list[Strings]) -> "Batches":
    """Rows of text, some shorter than others, as columns. Raises `MemoryError` for more than `MOST_CELLS`."""
    import pyarrow as pa

    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise MemoryError
    filled = [(at, row) for at, row in enumerate(rows) if row]
    arrays = []
    for index in range(width):
        column: Strings = [None] * len(rows)
        for at, row in filled:
            if index < len(row):
                column[at] = row[index]
        arrays.append(pa.array(column, pa.string()))
    return [pa.record_batch(arrays, names=[str(index) for index in range(width)])]


if __name__ == "__main__":
    code = main()
    with suppress(OSError):
        sys.stdout.flush()
    os._exit(code)
