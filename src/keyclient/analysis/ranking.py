"""The customers in order of value, as many as are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import chain, starmap
from typing import Annotated, overload

import pyarrow as pa
from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from keyclient.model.measure import Measure
from keyclient.model.number import Amount, Share
from keyclient.segments.classes import GRADES, ClassLetter
from keyclient.segments.parts import Number

Cells = tuple[int, str | None, int, Amount | None, Share | None, Share | None, ClassLetter]
"""The figures of a `RankedCustomer`, in its order."""

_CHUNK = 4096
_LETTERS: dict[int | None, ClassLetter] = {None: "U", **dict(enumerate(GRADES))}


@dataclass(frozen=True, slots=True)
class RankedCustomer:
    """One customer and its place."""

    rank: int
    """From 1: largest value first, then by customer id, then by row."""
    customer_id: str | None
    row: int
    value: Amount | None
    share: Share | None
    """Of the gross positive value; None for customers without a positive value."""
    cumulative_share: Share | None
    """Part of the gross positive value that the customers up to this one hold; None where nobody's value is positive."""
    class_: Annotated[ClassLetter, Field(alias="class")]


class RankedCells(Sequence[Cells]):
    """The figures of ranked customers. They stay columns until a row is asked for: a book may have a million."""

    def __init__(self, table: pa.Table, measure: Measure, base: Number) -> None:
        """`table`: columns customer_id, row, value, running (sum of the positive values so far), grade, in order."""
        self._table = table
        self._measure = measure
        self._base = base

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[Cells]:
        return chain.from_iterable(self._rows(start, _CHUNK) for start in range(0, len(self), _CHUNK))

    @overload
    def __getitem__(self, index: int) -> Cells: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Cells, ...]: ...
    def __getitem__(self, index: int | slice) -> Cells | tuple[Cells, ...]:
        if isinstance(index, int):
            return next(self._rows(range(len(self))[index], 1))
        places = range(len(self))[index]
        if places.step == 1:
            return tuple(self._rows(places.start, len(places)))
        return tuple(self[place] for place in places)

    def _rows(self, start: int, count: int) -> Iterator[Cells]:
        columns = self._table.slice(start, count).to_pydict()
        values, base = columns["value"], self._base
        return zip(
            range(start + 1, start + 1 + len(values)),
            columns["customer_id"],
            columns["row"],
            self._amounts(values),
            [value / base if value is not None and value > 0 else None for value in values],
            [running / base if base else None for running in columns["running"]],
            [_LETTERS[grade] for grade in columns["grade"]],
            strict=True,
        )

    def _amounts(self, values: list[Number | None]) -> list[Amount | None]:
        if self._measure.decimals is None:
            return [None if value is None else self._measure.amount(value) for value in values]
        unit = self._measure.amount(1)
        return [None if value is None else unit * int(value) for value in values]


class Ranking(Sequence[RankedCustomer]):
    """Ranked customers; each is made when it is asked for."""

    def __init__(self, cells: Sequence[Cells]) -> None:
        self.cells = cells
        """The same figures as plain tuples."""

    def __len__(self) -> int:
        return len(self.cells)

    def __iter__(self) -> Iterator[RankedCustomer]:
        return starmap(RankedCustomer, self.cells)

    @overload
    def __getitem__(self, index: int) -> RankedCustomer: ...
    @overload
    def __getitem__(self, index: slice) -> "Ranking": ...
    def __getitem__(self, index: int | slice) -> "RankedCustomer | Ranking":
        if isinstance(index, slice):
            return Ranking(self.cells[index])
        return RankedCustomer(*self.cells[index])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ranking) and list(self.cells) == list(other.cells)

    def __hash__(self) -> int:
        return hash(tuple(self.cells))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In JSON a list of customers."""
        customers = handler.generate_schema(list[RankedCustomer])
        return core_schema.json_or_python_schema(
            json_schema=core_schema.no_info_after_validator_function(_from_customers, customers),
            python_schema=core_schema.is_instance_schema(cls),
            serialization=core_schema.plain_serializer_function_ser_schema(list, return_schema=customers),
        )


def _from_customers(customers: list[RankedCustomer]) -> Ranking:
    return Ranking([astuple(customer) for customer in customers])
