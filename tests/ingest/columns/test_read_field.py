import pyarrow as pa
import pytest

from keyclient.ingest.cells.plain import ERROR_WORDS
from keyclient.ingest.columns.read_field import read_field
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
from tests.ingest.columns.readings import YUAN, read, values
from tests.ingest.texts import conventions


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
@pytest.mark.parametrize("column", [[], [None, None], ["", " "], ["-", "--", "－", "—", "/"]])
def test_blank_cells_are_blank_in_every_field(name: str, column: list[str | None]) -> None:
    reading = read(name, *column)
    assert (reading.filled, reading.bad, len(reading.valid)) == (0, {}, len(column))


@pytest.mark.parametrize("name", fields())
def test_a_word_for_none_is_blank_but_among_holdings(name: str) -> None:
    assert read(name, "无").filled == (1 if name in ("holdings", "complaints") else 0)


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
