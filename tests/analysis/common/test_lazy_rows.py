"""Rows that are made when they are asked for behave like a list of them."""

from dataclasses import dataclass

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows, ListSource


@dataclass(frozen=True, slots=True)
class Sum:
    number: int
    doubled: int


@dataclass(frozen=True, slots=True)
class Other:
    number: int
    doubled: int


def _doubled(table: pa.Table) -> Columns:
    numbers = table["number"].to_pylist()
    return {"number": numbers, "doubled": (2 * number for number in numbers), "unused": iter(())}


def lazy(count: int) -> LazyRows[Sum]:
    return LazyRows(Sum, ArrowSource(pa.table({"number": pa.array(range(count), pa.int64())}), _doubled))


def listed(count: int) -> list[Sum]:
    return [Sum(number, 2 * number) for number in range(count)]


@given(st.integers(0, 12), st.slices(12))
def test_any_slice_holds_what_the_same_slice_of_a_list_holds(count: int, part: slice) -> None:
    assert list(lazy(count)[part]) == listed(count)[part]


@pytest.mark.parametrize("count", [0, 1, 4095, 4096, 4097, 9000])
def test_rows_run_on_where_one_chunk_ends(count: int) -> None:
    assert len(lazy(count)) == count
    assert list(lazy(count)) == listed(count)


@pytest.mark.parametrize("place", [0, 1, 4096, -1, -5000])
def test_one_row_is_the_one_at_its_place(place: int) -> None:
    assert lazy(5000)[place] == listed(5000)[place]


@pytest.mark.parametrize("place", [3, -4])
def test_a_place_that_is_not_there_is_refused(place: int) -> None:
    with pytest.raises(IndexError):
        lazy(3)[place]


def test_rows_are_equal_wherever_they_come_from() -> None:
    assert lazy(3) == LazyRows(Sum, ListSource(listed(3)))
    assert hash(lazy(3)) == hash(LazyRows(Sum, ListSource(listed(3))))
    assert lazy(3) != lazy(4)
    assert lazy(3) != LazyRows(Sum, ListSource([Sum(0, 0), Sum(1, 2), Sum(2, 5)]))
    assert lazy(3) != LazyRows(Other, ListSource([Other(number, 2 * number) for number in range(3)]))
    assert lazy(3) != listed(3)


def test_in_json_rows_are_a_list() -> None:
    rows = TypeAdapter(LazyRows[Sum])
    written = rows.dump_json(lazy(2))
    assert written == b'[{"number":0,"doubled":0},{"number":1,"doubled":2}]'
    assert rows.validate_json(written) == lazy(2)
    assert rows.json_schema(mode="serialization") == TypeAdapter(list[Sum]).json_schema(mode="serialization")


def test_only_lazy_rows_are_taken_for_rows() -> None:
    rows = TypeAdapter(LazyRows[Sum])
    assert rows.validate_python(lazy(2)) == lazy(2)
    with pytest.raises(ValidationError):
        rows.validate_python(listed(2))
