"""What is fuzzed: each harness takes any bytes, and says with an exception when something is wrong."""

import math
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
import pyarrow as pa

from keyclient.errors import InputError
from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.grid import Grid
from keyclient.ingest.base.request import Request
from keyclient.ingest.cells.amounts import Amount, parse_amount, parse_count
from keyclient.ingest.cells.dates import is_ambiguous, order_shown_by, parse_date
from keyclient.ingest.cells.ids import clean_id, looks_rounded, trailing_zeros_lost
from keyclient.ingest.cells.plain import folded, is_blank
from keyclient.ingest.cells.units import is_in_fen, split_unit, unit_in_line, unit_of, units_in_row
from keyclient.ingest.columns.read_field import read_field
from keyclient.ingest.columns.reading import BookConventions
from keyclient.ingest.layout.headings import heading_key, make_heading, occurrences
from keyclient.ingest.layout.located import TableRequest
from keyclient.ingest.layout.matching import understand
from keyclient.ingest.layout.table import locate
from keyclient.ingest.load import load
from keyclient.ingest.rows.row_kinds import sort_rows
from keyclient.ingest.source.opening import Cells
from keyclient.ingest.source.sniff import sniff
from keyclient.model.fields import fields

Harness: TypeAlias = Callable[[bytes], None]
ORDERS: tuple[Literal["dmy", "mdy"] | None, ...] = (None, "dmy", "mdy")
ENDS_ROW, ENDS_CELL = "\n", "|"
_NOWHERE = Path("book.csv")
_REQUEST = Request(needs_measure=False)


def cells(data: bytes) -> None:
    """One cell: as an amount, a count, a date, an id, a unit; half a surrogate in it is no reason to fall."""
    text = data.decode("utf-8", "surrogateescape")
    for amount in (parse_amount(text), parse_count(text)):
        number = amount.number if isinstance(amount, Amount) else amount
        assert number is None or number.is_finite()
    days = {order: parse_date(text, order) for order in ORDERS}
    assert days[None] is None or days[None] in (days["dmy"], days["mdy"])
    assert not is_ambiguous(text) or days[None] is None or days["dmy"] == days["mdy"]
    order_shown_by([text, text])
    cleaned = clean_id(text)
    assert cleaned == cleaned.strip()
    looks_rounded(text), trailing_zeros_lost(text), folded(text), is_blank(text)
    split_unit(text), unit_of(text), unit_in_line(text), units_in_row([text, "元"]), is_in_fen(text)


def columns(data: bytes) -> None:
    """A column of cells, read as the field that the first byte names: a cell is good or bad or blank."""
    texts = _text(data[1:]).split(ENDS_ROW)
    column = pa.chunked_array([[text or None for text in texts]], pa.string())
    spec = list(fields().values())[(data[0] if data else 0) % len(fields())]
    for factor in (Decimal(1), Decimal(10_000)):
        reading = read_field(column, spec, factor, BookConventions())
        assert len(reading.values) == len(reading.valid) == len(texts)
        assert not any(reading.valid[row] for row in reading.bad)
        assert all(not is_blank(texts[row]) for row in reading.bad)
        if isinstance(reading.values, np.ndarray) and reading.values.dtype.kind == "f":
            assert all(map(math.isfinite, reading.values[reading.valid]))


def headings(data: bytes) -> None:
    """A row of headings: every one is found again, none is taken for two fields."""
    texts = _text(data).split(ENDS_CELL)
    row = [make_heading(text, at, f"C{at}") for at, text in enumerate(texts)]
    understanding = understand(row, {"aum": texts[0]})
    taken = [heading.position for heading in understanding.taken.values()]
    assert len(taken) == len(set(taken))
    assert {heading.text for heading in understanding.headings} == {heading.text for heading in row}
    for heading in row:
        assert heading in occurrences(row, heading.text)
        heading_key(heading.text), understanding.find(heading.text), understanding.nearest(heading.text)


def rows(data: bytes) -> None:
    """A sheet: where its headings are, and what each of its rows is; every row is exactly one thing."""
    table = [line.split(ENDS_CELL) for line in _text(data).split(ENDS_ROW)]
    width = max(map(len, table))
    filled = [[*line, *[""] * (width - len(line))] for line in table]
    grid = Grid(
        None,
        tuple(pa.chunked_array([[cell or None for cell in column]]) for column in zip(*filled, strict=True)),
    )
    try:
        located = locate(
            Cells(_NOWHERE, "", (_typed(grid),), (), ()), TableRequest(None, None, {}, ("余额",))
        )
    except InputError:
        return
    kinds = sort_rows(located)
    out = [*kinds.others, *(total.row for total in kinds.totals)]
    assert len(kinds.customers) + len(out) + kinds.blank == kinds.read
    assert len({*kinds.customers.tolist(), *out}) == len(kinds.customers) + len(out)


def files(data: bytes) -> None:
    """A file of any bytes that is no workbook: looked at, decoded, cut into cells, and read to the receipt."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.csv"
        path.write_bytes(data)
        try:
            if sniff(path) is not FileKind.TEXT:
                return
            loaded = load(path, _REQUEST)
        except InputError:
            return
    source = loaded.portfolio.sources[0]
    assert source.rows.ties
    assert all(line.read == line.accepted + line.set_aside for line in source.money)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _typed(grid: Grid) -> Grid:
    return Grid(grid.sheet, tuple(column.cast(pa.string()) for column in grid.columns))


HARNESSES: dict[str, Harness] = {
    "cells": cells,
    "columns": columns,
    "headings": headings,
    "rows": rows,
    "files": files,
}
