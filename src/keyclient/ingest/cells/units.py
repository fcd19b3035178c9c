"""Units of money in headings, above tables and behind numbers."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from keyclient.ingest.cells.plain import narrow

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
"""What may stand behind a number; longer ones first, so that 万元 is not read as 元."""

YUAN_WORDS = ("人民币元", "元人民币", "人民币", "元", "圆", "rmb", "cny", "yuan", "¥")
FOREIGN_WORDS = (
    "新加坡元", "瑞士法郎", "新台币", "澳门元", "us$", "hk$", "美元", "美金", "港元", "港币", "欧元", "英镑", "日元", "澳元", "加元",
    "新元", "韩元", "台币", "泰铢", "卢布", "usd", "hkd", "eur", "gbp", "jpy", "aud", "cad", "sgd", "chf", "krw", "twd", "mop",
    "thb", "rub", "$", "€", "£",
)  # fmt: skip
"""Currencies that are not the yuan."""
_WORDS = {
    "thousands": "千元",
    "thousand": "千元",
    "millions": "百万元",
    "million": "百万元",
    "mn": "百万元",
    "billions": "十亿元",
    "billion": "十亿元",
    "bn": "十亿元",
    "'000": "千元",
    "10万": "十万元",
    "100万": "百万元",
    "1000万": "千万元",
    **{unit.removesuffix("元"): unit for unit in FACTORS if unit != "元"},
}
_NUMERALS = {str(int(factor)): unit for unit, factor in FACTORS.items() if factor >= 1000}
_NUMERALS |= {f"{int(factor):,}": unit for unit, factor in FACTORS.items() if factor >= 1000}
"""`RMB 10,000`: a scale only beside the name of a currency."""
_NO_MONEY = frozenset(
    [
        "%",
        "％",
        "岁",
        "周岁",
        "个",
        "次",
        "户",
        "笔",
        "年",
        "天",
        "人",
        "月",
        "项",
        "只",
        "件",
        "分",
        "分钟",
        "小时",
        "years",
        "months",
        "days",
    ]
)
_BRACKETS = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_IN_FEN = re.compile(r"[(\[【〔]\s*(单位:)?\s*(人民币)?分\s*[)\]】〕]")
_PREFIX = re.compile(r"^(?:单位|金额单位|货币单位|币种|unit)?:?")


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_GAP = r"[\s、,/]*"
_CURRENCY = _either((*YUAN_WORDS, *FOREIGN_WORDS))
_SCALE = _either((*_WORDS, *_NUMERALS))
_MONEY = rf"(?P<head>{_CURRENCY})?{_GAP}(?P<scale>{_SCALE})?{_GAP}(?P<tail>{_CURRENCY})?"
_WHOLE = re.compile(rf"(?P<fen>(?!))?{_MONEY}")
_LINE = re.compile(
    rf"(?:(?:单\s*位|币\s*种|units?|currency)\s*:?|(?:^\W*|amounts\s|figures\s|values\s)in(?=\s))\s*\(?\s*"
    rf"(?:(?P<fen>分)|{_MONEY})(?!\w)"
)
"""A word that goes on is no unit: `填报单位：万寿路支行`."""


class Unit(NamedTuple):
    """A unit of money: how people write it and how many yuan one is."""

    name: str
    factor: Decimal


YUAN = Unit("元", Decimal(1))
FEN = Unit("分", Decimal("0.01"))
"""Only where money is meant beyond doubt: `分` are also points."""


def split_unit(heading: str) -> tuple[str, Unit | None]:
    """A heading without its bracketed or slashed unit, and the unit when it is one of money."""
    text = narrow(heading)
    unit: Unit | None = None
    for match in _BRACKETS.finditer(text):
        word = "".join(match[1].split())
        found = unit_of(word)
        if found is not None or word.casefold() in _NO_MONEY:
            unit = unit or found
            text = text.replace(match[0], "")
    stem, slash, tail = text.rpartition("/")
    if slash and (found := unit_of("".join(tail.split()))) is not None:
        return stem, unit or found
    return text, unit


def unit_of(word: str) -> Unit | None:
    """The unit of money that a word names (`万元`, `单位:亿元`, `RMB 10,000`), or None; one of a foreign currency is none."""
    match = _WHOLE.fullmatch(_PREFIX.sub("", "".join(word.casefold().split())))
    return None if match is None or _foreign(match) else _unit(match)


def _unit(match: re.Match[str]) -> Unit | None:
    """The unit that was matched. A numeral alone is none."""
    scale, has_currency = match["scale"], bool(match["head"] or match["tail"])
    if scale is None:
        return YUAN if has_currency else None
    name = _WORDS.get(scale) or (_NUMERALS[scale] if has_currency else None)
    return None if name is None else Unit(name, FACTORS[name])


def _foreign(match: re.Match[str]) -> str | None:
    return next((word for word in (match["head"], match["tail"]) if word in FOREIGN_WORDS), None)


def is_in_fen(heading: str) -> bool:
    """Whether a heading says `(分)` behind its name: fen over amounts of money, points over anything else."""
    return _IN_FEN.search(narrow(heading)) is not None


def unit_in_line(text: str) -> Unit | None:
    """The unit that a line such as `单位：万元` gives to a whole table, in whatever currency."""
    units = [FEN if match["fen"] else _unit(match) for match in _lines(text)]
    known = [unit for unit in units if unit is not None]
    return next((unit for unit in known if unit != YUAN), known[0] if known else None)


def foreign_in_line(text: str) -> str | None:
    """The foreign currency that a line such as `单位：万美元` gives to a whole table."""
    return next((word for match in _lines(text) if (word := _foreign(match)) is not None), None)


def _lines(text: str) -> list[re.Match[str]]:
    """Where a line names a unit: behind a word such as 单位, or as the whole line."""
    plain = narrow(text).replace("’", "'").casefold()
    whole = _WHOLE.fullmatch("".join(plain.split()).strip("()[]【】〔〕"))
    named = [whole] if whole is not None and (whole["head"] or whole["tail"]) else []
    return [*_LINE.finditer(plain), *named]


def units_in_row(cells: Sequence[str]) -> list[Unit | None]:
    """The units of a row that stands under the headings and has nothing but units in it; else nothing."""
    words = ["".join(narrow(cell).split()).strip("()[]【】〔〕") for cell in cells]
    units = [unit_of(word) for word in words]
    is_unit_row = all(
        unit is not None or not word or word in _NO_MONEY for unit, word in zip(units, words, strict=True)
    )
    return units if is_unit_row and any(units) else []
