"""The customers of a book as Parquet files, one per branch, all with the same columns."""

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from keyclient.model.fields import FieldSpec, fields
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.portfolio import Portfolio
from keyclient.render.next_maturity import with_next_maturity
from keyclient.render.parquet import DATA_DATE, LOST_DIGITS, ROW, parquet_array, parquet_field

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

BRANCH = "branch"
"""The field by which the portfolio is filed; where the book names no branch, the file has that of its folder."""


class BranchFile(NamedTuple):
    """The customers of one branch in one book."""

    branch: str
    content: bytes


def customer_branches(frame: "pd.DataFrame", default: str) -> list[str]:
    """The branch of every customer, or `default` where the book names none."""
    if BRANCH not in frame:
        return [default] * len(frame)
    named = frame[BRANCH].fillna("").astype(str).str.strip()
    return [name or default for name in named.tolist()]


def amounts_of(values: "pd.Series", measure: Measure) -> list[Decimal | None]:
    """The exact values of customers in the unit of the measure; None where blank."""
    import pandas as pd

    return measure.amounts(None if pd.isna(value) else value for value in values.tolist())


def branch_files(
    portfolio: Portfolio,
    branches: Sequence[str],
    book: str,
    tiers: Mapping[int, str],
    claims: "pa.Array | None" = None,
) -> Iterator[BranchFile]:
    """The files of a book, by branch. `tiers`: the tier of the customer in each row; empty if there are none. `claims`: `kept_claims`.

    Columns: `book`, `row`, `data_date`, every field, `measure`, `value` (money, in fen) or `number` (any
    other measure), `tier`, `has_lost_digits` (whether the customer id may be that of several), and `claims` (of customers whom
    several managers or branches of the book have: all of these). Columns missing in the
    book are null, so all files have the same schema.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    from keyclient.analysis.common.kept_claims import CLAIMS, KIND

    table = _table(portfolio, branches, book, tiers)
    table = table.append_column(CLAIMS, pa.nulls(len(table), KIND) if claims is None else claims)
    keys = table[BRANCH]
    for branch in sorted(set(branches)):
        sink = io.BytesIO()
        pq.write_table(table.filter(pc.equal(keys, branch)), sink, compression="zstd")
        yield BranchFile(branch, sink.getvalue())


def _table(portfolio: Portfolio, branches: Sequence[str], book: str, tiers: Mapping[int, str]) -> "pa.Table":
    import pyarrow as pa

    frame = with_next_maturity(portfolio, portfolio.frame).assign(**{BRANCH: list(branches)})
    size = len(frame)
    rows = frame[ROW].tolist()
    columns = [
        (pa.field("book", pa.string()), pa.array([book] * size, pa.string())),
        (pa.field(ROW, pa.int64()), pa.array(rows, pa.int64())),
        (pa.field(DATA_DATE, pa.date32()), pa.array([portfolio.as_of] * size, pa.date32())),
        *(_column(name, spec, frame) for name, spec in fields().items()),
        *_measure_columns(frame, portfolio.measure),
        (pa.field("tier", pa.string()), pa.array([tiers.get(row) for row in rows], pa.string())),
        (
            pa.field(LOST_DIGITS, pa.bool_()),
            pa.array([row in portfolio.rounded for row in rows], pa.bool_()),
        ),
    ]
    return pa.Table.from_arrays(
        [column for _, column in columns], schema=pa.schema([field for field, _ in columns])
    )


def _column(name: str, spec: FieldSpec, frame: "pd.DataFrame") -> "tuple[pa.Field, pa.Array]":
    import pyarrow as pa

    about = parquet_field(name, spec)
    if name not in frame:
        return about, pa.nulls(len(frame), about.type)
    return about, parquet_array(frame[name], about.type)


def _measure_columns(frame: "pd.DataFrame", measure: Measure | None) -> "Iterator[tuple[pa.Field, pa.Array]]":
    """The columns `measure`, `value` (money, in fen) and `number` (any other measure)."""
    import pyarrow as pa

    size = len(frame)
    name = None if measure is None else measure.name
    is_money = measure is not None and measure.kind is MeasureKind.MONEY
    yield pa.field("measure", pa.string()), pa.array([name] * size, pa.string())
    fen = parquet_array(frame["value"], pa.int64()) if is_money else pa.nulls(size, pa.int64())
    yield pa.field("value", pa.int64(), metadata={"unit": "fen"}), fen
    number = pa.field("number", pa.float64())
    if measure is None or is_money:
        yield number, pa.nulls(size, pa.float64())
        return
    amounts = amounts_of(frame["value"], measure)
    yield number, pa.array([None if amount is None else float(amount) for amount in amounts], pa.float64())
