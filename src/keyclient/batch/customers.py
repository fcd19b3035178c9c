"""The customers of a book as Parquet, one file a branch, all with the same columns."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from keyclient.model.column import Reads
from keyclient.model.fields import fields
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.portfolio import Portfolio

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

UNIT, FEN = b"unit", b"fen"
"""How a column of money says that its whole numbers are fen."""
BRANCH = "branch"
"""The field that the folders of the portfolio tell, so that the files do not."""


class Part(NamedTuple):
    """The customers of one branch in one book."""

    branch: str
    content: bytes


def branches_of(frame: "pd.DataFrame", place: str) -> list[str]:
    """The branch of every customer; where the book does not tell it, what stands in for it."""
    if BRANCH not in frame:
        return [place] * len(frame)
    named = frame[BRANCH].fillna("").astype(str).str.strip()
    return [name or place for name in named.tolist()]


def portfolio_parts(
    portfolio: Portfolio, branches: Sequence[str], book: str, tiers: Mapping[int, str]
) -> Iterator[Part]:
    """The files of a book, by branch. `tiers`: the tier of the customer in a row; empty where there are none.

    Columns: `book`, `row`, every field but the branch, `measure`, `value` (money, fen) or `number` (another measure),
    and `tier`. What a book does not have is null, so that all files have one schema. Dates are days.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    table = _table(portfolio, book, tiers)
    keys = pa.array(branches, pa.string())
    for branch in sorted(set(branches)):
        sink = io.BytesIO()
        mine = table.filter(pc.equal(keys, branch))
        pq.write_table(mine, sink, compression="zstd", write_statistics=True)
        yield Part(branch, sink.getvalue())


def _table(portfolio: Portfolio, book: str, tiers: Mapping[int, str]) -> "pa.Table":
    import pyarrow as pa

    frame, size = portfolio.frame, len(portfolio.frame)
    rows = frame["row"].tolist()
    columns = [
        (pa.field("book", pa.string()), pa.array([book] * size, pa.string())),
        (pa.field("row", pa.int64()), pa.array(rows, pa.int64())),
        *(_column(name, reads, frame) for name, reads in _declared()),
        *_valued(frame, portfolio.measure),
        (pa.field("tier", pa.string()), pa.array([tiers.get(row) for row in rows], pa.string())),
    ]
    return pa.Table.from_arrays(
        [column for _, column in columns], schema=pa.schema([field for field, _ in columns])
    )


def _declared() -> Iterator[tuple[str, Reads]]:
    return ((name, spec.column.reads) for name, spec in fields().items() if name != BRANCH)


def _column(name: str, reads: Reads, frame: "pd.DataFrame") -> "tuple[pa.Field, pa.Array]":
    import pyarrow as pa

    kind = _kind(reads)
    about = pa.field(name, kind, metadata={UNIT: FEN} if reads is Reads.MONEY else None)
    if name not in frame:
        return about, pa.nulls(len(frame), kind)
    return about, _cast(frame[name], kind)


def _valued(frame: "pd.DataFrame", measure: Measure | None) -> "Iterator[tuple[pa.Field, pa.Array]]":
    """The measure: its name, and the value as fen or as a plain number."""
    import pyarrow as pa

    size = len(frame)
    name = None if measure is None else measure.name
    is_money = measure is not None and measure.kind is MeasureKind.MONEY
    yield pa.field("measure", pa.string()), pa.array([name] * size, pa.string())
    fen = _cast(frame["value"], pa.int64()) if is_money else pa.nulls(size, pa.int64())
    yield pa.field("value", pa.int64(), metadata={UNIT: FEN}), fen
    if measure is None or is_money:
        yield pa.field("number", pa.float64()), pa.nulls(size, pa.float64())
        return
    scale = 1.0 if measure.decimals is None else 10.0**-measure.decimals
    yield pa.field("number", pa.float64()), _cast(frame["value"].astype("Float64") * scale, pa.float64())


def _kind(reads: Reads) -> "pa.DataType":
    import pyarrow as pa

    if reads in (Reads.MONEY, Reads.COUNT):
        return pa.int64()
    if reads is Reads.NUMBER:
        return pa.float64()
    return pa.date32() if reads is Reads.DATE else pa.string()


def _cast(series: "pd.Series", kind: "pa.DataType") -> "pa.Array":
    import pyarrow as pa

    found = pa.Array.from_pandas(series)
    if isinstance(found, pa.ChunkedArray):
        found = found.combine_chunks()
    return found if found.type == kind else found.cast(kind)
