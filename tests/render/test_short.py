"""Figures of a picture are short, and a change says which way it went."""

from decimal import Decimal

import pytest

from keyclient.model.label import Lang
from keyclient.model.report import Kind
from keyclient.render.short import short_figure
from keyclient.render.text import Voice


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        ("0", "0", "0"),
        ("-0.001", "-0.001", "-0.001"),
        ("9999.4", "9,999", "+9.999k"),
        ("9999.96", "1万", "+10k"),
        ("32100000", "3,210万", "+32.1m"),
        ("99999999", "1亿", "+100m"),
        ("-123456789", "-1.235亿", "-123.5m"),
        ("987654321098765", "9,876,543亿", "+987,654bn"),
    ],
)
def test_an_amount_has_four_digits_and_the_unit_of_its_language(amount: str, zh: str, en: str) -> None:
    assert short_figure(Decimal(amount), Kind.MONEY, Voice(Lang.ZH)) == zh
    assert short_figure(Decimal(amount), Kind.MONEY, Voice(Lang.EN), signed=True) == en


def test_wan_are_not_shortened_again() -> None:
    assert short_figure(Decimal(12345), Kind.WAN, Voice(Lang.ZH), signed=True) == "+12,345"


def test_a_missing_figure_is_not_applicable() -> None:
    assert short_figure(None, Kind.MONEY, Voice(Lang.EN)) == "n/a"
    assert short_figure(float("nan"), Kind.NUMBER, Voice(Lang.ZH)) == "—"
