import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import get_args

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from keyclient.ingest.cells.dates import DateOrder
from keyclient.ingest.cells.plain import ERROR_WORDS
from keyclient.ingest.columns.constraint import check_constraint
from keyclient.ingest.columns.dates import read_dates
from keyclient.ingest.columns.read_field import read_field
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.columns.words import read_text
from keyclient.model.column import Reads
from keyclient.model.customer import MAX_FEN, Customer
from keyclient.model.fields import fields
from keyclient.model.rules.cells import (
    AmountUnreadable,
    ChoiceUnknown,
    DateAmbiguous,
    DateUnreadable,
    ErrorValue,
    NumberUnreadable,
    UnreadableCell,
    ValueOutOfRange,
)
from tests.ingest.texts import conventions, texts

YUAN = Decimal(1)
HONEST = "110101199003070"
"""The first fifteen digits of an id number."""


def read(name: str, *cells: str | None, order: DateOrder | None = None) -> Reading:
    return read_field(texts(cells), fields()[name], YUAN, conventions(order))


def values(reading: Reading) -> list[object]:
    found = reading.values.to_pylist() if hasattr(reading.values, "to_pylist") else reading.values.tolist()
    return [value if valid else None for value, valid in zip(found, reading.valid, strict=True)]


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


def test_a_value_out_of_range_is_told_as_typed_and_counts_as_unknown() -> None:
    reading = read("age", "35岁", "210", None, "121.0", "120", "abc")
    assert values(reading) == [35, None, None, None, 120, None]
    assert reading.bad == {1: ValueOutOfRange, 3: ValueOutOfRange, 5: NumberUnreadable}
    assert reading.texts == {1: "210", 3: "121.0", 5: "abc"}
    assert reading.filled == 5


@pytest.mark.parametrize(
    ("name", "cell", "rule"),
    [
        ("aum", "约50万", AmountUnreadable),
        ("aum", "12%", AmountUnreadable),
        ("aum", "1e15", ValueOutOfRange),
        ("open_date", "2026-02-30", DateUnreadable),
        ("open_date", "1849-12-31", ValueOutOfRange),
        ("open_date", "03/04/2026", DateAmbiguous),
        ("products", "三个", NumberUnreadable),
        ("products", "-1", ValueOutOfRange),
        ("satisfaction", "高", NumberUnreadable),
        ("satisfaction", "-0.5", ValueOutOfRange),
        ("risk_rating", "R9", ChoiceUnknown),
        ("name", "x" * 32_768, ValueOutOfRange),
    ],
)
def test_each_kind_of_column_names_what_it_cannot_read(
    name: str, cell: str, rule: type[UnreadableCell]
) -> None:
    reading = read(name, cell)
    assert (reading.bad, reading.texts) == ({0: rule}, {0: cell})
    assert not reading.valid.any()


def test_plain_numbers_keep_their_decimals() -> None:
    column = ["4.5", "95%", "1,000.25", None, "3", "0.1234567891"]
    assert values(read("satisfaction", *column)) == [4.5, 0.95, 1000.25, None, 3.0, 0.1234567891]
    assert values(read("satisfaction", *column[:5])) == [4.5, 0.95, 1000.25, None, 3.0]


@pytest.mark.parametrize("error", ERROR_WORDS)
@pytest.mark.parametrize(
    "name", ["aum", "open_date", "products", "satisfaction", "risk_rating", "customer_id", "name"]
)
def test_an_excel_error_in_a_text_file_is_an_error_in_every_kind_of_column(name: str, error: str) -> None:
    reading = read(name, f" {error} ", None)
    assert reading.bad == {0: ErrorValue}
    assert not reading.valid.any()


@pytest.mark.parametrize("name", fields())
@pytest.mark.parametrize("column", [[], [None, None], ["", " "], ["-", "--", "－", "—", "/", "无"]])
def test_blank_cells_are_blank_in_every_field(name: str, column: list[str | None]) -> None:
    reading = read(name, *column)
    assert (reading.filled, reading.bad, len(reading.valid)) == (0, {}, len(column))


def test_text_keeps_all_but_the_space_around_it() -> None:
    reading = read_text(texts([" 张 三\u3000", "NA", "null", "TRUE", "000123", "1E5", "—"]))
    assert values(reading) == ["张 三", "NA", "null", "TRUE", "000123", "1E5", None]


# Words


@pytest.mark.parametrize(
    "name", [name for name, spec in fields().items() if spec.column.reads is Reads.CHOICE]
)
def test_every_word_of_a_choice_means_a_value_that_the_field_takes(name: str) -> None:
    choices = fields()[name].column.choices
    for value, words in choices.items():
        assert set(values(read(name, *words, *(f" {word.upper()} " for word in words)))) == {value}
    allowed, _ = get_args(fields()[name].annotation)
    assert set(choices) == set(get_args(allowed))


@pytest.mark.parametrize(
    "name", [name for name, spec in fields().items() if spec.column.reads is Reads.CHOICE]
)
def test_no_word_of_a_choice_means_two_values(name: str) -> None:
    words = [word for words in fields()[name].column.choices.values() for word in words]
    assert len(words) == len(set(words))


# Dates


def test_dates_of_many_shapes_stand_in_one_column() -> None:
    day = dt.date(2026, 1, 3)
    reading = read(
        "open_date", "2026-01-03", "2026年1月3日", "46025", "20260103", "2026/1/3 08:00", "--", "x"
    )
    assert values(reading) == [day] * 5 + [None, None]
    assert reading.bad == {6: DateUnreadable}


def test_datetimes_of_a_workbook_are_days() -> None:
    reading = read("open_date", "2026-01-03 00:00:00", None, "1960-12-31 23:59:59")
    assert values(reading) == [dt.date(2026, 1, 3), None, dt.date(1960, 12, 31)]


@pytest.mark.parametrize(
    ("other", "order", "day"),
    [
        ("13/04/2026", None, dt.date(2026, 4, 3)),
        ("04/13/2026", None, dt.date(2026, 3, 4)),
        ("04/13/2026", "dmy", dt.date(2026, 4, 3)),
        ("2026-04-13", "mdy", dt.date(2026, 3, 4)),
        ("2026-04-13", None, None),
    ],
)
def test_a_date_with_two_meanings_takes_the_order_that_was_given_or_that_its_column_proves(
    other: str, order: DateOrder | None, day: dt.date | None
) -> None:
    reading = read("open_date", "03/04/2026", other, order=order)
    assert values(reading)[0] == day
    assert reading.bad.get(0) == (None if day else DateAmbiguous)


def test_a_column_that_contradicts_itself_proves_no_order() -> None:
    reading = read("open_date", "03/04/2026", "13/04/2026", "04/13/2026")
    assert values(reading) == [None, dt.date(2026, 4, 13), dt.date(2026, 4, 13)]


@given(st.lists(st.one_of(st.none(), st.dates(dt.date(1850, 1, 1), dt.date(2199, 12, 31))), max_size=8))
def test_a_whole_column_of_dates_is_read_like_its_cells(days: list[dt.date | None]) -> None:
    plain = [None if day is None else f"{day} 00:00:00" for day in days]
    days = [None if day is not None and day.year < 1900 else day for day in days]
    assert values(read_dates(texts(plain), conventions())) == days
    assert values(read_dates(texts([*plain, "2026年1月3日"]), conventions()))[:-1] == days


def test_a_zero_formatted_as_a_date_is_told_whatever_the_rest_of_the_column() -> None:
    reading = read("open_date", "2026-01-03 00:00:00", "1899-12-31 00:00:00", None)
    assert (values(reading), reading.bad) == ([dt.date(2026, 1, 3), None, None], {1: DateUnreadable})


def test_bare_serial_numbers_count_from_1904_in_a_book_that_does() -> None:
    cells = texts(["44563", "2026-01-03 00:00:00"])
    reading = read_field(cells, fields()["open_date"], YUAN, conventions(is_1904=True))
    assert values(reading) == [dt.date(2026, 1, 3)] * 2


# Ids


def test_ids_are_text_as_they_were_meant() -> None:
    reading = read("customer_id", "000123", "124.0", "００５", '="001"', "\u00a0C1 ", '=""', None, "NA")
    assert values(reading) == ["000123", "124", "005", "001", "C1", None, None, "NA"]
    assert not reading.suspect


def test_a_number_that_excel_has_rounded_is_suspect_and_is_kept_as_it_stands() -> None:
    reading = read("id_number", "1.10101E+17", f"{HONEST}215", "6.22202E+18")
    assert reading.suspect == {0, 2}
    assert values(reading)[0] == "1.10101E+17"


@pytest.mark.parametrize("others", [0, 1, 5, 200])
def test_one_honest_id_that_ends_in_zeros_is_not_suspect(others: int) -> None:
    honest = [f"{HONEST}{index:03d}" for index in range(1, others + 1)]
    assert not read("id_number", f"{HONEST}000", *honest).suspect


def test_one_honest_id_on_many_rows_is_not_suspect() -> None:
    assert not read("id_number", *[f"{HONEST}000"] * 5, f"{HONEST}215").suspect


def test_ids_that_end_in_zeros_one_and_all_have_been_rounded_by_excel() -> None:
    rounded = [f"1101011990030{index:02d}000" for index in range(10, 20)]
    reading = read("id_number", *rounded, f"{HONEST}215", None, "5")
    assert reading.suspect == set(range(10))


def test_a_few_ids_that_end_in_zeros_are_chance() -> None:
    honest = [f"{HONEST}{index:03d}" for index in range(1, 41)]
    assert not read("id_number", "110101199003071000", "110101199003072000", *honest).suspect


def test_a_column_in_several_pieces_is_one_column() -> None:
    for name, column in {
        "customer_id": ["1.0", "2", "３"],
        "open_date": ["2026-01-03", "46025", "x"],
        "kind": ["对公", "个人", "?"],
        "satisfaction": ["1.5", "x", "3"],
    }.items():
        pieces = pa.chunked_array([column[:1], [], column[1:]], pa.string())
        whole, pieced = read(name, *column), read_field(pieces, fields()[name], YUAN, conventions())
        assert values(pieced) == values(whole)
        assert (pieced.bad, pieced.texts) == (whole.bad, whole.texts)
