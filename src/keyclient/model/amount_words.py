"""Amounts in the sentences of issues: with their unit, without the noise of binary fractions."""

from decimal import Decimal

from keyclient.model.label import Label
from keyclient.model.measure import MeasureKind

YUAN = Label("{amount} yuan", "{amount}元")
"""An amount with its unit, in a sentence."""
_DECIMALS = 4
"""What a plain number keeps in a sentence."""


def amount_words(amount: Decimal, kind: MeasureKind = MeasureKind.MONEY) -> Label:
    """An amount of yuan to the fen with its unit, or a plain number with at most four decimals."""
    if kind is MeasureKind.MONEY:
        return YUAN.filled(amount=f"{amount:,.2f}")
    said = plain_number(amount)
    return Label(said, said)


def plain_number(amount: Decimal) -> str:
    """A number in full with at most four decimals and no trailing zeros."""
    text = f"{amount:,.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
