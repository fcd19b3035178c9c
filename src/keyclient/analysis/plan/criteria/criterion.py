"""What an acceptance criterion asks of a customer."""

import datetime as dt
from dataclasses import dataclass
from dataclasses import field as declared
from decimal import Decimal
from enum import StrEnum

from keyclient.model.label import Label

VALUE = "value"
"""Stands for what customers are ranked by, whatever that is in a book."""


class Sign(StrEnum):
    """How two things are compared."""

    AT_LEAST = ">="
    OVER = ">"
    AT_MOST = "<="
    UNDER = "<"
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class AmountCondition:
    """A number of the customer: `aum >= 500000`. Money is in yuan."""

    field: str
    """A field of `Customer`, or `VALUE`."""
    sign: Sign
    amount: Decimal
    label: Label = declared(compare=False)
    """The name of the field."""
    is_money: bool = declared(compare=False)


@dataclass(frozen=True, slots=True)
class TierCondition:
    """The tier of the customer, by the floors of the plan's own book: `tier >= gold` is gold or better."""

    sign: Sign
    tier: str
    label: Label = declared(compare=False)


@dataclass(frozen=True, slots=True)
class HoldsCondition:
    """A product family that the customer holds: `holds fund`."""

    family: str
    label: Label = declared(compare=False)


@dataclass(frozen=True, slots=True)
class ContactCondition:
    """A contact on a day or after it: `contact since 2026-11-01`."""

    since: dt.date


@dataclass(frozen=True, slots=True)
class StageCondition:
    """How far the customer has come: `stage >= key`. A lost one has no stage."""

    sign: Sign
    stage: str
    label: Label = declared(compare=False)


Condition = AmountCondition | TierCondition | HoldsCondition | ContactCondition | StageCondition


@dataclass(frozen=True, slots=True)
class Criterion:
    """All that has to be true for a line to be met, in the order it was written; at least one condition."""

    conditions: tuple[Condition, ...]
