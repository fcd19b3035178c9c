"""Rows of a result that are made when they are asked for: a book may have a million."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import ClassVar, Generic, Self, TypeVar, overload

import pyarrow as pa
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

CellsT = TypeVar("CellsT")
RowT = TypeVar("RowT")

_CHUNK = 4096


class ColumnCells(Sequence[CellsT]):
    """The cells of rows that stay Arrow columns until they are asked for."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    @abstractmethod
    def _rows(self, table: pa.Table) -> Iterator[CellsT]:
        """The cells of a part of the table."""

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[CellsT]:
        return chain.from_iterable(self._part(start, _CHUNK) for start in range(0, len(self), _CHUNK))

    @overload
    def __getitem__(self, index: int) -> CellsT: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[CellsT, ...]: ...
    def __getitem__(self, index: int | slice) -> CellsT | tuple[CellsT, ...]:
        if isinstance(index, int):
            return next(self._part(range(len(self))[index], 1))
        places = range(len(self))[index]
        if places.step == 1:
            return tuple(self._part(places.start, len(places)))
        return tuple(self[place] for place in places)

    def _part(self, start: int, count: int) -> Iterator[CellsT]:
        return self._rows(self._table.slice(start, count))


class Made(Sequence[RowT], Generic[RowT, CellsT]):
    """A sequence of rows, each made of its cells whenever it is asked for."""

    def __init__(self, cells: Sequence[CellsT]) -> None:
        self.cells = cells
        """The same figures as plain cells."""

    @staticmethod
    @abstractmethod
    def made(cells: CellsT) -> RowT:
        """The row of these cells."""

    def __len__(self) -> int:
        return len(self.cells)

    def __iter__(self) -> Iterator[RowT]:
        return map(self.made, self.cells)

    @overload
    def __getitem__(self, index: int) -> RowT: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> RowT | Self:
        if isinstance(index, slice):
            return type(self)(self.cells[index])
        return self.made(self.cells[index])


class Rows(Made[RowT, CellsT]):
    """Rows of a result: in JSON a list of them, and equal to others when their cells are."""

    row: ClassVar[type]
    """What the rows are, for the schema."""

    @staticmethod
    @abstractmethod
    def taken(row: RowT) -> CellsT:
        """The cells of this row."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and list(self.cells) == list(other.cells)

    def __hash__(self) -> int:
        return hash(tuple(self.cells))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In JSON a list of rows."""
        rows = handler.generate_schema(list[cls.row])  # type: ignore[name-defined]
        return core_schema.json_or_python_schema(
            json_schema=core_schema.no_info_after_validator_function(cls._of, rows),
            python_schema=core_schema.is_instance_schema(cls),
            serialization=core_schema.plain_serializer_function_ser_schema(list, return_schema=rows),
        )

    @classmethod
    def _of(cls, rows: Sequence[RowT]) -> Self:
        return cls([cls.taken(row) for row in rows])
