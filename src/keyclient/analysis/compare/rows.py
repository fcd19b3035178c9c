"""The rows that `compare` lists."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from keyclient.model.measure import Amount


@dataclass(frozen=True, slots=True)
class MovedCustomer:
    """One customer of the two newest books."""

    customer_id: str
    row: int | None
    """In the newest book; None: no longer listed."""
    from_: Annotated[str | None, Field(alias="from")]
    """The tier in the book before; None: not listed there."""
    to: str | None
    """The tier now; None: not listed."""
    before: Amount | None
    """None: not listed, or blank."""
    after: Amount | None
    change: Amount
    bucket: str
    reason: str
    """In words, in the language of the answer."""


@dataclass(frozen=True, slots=True)
class RisingCustomer:
    """One customer on the rise who is no key customer yet."""

    customer_id: str
    row: int
    state: str
    """`grew` (known in fewer than four books), `possible` or `confirmed`."""
    growth: float
    """From her first known value to her last by the fitted line, as a share of its start."""
    value: Amount
    gap_to_key: Amount
    """To the lowest floor of a key tier, as of the first book; 0: loyalty is what lacks."""
    loyalty_gap: float | None
    """Points missing to the loyalty that this tier asks for; None if nothing is missing."""


@dataclass(frozen=True, slots=True)
class PerhapsSame:
    """A customer who vanished and a new one who may be the same under a new number."""

    old_id: str
    new_id: str
    row: int
    """Of the new one."""
    evidence: str
    """`id_number`, or `name_and_birth_date`."""
    before: Amount | None
    after: Amount | None
    several: bool = False
    """Whether one of the two has several candidates."""
