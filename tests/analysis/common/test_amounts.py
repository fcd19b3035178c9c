"""Amounts in a sentence."""

from decimal import Decimal

import pytest

from keyclient.analysis.common.amounts import distinct_amounts, short_amount
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
        ("99999400", "9999.9万"),
        ("99999500", "1.00亿"),
        ("100000000", "1亿"),
        ("135000000", "1.35亿"),
        ("1234567890.12", "12.35亿"),
    ],
)
def test_yuan_are_said_in_ten_thousands_and_hundred_millions(amount: str, said: str) -> None:
    cents = Decimal(amount).quantize(Decimal("0.01"))
    assert short_amount(cents, AUM) == said


@pytest.mark.parametrize(("number", "said"), [("123456", "123,456"), ("0.125", "0.125"), ("-7.0", "-7")])
def test_plain_numbers_are_said_in_full(number: str, said: str) -> None:
    assert short_amount(Decimal(number), SCORE) == said


def test_amounts_that_would_look_alike_are_said_in_full() -> None:
    assert distinct_amounts(Decimal("479999.00"), Decimal("480000.01"), AUM) == ("479,999", "480,000.01")
    assert distinct_amounts(Decimal("479999.00"), Decimal("480000.00"), AUM) == ("479,999", "480,000")
    assert distinct_amounts(Decimal("6000000.00"), Decimal("600000.00"), AUM) == ("600万", "60万")
    assert distinct_amounts(Decimal("480001.00"), Decimal("500000.00"), AUM) == ("48.0万", "50万")
    assert distinct_amounts(Decimal("480000.00"), Decimal("480000.00"), AUM) == ("48万", "48万")
