import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.pieces import retold
from keyclient.ingest.pieces.digit_rows import fixed
from keyclient.ingest.pieces.digits import spelt
from keyclient.ingest.pieces.numbers import told
from keyclient.ingest.pieces.odd import Odd
from tests.ingest.pieces.both import by_the_book, cells, differing, in_pieces, numbers

SIZES = [0.1, 1 / 3, 2 / 3, 1.005, 7, 12.5, 99.99, 123456.789012345, 987654.3215, 33.3333333333, 0.1 + 0.2]
SPELLINGS = [repr, "{:.17g}".format, "{:.15g}".format, "{:.16G}".format, "{:.2f}".format, "{:.9f}".format, "{:.12f}".format]  # fmt: skip
ODDITIES = [
    "0", "-0", "0.0", "-0.0", "00", "007", "-007.50", "1.0", "1.10", "1E5", "1e-3", "1E+05", "5E-324", "1e22", "1e23",
    "123456789012345678", "-9007199254740993", "99999999999999999999", "0.000000001", "0.0000000005", "0.00000000051",
    "0.00000000049", "5.55111512312578E-17", "-1e-10", "999999.9999999999", "999999.9999999995", "1000000.0000000001",
    "1000000.001953125", "1234567.12345678549", "12345678.123456789", "134217729.12", "149209714735.33", "123456789.12",
    "12345678.1234567", "123456789.123456", "9999999.99999999", "99999999999999.9", "999999999999999.5", "1e15",
    "4503599627370497.5", "0.1234567895", "1.1234567885", "0.00001", "1.5e-7", "0.30000000000000004", "1.7976931348623157E308",
]  # fmt: skip
"""Numbers that others than spreadsheets write, or of which the ninth decimal, or the sixteenth digit, is in doubt."""
NOT_CUT = [number for number in ODDITIES if not told(float(number)).is_cut]


@pytest.fixture(params=[0, retold.FEW], ids=["many", "few"])
def _some(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers are written one by one, or all at once."""
    monkeypatch.setattr(retold, "FEW", request.param)


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize("written", [ODDITIES, NOT_CUT], ids=["with one that is cut", "with none"])
def test_numbers_have_the_digits_that_the_book_reader_gives(written: list[str]) -> None:
    rows = cells([numbers(written)])
    assert not differing(written, in_pieces(rows)[0], by_the_book(rows)[0])


@pytest.mark.usefixtures("_some")
def test_numbers_of_all_sizes_and_spellings_have_the_digits_that_the_book_reader_gives() -> None:
    every = [size * 10.0**power for size, power in product(SIZES, range(-10, 14))]
    written = [spell(sign * number) for spell in SPELLINGS for number in every for sign in (1, -1)]
    rows = cells([numbers(written)])
    assert not differing(written, in_pieces(rows)[0], by_the_book(rows)[0])


@pytest.mark.usefixtures("_some")
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.floats(-1e13, 1e13), min_size=30))
def test_any_numbers_have_the_digits_that_the_book_reader_gives(values: list[float]) -> None:
    written = [SPELLINGS[at % 5 if abs(value) < 1e300 else 0](value) for at, value in enumerate(values)]
    rows = cells([numbers(written)])
    assert not differing(written, in_pieces(rows, pieces=3)[0], by_the_book(rows)[0])


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize("digits", range(6, 13))
@given(data=st.data())
def test_amounts_of_all_cents_have_no_noise(digits: int, data: st.DataObject) -> None:
    yuan = data.draw(st.integers(10 ** (digits - 1), 10**digits - 1))
    plain = [f"{yuan}.{fen:02}".rstrip("0").rstrip(".") for fen in range(100)]
    for spell in ("{:.17g}".format, "{:.15g}".format):
        rows = cells([numbers([spell(float(text)) for text in plain])])
        assert in_pieces(rows) == [plain] == by_the_book(rows)


@given(st.lists(st.tuples(st.integers(1, 10**15 - 1), st.integers(0, 10**8 - 1), st.booleans()), min_size=1))
def test_decimals_are_written_without_zeros_at_the_end(values: list[tuple[int, int, bool]]) -> None:
    whole, decimals, is_negative = (np.array(each) for each in zip(*values, strict=True))
    held, start, length = fixed(whole, decimals, is_negative)
    found = [held[at : at + size].decode() for at, size in zip(start, length, strict=True)]
    assert found == [f"{'-' * minus}{one}.{part:08}".rstrip("0").rstrip(".") for one, part, minus in values]


@given(st.from_regex(r"-?[0-9]{0,18}\.?[0-9]{0,18}", fullmatch=True))
def test_what_is_spelt_as_read_is_read_so(written: str) -> None:
    data = written.encode() + bytes(64)
    if written and spelt(data, np.array([0], "i4"), np.array([len(written)], "i4")).as_read[0]:
        one = told(float(written))
        assert one.text == written
        assert one.exact is None


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize(
    "written",
    ["", "1 ", "+1", ".5", "1.", "1,5", "1e", "NaN", "inf", "1e999", "0x1", "-", "1.2.3", "--1", "１"],
)
def test_what_is_no_number_is_left_to_others(written: str) -> None:
    rows = cells([numbers(["1", written or " "])])
    with pytest.raises(Odd):
        in_pieces(rows)


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_a_remainder_has_its_digits_only_beside_a_number_that_is_cut(pieces: int) -> None:
    written = ["5.55E-17", "1", "2", "-0", "0.3333333333333333"]
    assert in_pieces(cells([numbers(written[:-1])]), pieces=pieces) == [["0", "1", "2", "-0"]]
    whole = in_pieces(cells([numbers(written)]), pieces=pieces)
    assert whole == [["0.0000000000000000555", "1", "2", "0", "0.3333333333333333"]]
    assert whole == by_the_book(cells([numbers(written)]))


def test_a_number_without_digits_is_blank() -> None:
    rows = cells([["><v></v>", "><v/>", ">", "><f>A1</f>", ' t="n"><v>1</v>']])
    assert in_pieces(rows) == [[None, None, None, None, "1"]] == by_the_book(rows)


def test_told_knows_no_number_that_is_none() -> None:
    with pytest.raises(Odd):
        told(math.inf)
