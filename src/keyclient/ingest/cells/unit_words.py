"""The words that make up units of money, and what a phrase of them says: `人民币（万元）`, `户、万元`, `RMB 10k`."""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from keyclient.model.regex import regex

FACTORS = {
    "十亿元": Decimal(1_000_000_000),
    "亿元": Decimal(100_000_000),
    "千万元": Decimal(10_000_000),
    "百万元": Decimal(1_000_000),
    "十万元": Decimal(100_000),
    "万元": Decimal(10_000),
    "千元": Decimal(1_000),
    "百元": Decimal(100),
    "元": Decimal(1),
}
"""Yuan in one of each unit."""

SUFFIXES = {
    **FACTORS,
    **{unit.removesuffix("元"): factor for unit, factor in FACTORS.items() if unit != "元"},
}
"""What may follow a number; longer ones first, so that 万元 is not read as 元."""

YUAN_WORDS = ("人民币元", "元人民币", "人民币", "元", "圆", "rmb", "cny", "yuan", "¥")
FOREIGN_WORDS = (
    "新加坡元", "瑞士法郎", "新台币", "澳门元", "us$", "hk$", "美元", "美金", "港元", "港币", "欧元", "英镑", "日元", "澳元", "加元",
    "新元", "韩元", "台币", "泰铢", "卢布", "usd", "hkd", "eur", "gbp", "jpy", "aud", "cad", "sgd", "chf", "krw", "twd", "mop",
    "thb", "rub", "$", "€", "£",
)  # fmt: skip
"""Currencies that are not the yuan."""
COUNTED = (
    "%", "岁", "周岁", "个", "次", "户", "笔", "年", "天", "人", "月", "项", "只", "件", "分", "分钟", "小时",
    "years", "months", "days",
)  # fmt: skip
"""Units of things other than money."""
_SCALES = {
    **{unit: unit for unit in FACTORS if unit != "元"},
    **{unit.removesuffix("元"): unit for unit in FACTORS if unit != "元"},
    "10万": "十万元",
    "100万": "百万元",
    "1000万": "千万元",
    "thousands": "千元",
    "thousand": "千元",
    "'000": "千元",
    "ten thousand": "万元",
    "10 thousand": "万元",
    "hundred thousand": "十万元",
    "100 thousand": "十万元",
    "millions": "百万元",
    "million": "百万元",
    "mn": "百万元",
    "ten million": "千万元",
    "10 million": "千万元",
    "hundred million": "亿元",
    "100 million": "亿元",
    "billions": "十亿元",
    "billion": "十亿元",
    "bn": "十亿元",
}
_NUMERALS = {
    **{str(int(factor)): unit for unit, factor in FACTORS.items() if factor >= 1000},
    **{f"{int(factor):,}": unit for unit, factor in FACTORS.items() if factor >= 1000},
    "k": "千元",
    "10k": "万元",
    "100k": "十万元",
    "m": "百万元",
    "10m": "千万元",
    "100m": "亿元",
}
"""A scale only beside the name of a currency: `RMB 10,000`, `RMB 10k`."""
_EXPLICIT = ("人民币元", "元人民币", "元", "圆", "yuan")
"""Words for the yuan as a unit; 人民币 only names the currency, in whatever unit."""
_IN_FEN = ("人民币分", "分人民币")
_CONVERTED = ("折算为", "折算成", "折合为", "折合成", "折成", "折算", "折合", "折")
_BETWEEN = ("本外币", "equivalent", "equiv", "等值", "均为", "为", "以", "计", "和", "及", "或")


def _either(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in longest_first)


_CURRENCY = rf"(?:{_either((*YUAN_WORDS, *FOREIGN_WORDS))})"
_NUMERAL = rf"(?:{_either(_NUMERALS)})"
_ENDS = rf"(?!\w)(?!\s*(?:{_either(COUNTED)}|customer|client|account))"
_TOKEN = (
    rf"{_either(_IN_FEN)}|{_CURRENCY}(?:[\s(/]*{_NUMERAL}{_ENDS})?|{_NUMERAL}\s*{_CURRENCY}|{_either(_SCALES)}"
    rf"|{_either((*COUNTED, *_CONVERTED, *_BETWEEN))}|(?:in|of|and)(?![a-z])"
)
INITIALS = frozenset(
    word[0]
    for words in (
        _IN_FEN,
        YUAN_WORDS,
        FOREIGN_WORDS,
        _NUMERALS,
        _SCALES,
        COUNTED,
        _CONVERTED,
        _BETWEEN,
        ("in", "of", "and"),
    )
    for word in words
)
"""The first letters of all words of units: a text with none of them says none."""
_APART = r"[\s、,/;:·.()\[\]|\-–—]"
PHRASE = rf"(?!{_APART})(?:{_APART}*(?>{_TOKEN})){{1,12}}"
"""Words of a unit in a row, in narrow lower-case text; atomic and bounded, so that matching stays fast."""
_WORD = regex(_TOKEN)
_BESIDE = regex(rf"({_CURRENCY}?)[\s(/]*({_NUMERAL})\s*({_CURRENCY}?)")
_SQUEEZED = {scale.replace(" ", ""): unit for scale, unit in _SCALES.items()}


class MoneyUnit(NamedTuple):
    """A unit of money: how it is written and how many yuan it is worth."""

    name: str
    factor: Decimal


YUAN = MoneyUnit("元", Decimal(1))
FEN = MoneyUnit("分", Decimal("0.01"))
"""Used only where money is certainly meant: 分 are also points."""


class UnitMeaning(NamedTuple):
    """What a phrase says about amounts."""

    unit: MoneyUnit | None
    """The yuan if only a currency is named; None if no money is named, two units are (`元、万元`), or only what is
    converted (`折人民币`)."""
    currency: str | None = None
    """The foreign currency, unless amounts are converted from it (`美元折人民币`)."""
    is_sure: bool = False
    """Whether a unit is named, not only a currency."""
    has_counts: bool = False
    """Whether it also names units of things other than money."""
    names_money: bool = False
    """Whether money itself is named, as in 万元 and 人民币万 but not in 万."""


def meaning(phrase: str) -> UnitMeaning:
    """What a text that matches `PHRASE` says."""
    words = [_word(match) for match in _WORD.finditer(phrase)]
    scales = {word.scale for word in words if word.scale}
    converted = max((at for at, word in enumerate(words, 1) if word.text in _CONVERTED), default=0)
    currencies = [word.currency for word in words[converted:] if word.currency]
    foreign = next((currency for currency in currencies if currency in FOREIGN_WORDS), None)
    is_doubled = any(one.scale and two.scale and one.end == two.start for one, two in pairwise(words))
    names_yuan = any(word.text in _EXPLICIT for word in words)
    is_mixed = names_yuan and any(word.scale and word.text.endswith("元") for word in words)
    if is_doubled or is_mixed or len(scales) > 1:
        return UnitMeaning(None, foreign)
    is_sure = bool(scales) or names_yuan
    unit = _UNITS[scales.pop()] if scales else YUAN if names_yuan or (currencies and not converted) else None
    has_counts = any(word.text in COUNTED for word in words)
    names_money = bool(currencies) or any(word.text.endswith("元") for word in words)
    return UnitMeaning(unit, foreign, is_sure, has_counts, names_money)


class _Word(NamedTuple):
    """A word of a phrase, the scale and currency it names, and its position."""

    text: str
    scale: str | None
    currency: str | None
    start: int
    end: int


def _word(match: re.Match[str]) -> _Word:
    text = "".join(match[0].split())
    scale, currency = _SQUEEZED.get(text), text if text in YUAN_WORDS or text in FOREIGN_WORDS else None
    if text in _IN_FEN:
        scale = FEN.name
    elif scale is None and currency is None and (beside := _BESIDE.fullmatch(text)) is not None:
        scale, currency = _NUMERALS[beside[2]], beside[1] or beside[3]
    return _Word(text, scale, currency, *match.span())


_UNITS = {FEN.name: FEN, **{name: MoneyUnit(name, factor) for name, factor in FACTORS.items()}}
