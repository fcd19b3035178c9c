"""Text files with separators: which encoding, which separator, and the cells as a grid."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa

from keyclient.ingest.grid import Grid, Marks
from keyclient.ingest.refusals import BookDamaged, EncodingUnknown
from keyclient.model.label import Label

DELIMITERS = (",", "\t", ";", "|")
SAMPLE_ROWS = 50
BATCH_ROWS = 50_000
LONGEST_CELL = 1 << 20

_DECLARED = re.compile(r'sep=([^"\r\n])[\r\n]', re.I)
_END = "\x1cend"
"""A line put behind the last one: it comes back as a row of its own unless a quotation mark is still open."""
_UNCLOSED = Label(
    "row {row}: a quotation mark is opened and never closed", "第 {row} 行：引号只有开头，没有闭合"
)
_TOO_LONG = Label(
    "line {line}: a cell is too long; perhaps a quotation mark before it is never closed",
    "第 {line} 行：单元格过长，可能是前面的引号没有闭合",
)


def read_delimited(path: Path) -> Grid:
    """The cells of a text file. Row numbers count records as Excel does when it opens the file.

    Excel shows no `sep=;` line, so the row after it is the first. Raises `EncodingUnknown`, or `BookDamaged` for a
    quotation mark that is never closed: everything after it would be one cell.
    """
    text = decode(path)
    csv.field_size_limit(LONGEST_CELL)
    declared = _DECLARED.match(text)
    delimiter = declared[1] if declared else guess_delimiter(text)
    rows = csv.reader(chain(io.StringIO(text, newline=""), [_END]), delimiter=delimiter)
    if declared:
        next(rows)
    try:
        grid, last = _grid(rows)
    except csv.Error:
        raise BookDamaged(path=path, reason=_TOO_LONG.filled(line=rows.line_num)) from None
    if last != [_END]:
        raise BookDamaged(path=path, reason=_UNCLOSED.filled(row=grid.height + 1))
    return grid


def decode(path: Path) -> str:
    """The text of a file: byte order mark, then strict UTF-8, then strict GB18030.

    Raises `EncodingUnknown` with the first byte by which neither fits any more.
    """
    content = path.read_bytes()
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _strict(content, (encoding,), path)
    return _strict(content, ("utf-8", "gb18030"), path)


def guess_delimiter(text: str) -> str:
    """The separator that cuts most of the first lines into the same number of cells, and most cells of those."""
    sample = text[: 1 << 16]
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths = [len(row) for row in islice(reader, SAMPLE_ROWS) if row]
    cut = [width for width in widths if width > 1]
    if not cut:
        return 0.0, 0
    usual = max(set(cut), key=lambda width: (cut.count(width), width))
    return round(cut.count(usual) / len(widths), 1), usual


def _strict(content: bytes, encodings: Sequence[str], path: Path) -> str:
    misfits = []
    for encoding in encodings:
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            misfits.append(error.start)
    raise EncodingUnknown(path=path, position=max(misfits) + 1)


def _grid(reader: Iterator[list[str]]) -> tuple[Grid, list[str]]:
    """The rows but the last as a grid, and the last."""
    batches: list[list[tuple[str, ...]]] = []
    widths: dict[int, int] = {}
    usual: int | None = None
    start = 0
    last: list[str] = next(reader)
    while rows := list(islice(reader, BATCH_ROWS)):
        rows, last = [last, *rows[:-1]], rows[-1]
        usual = usual or _usual_width(rows)
        widths.update((start + i, len(row)) for i, row in enumerate(rows) if row and len(row) != usual)
        width = max(1, *map(len, rows))
        for row in rows:
            row.extend([""] * (width - len(row)))
        batches.append(list(zip(*rows, strict=True)))
        start += len(rows)
    return Grid(None, _columns(batches), marks=Marks(ragged=widths)), last


def _usual_width(rows: list[list[str]]) -> int:
    widths = [len(row) for row in rows[:1000] if row]
    return max(set(widths), key=widths.count) if widths else 0


def _columns(batches: list[list[tuple[str, ...]]]) -> tuple[pa.ChunkedArray, ...]:
    width = max(map(len, batches), default=0)
    heights = [len(batch[0]) for batch in batches]
    columns = []
    for index in range(width):
        chunks = [
            pa.array([cell or None for cell in batch[index]], pa.string())
            if index < len(batch)
            else pa.nulls(height, pa.string())
            for batch, height in zip(batches, heights, strict=True)
        ]
        columns.append(pa.chunked_array(chunks, pa.string()))
    return tuple(columns)
