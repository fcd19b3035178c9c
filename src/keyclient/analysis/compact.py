"""Amounts as people say them in a sentence: 62.4万, 1.35亿, 3,200."""

from decimal import Decimal

from keyclient.model.measure import Measure, MeasureKind

_YI, _WAN = 10**8, 10**4


def compact(amount: Decimal, measure: Measure) -> str:
    """An amount in three or four digits: yuan in 万 from ten thousand and in 亿 from a hundred million, else in full.

    What these digits say exactly goes without needless zeros: 50万 is 500,000 yuan, 50.0万 is about as much.
    """
    size = abs(amount)
    if measure.kind is MeasureKind.NUMBER or size < _WAN:
        return plain(amount)
    unit, name, decimals = (
        (_YI, "亿", 2) if size >= _YI - _WAN // 20 else (_WAN, "万", 1 if size >= 10 * _WAN else 2)
    )
    text = f"{amount / unit:.{decimals}f}"
    return f"{Decimal(text).normalize():f}{name}" if Decimal(text) * unit == amount else f"{text}{name}"


def told_apart(amount: Decimal, other: Decimal, measure: Measure) -> tuple[str, str]:
    """Two amounts in a few digits; in full where different ones would look alike."""
    said, beside = compact(amount, measure), compact(other, measure)
    if _size(said) == _size(beside) and amount != other:
        return plain(amount), plain(other)
    return said, beside


def _size(said: str) -> tuple[Decimal, str]:
    """The number and the unit of an amount that was said: 48.0万 looks like 48万."""
    number = said.rstrip("万亿")
    return Decimal(number.replace(",", "")), said[len(number) :]


def plain(amount: Decimal) -> str:
    """An amount in full; whole ones without decimals."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,f}"
