from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.cells.amounts import parse_amount, parse_count

ANY_FEN = st.integers(-(10**16), 10**16)
WIDE = str.maketrans("0123456789.,-+%()¥ ", "０１２３４５６７８９．，－＋％（）￥\u3000")


def yuan(text: str) -> Decimal | None:
    amount = parse_amount(text)
    if amount is None or amount.unit is None:
        return None if amount is None else amount.number
    return amount.number * amount.unit


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1234.5", "1234.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("+5", "5"),
        ("-0", "0"),
        ("1,234.50", "1234.50"),
        ("1，234，567", "1234567"),
        ("1 234.5", "1234.5"),
        ("1\u202f234\u00a0567", "1234567"),
        ("12 345,67", "12345.67"),
        ("1'234’567", "1234567"),
        ("１２３．４５", "123.45"),
        ("'123", "123"),
        ("￥1,234", "1234"),
        ("¥-5", "-5"),
        ("-¥ 5", "-5"),
        ("人民币100元", "100"),
        ("RMB 100", "100"),
        ("100CNY", "100"),
        ("(1,234.56)", "-1234.56"),
        ("（￥5）", "-5"),
        ("¥(5)", "-5"),
        ("5-", "-5"),
        ("−5", "-5"),
        ("1.2万", "12000"),
        ("3.5亿", "350000000"),
        ("1052.75元", "1052.75"),
        ("1.5 千元", "1500"),
        ("2百万", "2000000"),
        ("(1.2万元)", "-12000"),
        ("100万人民币", "1000000"),
        ("100元整", "100"),
        ("\u200b1,234\u202c", "1234"),
        ("1e5", "100000"),
        ("1.5E-03", "0.0015"),
        (".5e3", "500"),
        ("1e005", "100000"),
        ("1e400", "1e400"),
        ("123456789012345678901234567890.01", "123456789012345678901234567890.01"),
    ],
)
def test_amounts_are_understood_as_people_type_them(typed: str, meant: str) -> None:
    assert yuan(typed) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1052,75元", "1052.75"),
        ("11,50万元", "115000"),
        ("0,5", "0.5"),
        ("1.234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("0,1234", "0.1234"),
        ("3,14159", "3.14159"),
    ],
)
def test_a_comma_that_cannot_be_anything_else_is_a_decimal_comma(typed: str, meant: str) -> None:
    assert yuan(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed", ["0,234", "1,2345", "12,3456", "1,23,456", "12,34.5", "1234,567", "1,234,56"]
)
def test_a_comma_that_could_mean_two_things_is_refused(typed: str) -> None:
    assert parse_amount(typed) is None


def test_a_comma_or_a_space_before_three_digits_separates_thousands() -> None:
    assert yuan("1,234") == yuan("1 234") == 1234


@pytest.mark.parametrize("typed", ["3 5", "1000 2000", "2026 01 03", "12.5 3", "1 2345", "1'23"])
def test_two_numbers_in_one_cell_are_no_amount(typed: str) -> None:
    assert parse_amount(typed) is None


@pytest.mark.parametrize("typed", ["(-5)", "-(5)", "(5-)", "-¥-5", "（－５）"])
def test_an_amount_that_is_marked_negative_twice_is_negative(typed: str) -> None:
    assert yuan(typed) == -5


@pytest.mark.parametrize(
    "typed",
    "nan NaN inf -inf Infinity True 1_000 1e 1e1000 0x10 --5 +-5 - () ¥ 万 % 12%% 5%元 ¥12% 约50万 十万 5万2 1.2.3 1..2 "
    "2026-01-03 2026年 2026/1/3 A12 12A 五美元 无 三个 50万以上 1~2万".split(),
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    assert parse_amount(typed) is None


def test_a_percentage_is_told_from_an_amount() -> None:
    amount = parse_amount("12.5％")
    assert amount is not None
    assert (amount.number, amount.is_percent, amount.has_currency) == (Decimal("0.125"), True, False)
    assert yuan("(12%)") == Decimal("-0.12")


@pytest.mark.parametrize(
    ("typed", "says_money"), [("5元", True), ("￥5", True), ("1.2万", True), ("5", False)]
)
def test_a_sign_or_unit_says_that_the_number_is_money(typed: str, *, says_money: bool) -> None:
    amount = parse_amount(typed)
    assert amount is not None
    assert amount.has_currency is says_money


@pytest.mark.parametrize(
    "style",
    ["{:f}", "{:,f}", "￥{:,f}", "{:f}元", "{:,f} 元", "人民币{:f}", " {:f}\u3000", "{:+f}", "{:E}"],
)
@given(fen=ANY_FEN)
def test_an_amount_is_the_same_in_every_style(style: str, fen: int) -> None:
    typed = style.format(Decimal(fen).scaleb(-2))
    assert yuan(typed) == Decimal(fen).scaleb(-2)
    assert yuan(typed.translate(WIDE)) == Decimal(fen).scaleb(-2)


@pytest.mark.parametrize(
    ("unit", "places"), [("万", 4), ("万元", 4), ("亿", 8), ("亿元", 8), ("千元", 3), ("百万元", 6)]
)
@given(fen=ANY_FEN)
def test_an_amount_in_a_larger_unit_is_the_same_amount(unit: str, places: int, fen: int) -> None:
    assert yuan(f"{Decimal(fen).scaleb(-2 - places):,f}{unit}") == Decimal(fen).scaleb(-2)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("US$1,000", 1000),
        ("5美元", 5),
        ("1.2万美元", 12000),
        ("HKD 3千", 3000),
        ("-€5", -5),
        ("港币1,000.00", 1000),
    ],
)
def test_the_name_or_sign_of_another_currency_is_read_and_remembered(typed: str, meant: int) -> None:
    amount = parse_amount(typed)
    assert amount is not None
    assert yuan(typed) == meant
    assert amount.is_foreign
    assert amount.has_currency


@pytest.mark.parametrize("typed", ["￥5", "5元", "5", "人民币5元"])
def test_yuan_are_no_foreign_currency(typed: str) -> None:
    amount = parse_amount(typed)
    assert amount is not None
    assert not amount.is_foreign


@pytest.mark.parametrize("unit", ["元", "万元", "万", "亿元", ""])
@pytest.mark.parametrize("separators", [",.", ".,", " .", " ,", "'."])
@given(fen=ANY_FEN)
def test_an_amount_survives_every_pair_of_separators_before_every_unit(
    unit: str, separators: str, fen: int
) -> None:
    typed = f"{Decimal(fen).scaleb(-2):,f}".translate(str.maketrans(",.", separators))
    factor = {"元": 1, "万元": 10**4, "万": 10**4, "亿元": 10**8, "": 1}[unit]
    assert yuan(typed + unit) == Decimal(fen).scaleb(-2) * factor


@pytest.mark.parametrize(
    "style", ["({:,f})", "（￥{:,f}）", "{:f}-", "-{:f}", "({:f}元)", "¥({:f})", "−{:f}"]
)
@given(fen=st.integers(0, 10**16))
def test_every_way_to_write_a_negative_is_negative(style: str, fen: int) -> None:
    assert yuan(style.format(Decimal(fen).scaleb(-2))) == -Decimal(fen).scaleb(-2)


@given(fen=ANY_FEN)
def test_an_amount_with_a_decimal_comma_is_the_same(fen: int) -> None:
    typed = f"{Decimal(fen).scaleb(-2):,f}".translate(str.maketrans(",.", ".,"))
    assert yuan(typed) == Decimal(fen).scaleb(-2)


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_amounts(typed: str) -> None:
    amount = parse_amount(typed)
    assert amount is None or amount.number.is_finite()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("35岁", 35), ("35 周岁", 35), ("３个", 3), ("1,234户", 1234), ("3.5", "3.5"), ("-1", -1)],
)
def test_a_count_may_have_a_counting_word(typed: str, meant: float | str) -> None:
    assert parse_count(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["3元", "￥3", "3万", "30%", "岁", "三个", "3 个 5", "第3个"])
def test_an_amount_of_money_or_a_word_is_no_count(typed: str) -> None:
    assert parse_count(typed) is None
