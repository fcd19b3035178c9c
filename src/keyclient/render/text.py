"""How typed values read as text for people: money, counts, shares, dates, and sentences made of them."""

import datetime as dt
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

from keyclient.model.label import Label, Lang
from keyclient.model.report import Cell, Kind, Sentence

NOT_APPLICABLE = Label("n/a", "无")
"""Stands for a figure that does not exist, such as a share of nothing."""

Formatter = Callable[[Cell], str]


@dataclass(frozen=True, slots=True)
class Voice:
    """How values are said: in which language, how exactly, and to a console of which encoding.

    A text that comes out holds no control character, and nothing that `encoding` cannot express: both are
    replaced, by a blank where the character was white space, else by `?`; invisible characters are dropped.
    """

    lang: Lang
    exact: bool = False
    """Whether figures are given in full: shares with four decimals of a percent, numbers with all their digits."""
    encoding: str = "utf-8"

    def formatter(self, kind: Kind, *, blanks: bool = False) -> Formatter:
        """What turns the cells of a table column into text.

        A blank text or date stays blank; a figure that does not exist is said to be not applicable, unless `blanks`.
        """
        blank = "" if blanks or kind in {Kind.TEXT, Kind.DATE} else self.label(NOT_APPLICABLE)
        say = self._says(kind)
        return lambda value: blank if absent(value) else say(value)

    def value(self, value: Cell, kind: Kind) -> str:
        """One value as text, to stand alone: None is said to be not applicable, a number has no needless zeros."""
        if absent(value):
            return self.label(NOT_APPLICABLE)
        said = self._says(kind)(value)
        return _short(said) if kind in {Kind.NUMBER, Kind.INDEX} else said

    def label(self, label: Label) -> str:
        """Words in the language of the voice."""
        return legible(label.text(self.lang), self.encoding)

    def sentence(self, sentence: Sentence) -> str:
        """A sentence with its values in their places."""
        values = {name: self.value(place.value, place.kind) for name, place in sentence.values.items()}
        return legible(sentence.label.say(self.lang, values), self.encoding)

    def _says(self, kind: Kind) -> Formatter:
        if kind is Kind.TEXT:
            return self._text
        return _EXACT.get(kind, _FIGURES[kind]) if self.exact else _FIGURES[kind]

    def _text(self, value: Cell) -> str:
        if isinstance(value, Sentence):
            return self.sentence(value)
        return legible(value.text(self.lang) if isinstance(value, Label) else str(value), self.encoding)


def legible(text: str, encoding: str = "utf-8") -> str:
    """The text without anything that would steer a terminal or that the encoding cannot express."""
    if not text.isprintable() or "\N{VARIATION SELECTOR-16}" in text:
        text = "".join(map(_printable, text))
    if text.isascii():
        return text
    return text.encode(encoding, "replace").decode(encoding)


def _printable(character: str) -> str:
    """A character as a terminal may see it. Variation selectors go: terminals disagree on their width."""
    category = unicodedata.category(character)
    if category in {"Zl", "Zp"} or character in "\t\n\v\f\r\x85":
        return " "
    if category in {"Cc", "Cs"}:
        return "?"
    return "" if category == "Cf" or character in "\ufe0e\ufe0f" else character


def absent(value: Cell) -> bool:
    """Whether there is no such figure: None, or a number that is not finite."""
    return value is None or (isinstance(value, float | Decimal) and not isfinite(value))


def _count(value: Cell) -> str:
    return f"{value:,}"


def _money(value: Cell) -> str:
    return _unsigned_zero(f"{value:,.2f}")


def _percent(decimals: int) -> Formatter:
    return lambda value: _unsigned_zero(f"{value:.{decimals}%}")


def _number(value: Cell) -> str:
    """At most four decimals, or four significant digits where these would show a number as zero."""
    if not isinstance(value, float | Decimal):
        return _count(value)
    decimals = 4 if isinstance(value, float) else min(4, max(0, -int(value.as_tuple().exponent)))
    text = f"{value:,.{decimals}f}"
    return f"{value:.4g}" if value and _is_zero(text) else _unsigned_zero(text)


def _short(number: str) -> str:
    """The number without zeros that only align it in a column."""
    return number.rstrip("0").rstrip(".") if "." in number and "e" not in number else number


def _exact_number(value: Cell) -> str:
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return repr(float(value)) if isinstance(value, float) else f"{value:,}"


def _index(value: Cell) -> str:
    return f"{value:.6f}" if isinstance(value, float | Decimal) else f"{value}"


def _score(value: Cell) -> str:
    return f"{value:.4f}" if isinstance(value, float) else f"{value}"


def _tenths(value: Cell) -> str:
    return f"{value:.1f}" if isinstance(value, float) else f"{value}"


def _date(value: Cell) -> str:
    return value.isoformat() if isinstance(value, dt.date) else f"{value}"


def _is_zero(text: str) -> bool:
    return not text.strip("-0.,%")


def _unsigned_zero(text: str) -> str:
    """`-0.00` is a rounded nothing and reads like a debt."""
    return text.lstrip("-") if _is_zero(text) else text


_FIGURES: dict[Kind, Formatter] = {
    Kind.COUNT: _count,
    Kind.MONEY: _money,
    Kind.WAN: _money,
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
    Kind.WAN: lambda value: _unsigned_zero(f"{value:,.6f}"),
    Kind.SHARE: _percent(4),
    Kind.NUMBER: _exact_number,
    Kind.INDEX: _index,
    Kind.YEARS: _exact_number,
    Kind.DAYS: _exact_number,
    Kind.SCORE: _score,
}
