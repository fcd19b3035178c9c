import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from keyclient.ingest.columns.constraint import check_constraint
from keyclient.ingest.columns.reading import Reading
from keyclient.model.column import Reads
from keyclient.model.customer import MAX_FEN, Customer
from keyclient.model.fields import fields
from keyclient.model.rules.cells import (
    ValueOutOfRange,
)
from tests.ingest.columns.readings import values
from tests.ingest.texts import texts


def refused(name: str, value: object) -> bool:
    """Whether a customer may not have a value."""
    try:
        Customer.model_validate({name: value})
    except ValidationError:
        return True
    return False


def edges(*bounds: int) -> st.SearchStrategy[int]:
    return st.sampled_from([bound + step for bound in bounds for step in (-1, 0, 1)])


NUMBERS = st.one_of(edges(0, 120, 10**6, MAX_FEN, -MAX_FEN), st.integers(-(2**62), 2**62))


FLOATS = st.one_of(
    st.sampled_from([0.0, -0.0, -1e-9, 1e9, 1e9 + 1]), st.floats(allow_nan=False, allow_infinity=False)
)


DAYS = st.one_of(
    st.sampled_from(
        [dt.date(1849, 12, 31), dt.date(1850, 1, 1), dt.date(2199, 12, 31), dt.date(2200, 1, 1), dt.date.max]
    ),
    st.dates(),
)


TEXTS = st.one_of(
    st.sampled_from(["", "R1", "R6", "retail", "won", "x" * 32_767, "x" * 32_768]), st.text(max_size=3)
)


TYPED: dict[Reads, st.SearchStrategy[object]] = {
    Reads.MONEY: NUMBERS,
    Reads.COUNT: NUMBERS,
    Reads.NUMBER: FLOATS,
    Reads.DATE: DAYS,
    Reads.CHOICE: TEXTS,
    Reads.ID: TEXTS,
    Reads.TEXT: TEXTS,
}


STRANGE = st.sampled_from(
    [True, 1.0, "1", b"1", float("nan"), float("inf"), Decimal(1), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)]
)


@pytest.mark.parametrize("name", fields())
@given(data=st.data())
def test_a_column_is_held_against_the_same_constraint_as_a_customer(name: str, data: st.DataObject) -> None:
    spec = fields()[name]
    column = data.draw(st.lists(st.one_of(TYPED[spec.column.reads], STRANGE, st.none()), max_size=6))
    wrong: set[object] = set()
    try:
        spec.values.validate_python(column)
    except ValidationError as error:
        wrong = {item["loc"][0] for item in error.errors()}
    assert wrong == {row for row, value in enumerate(column) if refused(name, value)}


def as_values(name: str, column: Sequence[object]) -> object:
    """A column in the type that a reading of the field has; a blank holds what readers leave there."""
    reads = fields()[name].column.reads
    if reads is Reads.DATE:
        return np.array([value or "1970-01-01" for value in column], dtype="datetime64[D]")
    if reads in (Reads.MONEY, Reads.COUNT, Reads.NUMBER):
        return np.array([value or 0 for value in column], "float64" if reads is Reads.NUMBER else "int64")
    return texts([None if value is None else str(value) for value in column])


@pytest.mark.parametrize("name", fields())
@given(data=st.data())
def test_exactly_the_cells_that_break_the_constraint_are_marked(name: str, data: st.DataObject) -> None:
    column = data.draw(
        st.lists(st.one_of(TYPED[fields()[name].column.reads], st.none()), min_size=1, max_size=6)
    )
    typed = [f"cell {row}" for row in range(len(column))]
    valid = np.array([value is not None for value in column])
    before = Reading(as_values(name, column), valid, {})
    after = check_constraint(before, fields()[name], texts(typed))
    wrong = {row for row, value in enumerate(column) if refused(name, value)}
    assert after.bad == dict.fromkeys(wrong, ValueOutOfRange)
    assert after.texts == {row: typed[row] for row in wrong}
    assert after.valid.tolist() == [ok and row not in wrong for row, ok in enumerate(valid)]
    assert [value for row, value in enumerate(values(after)) if row not in wrong] == [
        value for row, value in enumerate(values(before)) if row not in wrong
    ]
