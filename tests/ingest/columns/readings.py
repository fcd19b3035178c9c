"""Reading a column of some field, for tests."""

from decimal import Decimal

from keyclient.ingest.cells.dates import DateOrder
from keyclient.ingest.columns.numbers import NumberColumn
from keyclient.ingest.columns.read_field import read_field
from keyclient.ingest.columns.reading import Reading
from keyclient.model.fields import fields
from tests.ingest.texts import conventions, texts

YUAN = Decimal(1)


def read(name: str, *cells: str | None, order: DateOrder | None = None) -> Reading:
    return read_field(texts(cells), fields()[name], YUAN, conventions(order))


def values(reading: Reading) -> list[object]:
    found = reading.values.to_pylist() if hasattr(reading.values, "to_pylist") else reading.values.tolist()
    return [value if valid else None for value, valid in zip(found, reading.valid, strict=True)]


def fen_of(numbers: NumberColumn) -> list[int | None]:
    return [int(value) if valid else None for value, valid in zip(numbers.values, numbers.valid, strict=True)]
