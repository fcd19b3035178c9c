"""Text files with separators: which encoding, which separator, and the cells as a grid."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa

from keyclient.ingest.grid import Grid, Marks
from keyclient.ingest.refusals import BookDamaged, EncodingUnknown

DELIMITERS = (",", "\t", ";", "|")
SAMPLE_ROWS = 50
BATCH_ROWS = 50_000
LONGEST_CELL = 1 << 20


def read_delimited(path: Path) -> Grid:
    """The cells of a text file. Row numbers count records as Excel does when it opens the file."""
    text = decode(path)
    declared = text[4:5] if text[:4].lower() == "sep=" and text[5:6] in ("\r", "\n") else None
    delimiter = declared or guess_delimiter(text)
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _grid(rows, has_declaration=declared is not None)
    except csv.Error as error:
        raise BookDamaged(path=path, reason=f"line {rows.line_num}: {error}") from None


def decode(path: Path) -> str:
    """The text of a file: byte order mark, then strict UTF-8, then strict GB18030.

    Raises `EncodingUnknown` with the first byte that fits neither.
    """
    content = path.read_bytes()
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _strict(content, encoding, path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(content, "gb18030", path)


def guess_delimiter(text: str) -> str:
    """The separator that cuts most of the first lines into the same number of cells, and most cells of those."""
    sample = text[: 1 << 16]
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = [len(row) for row in islice(reader, SAMPLE_ROWS) if row]
    except csv.Error:
        return 0.0, 0
    cut = [width for width in widths if width > 1]
    if not cut:
        return 0.0, 0
    usual = max(set(cut), key=lambda width: (cut.count(width), width))
    return round(cut.count(usual) / len(widths), 1), usual


def _strict(content: bytes, encoding: str, path: Path) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingUnknown(path=path, position=error.start + 1) from None


def _grid(reader: Iterator[list[str]], *, has_declaration: bool) -> Grid:
    batches: list[list[tuple[str, ...]]] = []
    widths: dict[int, int] = {}
    usual: int | None = None
    start = 0
    while rows := list(islice(reader, BATCH_ROWS)):
        if has_declaration and start == 0:
            rows[0] = []
        usual = usual or _usual_width(rows)
        widths.update((start + i, len(row)) for i, row in enumerate(rows) if row and len(row) != usual)
        width = max(map(len, rows))
        for row in rows:
            row.extend([""] * (width - len(row)))
        batches.append(list(zip(*rows, strict=True)))
        start += len(rows)
    return Grid(None, _columns(batches), marks=Marks(ragged=widths))


def _usual_width(rows: list[list[str]]) -> int:
    widths = [len(row) for row in rows[:1000] if row]
    return max(set(widths), key=widths.count) if widths else 0


def _columns(batches: list[list[tuple[str, ...]]]) -> tuple[pa.ChunkedArray, ...]:
    width = max(map(len, batches), default=0)
    heights = [len(batch[0]) if batch else 0 for batch in batches]
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
