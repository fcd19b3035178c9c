"""The customers of all books joined: who is held by several, whose she is, and what is worth more together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.analysis.common.kept_claims import CLAIMS, KIND, with_kept_claims
from keyclient.analysis.common.members import CLAIM, RECORDED, Members, take_members
from keyclient.analysis.common.refusals import SumTooLargeError
from keyclient.analysis.common.tier_needs import measures_asked
from keyclient.analysis.common.tier_steps import UnmeasuredTierError
from keyclient.analysis.overlap.calculate import overlap
from keyclient.analysis.overlap.result import OverlapResult
from keyclient.batch.consolidated.columns import measure_label
from keyclient.batch.record.run_record import EarlierMonth, Output
from keyclient.batch.record.state import BookState
from keyclient.model.fields import fields
from keyclient.model.label import Lang
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.model.receipt import Rows, Source
from keyclient.policy.models import Policy
from keyclient.render.parquet import LOST_DIGITS

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_STAGED = ("stage", "stage_date", "outcome")
_VALUES = {MeasureKind.MONEY: "value", MeasureKind.NUMBER: "number"}
_NO_ROWS = Rows(read=0, customers=0, merged=0, set_aside=0, totals=0, blank=0, other=0)


def joined_customers(
    states: Iterable[BookState],
    earlier: Sequence[EarlierMonth],
    out: Path,
    measure: str | None,
    policy: Policy,
    lang: Lang,
) -> OverlapResult | None:
    """What `overlap` finds over the customers of the books that count; None where there are none. Raises OSError.

    Values are those of the books by one measure, where all floors of tiers are about columns that the run keeps. At most
    `batch.overlap_lines` of each list; of pairs that are perhaps one person there are the numbers alone, and of households
    and doubts.
    """
    members = tuple(members_of_run(states, earlier, out, measure, policy))
    if not members:
        return None
    most = policy.batch.overlap_lines
    try:
        found = overlap(members, policy, top=most, lang=lang)
    except (UnmeasuredTierError, SumTooLargeError):
        found = overlap(tuple(map(_without_values, members)), policy, top=most, lang=lang)
    counted = tuple(rule.model_copy(update={"pairs": rule.pairs[:0]}) for rule in found.perhaps)
    nobody = {"households": found.households[:0], "doubts": found.doubts[:0]}
    return found.model_copy(update={"perhaps": counted, **nobody})


def members_of_run(
    states: Iterable[BookState],
    earlier: Sequence[EarlierMonth],
    out: Path,
    measure: str | None,
    policy: Policy,
) -> Iterator[Members]:
    """The customers of each book as they are joined, without the branches that a later book lists. Raises OSError."""
    left_out = {(line.book, line.branch) for line in earlier}
    for state in states:
        kept = [
            output
            for output in state.line.outputs
            if output.kind == "portfolio" and (state.line.book, output.branch) not in left_out
        ]
        if kept:
            yield _members(state, kept, out, measure, policy)


def _members(
    state: BookState, kept: Sequence[Output], out: Path, measure: str | None, policy: Policy
) -> Members:
    asked = tuple(name for name in measures_asked(policy.tier) if name in fields())
    paths = [out / output.path for output in kept]
    frame = _frame(paths, asked)
    own = _measure(state, measure)
    damaged: frozenset[int] = frozenset()
    if LOST_DIGITS in frame:
        damaged = frozenset(frame["row"][frame[LOST_DIGITS].fillna(value=False).astype(bool)])
    value = None if own is None else _VALUES[own.kind]
    frame = frame.drop(columns=[name for name in _VALUES.values() if name != value and name in frame])
    frame = frame.rename(columns={} if value is None else {value: "value"})
    if own is not None and "value" not in frame:
        own = None
    if state.line.as_of is None:
        raise ValueError("a book with a result has a data date")
    further = {name: _money(name) for name in asked if name in frame}
    portfolio = Portfolio(frame, state.line.as_of, (_source(state),), own, further, rounded=damaged)
    loaded = Loaded(portfolio, (), (), None, as_of_from_file=state.modified is not None, told=())
    return with_kept_claims(take_members(loaded, policy.funnel), _claims(paths))


def _claims(paths: Sequence[Path]) -> "pa.ChunkedArray":
    """The claims that are kept beside the customers, null where a file has none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    parts: list[pa.Array] = []
    for path in paths:
        with pq.ParquetFile(path) as file:
            has_claims = CLAIMS in file.schema_arrow.names
            parts += (
                file.read(columns=[CLAIMS])[CLAIMS].chunks
                if has_claims
                else [pa.nulls(file.metadata.num_rows, KIND)]
            )
    return pa.chunked_array(parts, KIND)


def _measure(state: BookState, measure: str | None) -> Measure | None:
    """What the book is ranked by, if that is the measure of most books."""
    name = state.figures.measure
    if name is None or name != measure:
        return None
    if state.figures.is_money:
        return Measure(name, measure_label(name), ("value",), MeasureKind.MONEY, 2)
    return Measure(name, measure_label(name), ("value",), MeasureKind.NUMBER, None)


def _money(name: str) -> Measure:
    """A further number that floors of tiers are about."""
    spec = fields()[name]
    kind = MeasureKind.MONEY if spec.is_money else MeasureKind.NUMBER
    return Measure(name, spec.column.label, (name,), kind, 2 if spec.is_money else None)


def _source(state: BookState) -> Source:
    line = state.line
    return Source(
        path=line.book,
        sheet=None,
        header_row=0,
        sha256=line.sha256 or "",
        rows=line.rows or _NO_ROWS,
        money=(),
    )


def _frame(paths: Sequence[Path], further: Sequence[str]) -> "pd.DataFrame":
    """The customers as `Portfolio.frame` has them, without the columns in which nothing stands."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    wanted = dict.fromkeys(("row", *RECORDED, *CLAIM, *_STAGED, *further, *_VALUES.values(), LOST_DIGITS))
    tables = []
    for path in paths:
        with pq.ParquetFile(path) as file:
            there = file.schema_arrow.names
            tables.append(file.read(columns=[name for name in wanted if name in there]))
    whole = pa.concat_tables([table.replace_schema_metadata(None) for table in tables])
    known = [name for name in whole.column_names if name == "row" or whole[name].null_count < len(whole)]
    frame = pd.DataFrame({name: _column(whole[name]) for name in known})
    return frame.assign(row=frame["row"].astype("int64"))


def _column(column: "pa.ChunkedArray") -> "pd.Series":
    """A column with the type that a frame has for it."""
    import pandas as pd
    import pyarrow.types as kinds

    if kinds.is_date(column.type):
        return pd.Series(column.to_pandas(date_as_object=False)).astype("datetime64[s]")
    if kinds.is_string(column.type) or kinds.is_large_string(column.type):
        return pd.Series(column.to_pandas(), dtype="str")
    if kinds.is_boolean(column.type):
        return pd.Series(column.to_pandas())
    if kinds.is_floating(column.type):
        return pd.Series(column.to_pandas(), dtype="Float64")
    return pd.Series(column.to_pandas(types_mapper={column.type: pd.Int64Dtype()}.get))


def _without_values(book: Members) -> Members:
    records = book.records.drop(columns="value", errors="ignore")
    return replace(book, records=records, measure=None, further={})
