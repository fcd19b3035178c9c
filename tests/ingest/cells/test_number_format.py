from decimal import Decimal

import pytest

from keyclient.ingest.cells.number_format import number_format


@pytest.mark.parametrize(
    ("code", "factor"),
    [
        ('0.00"万元"', 10_000),
        ('#,##0.00"万"', 10_000),
        ("0.00万元", 10_000),
        ('0.00" 亿元";-0.00" 亿元"', 100_000_000),
        ('0.00"（萬元）"', 10_000),
        ('#,##0.00"元"', 1),
        ("0!.0,", 1),
        ("0\\.0,", 1),
        ('0"."0,', 1),
        ("0!.0000", 1),
        ("0.00,,", 1),
        ("#,##0,", 1),
        ('0!.0,"万元"', 1),
        ('0!.0000"万"', 1),
        ('[Red]0.00,"千元"', 1),
    ],
)
def test_a_format_tells_what_a_stored_number_is_worth(code: str, factor: int) -> None:
    found = number_format(code)
    assert found is not None
    assert found.factor == Decimal(factor)


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "0.00",
        "#,##0.00",
        "#,##0_ ;[Red]-#,##0 ",
        "0.00E+00",
        "yyyy-mm-dd",
        'yyyy"年"m"月"d"日"',
        "yyyy\\.m\\.d",
        '0"岁"',
        '0"户"',
        "¥#,##0.00",
        '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
        "[$¥-804]#,##0.00",
        "@",
        "",
    ],
)
def test_most_formats_tell_nothing(code: str) -> None:
    assert number_format(code) is None


@pytest.mark.parametrize(
    ("code", "shown"),
    [("0000000000", "0000000123"), ('"C"00000', "C00123"), ("00", "123"), ("000000;-000000", "000123")],
)
def test_zeros_in_front_are_shown(code: str, shown: str) -> None:
    found = number_format(code)
    assert found is not None
    assert found.padded("123") == shown
    assert found.padded("1.5") == "1.5"


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("[$$-409]#,##0", "usd"),
        ("#,##0.00\\ [$€-407]", "eur"),
        ("[$US$]#,##0", "usd"),
        ("[$HK$-C04]#,##0", "hkd"),
        ("[$$-C04]0", "hkd"),
        ("[$NT$-404]#,##0", "twd"),
        ("[$USD] #,##0", "usd"),
        ('_("$"* #,##0.00_);_("$"* (#,##0.00)', "usd"),
        ("\\$#,##0", "usd"),
        ("£#,##0", "gbp"),
        ('0.00" 美元"', "usd"),
        ('0.00"万美元"', "usd"),
        ('[$US$]0.00"万"', "usd"),
    ],
)
def test_a_foreign_currency_is_shown_by_sign_or_word(code: str, currency: str) -> None:
    found = number_format(code)
    assert found is not None
    assert found.currency == currency


def test_a_place_alone_and_the_yuan_are_no_foreign_currency() -> None:
    for code in ("[$-409]#,##0", '[$-804]yyyy"年"m"月"', "[$¥-804]#,##0", "[$CNY] 0", "[$-F800]dddd"):
        assert number_format(code) is None


def test_a_share_is_shown_as_one() -> None:
    for code in ("0%", "0.00%", "#,##0.0%;[Red]-0.0%"):
        found = number_format(code)
        assert found is not None
        assert found.is_percent
    assert number_format('0"%"') is None
