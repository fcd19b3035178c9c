"""What stands before the rows of an .xlsx sheet and behind them: hidden columns, merged cells."""

import re
from collections.abc import Iterator

from keyclient.model.place import column_index

_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^<>]*")
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"'][^<>]*>"
)
_ATTRIBUTE = {
    name: re.compile(rb"\s%b=[\"'](\w{1,7})[\"']" % name.encode()) for name in ("min", "max", "hidden")
}


def hidden_columns(head: bytes) -> Iterator[tuple[int, int]]:
    """The first and the last of some columns that are not shown, from 1. Raises `ValueError` for what is no number."""
    for column in _COLUMN.findall(head):
        first, last, hidden = (_ATTRIBUTE[name].search(column) for name in ("min", "max", "hidden"))
        if hidden is not None and hidden[1] in (b"1", b"true") and first is not None and last is not None:
            yield int(first[1]), int(last[1])


def merged_cells(tail: bytes) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The first and the last cell of every merged range: row and column from 0."""
    for first_column, first_row, last_column, last_row in _MERGED.findall(tail):
        yield spot(first_column, first_row), spot(last_column, last_row)


def spot(column: bytes, row: bytes) -> tuple[int, int]:
    """Row and column of a cell, from 0, by the letters and the number of its address."""
    return int(row) - 1, column_index(column.decode())
