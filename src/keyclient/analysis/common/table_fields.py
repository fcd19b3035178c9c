"""Tables that show rows by attribute: each column says once which attribute it shows, and how."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import cast, overload

from keyclient.analysis.common.columns import ROW
from keyclient.analysis.common.lazy_rows import LazyRows, ListSource, RowSource, RowT, chunks
from keyclient.model.label import Label
from keyclient.model.record import dataclass
from keyclient.model.report import Cell, Table, TableColumn


@dataclass(frozen=True, slots=True)
class TableField:
    """A column of a table, and the attributes of a row that it shows."""

    column: TableColumn
    attributes: tuple[str, ...]
    cells: Callable[..., Iterable[Cell]] | None = None
    """Makes the cells from the values of the attributes, many rows at once; None shows the only attribute as it is."""


def field(column: TableColumn, *attributes: str, each: Callable[..., Cell] | None = None) -> TableField:
    """A column that shows attributes, the one called like its key unless some are named. `each` makes one cell."""

    def cells(*values: Iterable[object]) -> Iterable[Cell]:
        return map(each, *values) if each else values[0]

    return TableField(column, attributes or (column.key,), cells if each else None)


def optional_field(column: TableColumn, attribute: str, of_it: str) -> TableField:
    """A column that shows an attribute of an attribute; blank where that one is None."""
    show = attrgetter(of_it)
    return field(column, attribute, each=lambda value: None if value is None else show(value))


def table_of(
    key: str,
    title: Label,
    fields: Sequence[TableField],
    rows: Sequence[object],
    *,
    elastic: bool = False,
    total_rows: int | None = None,
) -> Table:
    """A table of rows. Those of `LazyRows` stay lazy."""
    columns = tuple(one.column for one in fields)
    if isinstance(rows, LazyRows):
        return Table(key, title, columns, FieldRows(fields, rows.source), elastic, total_rows)
    return Table(key, title, columns, list(FieldRows(fields, ListSource(rows))), elastic, total_rows)


def cells_by_row(fields: Sequence[TableField], rows: LazyRows[RowT]) -> dict[int, tuple[Cell, ...]]:
    """The cells of rows by the customer's row, which they have as the attribute `row`."""
    numbered = FieldRows((TableField(ROW, ("row",)), *fields), rows.source)
    return {cast("int", number): tuple(cells) for number, *cells in numbered}


class FieldRows(Sequence[tuple[Cell, ...]]):
    """The cells of rows under some fields, made on demand."""

    def __init__(self, fields: Sequence[TableField], source: RowSource) -> None:
        self._fields = fields
        self._source = source
        self._attributes = tuple(dict.fromkeys(name for one in fields for name in one.attributes))

    def __len__(self) -> int:
        return len(self._source)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return chain.from_iterable(map(self._cells, chunks(self._source)))

    @overload
    def __getitem__(self, index: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[Cell, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Cell, ...] | list[tuple[Cell, ...]]:
        places = range(len(self))
        if isinstance(index, slice):
            return list(self._cells(self._source.at(places[index])))
        place = places[index]
        return next(self._cells(self._source.at(range(place, place + 1))))

    def _cells(self, source: RowSource) -> Iterator[tuple[Cell, ...]]:
        values = dict(zip(self._attributes, source.values(*self._attributes), strict=True))
        columns: list[Iterable[Cell]] = []
        for one in self._fields:
            shown = [values[name] for name in one.attributes]
            columns.append(one.cells(*shown) if one.cells else shown[0])
        return zip(*columns, strict=True)
