"""One sheet on its way to the parent: columns of text, and what the text does not show."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa

Spots: TypeAlias = "Sequence[tuple[int, int]]"
Errors: TypeAlias = "Sequence[tuple[int, int, str]]"
Formats: TypeAlias = "Sequence[tuple[int, str, list[list[int]]]]"
"""Column, format code, and the runs of rows, as first row and row behind the last, of numbers in that format."""


class Sheet(NamedTuple):
    """One sheet; rows and columns count from 0 as in the sheet."""

    name: str | None
    """None if the format has no sheets."""
    hidden: bool = False
    batches: "Iterator[pa.RecordBatch] | None" = None
    """The cells; None if the sheet is not read."""
    columns: "list[int] | None" = None
    """With it the cells are scattered: one batch a column of these, of the rows that have text and the texts.
    Without it there is one batch of all columns, and row `i` of it is row `i` of the sheet."""
    first_column: int = 0
    """Sheet column of the first of all columns."""
    height: int = 0
    """Scattered cells only: number of rows down to the last used one."""
    errors: Errors = ()
    uncalculated: Spots = ()
    long_numbers: Spots = ()
    hidden_rows: int = 0
    hidden_columns: Sequence[int] = ()
    is_1904: bool = False
    """Whether the book counts its days from 1904."""
    is_western: bool = False
    """Whether the file does not say its code page, and the texts were taken for Western European ones."""
    hidden_at: Sequence[int] = ()
    """The hidden rows."""
    levels: "Sequence[tuple[int, int]]" = ()
    """Rows that are details of others, and how deep in the outline they are."""
    formats: Formats = ()
    failed: str = ""
    """Why this sheet cannot be read although others can."""


def send(sheet: Sheet) -> None:
    """Write a sheet to standard output as one Arrow stream."""
    import pyarrow as pa

    about = {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "read": sheet.batches is not None,
        "columns": sheet.columns,
        "first_column": sheet.first_column,
        "height": sheet.height,
        "errors": sheet.errors,
        "uncalculated": sheet.uncalculated,
        "long_numbers": sheet.long_numbers,
        "hidden_rows": sheet.hidden_rows,
        "hidden_columns": list(sheet.hidden_columns),
        "is_1904": sheet.is_1904,
        "is_western": sheet.is_western,
        "hidden_at": list(sheet.hidden_at),
        "levels": list(sheet.levels),
        "formats": sheet.formats,
        "failed": sheet.failed,
    }
    batches: Iterator[pa.RecordBatch] = sheet.batches if sheet.batches is not None else iter(())
    first = next(batches, None)
    schema = (first.schema if first is not None else pa.schema([])).with_metadata(
        {"sheet": json.dumps(about)}
    )
    with pa.ipc.new_stream(pa.PythonFile(sys.stdout.buffer, "w"), schema) as stream:
        while first is not None:
            stream.write_batch(first.replace_schema_metadata(schema.metadata))
            first = next(batches, None)
