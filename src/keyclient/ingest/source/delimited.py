"""Delimited text files: their cells as a grid, and their defects."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.grid import Grid, Marks
from keyclient.ingest.base.refusals import BookDamaged
from keyclient.ingest.child.xls.codepage import WESTERN
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.source.encoding import TextEncoding, text_encoding
from keyclient.ingest.source.even_text import Rows, even_rows
from keyclient.ingest.source.files import explained
from keyclient.ingest.source.records import Records, Repair
from keyclient.ingest.source.separators import cut_by, guess_cut
from keyclient.ingest.source.text_lines import Ints, is_ragged
from keyclient.model.excel import COLUMNS
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.rules.cells import ControlCharacters
from keyclient.model.rules.files import FileCutOff, LinesWrapped, QuotesUnbalanced, WesternText

SAMPLE = 1 << 16
BATCH_ROWS = 50_000
"""Rows held as Python lists before they become columns."""

_DECLARED = re.compile(r'"?sep=([^"\r\n])"?[,;\t|]*(?:[\r\n]|$)', re.I)
_AS_TEXT = r'^="((?:[^"]|"")*)"$'
"""A cell marked as text, as programs write ids for Excel (RE2)."""
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
_TOO_WIDE = Label(
    "row {row} has more cells than a sheet has columns", "第 {row} 行的单元格数超过工作表的列数"
)
_RULES: dict[Repair, type[QuotesUnbalanced | LinesWrapped]] = {
    Repair.UNQUOTED: QuotesUnbalanced,
    Repair.UNWRAPPED: LinesWrapped,
}


class TextRead(NamedTuple):
    """The cells of a text file, and defects of the file."""

    grid: Grid
    issues: tuple[Issue, ...]


def read_delimited(path: Path, widest: int = COLUMNS) -> TextRead:
    """The cells of a text file. Row numbers count records as Excel does when it opens the file.

    Excel shows no `sep=;` line, so the row after it is the first. Raises the `InputError` of `text_encoding`, and
    `BookDamaged` for a line of more cells than `widest`.
    """
    encoding = text_encoding(path)
    errors = "ignore" if encoding.is_cut else "strict"
    with explained(path), path.open(encoding=encoding.name, errors=errors, newline="") as lines:
        sample = lines.read(SAMPLE)
    declared = _DECLARED.match(sample)
    delimiter, usual = (
        guess_cut(sample) if declared is None else cut_by(sample[declared.end() :], declared[1])
    )
    passed = int(declared is not None)
    if not encoding.is_cut:
        with explained(path), suppress(Odd):
            grid = _grid(even_rows(path, encoding.name, delimiter, passed, widest))
            return TextRead(grid, tuple(_issues(grid, {}, encoding)))
    with explained(path), path.open(encoding=encoding.name, errors=errors, newline="") as lines:
        records = Records(islice(lines, passed, None), delimiter, usual)
        grid = _grid(_rows(iter(records), path, widest))
    return TextRead(grid, tuple(_issues(grid, records.repaired, encoding)))


def _check_widths(rows: Sequence[list[str]], start: int, path: Path, widest: int) -> None:
    """Cut off blank cells beyond the last column of a sheet. Raises `BookDamaged` for a line that has more than blanks."""
    for at, row in enumerate(rows, start + 1):
        if len(row) > widest:
            if any(row[widest:]):
                raise BookDamaged(path=path, reason=_TOO_WIDE.filled(row=at))
            del row[widest:]


def _rows(records: Iterator[list[str]], path: Path, widest: int) -> Iterator[Rows]:
    start = 0
    while rows := list(islice(records, BATCH_ROWS)):
        _check_widths(rows, start, path, widest)
        start += len(rows)
        for some in _parted(rows):
            widths = np.array([len(row) for row in some])
            yield Rows(_columns(some), widths)


def _parted(rows: list[list[str]]) -> Iterator[list[list[str]]]:
    """The rows in parts, so that a wide one among short ones takes room beside few of them."""
    if len(rows) > 1 and is_ragged(len(rows), max(map(len, rows)), sum(map(len, rows))):
        half = len(rows) // 2
        yield from _parted(rows[:half])
        yield from _parted(rows[half:])
    else:
        yield rows


def _grid(rows: Iterable[Rows]) -> Grid:
    batches: list[list[pa.Array]] = []
    widths: list[Ints] = []
    for one in rows:
        batches.append(one.columns)
        widths.append(one.widths)
    width = max(map(len, batches), default=0)
    nothing = [pa.nulls(len(batch[0]), pa.string()) for batch in batches]
    columns = tuple(
        pa.chunked_array(
            [
                batch[index] if index < len(batch) else nulls
                for batch, nulls in zip(batches, nothing, strict=True)
            ],
            pa.string(),
        )
        for index in range(width)
    )
    ragged = _ragged(np.concatenate(widths)) if widths else {}
    return Grid(None, columns, marks=Marks(ragged=ragged))


def _ragged(widths: Ints) -> dict[int, int]:
    """The cells of each row that has not as many as usual; empty rows have none."""
    found: dict[int, int] = {}
    usual = 0
    for start in range(0, len(widths), BATCH_ROWS):
        some = widths[start : start + BATCH_ROWS]
        usual = usual or _usual_width(some[:1000].tolist())
        at = np.flatnonzero((some != usual) & (some > 0))
        found.update(zip((at + start).tolist(), some[at].tolist(), strict=True))
    return found


def _usual_width(widths: Sequence[int]) -> int:
    filled = [width for width in widths if width]
    return max(set(filled), key=filled.count) if filled else 0


def _columns(rows: list[list[str]]) -> list[pa.Array]:
    """Rows as columns, as many as the widest row has; cells marked as text become that text."""
    width = max(1, *map(len, rows))
    for row in rows:
        row.extend([""] * (width - len(row)))
    columns = [pa.array([cell or None for cell in cells], pa.string()) for cells in zip(*rows, strict=True)]
    whole = pa.chunked_array(columns, pa.string())
    is_marked = pc.any(pc.starts_with(whole, '="')).as_py() or pc.any(pc.match_substring(whole, "\0")).as_py()
    return [_plain(column) for column in columns] if is_marked else columns


def _plain(column: pa.Array) -> pa.Array:
    """The column without `="..."` around texts, and without the NUL with which some programs pad fields."""
    if pc.any(pc.starts_with(column, '="')).as_py():
        inner = pc.replace_substring_regex(column, _AS_TEXT, r"\1")
        column = pc.if_else(pc.not_equal(inner, column), pc.replace_substring(inner, '""', '"'), column)
    if pc.any(pc.match_substring(column, "\0")).as_py():
        column = pc.utf8_trim(column, "\0")
    return column


def _issues(grid: Grid, repaired: Mapping[int, Repair], encoding: TextEncoding) -> Iterator[Issue]:
    """Defects of the file: each once, with its first place and frequency."""
    if encoding.is_cut:
        yield FileCutOff()
    if encoding.name == WESTERN:
        yield WesternText()
    for repair, count in Counter(repaired.values()).items():
        first = min(row for row, done in repaired.items() if done is repair)
        yield _RULES[repair](grid.address(first, None), count=count)
    filled = [chunk for column in grid.columns for chunk in column.chunks if chunk.null_count < len(chunk)]
    whole = pa.chunked_array(filled, pa.string())
    count = pc.sum(pc.match_substring_regex(whole, _CONTROLS)).as_py() or 0
    if count:
        odd = [pc.match_substring_regex(column, _CONTROLS) for column in grid.columns]
        row, column = min(
            (pc.index(flags, True).as_py(), at) for at, flags in enumerate(odd) if pc.any(flags).as_py()
        )
        yield ControlCharacters(grid.address(row, column), count=count)
