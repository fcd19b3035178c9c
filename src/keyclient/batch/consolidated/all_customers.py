"""The customers of all books in one table, with the columns that the consolidated figures need."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.batch.record.run_record import EarlierMonth
from keyclient.batch.record.state import BookState

if TYPE_CHECKING:
    import pyarrow as pa

_NEEDED = ("row", "manager", "name", "customer_id", "id_number", "measure", "value", "number")


def all_customers(states: Iterable[BookState], out: Path) -> "pa.Table":
    """One row per customer: `book`, `branch` and the columns listed in `_NEEDED`. Raises OSError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    parts = [_empty()]
    for state in states:
        for output in state.line.outputs:
            if output.kind != "portfolio":
                continue
            part = pq.ParquetFile(out / output.path).read(columns=list(_NEEDED))
            size = part.num_rows
            for name, text in (("book", state.line.book), ("branch", output.branch)):
                part = part.append_column(name, pa.array([text] * size, pa.string()))
            parts.append(
                part.select(parts[0].column_names).replace_schema_metadata(None).cast(parts[0].schema)
            )
    return pa.concat_tables(parts)


def without_earlier(table: "pa.Table", earlier: Iterable[EarlierMonth]) -> "pa.Table":
    """The customers of the books that count."""
    import pyarrow.compute as pc

    for line in earlier:
        is_left = pc.and_(pc.equal(table["book"], line.book), pc.equal(table["branch"], line.branch))
        table = table.filter(pc.invert(is_left))
    return table


def _empty() -> "pa.Table":
    import pyarrow as pa

    text = pa.string()
    kinds = {"book": text, "branch": text, **dict.fromkeys(_NEEDED, text)}
    kinds |= {"row": pa.int64(), "value": pa.int64(), "number": pa.float64()}
    return pa.schema(list(kinds.items())).empty_table()
