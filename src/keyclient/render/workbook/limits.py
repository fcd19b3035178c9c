"""What a sheet of Excel cannot hold is refused before anything is written: never a cut sheet."""

from keyclient.errors import OutputError
from keyclient.model.excel import COLUMNS, ROWS
from keyclient.model.label import Label
from keyclient.model.report import Table

MOST_ROWS = ROWS - 1
"""The most rows below the headings of a sheet."""
MOST_COLUMNS = COLUMNS


class TooManyRowsError(OutputError):
    """A table is longer than a sheet of Excel."""

    sentence = Label(
        "“{table}” has {rows} rows, and a sheet of Excel holds {most} below its headings; no workbook was written. Write all "
        "of them as .csv or .parquet (with --engine into a folder: -o out/), or list fewer with --top N.",
        "“{table}”共 {rows} 行，而 Excel 工作表在表头之下最多 {most} 行，未生成工作簿。如需全部数据，请改用 .csv 或 .parquet"
        "（使用 --engine 时写入文件夹：-o out/）；或用 --top N 减少所列行数。",
    )


class TooManyColumnsError(OutputError):
    """A table is wider than a sheet of Excel."""

    sentence = Label(
        "“{table}” has {columns} columns, and a sheet of Excel holds {most}; no workbook was written. Write .csv, .json or "
        ".html instead.",
        "“{table}”共 {columns} 列，而 Excel 工作表最多 {most} 列，未生成工作簿。请改用 .csv、.json 或 .html。",
    )


def refuse_beyond_a_sheet(table: Table, spare_rows: int = 0) -> None:
    """Raises `TooManyRowsError` or `TooManyColumnsError`. `spare_rows`: what stands around the rows of the table."""
    if len(table.rows) + spare_rows > MOST_ROWS:
        raise TooManyRowsError(
            table=table.title, rows=f"{len(table.rows):,}", most=f"{MOST_ROWS - spare_rows:,}"
        )
    if len(table.columns) > MOST_COLUMNS:
        raise TooManyColumnsError(
            table=table.title, columns=f"{len(table.columns):,}", most=f"{MOST_COLUMNS:,}"
        )
