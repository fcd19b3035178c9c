"""Amounts and dates as a criterion writes them."""

import datetime as dt
import re
from decimal import Decimal

_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?:人民币|rmb|cny|[¥￥])?\s*({_NUMBER})\s*(千万|百万|十万|亿|万|千|w|k)?\s*(?:元整?|人民币|rmb|cny)?"
)
_COUNT = re.compile(rf"({_NUMBER})\s*[个次种项只款分人户]?")
_UNITS = {
    "千": 10**3,
    "k": 10**3,
    "万": 10**4,
    "w": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
}
_LARGEST = Decimal(10) ** 14
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WAN = 10**4


def yuan_of(text: str) -> Decimal | None:
    """An amount of money in yuan, exact to the fen: `500000`, `500,000.5`, `50万`, `50w`, `1.2亿元`; None if it is none."""
    found = _AMOUNT.fullmatch(_close(text))
    if found is None:
        return None
    amount = Decimal(found[1].replace(",", "")) * _UNITS.get(found[2], 1)
    is_exact = amount == amount.quantize(Decimal("0.01")) if abs(amount) <= _LARGEST else False
    return amount if is_exact else None


def number_of(text: str) -> Decimal | None:
    """A number that is no money, with or without a measure word: `3`, `3个`; None if it is none."""
    found = _COUNT.fullmatch(_close(text))
    number = None if found is None else Decimal(found[1].replace(",", ""))
    return number if number is not None and abs(number) <= _LARGEST else None


def day_of(text: str) -> dt.date | None:
    """A date with the year first: `2026-11-01`, `2026/11/1`, `2026年11月1日`, `20261101`; None if it is none."""
    close = _close(text)
    found = _DAY.fullmatch(close) or _PLAIN_DAY.fullmatch(close)
    if found is None:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def plain(amount: Decimal) -> str:
    """A number without exponent and trailing zeros."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_wan(amount: Decimal) -> str:
    """An amount of yuan as Chinese banks write it: in 万 where two decimals are exact, else in yuan; the 元 is left to add."""
    wan = amount / _WAN
    if abs(wan) >= 1 and wan == wan.quantize(Decimal("0.01")):
        return f"{plain(wan)}万"
    return plain(amount)


def _close(text: str) -> str:
    """The text with one blank where there are several, so that long blanks take no time."""
    return " ".join(text.split())
