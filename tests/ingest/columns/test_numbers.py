from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.columns.fen import FEN_NOISE
from keyclient.ingest.columns.numbers import read_counts, read_money, read_numbers
from tests.ingest.columns.readings import fen_of
from tests.ingest.texts import texts

YUAN = Decimal(1)


FACTORS = [Decimal("0.01"), YUAN, Decimal(1000), Decimal(10_000), Decimal(10**8)]


MACHINE = st.from_regex(
    r"[-+]?([0-9]{1,4}\.?[0-9]{0,4}|\.[0-9]{1,4})([eE][-+]?0?[0-9]{1,3})?", fullmatch=True
)
"""Numbers as programs write them."""


class Fen(NamedTuple):
    """What exact arithmetic makes of a cell."""

    value: int | None
    bad: bool
    rounded: bool


def exactly(text: str | None, factor: Decimal) -> Fen:
    """One amount in fractions: slow, and with nothing in it that rounds."""
    amount = None if text is None or is_blank(text) else parse_amount(text)
    if amount is None or amount.is_percent:
        return Fen(None, not (text is None or is_blank(text)), rounded=False)
    exact = Fraction(amount.number) * Fraction(amount.unit or factor) * 100
    if abs(round(exact)) >= 2**62:
        return Fen(None, bad=True, rounded=False)
    return Fen(round(exact), bad=False, rounded=abs(exact - round(exact)) > FEN_NOISE)


@st.composite
def plain_amounts(draw: st.DrawFn) -> str:
    """Decimals of any size: whole fen, halves of a fen, and just beside a half."""
    whole = draw(st.one_of(st.integers(0, 99), st.integers(0, 10**10), st.integers(0, 10**17)))
    tail = draw(
        st.sampled_from(["", "5", "50", "4999999999999", "5000000000001", "0000000001", "00005", "99999"])
    )
    decimals = draw(st.integers(0, 10))
    digits = f"{whole:0{decimals + 1}d}"
    number = f"{digits[: len(digits) - decimals]}.{digits[len(digits) - decimals :]}{tail}".rstrip(".")
    return draw(st.sampled_from(["", "-"])) + number


TYPED = st.sampled_from(
    [
        "￥1,234.565",
        "1.2万",
        "0.1234567亿",
        "(1,234.56)",
        "12%",
        "--",
        "无",
        "",
        "nan",
        "1e400",
        "1_000",
        "True",
        "1e3",
        "约5",
    ]
)


@pytest.mark.parametrize("factor", FACTORS)
@given(column=st.lists(st.one_of(plain_amounts(), plain_amounts(), TYPED, st.none()), max_size=12))
@example(column=["0.125", "0.135", "2.675", "1.005", "-0.005", "0.015"])
@example(column=["92233720368547758.07", "46116860184273879.03", "46116860184273879.04", "1e308"])
@example(
    column=["1374389534.725", "5497558138.885", "68719476736.005", "1.00500000000000000000000000000000001"]
)
def test_money_is_to_the_fen_what_exact_arithmetic_says(factor: Decimal, column: list[str | None]) -> None:
    found = read_money(texts(column), factor)
    expected = [exactly(text, factor) for text in column]
    assert fen_of(found) == [fen.value for fen in expected]
    assert found.bad == {row: column[row] for row, fen in enumerate(expected) if fen.bad}
    assert found.rounded == sum(fen.rounded for fen in expected)
    assert found.decimals == 2


@pytest.mark.parametrize("factor", FACTORS)
@given(column=st.lists(plain_amounts(), min_size=1, max_size=12))
def test_one_typed_cell_changes_no_other_cell_of_its_column(factor: Decimal, column: list[str]) -> None:
    alone = read_money(texts(column), factor)
    beside = read_money(texts([*column, "￥1"]), factor)
    assert fen_of(beside)[:-1] == fen_of(alone)
    assert beside.rounded == alone.rounded


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("0.005", 0), ("0.015", 2), ("0.025", 2), ("0.045", 4), ("1.005", 100), ("-0.025", -2), ("2.675", 268)],
)
def test_half_a_fen_is_rounded_to_the_even_one_and_counted(typed: str, fen: int) -> None:
    numbers = read_money(texts([typed]), YUAN)
    assert (fen_of(numbers), numbers.rounded) == ([fen], 1)


def test_the_noise_of_floating_point_is_no_rounding() -> None:
    numbers = read_money(texts(["1234.5600000000001", "0.30000000000000004", "￥1.0000000001"]), YUAN)
    assert (fen_of(numbers), numbers.rounded) == ([123456, 30, 100], 0)


@pytest.mark.parametrize(
    ("typed", "factor", "fen"),
    [
        ("1.5", 10_000, 1_500_000),
        ("1.5元", 10_000, 150),
        ("1.5亿", 10_000, 15_000_000_000),
        ("￥1.5", 10_000, 1_500_000),
        ("1.5", 1, 150),
        ("150", Decimal("0.01"), 150),
    ],
)
def test_the_unit_in_a_cell_is_nearer_than_the_unit_of_its_column(
    typed: str, factor: Decimal | int, fen: int
) -> None:
    assert fen_of(read_money(texts([typed]), Decimal(factor))) == [fen]


@pytest.mark.parametrize(
    "typed", ["nan", "inf", "-Infinity", "1e400", "1_000", "True", "12%", "2026-01-03", "1e308"]
)
def test_what_is_no_amount_of_money_is_told_as_typed(typed: str) -> None:
    for column in ([typed], ["1", typed], ["￥1", typed]):
        numbers = read_money(texts(column), YUAN)
        assert numbers.bad == {len(column) - 1: typed}
        assert not numbers.valid[-1]


@pytest.mark.parametrize("comma", ["1.234,56", "1052,75", "11,50万元"])
def test_decimal_commas_elsewhere_in_its_column_make_a_point_separate_thousands(comma: str) -> None:
    assert fen_of(read_money(texts(["2.500", comma]), YUAN))[0] == 250_000
    assert read_numbers(texts(["2.500", comma])).values[0] == read_numbers(texts(["2500", comma])).values[0]


@pytest.mark.parametrize(
    "column",
    [["1052.75", "11,50万元"], ["0.5", "1,5"], ["1.2345", "1.234,56"], ["1,5x"], ["1,234.56"], ["12,34.5"]],
)
def test_a_column_that_proves_no_decimal_comma_keeps_its_decimal_points(column: list[str]) -> None:
    assert fen_of(read_money(texts(["2.500", *column]), YUAN))[0] == 250


def test_blank_cells_are_neither_amounts_nor_bad() -> None:
    numbers = read_money(texts([None, "--", "-", "－", "无", " ", "0"]), YUAN)
    assert fen_of(numbers) == [None] * 6 + [0]
    assert not numbers.bad


@pytest.mark.parametrize("read", [lambda column: read_money(column, YUAN), read_numbers, read_counts])
def test_a_column_without_rows_is_read(read: object) -> None:
    assert callable(read)
    for column in (texts([]), pa.chunked_array([], pa.string()), texts([None, None])):
        numbers = read(column)
        assert not numbers.valid.any()
        assert len(numbers.values) == len(column)


def test_a_column_in_several_pieces_is_one_column() -> None:
    pieces = pa.chunked_array([["1.5", "￥2"], [], ["x", None]], pa.string())
    numbers = read_money(pieces, YUAN)
    assert fen_of(numbers) == [150, 200, None, None]
    assert numbers.bad == {2: "x"}


@pytest.mark.parametrize(("cell", "says"), [("￥1", True), ("1元", True), ("1", False), ("1%", False)])
def test_a_currency_sign_says_that_a_column_is_money(cell: str, *, says: bool) -> None:
    assert read_numbers(texts(["5", cell])).says_money is says


@given(cell=MACHINE)
def test_what_a_whole_column_takes_for_a_number_a_single_cell_takes_too(cell: str) -> None:
    try:
        whole = pc.cast(texts([cell]), pa.float64())[0].as_py()
    except pa.ArrowInvalid:
        return
    amount = parse_amount(cell)
    if np.isfinite(whole):
        assert amount is not None
        assert float(amount.number) == whole
