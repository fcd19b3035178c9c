"""Amounts as they appear in sentences: 62.4万元, 1.35亿元, 3,200元; 624k yuan, 135m yuan, 3,200 yuan."""

from collections.abc import Mapping
from decimal import Decimal

from keyclient.model.amount_words import YUAN, plain_number
from keyclient.model.label import Lang
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.report import Kind


def amount_kind(measure: Measure | None) -> Kind:
    """Money or a plain number, as the measure is; money without a measure."""
    is_number = measure is not None and measure.kind is MeasureKind.NUMBER
    return Kind.NUMBER if is_number else Kind.MONEY


_FEN = 100
_UNITS = {"亿": 10**10, "万": 10**6, "bn": 10**11, "m": 10**8, "k": 10**5}
"""Fen in one of each unit."""
_SCALES: Mapping[Lang, tuple[tuple[int, str, int], ...]] = {
    Lang.ZH: ((10**10 - 50_000, "亿", 2), (10**7, "万", 1), (10**6, "万", 2)),
    Lang.EN: ((10**11, "bn", 2), (10**10, "m", 0), (10**9, "m", 1), (10**8, "m", 2), (10**7, "k", 0), (10**6, "k", 1)),
}  # fmt: skip
"""From how many fen on an amount is shortened, to which unit, and with how many decimals: three or four digits remain."""


def short_amount(amount: Decimal, measure: Measure, lang: Lang) -> str:
    """An amount in three or four digits with its unit: from ten thousand yuan in 万元 and 亿元 (k, m, bn), else in full.

    Exact amounts drop trailing zeros: 50万元 is exactly 500,000 yuan, 50.0万元 is rounded.
    """
    if measure.kind is MeasureKind.NUMBER:
        return plain_number(amount)
    return short_fen(int(amount.scaleb(2)), lang)


def short_fen(fen: int, lang: Lang) -> str:
    """The same for whole fen."""
    return _said(_shortened(fen, lang), lang)


def distinct_amounts(amount: Decimal, other: Decimal, measure: Measure, lang: Lang) -> tuple[str, str]:
    """Two short amounts; both in full if different ones would look alike."""
    if measure.kind is MeasureKind.NUMBER:
        return _distinct_numbers(amount, other)
    return distinct_fens(int(amount.scaleb(2)), int(other.scaleb(2)), lang)


def distinct_fens(fen: int, other: int, lang: Lang) -> tuple[str, str]:
    """The same for whole fen."""
    said, beside = _shortened(fen, lang), _shortened(other, lang)
    if _size(said) == _size(beside) and fen != other:
        said, beside = ((_in_full(Decimal(one) / _FEN), "") for one in (fen, other))
    return _said(said, lang), _said(beside, lang)


def full_amount(amount: Decimal, measure: Measure, lang: Lang) -> str:
    """An amount in full with its unit; whole ones without decimals."""
    if measure.kind is MeasureKind.NUMBER:
        return plain_number(amount)
    return _said((_in_full(amount), ""), lang)


def _distinct_numbers(amount: Decimal, other: Decimal) -> tuple[str, str]:
    said, beside = plain_number(amount), plain_number(other)
    return (said, beside) if said != beside or amount == other else (f"{amount:,f}", f"{other:,f}")


def _shortened(fen: int, lang: Lang) -> tuple[str, str]:
    """The digits of an amount, and the unit that they are in; no unit for yuan."""
    for least, name, decimals in _SCALES[lang]:
        if abs(fen) >= least:
            unit = _UNITS[name]
            text, is_exact = f"{fen / unit:,.{decimals}f}", fen * 10**decimals % unit == 0
            return (text.rstrip("0").rstrip(".") if is_exact and decimals else text), name
    return _in_full(Decimal(fen) / _FEN), ""


def _in_full(amount: Decimal) -> str:
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def _said(shortened: tuple[str, str], lang: Lang) -> str:
    return YUAN.text(lang).format(amount="".join(shortened))


def _size(shortened: tuple[str, str]) -> tuple[Decimal, str]:
    """The number and the unit of a short amount: 48.0万 looks like 48万."""
    number, unit = shortened
    return Decimal(number.replace(",", "")), unit
