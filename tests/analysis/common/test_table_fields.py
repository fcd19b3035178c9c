"""Tables show the attributes of rows under the columns that name them."""

from collections.abc import Sequence

import pytest

from keyclient.analysis.common.table_fields import field, table_of
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Table, TableColumn
from tests.analysis.common.test_lazy_rows import Sum, lazy, listed

_LABEL = Label("-", "-")


def _column(key: str) -> TableColumn:
    return TableColumn(key, _LABEL, Kind.COUNT)


def _added(number: int, doubled: int) -> int:
    return number + doubled


FIELDS = (
    field(_column("number")),
    field(_column("again"), "number", each=str),
    field(_column("both"), "number", "doubled", each=_added),
)


def _table(rows: Sequence[Sum]) -> Table:
    return table_of("sums", _LABEL, FIELDS, rows)


@pytest.mark.parametrize("rows", [lazy(5000), listed(5000)], ids=["lazy", "listed"])
def test_a_row_has_one_cell_a_column(rows: Sequence[Sum]) -> None:
    table = _table(rows)
    wanted: list[tuple[Cell, ...]] = [(number, str(number), 3 * number) for number in range(5000)]
    assert [column.key for column in table.columns] == ["number", "again", "both"]
    assert len(table.rows) == 5000
    assert list(table.rows) == wanted
    assert table.rows[4095:4098] == wanted[4095:4098]
    assert table.rows[-1] == wanted[-1]


def test_a_row_that_is_not_there_is_refused() -> None:
    with pytest.raises(IndexError):
        _table(lazy(3)).rows[3]


def test_attributes_of_attributes_are_named_with_a_dot() -> None:
    shown = field(_column("kind"), "kind.value")
    assert table_of("columns", _LABEL, [shown], [_column("a")]).rows == [("count",)]
