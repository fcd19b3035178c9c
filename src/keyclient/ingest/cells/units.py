"""Units of money in headings, in rows under them, and in lines above tables."""

import re
from collections.abc import Sequence
from functools import lru_cache

from keyclient.ingest.cells.plain import narrow
from keyclient.ingest.cells.traditional import simplified
from keyclient.ingest.cells.unit_words import (
    COUNTED,
    FEN,
    INITIALS,
    PHRASE,
    YUAN,
    MoneyUnit,
    UnitMeaning,
    meaning,
)
from keyclient.model.regex import regex

LONGEST = 100
"""A longer text is not a heading with a unit at its end."""

BRACKETS = regex(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
"""What stands in brackets of a heading."""
_INTO = r"(?:本外币)?折(?:合|算)?(?:成|为)?(?:人民币|本币)"
_CONVERTED = regex(rf"{_INTO}|(?:rmb|cny|yuan)\s*equiv|converted\s+(?:in)?to\s+(?:rmb|cny|yuan)", re.I)
_CONVERSION = regex(rf"^{_INTO}(?=[^\W\d])(?!{PHRASE})|[(\[【〔]\s*{_INTO}\s*[)\]】〕]|(?<=\w){_INTO}$")
"""A conversion into yuan that is no unit, in front of a heading, in brackets, or at its end."""
_IN_FEN = regex(r"[(\[【〔]\s*(单位:)?\s*(人民币)?分\s*[)\]】〕]")
_WHOLE = regex(rf"(?:(?:单\s*位|金额单位|货币单位|币种|unit)?\s*:?)?\s*(?P<phrase>{PHRASE})\s*")
_LINE = regex(
    r"(?:(?:单\s*位|币\s*种|units?|currency)\s*:?|(?:(?<!\w)|(?<=[币元]))金额\s*:(?!\s*\d)"
    r"|(?:^\W*|amounts\s|figures\s|values\s)in(?=\s))\s*[(:]?\s*"
    rf"(?:(?P<fen>分)|(?P<phrase>{PHRASE}))(?!\w)"
    rf"|(?P<stated>{PHRASE})\s*为\s*(?:金额|货币|计量|统计)?单位"
)
"""A unit must end where its word ends: not in `填报单位：万寿路支行`."""
_LEADING = regex(rf"(?P<phrase>{PHRASE})[\s、,;|]+(?P<rest>.+)", re.I | re.S)
_TRAILING = regex(rf"(?P<rest>.*?\w.*?)[\s、,;|_\-:·/(]+(?P<phrase>{PHRASE})\W*", re.I | re.S)
_JOINED = regex(r"(?P<rest>.*\w)(?<![数几多])(?P<phrase>[亿万千]元)\W*", re.S)
_LAST_LETTERS = regex(r"(?:[元圆万亿千币¥￥]|yuan|rmb|cny|nds?|ons?|[bm]n|[km]|0)\W*\Z", re.I)
"""How units end: a quick first check, since headings are many."""
_BEFORE = regex(r"[\s、,;|_\-:·/(]")
"""What stands between words and their unit, or after it."""
_NUMBER = regex(r"[\d一二三四五六七八九十百千万亿两几超过满达上+]\s*$")
"""A number before a unit makes it an amount: `500 万元`."""


def says_converted(heading: str) -> bool:
    """Whether a heading says that its amounts have been converted into yuan: 存款（折人民币）, RMB equivalent."""
    return _CONVERTED.search(simplified(narrow(heading))) is not None


@lru_cache(1 << 16)
def split_unit(heading: str) -> tuple[str, MoneyUnit | None]:
    """A heading without its unit, and the unit if it is one of money.

    The unit is in brackets, alone or with other words (`(万元，时点)`), after a slash, or at the end after a
    blank or a joiner (`存款余额_万元`); 万元, 亿元 and 千元 also directly at the end.
    """
    text = simplified(narrow(heading))
    if "折" in text:
        text = _CONVERSION.sub("", text)
    unit: MoneyUnit | None = None
    for match in BRACKETS.finditer(text):
        found = unit_of(match[1])
        if found is not None or "".join(match[1].split()).casefold() in COUNTED:
            unit = unit or found
            text = text.replace(match[0], "")
        elif (beside := _beside(match[1], _LEADING) or _beside(match[1], _TRAILING)) is not None:
            unit = unit or beside[1]
            text = text.replace(match[0], f"({beside[0]})")
    stem, slash, tail = text.rpartition("/")
    if slash and (found := unit_of(tail)) is not None:
        return stem, unit or found
    if unit is None and (beside := _beside(text, _TRAILING) or _beside(text, _JOINED)) is not None:
        return beside
    return text, unit


def _beside(text: str, pattern: re.Pattern[str]) -> tuple[str, MoneyUnit] | None:
    """A text without the unit of money beside its words, and the unit.

    None if there is none, or if it could be an amount or a currency: `500 万元`, `余额 人民币`.
    """
    if len(text) > LONGEST or (pattern is not _JOINED and _BEFORE.search(text) is None):
        return None
    may_match = pattern is _LEADING or _LAST_LETTERS.search(text) is not None
    match = pattern.fullmatch(text) if may_match else None
    if match is None or _NUMBER.search(match["rest"]) is not None:
        return None
    found = meaning(match["phrase"].casefold())
    is_amount = found.currency is not None or found.has_counts or match["phrase"][0].isdigit()
    return None if found.unit is None or not found.is_sure or is_amount else (match["rest"], found.unit)


def unit_of(words: str) -> MoneyUnit | None:
    """The unit of money that some words name (`万元`, `单位:亿元`, `RMB 10,000`), else None, also for a foreign currency."""
    found = meaning_of(words)
    return None if found is None or found.currency is not None else found.unit


def meaning_of(words: str) -> UnitMeaning | None:
    """What some words say if they are nothing but a unit; else None."""
    plain = _plain(words).strip()
    match = None if INITIALS.isdisjoint(plain) else _WHOLE.fullmatch(plain)
    return None if match is None else meaning(match["phrase"])


def is_in_fen(heading: str) -> bool:
    """Whether a heading ends in `(分)`: fen for amounts of money, points for anything else."""
    return _IN_FEN.search(narrow(heading)) is not None


def unit_in_line(text: str) -> MoneyUnit | None:
    """The unit that a line such as `单位：万元` gives to a whole table, in any currency."""
    found = meaning_of_line(text)
    return None if found is None else found.unit


def meaning_of_line(text: str) -> UnitMeaning | None:
    """What a line says about the amounts of a whole table: after a word such as 单位, or as the whole line.

    Of several units the first that is not the yuan (`币种：人民币 单位：万元`), and the first foreign currency.
    """
    found = [said for said in _meanings_in(text) if said.unit is not None or said.currency is not None]
    if not found:
        return None
    best = next((said for said in found if said.unit is not None and said.unit != YUAN), None)
    best = best or next((said for said in found if said.is_sure), found[0])
    return best._replace(currency=next((said.currency for said in found if said.currency is not None), None))


def _meanings_in(text: str) -> list[UnitMeaning]:
    plain = _plain(text)
    whole = meaning_of(plain.strip().strip("()[]【】〔〕"))
    named = [whole] if whole is not None and whole.names_money else []
    return [
        UnitMeaning(FEN, is_sure=True) if match["fen"] else meaning(match["phrase"] or match["stated"])
        for match in _LINE.finditer(plain)
    ] + named


def units_in_row(cells: Sequence[str]) -> list[MoneyUnit | None]:
    """The units of a row that has nothing but units in it; empty for any other row."""
    units = []
    for cell in cells:
        word = "".join(simplified(narrow(cell)).split()).strip("()[]【】〔〕")
        units.append(unit_of(word))
        if units[-1] is None and word and word not in COUNTED:
            return []
    return units if any(units) else []


def _plain(text: str) -> str:
    return simplified(narrow(text).replace("’", "'").casefold())
