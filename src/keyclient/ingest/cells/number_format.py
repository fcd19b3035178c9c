"""What the number format of a cell shows: zeros in front, a unit of money, a currency, a share, a part of what is stored."""

from decimal import Decimal
from typing import NamedTuple

from keyclient.ingest.cells.currencies import code_of, code_of_sign
from keyclient.ingest.cells.plain import narrow
from keyclient.ingest.cells.traditional import simplified
from keyclient.ingest.cells.unit_words import PHRASE, SUFFIXES, meaning
from keyclient.model.regex import regex

PERCENTAGES = {9: "0%", 10: "0.00%"}
"""Formats of shares that are built in, so that files hold no code for them. Source: ECMA-376 part 1, 18.8.30."""
LONGEST = 255
"""Excel's own limit on the length of a format."""
_ZEROS = regex(r'(?:"([^"]*)"|([A-Z]{1,4}))?(0{2,30})')
_CURRENCY = regex(r"\[\$([^\]-]*)(?:-([0-9A-Fa-f]{1,8}))?[^\]]*\]|(\$)")
"""A currency with the place whose sign it is: `[$$-409]`; or a bare sign."""
_PHRASE = regex(PHRASE)
_ASIDE = regex(r"\[[^\]]*\]|[_*].")
_LITERAL = regex(r'"([^"]*)"|[!\\](.)|([^\x00-\x7f])')
_QUOTED = regex(r'"[^"]*"|[!\\].')
_POINT = "\x01"
"""Stands for a decimal point that is only drawn: `0!.0,` shows one before the last of its digits."""
_DRAWN = regex(rf"{_POINT}([0#?]+)")
_THOUSANDS = regex(r"[0#?](,+)(?![0#?,])")


class NumberFormat(NamedTuple):
    """What a number format does to a number."""

    zeros: int = 0
    """The least number of digits of a whole number that is filled up with zeros."""
    prefix: str = ""
    """What stands before these digits."""
    scale: Decimal = Decimal(1)
    """What the number is divided by when it is shown."""
    unit: Decimal | None = None
    """Yuan in one of the unit that stands behind the number."""
    currency: str | None = None
    """The code of the foreign currency that stands beside the number."""
    is_percent: bool = False
    """Whether a hundred times the number is shown, with a percent sign."""

    @property
    def factor(self) -> Decimal | None:
        """Yuan in one of what is stored, as far as the format tells; a scaled number without a unit is stored in yuan."""
        if self.unit is not None:
            return self.unit / self.scale
        return Decimal(1) if self.scale > 1 else None

    def padded(self, text: str) -> str:
        """A whole number as it is shown."""
        return self.prefix + text.zfill(self.zeros) if self.zeros and text.isdecimal() else text


def number_format(code: str) -> NumberFormat | None:
    """What a format says beyond how a number is written; None for most formats."""
    first = code[:LONGEST].partition(";")[0].strip()
    if (match := _ZEROS.fullmatch(first)) is not None:
        return NumberFormat(len(match[3]), match[1] or match[2] or "")
    bare = _ASIDE.sub("", first)
    said = [match[1] or match[2] or match[3] or "" for match in _LITERAL.finditer(bare)]
    unit, currency = _said(first, simplified(narrow("".join(said))).replace(".", "").strip(" ()"))
    digits = _LITERAL.sub(lambda match: _POINT if (match[1] or match[2]) == "." else "", bare)
    drawn, thousands = _DRAWN.search(digits), _THOUSANDS.search(digits)
    scale = Decimal(10) ** (len(drawn[1]) if drawn else 0) * Decimal(1000) ** (
        len(thousands[1]) if thousands else 0
    )
    found = NumberFormat(scale=scale, unit=unit, currency=currency, is_percent="%" in digits)
    return None if found == NumberFormat() else found


def _said(code: str, words: str) -> tuple[Decimal | None, str | None]:
    """The unit and the foreign currency that a format shows in words or by a sign."""
    if (
        words
        and _PHRASE.fullmatch(words.casefold())
        and (said := meaning(words.casefold())).currency is not None
    ):
        return said.unit.factor if said.unit is not None and said.is_sure else None, code_of(said.currency)
    signs = (sign for sign in _CURRENCY.finditer(_QUOTED.sub("", code)) if sign[1] or sign[3])
    currency = next((code_of_sign(sign[1] or sign[3], sign[2] or "") for sign in signs), None)
    return SUFFIXES.get(words), currency
