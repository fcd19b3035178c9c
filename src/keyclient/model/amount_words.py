"""Amounts in sentences: with their unit, without the noise of binary fractions."""

from dataclasses import replace
from decimal import Decimal

from keyclient.model.amount_unit import WAN
from keyclient.model.label import Label
from keyclient.model.measure import MeasureKind

YUAN = Label("{amount} yuan", "{amount}元")
"""An amount with its unit, in a sentence."""
WAN_YUAN = Label("{amount} ×10k yuan", "{amount}万元")
"""The same in 万元."""
_OF = Label("{name} {amount}", "{name} {amount}")
_DECIMALS = 4
"""What a plain number keeps in a sentence."""
_WAN_DECIMALS = 6
"""Those of a fen in 万元."""


def amount_words(amount: Decimal, kind: MeasureKind = MeasureKind.MONEY) -> Label:
    """An amount of yuan to the fen with its unit, or a plain number with at most four decimals."""
    if kind is MeasureKind.MONEY:
        in_wan = WAN_YUAN.filled(amount=wan_number(amount / WAN))
        return replace(YUAN.filled(amount=unsigned_zero(f"{amount:,.2f}")), in_wan=in_wan)
    said = plain_number(amount)
    return Label(said, said)


def amount_of(name: str, amount: Label) -> Label:
    """What a column or a day holds: its name and the amount."""
    return _OF.filled(name=name, amount=amount)


def share_words(share: float) -> str:
    """A share in a sentence, as exact as in tables."""
    return unsigned_zero(f"{share:.2%}")


def plain_number(amount: Decimal) -> str:
    """A number in full with at most four decimals and no trailing zeros."""
    text = f"{amount:,.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def typed_number(number: Decimal) -> str:
    """A number of a cell as its user knows it: with all digits but those that a binary fraction leaves behind."""
    return f"{Decimal(f'{number:.15g}').normalize():f}"


def wan_number(amount: Decimal | float) -> str:
    """An amount of 万元 to the fen: as many of its six decimals as it has, at least two."""
    whole, _, decimals = f"{amount:,.{_WAN_DECIMALS}f}".partition(".")
    return unsigned_zero(f"{whole}.{decimals.rstrip('0').ljust(2, '0')}")


def unsigned_zero(text: str) -> str:
    """Drops the sign of a zero: `-0.00` is a rounded zero and reads like a debt."""
    return text.lstrip("-") if is_zero(text) else text


def is_zero(text: str) -> bool:
    """Whether a number is written with zeros only."""
    return not text.strip("-0.,%")
