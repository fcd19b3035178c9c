"""Shortens figures for pictures: 1.235亿, 3,200万; 123.5m, 3.2k, with the customers behind them."""

from decimal import Decimal
from typing import NamedTuple

from keyclient.model.label import Lang
from keyclient.model.report import Cell, Chart, Kind
from keyclient.render.phrases import CUSTOMERS_COUNTED
from keyclient.render.text import Voice, is_missing

_UNITS = {
    Lang.ZH: ((1e8, "亿"), (1e4, "万")),
    Lang.EN: ((1e9, "bn"), (1e6, "m"), (1e3, "k")),
}
_DIGITS = 4
_LONGEST = 1e15
"""From here on even the largest unit leaves too many digits."""


class Scale(NamedTuple):
    """A unit of figures: how much one of it is, and its word."""

    size: float
    word: str


def scale_of(largest: float, kind: Kind, lang: Lang) -> Scale:
    """The unit that shortens figures up to the largest; figures in 万元 and shares stay as they are."""
    units = () if kind in {Kind.WAN, Kind.SHARE} else _UNITS[lang]
    return next((Scale(size, word) for size, word in units if abs(largest) >= size), Scale(1.0, ""))


def short_figure(value: Cell, kind: Kind, voice: Voice, *, signed: bool = False) -> str:
    """A figure in four digits with its unit; `signed`: a rise has its plus sign too."""
    if is_missing(value) or not isinstance(value, int | float | Decimal):
        return voice.value(value, kind)
    if kind is Kind.SHARE:
        return voice.value(value, kind)
    scale = scale_of(float(value), kind, voice.lang)
    text = _digits(float(value) / scale.size)
    rounded = float(text.replace(",", "")) * scale.size
    if scale_of(rounded, kind, voice.lang) != scale:
        return short_figure(rounded, kind, voice, signed=signed)
    return f"{'+' if signed and value > 0 and text != '0' else ''}{text}{scale.word}"


def counted(count: Cell, voice: Voice) -> str:
    """A number of customers in few letters; empty if there is none."""
    if is_missing(count):
        return ""
    return voice.label(CUSTOMERS_COUNTED.filled(count=voice.value(count, Kind.COUNT)))


def figures_with_customers(chart: Chart, place: int, voice: Voice) -> list[str]:
    """The short figures of a series, each with the customers behind it."""
    key, counts = chart.series[place], chart.cells(chart.counts[place])
    kind = next(column.kind for column in chart.table.columns if column.key == key)
    figures = (short_figure(value, kind, voice) for value in chart.cells(key))
    return [joined(figure, counted(count, voice)) for figure, count in zip(figures, counts, strict=True)]


def joined(text: str, customers: str) -> str:
    """A name or figure with the customers behind it, if they are known."""
    return f"{text} · {customers}" if customers else text


def _digits(number: float) -> str:
    """Four digits of a number, without trailing zeros; those before the point are all kept."""
    if abs(number) >= _LONGEST:
        return f"{number:.3g}"
    decimals = max(0, _DIGITS - len(str(int(abs(number))))) if abs(number) >= 1 else _DIGITS
    text = f"{number:,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", "0"} else text
