"""The customers of all books side by side, as far as figures over all books need them."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.batch.record.state import BookState

if TYPE_CHECKING:
    import pyarrow as pa

NEEDED = ("manager", "customer_id", "id_number", "measure", "value", "number")


def all_customers(states: Iterable[BookState], out: Path) -> "pa.Table":
    """One row a customer: `book` and `branch`, and the columns of the portfolio that are needed.

    A branch, a book and a measure are dictionaries, so that millions of rows stay small. Raises OSError.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    parts = [_empty()]
    for state in states:
        for output in state.line.outputs:
            if output.branch is None:
                continue
            part = pq.ParquetFile(out / output.path).read(columns=list(NEEDED))
            size = part.num_rows
            for name, text in (("book", state.line.book), ("branch", output.branch)):
                part = part.append_column(name, pa.array([text] * size, pa.string()))
            parts.append(
                part.select(parts[0].column_names).replace_schema_metadata(None).cast(parts[0].schema)
            )
    return pa.concat_tables(parts)


def _empty() -> "pa.Table":
    import pyarrow as pa

    text = pa.string()
    kinds = {"book": text, "branch": text, **dict.fromkeys(NEEDED, text)}
    kinds |= {"value": pa.int64(), "number": pa.float64()}
    return pa.schema(list(kinds.items())).empty_table()
