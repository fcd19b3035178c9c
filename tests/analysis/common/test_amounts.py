"""Amounts in a sentence."""

from decimal import Decimal

import pytest

from keyclient.analysis.common.amounts import distinct_amounts, short_amount
from keyclient.model.label import Lang
from tests.analysis.books import AUM, SCORE


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "0"),
        ("-3200", "-3,200"),
        ("3200.5", "3,200.50"),
        ("9999.99", "9,999.99"),
        ("10000", "1万"),
        ("15172.45", "1.52万"),
        ("99996", "10.00万"),
        ("480000", "48万"),
        ("480123.45", "48.0万"),
        ("623600", "62.4万"),
        ("-623600", "-62.4万"),
        ("6000000", "600万"),
        ("99999400", "9,999.9万"),
        ("99999500", "1.00亿"),
        ("100000000", "1亿"),
        ("135000000", "1.35亿"),
        ("1234567890.12", "12.35亿"),
    ],
)
def test_yuan_are_said_in_ten_thousands_and_hundred_millions(amount: str, said: str) -> None:
    cents = Decimal(amount).quantize(Decimal("0.01"))
    assert short_amount(cents, AUM, Lang.ZH) == f"{said}元"


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "0"),
        ("-3200.5", "-3,200.50"),
        ("10000", "10k"),
        ("15172.45", "15.2k"),
        ("480000", "480k"),
        ("623600", "624k"),
        ("1350000", "1.35m"),
        ("13500000", "13.5m"),
        ("135000000", "135m"),
        ("1234567890.12", "1.23bn"),
    ],
)
def test_yuan_are_said_in_thousands_and_millions_in_english(amount: str, said: str) -> None:
    cents = Decimal(amount).quantize(Decimal("0.01"))
    assert short_amount(cents, AUM, Lang.EN) == f"{said} yuan"


@pytest.mark.parametrize(
    ("number", "said"),
    [("123456", "123,456"), ("0.125", "0.125"), ("-7.0", "-7"), ("1003114.5603006584169", "1,003,114.5603")],
)
def test_plain_numbers_are_said_with_four_decimals_at_most(number: str, said: str) -> None:
    assert short_amount(Decimal(number), SCORE, Lang.ZH) == said


@pytest.mark.parametrize(
    ("amount", "other", "said"),
    [
        ("479999.00", "480000.01", ("479,999元", "480,000.01元")),
        ("479999.00", "480000.00", ("479,999元", "480,000元")),
        ("6000000.00", "600000.00", ("600万元", "60万元")),
        ("480001.00", "500000.00", ("48.0万元", "50万元")),
        ("480000.00", "480000.00", ("48万元", "48万元")),
    ],
)
def test_amounts_that_would_look_alike_are_said_in_full(
    amount: str, other: str, said: tuple[str, str]
) -> None:
    assert distinct_amounts(Decimal(amount), Decimal(other), AUM, Lang.ZH) == said
