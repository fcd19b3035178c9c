"""Units of money in headings, above tables and behind numbers."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

FACTORS = {
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

_ENGLISH = {
    "yuan": "元",
    "rmb": "元",
    "cny": "元",
    "thousand": "千元",
    "'000": "千元",
    "million": "百万元",
    "billion": None,
}
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
_PREFIX = re.compile(r"^(单位|金额单位|货币单位|币种|unit)?[:：]?(人民币|rmb|cny)?[、,/]?")
_IN_FEN = re.compile(r"[(\[【〔]\s*(单位:)?\s*(人民币)?分\s*[)\]】〕]")
_LINE = re.compile(
    rf"(?:单位|unit)\s*:?\s*\(?\s*(?:(?:人民币|rmb|cny)[\s、,/]*)?({'|'.join([*SUFFIXES, *_ENGLISH, '分'])})(?:人民币)?(?!\w)",
    re.I,
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
    text = unicodedata.normalize("NFKC", heading)
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
    """The unit of money that a word names (`万元`, `单位:亿元`, `RMB`), or None."""
    bare = word.casefold()
    if bare in ("人民币", "rmb", "cny"):
        return YUAN
    bare = _PREFIX.sub("", bare)
    name = _ENGLISH.get(bare, bare)
    if name in FACTORS:
        return Unit(str(name), FACTORS[str(name)])
    if name is not None and name + "元" in FACTORS and name:
        return Unit(name + "元", FACTORS[name + "元"])
    return None


def is_in_fen(heading: str) -> bool:
    """Whether a heading says `(分)` behind its name: fen over amounts of money, points over anything else."""
    return _IN_FEN.search(unicodedata.normalize("NFKC", heading)) is not None


def unit_in_line(text: str) -> Unit | None:
    """The unit that a line such as `单位：万元` gives to a whole table."""
    match = _LINE.search(unicodedata.normalize("NFKC", text).replace("’", "'"))
    if match is None:
        return None
    return FEN if match[1] == "分" else unit_of(match[1])


def units_in_row(cells: Sequence[str]) -> list[Unit | None]:
    """The units of a row that stands under the headings and has nothing but units in it; else nothing."""
    words = ["".join(unicodedata.normalize("NFKC", cell).split()).strip("()[]【】〔〕") for cell in cells]
    units = [unit_of(word) for word in words]
    is_unit_row = all(
        unit is not None or not word or word in _NO_MONEY for unit, word in zip(units, words, strict=True)
    )
    return units if is_unit_row and any(units) else []
