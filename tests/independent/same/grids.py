"""`python -m tests.independent.same.grids FILE...`: where reading in pieces and reading whole books differ, cell by cell.

Cells, and all that is told of a sheet beside its cells, decide every answer: what is the same here is the same there,
and takes a small part of the time. With `--piece N ...` sheets are cut into pieces of so many bytes; with `--shared`
they are read by child processes. Workbooks that are left to the readers of whole books are counted by reason.
"""

import argparse
import dataclasses
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from keyclient.errors import InputError
from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.grid import Grid
from keyclient.ingest.scan.clock import Clock
from keyclient.ingest.source import opening, put_together
from keyclient.ingest.source.in_pieces import InPieces, Sharing, in_pieces
from keyclient.ingest.source.limits import Limits
from keyclient.ingest.source.pieced import plan
from keyclient.ingest.source.streams import SheetRead
from keyclient.ingest.source.workbook import ParsedWorkbook
from tests.forked import POSSIBLE, forked_children

LIMITS = Limits(120, 4096, "", "")
PIECES = (4 << 20, 8000, 1500)
_CALLED = ("long_numbers", "formatted", "dates", "totals")
_OTHERWISE = ("formulas", "rows", "last_column")
"""Compared in another way; the last column is only ever asked for by sheets that are far too wide to be read so."""


class Compared(NamedTuple):
    """What came of one workbook."""

    path: Path
    left: Sequence[str]
    """Why it was left to the readers of whole books, each time that it was."""
    differences: Sequence[str]


def compare(path: Path, pieces: Sequence[int] = PIECES, *, shared: bool = False) -> Compared:
    """Read a workbook whole, and in pieces of each of some sizes."""
    left: list[str] = []
    differences: list[str] = []
    whole = _whole(path)
    for size in pieces:
        found = _in_pieces(path, size, shared=shared)
        if isinstance(found, str):
            left.append(found)
        elif isinstance(whole, str):
            differences.append(f"{size}: whole {whole}, in pieces read")
        else:
            differences.extend(f"{size}: {said}" for said in _differences(whole, found))
    return Compared(path, left, differences)


def _whole(path: Path) -> list[SheetRead] | str:
    """The sheets as read by a child; or the refusal."""
    child = vars(opening)["start_child"](FileKind.XLSX)  # as it is now: forked in tests
    parsing = child.parse(FileKind.XLSX, path, sheet=None, reader="fast", encoding="", limits=LIMITS)
    try:
        return list(ParsedWorkbook(path, FileKind.XLSX, None, "", LIMITS, LIMITS, parsing).read().sheets)
    except InputError as refusal:
        return type(refusal).__name__


def _in_pieces(path: Path, size: int, *, shared: bool) -> list[SheetRead] | str:
    """The sheets as read in pieces; or why they are not."""
    try:
        planned = plan(path, None)
        planned = planned._replace(task=planned.task._replace(size=size))
    except Exception as error:
        return _reason(error)
    if shared:
        book = in_pieces(path, None, LIMITS, 2, Sharing(small=0, each=1))
        sheets = book and put_together.sheets_read(book)
        return sheets or "shared"
    book = InPieces(planned, LIMITS, None)
    try:
        return put_together.read_strictly(book, Clock(LIMITS.seconds, LIMITS.wall_seconds))
    except put_together.LEFT_TO_OTHERS as error:
        return _reason(error)


def _reason(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {error} ({Path(last.filename).name}:{last.lineno})"


def _differences(whole: Sequence[SheetRead], found: Sequence[SheetRead]) -> Iterator[str]:
    if len(whole) != len(found):
        yield f"{len(whole)} sheets, in pieces {len(found)}"
        return
    for ours, theirs in zip(whole, found, strict=True):
        told = [(sheet.name, sheet.hidden, sheet.failed, sheet.grid is None) for sheet in (ours, theirs)]
        if told[0] != told[1]:
            yield f"sheet {told[0]}, in pieces {told[1]}"
        elif ours.grid is not None and theirs.grid is not None:
            yield from (f"{ours.name}: {said}" for said in _grids(ours.grid, theirs.grid))


def _grids(whole: Grid, found: Grid) -> Iterator[str]:
    size, other = ((len(grid.columns), grid.height, grid.first_column) for grid in (whole, found))
    if size != other:
        yield f"columns, rows, first {size}, in pieces {other}"
        return
    for number, (ours, theirs) in enumerate(zip(whole.columns, found.columns, strict=True)):
        if not ours.equals(theirs):
            pairs = zip(ours.to_pylist(), theirs.to_pylist(), strict=True)
            row, pair = next((row, pair) for row, pair in enumerate(pairs) if pair[0] != pair[1])
            yield f"column {number} row {row}: {pair[0]!r}, in pieces {pair[1]!r}"
    yield from _marks(whole.marks, found.marks, whole.height)
    if list(map(whole.sheet_column, range(size[0]))) != list(map(found.sheet_column, range(size[0]))):
        yield f"places {whole.places!r:.200}, in pieces {found.places!r:.200}"
    yield from _plain(whole, found, but=("columns", "marks", "places"))


def _marks(whole: object, found: object, height: int) -> Iterator[str]:
    """What is told beside the cells; what is looked for only when needed is asked for."""
    for name in _CALLED:
        if hasattr(whole, name):
            ours, theirs = _called(whole, name), _called(found, name)
            if ours != theirs:
                yield f"{name}: {ours!r:.200}, in pieces {theirs!r:.200}"
    if hasattr(whole, "formulas"):
        asked = frozenset(range(height))
        ours, theirs = (str(side.formulas(asked)) for side in (whole, found))  # type: ignore[attr-defined]
        if ours != theirs:
            yield f"formulas: {ours:.200}, in pieces {theirs:.200}"
    if hasattr(whole, "rows"):
        yield from _marks(whole.rows, found.rows, height)  # type: ignore[attr-defined]
    yield from _plain(whole, found, but=(*_CALLED, *_OTHERWISE))


def _called(side: object, name: str) -> object:
    function: Callable[[], object] = getattr(side, name)
    return function()


def _plain(whole: object, found: object, but: Sequence[str]) -> Iterator[str]:
    for field in dataclasses.fields(whole):  # type: ignore[arg-type]
        ours, theirs = getattr(whole, field.name), getattr(found, field.name)
        if field.name not in but and ours != theirs:
            yield f"{field.name}: {ours!r:.200}, in pieces {theirs!r:.200}"


def main() -> int:
    """Compare and print; the exit code is 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--piece", nargs="*", type=int, default=PIECES)
    parser.add_argument("--shared", action="store_true")
    typed = parser.parse_args()
    left: Counter[str] = Counter()
    read = differ = 0
    with forked_children() if POSSIBLE else nullcontext():
        for number, path in enumerate(typed.paths, 1):
            found = compare(path.resolve(), typed.piece, shared=typed.shared)
            read += len(typed.piece) - len(found.left)
            left.update(f"{reason} {path.stem.rpartition('-')[2]}" for reason in found.left)
            differ += bool(found.differences)
            for said in found.differences:
                print(f"{path}: {said}", flush=True)
            if number % 50 == 0:
                print(f"... {number} files, {differ} differ", file=sys.stderr, flush=True)
    print(f"{len(typed.paths)} files, read in pieces {read} times, {differ} differ; left to others:")
    for reason, count in left.most_common():
        print(f"{count:>6} {reason}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
