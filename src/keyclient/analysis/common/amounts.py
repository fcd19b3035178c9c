"""Amounts as people say them in a sentence: 62.4万, 1.35亿, 3,200."""

from decimal import Decimal

from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.report import Kind


def amount_kind(measure: Measure | None) -> Kind:
    """Yuan, or the plain number that the measure is; what there is none of looks like yuan."""
    is_number = measure is not None and measure.kind is MeasureKind.NUMBER
    return Kind.NUMBER if is_number else Kind.MONEY


_WAN, _YI = 10**6, 10**10
"""Ten thousand and a hundred million yuan, in fen."""


def short_amount(amount: Decimal, measure: Measure) -> str:
    """An amount in three or four digits: yuan in 万 from ten thousand and in 亿 from a hundred million, else in full.

    What these digits say exactly goes without needless zeros: 50万 is 500,000 yuan, 50.0万 is about as much.
    """
    return full_amount(amount) if measure.kind is MeasureKind.NUMBER else short_fen(int(amount.scaleb(2)))


def short_fen(fen: int) -> str:
    """The same of whole fen."""
    size = abs(fen)
    if size < _WAN:
        return f"{fen / 100:,.2f}" if fen % 100 else f"{fen // 100:,}"
    if size >= _YI - _WAN // 20:
        return _in(fen, _YI, "亿", 2)
    return _in(fen, _WAN, "万", 1 if size >= 10 * _WAN else 2)


def distinct_amounts(amount: Decimal, other: Decimal, measure: Measure) -> tuple[str, str]:
    """Two amounts in a few digits; in full where different ones would look alike."""
    said, beside = short_amount(amount, measure), short_amount(other, measure)
    if _size(said) == _size(beside) and amount != other:
        return full_amount(amount), full_amount(other)
    return said, beside


def full_amount(amount: Decimal) -> str:
    """An amount in full; whole ones without decimals."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,f}"


def _in(fen: int, unit: int, name: str, decimals: int) -> str:
    text = f"{fen / unit:.{decimals}f}"
    is_exact = fen % (unit // 10**decimals) == 0
    return f"{text.rstrip('0').rstrip('.') if is_exact else text}{name}"


def _size(said: str) -> tuple[Decimal, str]:
    """The number and the unit of an amount that was said: 48.0万 looks like 48万."""
    number = said.rstrip("万亿")
    return Decimal(number.replace(",", "")), said[len(number) :]
