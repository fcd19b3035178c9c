"""Numbers with the decimals of the file, where the native reader gives nine: too few, or more than there are."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from keyclient.ingest.child.noise import CUT, DECIMALS, EITHER, NOISY, may_differ, noise_removed
from keyclient.ingest.child.texts import plain

if TYPE_CHECKING:
    import pyarrow as pa

Reload: TypeAlias = "Callable[[list[int]], pa.RecordBatch]"
"""Reads some columns of the sheet again, as numbers."""

THREADS, MANY = 2, 20_000
"""From so many rows on it pays to search columns in parallel: Arrow releases Python's lock."""
SMALL = 20_000
"""Up to so many cells Python has looked at all of them before Arrow's functions are imported."""
WIDE = 200
"""From so many columns on, one look at all of them takes less time than one at each."""
SHORTEST = len("0.") + DECIMALS
"""Letters of the shortest number that may differ."""


def with_all_decimals(cells: "pa.RecordBatch", reload: Reload) -> "pa.RecordBatch":
    """The cells with every number as in the file.

    As text the native reader gives a number nine decimals, but for zeros at the end: too many for a million, whose
    digits beyond the fifteenth are noise, and too few for a third. The columns that have cells of the second kind are
    read once more.
    """
    import pyarrow as pa

    at = _to_look_at(cells)
    if not at:
        return cells
    columns = list(cells.columns)
    looked = [columns[index] for index in at]
    found = _side_by_side(looked) if cells.num_rows > MANY else map(_without_noise, looked)
    cut = {}
    for index, (column, flags) in zip(at, found, strict=True):
        columns[index] = column
        if flags is not None:
            cut[index] = flags
    if cut:
        for (index, flags), exact in zip(cut.items(), reload(list(cut)).columns, strict=True):
            columns[index] = _exact(columns[index], flags, exact)
    return pa.record_batch(columns, names=cells.schema.names)


def _to_look_at(cells: "pa.RecordBatch") -> Sequence[int]:
    """The columns that may have a number with too few decimals or too many."""
    if cells.num_rows * cells.num_columns <= SMALL:
        return [index for index, column in enumerate(cells.columns) if _has_either(column)]
    return _with_either(cells) if cells.num_columns > WIDE else range(cells.num_columns)


def _has_either(column: "pa.Array") -> bool:
    texts = column.to_pylist()
    return any(text and len(text) >= SHORTEST and may_differ(text) for text in texts)


def _with_either(cells: "pa.RecordBatch") -> list[int]:
    """These columns, by one look at all of them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pa.chunked_array(cells.columns)
    at = pc.indices_nonzero(pc.greater_equal(pc.binary_length(texts), SHORTEST))
    either = pc.match_substring_regex(texts.take(at), EITHER)
    return list(pc.unique(pc.divide(at.filter(either), cells.num_rows)).to_pylist()) if len(at) else []


def _side_by_side(columns: "list[pa.Array]") -> "Iterator[tuple[pa.Array, pa.Array | None]]":
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(THREADS) as pool:
        yield from pool.map(_without_noise, columns)


def _without_noise(column: "pa.Array") -> "tuple[pa.Array, pa.Array | None]":
    """Large numbers cut to the fifteen digits that Excel keeps: 11770983.689999999 is 11770983.69.

    With the column comes which of its cells have too few decimals, if any has.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if _matching(column, EITHER) is None:
        return column, None
    noisy = _matching(column, NOISY)
    if noisy is not None:
        texts = [noise_removed(text) for text in column.filter(noisy).to_pylist()]
        column = pc.replace_with_mask(column, noisy, pa.array(texts, pa.string()))
    return column, _matching(column, CUT)


def _exact(column: "pa.Array", flags: "pa.Array", exact: "pa.Array") -> "pa.Array":
    """The column with its truncated numbers replaced; a number too small for nine decimals had become 0."""
    import pyarrow as pa
    import pyarrow.compute as pc

    lost = pc.or_(flags, pc.is_in(column, value_set=pa.array(["0", "-0"])))
    mask = pc.and_(lost, exact.is_valid())
    texts = pa.array([plain(number) for number in exact.filter(mask).to_pylist()], pa.string())
    return pc.replace_with_mask(column, mask, texts)


def _matching(column: "pa.Array | pa.ChunkedArray", pattern: str) -> "pa.Array | pa.ChunkedArray | None":
    """Which cells match `pattern`, which requires `SHORTEST` letters; None if none does."""
    import pyarrow.compute as pc

    if (pc.max(pc.binary_length(column)).as_py() or 0) < SHORTEST:
        return None
    flags = pc.fill_null(pc.match_substring_regex(column, pattern), fill_value=False)
    return flags if pc.any(flags).as_py() else None
