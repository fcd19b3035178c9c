"""Formats typed values for people: money, counts, shares, dates, and sentences containing them."""

import datetime as dt
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from math import isfinite

from keyclient.model.amount_words import YUAN, is_zero, unsigned_zero, wan_number
from keyclient.model.label import Label, Lang
from keyclient.model.record import dataclass
from keyclient.model.report import Cell, Kind, Sentence, Value

NOT_APPLICABLE = Label("n/a", "—")
"""Shown for a figure that does not exist, such as a share of nothing. 无 would say that there is none."""

_NOISE = 9
"""A number with more decimals than this was a binary fraction."""

Formatter = Callable[[Cell], str]


@dataclass(frozen=True, slots=True)
class Voice:
    """How values are formatted: language, precision and encoding.

    The texts contain no control characters and nothing that `encoding` cannot represent: both are replaced, by a
    space for white space, else by `?`; invisible characters are dropped.
    """

    lang: Lang
    exact: bool = False
    """Whether amounts and plain numbers in tables have all their digits; shares and indices never have."""
    encoding: str = "utf-8"

    def formatter(self, kind: Kind, *, blanks: bool = False) -> Formatter:
        """The function that formats the cells of a table column.

        A null text or date stays blank; a figure that does not exist is shown as not applicable, unless `blanks`.
        """
        blank = "" if blanks or kind in {Kind.TEXT, Kind.DATE} else self.label(NOT_APPLICABLE)
        say = self._says(kind)
        return lambda value: blank if is_missing(value) else say(value)

    def value(self, value: Cell, kind: Kind) -> str:
        """One value as text outside a table: None is shown as not applicable, a number has no trailing zeros."""
        if is_missing(value):
            return self.label(NOT_APPLICABLE)
        said = self._says(kind)(value)
        return _short(said) if kind in {Kind.NUMBER, Kind.INDEX} else said

    def label(self, label: Label) -> str:
        """A label in the chosen language."""
        return legible(label.text(self.lang), self.encoding)

    def sentence(self, sentence: Sentence) -> str:
        """A sentence with its values filled in."""
        values = {name: self._placed(place) for name, place in sentence.values.items()}
        return legible(sentence.label.say(self.lang, values), self.encoding)

    def _placed(self, place: Value) -> str:
        """A value in a sentence: yuan with their unit, a plain number with a few decimals."""
        if is_missing(place.value):
            return self.label(NOT_APPLICABLE)
        if place.kind is Kind.MONEY:
            return YUAN.text(self.lang).format(amount=_money(place.value).removesuffix(".00"))
        return (
            _short(_number(place.value)) if place.kind is Kind.NUMBER else self.value(place.value, place.kind)
        )

    def _says(self, kind: Kind) -> Formatter:
        if kind is Kind.TEXT:
            return self._text
        return _EXACT.get(kind, _FIGURES[kind]) if self.exact else _FIGURES[kind]

    def _text(self, value: Cell) -> str:
        if isinstance(value, Sentence):
            return self.sentence(value)
        return legible(value.text(self.lang) if isinstance(value, Label) else str(value), self.encoding)


def legible(text: str, encoding: str = "utf-8") -> str:
    """The text without anything that controls a terminal or that the encoding cannot represent."""
    if not text.isprintable() or "\N{VARIATION SELECTOR-16}" in text:
        text = "".join(map(_printable, text))
    if text.isascii():
        return text
    return text.encode(encoding, "replace").decode(encoding)


def _printable(character: str) -> str:
    """A character that is safe for a terminal. Variation selectors are dropped: terminals disagree on their width."""
    category = unicodedata.category(character)
    if category in {"Zl", "Zp"} or character in "\t\n\v\f\r\x85":
        return " "
    if category in {"Cc", "Cs"}:
        return "?"
    return "" if category == "Cf" or character in "\ufe0e\ufe0f" else character


def is_missing(value: Cell) -> bool:
    """Whether a value is missing: None, or a number that is not finite."""
    return value is None or (isinstance(value, float | Decimal) and not isfinite(value))


def _count(value: Cell) -> str:
    return f"{value:,}"


def _money(value: Cell) -> str:
    return unsigned_zero(f"{value:,.2f}")


def _wan(value: Cell) -> str:
    """Two decimals, or those of a fen if the amount would otherwise look like zero: 0.0003 is 3 yuan."""
    text = _money(value)
    return _exact_wan(value) if value and is_zero(text) else text


def _percent(decimals: int) -> Formatter:
    return lambda value: unsigned_zero(f"{value:.{decimals}%}")


def _number(value: Cell) -> str:
    """At most four decimals, or four significant digits if the number would otherwise look like zero."""
    if not isinstance(value, float | Decimal):
        return _count(value)
    decimals = 4 if isinstance(value, float) else min(4, max(0, -int(value.as_tuple().exponent)))
    text = f"{value:,.{decimals}f}"
    return f"{value:.4g}" if value and is_zero(text) else unsigned_zero(text)


def _short(number: str) -> str:
    """The number without trailing zeros."""
    return number.rstrip("0").rstrip(".") if "." in number and "e" not in number else number


def _exact_number(value: Cell) -> str:
    """All digits of a number but those that binary fractions leave behind."""
    if isinstance(value, Decimal):
        is_noise = value.is_finite() and -int(value.as_tuple().exponent) > _NOISE
        return f"{Decimal(f'{value:.15g}') if is_noise else value:,f}"
    return repr(float(f"{value:.15g}")) if isinstance(value, float) else f"{value:,}"


def _exact_wan(value: Cell) -> str:
    """Up to six decimals, those of a fen in 万元; at least two."""
    return wan_number(value) if isinstance(value, Decimal | float) else _money(value)


def _tenths(value: Cell) -> str:
    return f"{value:.1f}" if isinstance(value, float) else f"{value}"


def _date(value: Cell) -> str:
    return value.isoformat() if isinstance(value, dt.date) else f"{value}"


_FIGURES: dict[Kind, Formatter] = {
    Kind.COUNT: _count,
    Kind.MONEY: _money,
    Kind.WAN: _wan,
    Kind.NUMBER: _number,
    Kind.INDEX: _number,
    Kind.ORDINAL: str,
    Kind.SHARE: _percent(2),
    Kind.SCORE: _tenths,
    Kind.DATE: _date,
    Kind.YEARS: _tenths,
    Kind.DAYS: _tenths,
}

_EXACT: dict[Kind, Formatter] = {
    Kind.WAN: _exact_wan,
    Kind.NUMBER: _exact_number,
}
