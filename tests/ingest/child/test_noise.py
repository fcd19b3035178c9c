"""Amounts to the fen have no noise, however the native reader writes them; what is more than noise stays."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.child.noise import as_written, is_told_otherwise, may_differ, noise_removed
from keyclient.ingest.child.texts import LARGE, cell_text, plain_typed, without_noise

CENTS = range(100)
MAGNITUDES = [range(10**digits, 10 ** (digits + 1)) for digits in range(12)]


def mended(number: float) -> str:
    """A number as the native reader writes it, with the noise of large ones removed."""
    text = as_written(number)
    return noise_removed(text) if abs(number) >= LARGE and may_differ(text) else text


def to_the_fen(yuan: int, fen: int) -> str:
    return f"{yuan}.{fen:02}".rstrip("0").rstrip(".")


@pytest.mark.parametrize("yuan", MAGNITUDES, ids=lambda yuan: f"{len(str(yuan[0]))} digits")
@given(st.data())
def test_amounts_of_all_cents_have_no_noise(yuan: range, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(yuan))
    written = [to_the_fen(whole, fen) for fen in CENTS]
    assert [mended(float(text)) for text in written] == written
    assert [mended(-float(text)) for text in written if float(text)] == [
        f"-{text}" for text in written if float(text)
    ]


@pytest.mark.parametrize("yuan", MAGNITUDES[6:], ids=lambda yuan: f"{len(str(yuan[0]))} digits")
@given(st.data())
def test_what_a_calculation_leaves_behind_the_fifteenth_digit_is_noise(
    yuan: range, data: st.DataObject
) -> None:
    whole = data.draw(st.sampled_from(yuan))
    written = [to_the_fen(whole, fen) for fen in CENTS]
    for towards in (-math.inf, math.inf):
        assert [mended(math.nextafter(float(text), towards)) for text in written] == written


@given(st.integers(10**6, 10**9 - 1), st.integers(0, 10**6 - 1))
def test_averages_of_six_decimals_keep_all_of_them_up_to_fifteen_digits(yuan: int, millionths: int) -> None:
    written = f"{yuan}.{millionths:06}".rstrip("0").rstrip(".")
    assert mended(float(written)) == written


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1234567890123.457, "1234567890123.46"),
        (9999999999999.996, "10000000000000"),
        (12345678901234.56, "12345678901234.56"),
        (123456789012345.67, "123456789012345.67"),
        (2251799813685249.5, "2251799813685249.5"),
        (1234567890123456.0, "1234567890123456"),
    ],
)
def test_fifteen_digits_are_kept_unless_they_cut_fen_off(number: float, text: str) -> None:
    assert mended(number) == text
    assert mended(-number) == f"-{text}"
    assert without_noise(number) == text


@pytest.mark.parametrize(
    "text",
    [
        "6222021234567890.1",
        "44010619900101123.12",
        "1234567890123.456",
        "00423278863.74000001",
        "423278863.74000002",
    ],
)
def test_texts_that_no_number_is_written_as_stay(text: str) -> None:
    assert not is_told_otherwise(text)
    assert noise_removed(text) == text


@pytest.mark.parametrize(
    "text", ["423278863.74000001", "-11770983.689999999", "0.333333333", "123456.123456789"]
)
def test_texts_that_look_like_numbers_of_the_reader_are_told_otherwise(text: str) -> None:
    assert is_told_otherwise(text)


@given(st.integers(10**8, 10**14 - 1), st.integers(-1, 1))
def test_all_readers_of_spreadsheets_give_amounts_without_noise(fen: int, steps: int) -> None:
    text = to_the_fen(*divmod(fen, 100))
    number = math.nextafter(float(text), math.inf * steps) if steps else float(text)
    assert cell_text(number) == text
    for spell in ("{:.17g}".format, "{:.16e}".format):
        assert plain_typed(spell(number)) == (text, False)


@pytest.mark.parametrize(
    "text", ["123456.789012345678", "1234567.50", "00123.5", "inf", "1234567890123456", "甲"]
)
def test_other_typed_numbers_stay_as_they_are(text: str) -> None:
    assert plain_typed(text)[0] == text
