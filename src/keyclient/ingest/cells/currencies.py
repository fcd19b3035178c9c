"""Currencies by all the names people write for them."""

import re
from collections.abc import Mapping
from decimal import Decimal

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.cells.traditional import simplified
from keyclient.ingest.cells.unit_words import FOREIGN_WORDS
from keyclient.model.regex import regex

YUAN = regex(r".*(?:人民币|rmb|cny|cnh|本币|本外币|chineseyuan|renminbi).*|¥|元|yuan|0*1|156")
"""Words for the yuan in a column of currencies, folded."""
_CODES = (
    ("usd", "us$", "$", "美元", "美金", "840", "14", "014"),
    ("hkd", "hk$", "港元", "港币", "344", "13", "013"),
    ("eur", "€", "欧元", "978", "38", "038"),
    ("gbp", "£", "英镑", "826", "12", "012"),
    ("jpy", "日元", "日圆", "392", "27", "027"),
    ("aud", "澳元", "澳大利亚元", "036"),
    ("cad", "加元", "加拿大元", "124"),
    ("sgd", "新加坡元", "新元", "702"),
    ("chf", "瑞士法郎", "756"),
    ("krw", "韩元", "韩圆", "410"),
    ("twd", "新台币", "台币", "901"),
    ("mop", "澳门元", "澳门币", "446"),
    ("thb", "泰铢", "764"),
    ("rub", "卢布", "643"),
)
"""How the same currency is written, by its letters, sign, name and numbers."""
_SIGNS_ABROAD = {
    "nt$": "twd", "a$": "aud", "au$": "aud", "c$": "cad", "ca$": "cad", "s$": "sgd", "mop$": "mop", "₩": "krw", "฿": "thb",
    "₽": "rub",
}  # fmt: skip
"""Signs that stand in number formats beside those of cells."""
_DOLLAR_AT = {"404": "twd", "c04": "hkd", "1404": "mop", "1004": "sgd", "c09": "aud", "1009": "cad"}
"""Whose dollar `$` is, by the number of the place in a format; else the American one. Source: MS-LCID."""
_CODE_OF = {word: words[0] for words in _CODES for word in words}
_SIGNS = regex("|".join(map(re.escape, sorted(FOREIGN_WORDS, key=len, reverse=True))), re.I)


def code_of(word: str) -> str:
    """The code of a currency in lower letters; the folded word itself where it is not known."""
    plain = simplified(folded(word))
    return _CODE_OF.get(plain, plain)


def code_of_sign(sign: str, place: str) -> str | None:
    """The code of the foreign currency that a number format shows by a sign and the number of a place."""
    plain = simplified(folded(sign))
    if plain == "$":
        return _DOLLAR_AT.get(place.lower().lstrip("0"), code_of(plain))
    return _SIGNS_ABROAD.get(plain) or (code_of(plain) if is_known(plain) else None)


def is_known(word: str) -> bool:
    """Whether a word names a foreign currency."""
    plain = simplified(folded(word))
    return plain in _CODE_OF or plain in FOREIGN_WORDS


def is_yuan(word: str) -> bool:
    """Whether a word names the yuan."""
    return YUAN.fullmatch(simplified(folded(word))) is not None


def sign_in(text: str) -> str | None:
    """The code of the foreign currency whose sign or name stands in a cell."""
    found = _SIGNS.search(simplified(folded(text)))
    return None if found is None else code_of(found[0])


def rates_by_code(rates: Mapping[str, float]) -> dict[str, Decimal]:
    """Yuan for one unit of each currency, by its code; exactly as the rate was typed."""
    return {code_of(name): Decimal(repr(rate)) for name, rate in rates.items()}
