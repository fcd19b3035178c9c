"""Long lists in a result: rows made on demand from an Arrow table, as a book may have a million."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import chain
from operator import attrgetter, contains, eq
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar, get_args, overload

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from keyclient.model.record import dataclass

if TYPE_CHECKING:
    import pyarrow as pa

RowT = TypeVar("RowT")
Columns = Mapping[str, Iterable[Any]]
"""The values of each attribute of the rows, in order. Costly ones may be iterators: each is read once or not at all."""

_CHUNK = 4096
"""Rows made together."""


class RowSource(Protocol):
    """Where rows come from: values by attribute."""

    def __len__(self) -> int: ...

    def at(self, places: range) -> "RowSource":
        """The rows at these places, without a copy if the places are consecutive."""

    def take(self, places: Sequence[int]) -> "RowSource":
        """The rows at these places, in their order."""

    def values(self, *attributes: str) -> list[Sequence[Any]]:
        """The values of each of some attributes."""


@dataclass(frozen=True, slots=True)
class ArrowSource:
    """An Arrow table with one row each, and the function that turns its columns into attributes."""

    table: "pa.Table"
    convert: "Callable[[pa.Table], Columns]"

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def at(self, places: range) -> "ArrowSource":
        """The rows at these places."""
        if places.step == 1:
            return replace(self, table=self.table.slice(places.start, len(places)))
        return self.take(places)

    def take(self, places: Sequence[int]) -> "ArrowSource":
        """The rows at these places."""
        import pyarrow as pa

        return replace(self, table=self.table.take(pa.array(places, pa.int64())))

    def values(self, *attributes: str) -> list[Sequence[Any]]:
        """The values of each of some attributes."""
        columns = self.convert(self.table)
        found = (columns[name] for name in attributes)
        return [values if isinstance(values, list) else list(values) for values in found]


@dataclass(frozen=True, slots=True)
class ListSource:
    """Rows that exist already; an attribute of an attribute is named `this.that`."""

    rows: Sequence[object] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def at(self, places: range) -> "ListSource":
        """The rows at these places."""
        return self.take(places)

    def take(self, places: Sequence[int]) -> "ListSource":
        """The rows at these places."""
        return ListSource([self.rows[place] for place in places])

    def values(self, *attributes: str) -> list[Sequence[Any]]:
        """The values of each of some attributes."""
        return [list(map(attrgetter(name), self.rows)) for name in attributes]


def chunks(source: RowSource) -> Iterator[RowSource]:
    """The rows of a source in parts small enough to make at once."""
    places = range(len(source))
    return (source.at(places[start : start + _CHUNK]) for start in places[::_CHUNK])


class LazyRows(Sequence[RowT], Generic[RowT]):
    """Rows of one dataclass, each made on demand. In JSON a list of them."""

    def __init__(self, row: type[RowT], source: RowSource) -> None:
        """`row`: a dataclass, whose fields the source has as attributes."""
        self.row = row
        self.source = source
        self._names = tuple(field.name for field in fields(row))  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self.source)

    def __iter__(self) -> Iterator[RowT]:
        return chain.from_iterable(map(self._made, chunks(self.source)))

    @overload
    def __getitem__(self, index: int) -> RowT: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> RowT | Self:
        places = range(len(self))
        if isinstance(index, slice):
            return type(self)(self.row, self.source.at(places[index]))
        place = places[index]
        return next(self._made(self.source.at(range(place, place + 1))))

    def where(self, tests: Mapping[str, Collection[object]]) -> Self:
        """The rows with each of some attributes among the values given for it."""
        if not tests:
            return self
        columns = self.source.values(*tests)
        fit = (all(map(contains, tests.values(), row)) for row in zip(*columns, strict=True))
        return self.at([place for place, fits in enumerate(fit) if fits])

    def at(self, places: Sequence[int]) -> Self:
        """The rows at some places, in their order."""
        return type(self)(self.row, self.source.take(places))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LazyRows) or self.row is not other.row or len(self) != len(other):
            return False
        return all(map(eq, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _made(self, source: RowSource) -> Iterator[RowT]:
        return map(self.row, *source.values(*self._names))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In JSON a list of rows."""
        (row,) = get_args(source)

        def read(rows: Sequence[RowT]) -> "LazyRows[RowT]":
            return LazyRows(row, ListSource(rows))

        listed = handler.generate_schema(list[row])  # type: ignore[valid-type]
        return core_schema.json_or_python_schema(
            json_schema=core_schema.no_info_after_validator_function(read, listed),
            python_schema=core_schema.is_instance_schema(cls),
            serialization=core_schema.plain_serializer_function_ser_schema(list, return_schema=listed),
        )
