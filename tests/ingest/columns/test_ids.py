import pyarrow as pa
import pytest

from keyclient.ingest.columns.ids import has_long_ids
from tests.ingest.columns.readings import read, values

HONEST = "110101199003070"
"""The first fifteen digits of an id number."""


def test_ids_are_text_as_they_were_meant() -> None:
    reading = read("customer_id", "000123", "124.0", "００５", '="001"', "\u00a0C1 ", '=""', None, "NA")
    assert values(reading) == ["000123", "124", "005", "001", "C1", None, None, None]
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


@pytest.mark.parametrize("odd", ['="001"', "\u00a0C1 ", "1.10101E+17"])
def test_one_odd_id_among_long_ones_leaves_them_a_column_in_chunks(odd: str) -> None:
    reading = read("id_number", *[f"{HONEST}{index:03d}" for index in range(1, 6)], odd)
    assert isinstance(reading.values, pa.ChunkedArray)
    assert has_long_ids(reading)
    assert values(reading)[0] == f"{HONEST}001"


def test_ids_that_end_in_zeros_one_and_all_have_been_rounded_by_excel() -> None:
    rounded = [f"1101011990030{index:02d}000" for index in range(10, 20)]
    reading = read("id_number", *rounded, f"{HONEST}215", None, "5")
    assert reading.suspect == set(range(10))


def test_a_few_ids_that_end_in_zeros_are_chance() -> None:
    honest = [f"{HONEST}{index:03d}" for index in range(1, 41)]
    assert not read("id_number", "110101199003071000", "110101199003072000", *honest).suspect
