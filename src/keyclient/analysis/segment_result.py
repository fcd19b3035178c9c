"""What `segment` answers: the JSON contract of the command."""

from typing import Literal

from pydantic import Field

from keyclient.analysis.ranking import Ranking
from keyclient.model.contract import Contract
from keyclient.model.number import Amount, Share
from keyclient.segments.classes import ClassLetter

BandName = Literal["high", "mid", "low", "none"]


class VitalFew(Contract):
    """The smallest number of largest customers that reaches the target. It may cut through equal values."""

    target: Share
    customers: int | None
    """None where no customer has a positive value."""
    share_of_customers: Share | None
    """Of the customers with a value."""


class TopShare(Contract):
    """What the largest customers, a given share of them rounded up, hold."""

    share_of_customers: Share
    """The share asked for."""
    customers: int
    share_of_value: Share | None
    """Of the gross positive value."""


class ValueClass(Contract):
    """A value class: A, B, C of the positive values, Z zero, N negative, U blank."""

    class_: ClassLetter = Field(alias="class")
    customers: int
    share_of_customers: Share | None
    """Of the customers with a value; None for class U."""
    value: Amount | None
    """None for class U: what its customers hold is not known."""
    share_of_value: Share | None
    """Of the gross positive value; None for the classes Z, N and U."""
    smallest: Amount | None
    """None where the class has no customers with a value."""
    largest: Amount | None


class Band(Contract):
    """A band of customers by rank, beside the reference figures of the training material."""

    band: BandName
    customers: int
    share_of_customers: Share | None
    value: Amount
    share_of_value: Share | None
    """Of the net; None where the net is not positive."""
    reference_customers: Share
    reference_value: Share


class Concentration(Contract):
    """How unevenly value is spread. None where no customer has a value that counts."""

    gini: float | None
    """Over the customers with a value, zeros kept; 0 equal, towards 1 uneven."""
    gini_method: Literal["population", "raffinetti"]
    """`raffinetti` normalises by the sum of absolute values; used where there are negative values."""
    gini_positive: float | None
    """Over the customers with a positive value."""
    hhi: float | None
    """Herfindahl-Hirschman index over the positive values."""
    effective_customers: float | None
    """1 / HHI."""
    top1: Share | None
    """Of the gross positive value, held by the largest customer."""
    top5: Share | None
    top10: Share | None


class Whale(Contract):
    """The whale curve: value added up from the largest customer down rises to a peak and falls to the net."""

    peak: Amount
    customers_at_peak: int
    peak_over_net: float | None
    """None where the net is not positive."""
    erosion: Amount
    """What the customers with negative values take away again; not negative."""


class Sensitivity(Contract):
    """The vital few at another target."""

    target: Share
    customers: int | None


class GroupClass(Contract):
    """How many customers of a group are in a class and what they hold."""

    class_: ClassLetter = Field(alias="class")
    customers: int
    value: Amount | None
    """None for class U."""


class Group(Contract):
    """One value of the column given by `--by`."""

    group: str | None
    """None: the customers where the column is blank."""
    customers: int
    total: Amount
    share_of_total: float | None
    """Of the net of all groups; None where that is not positive."""
    vital_few: VitalFew
    classes: tuple[GroupClass, ...]
    """By the same edges, over the group's own value."""
    gini: float | None


class Theil(Contract):
    """The Theil index, split."""

    between: float | None
    within: float | None


class TieBlock(Contract):
    """Many customers with one value, among whom the edge of a class falls."""

    classes: str
    """Letters of the classes whose edge it is."""
    customers: int
    share_of_customers: Share
    value: Amount


class SegmentResult(Contract):
    """Which few customers bring most of the value."""

    measure: str
    customers: int
    """All customers, those without a value too."""
    blank: int
    """Customers without a value."""
    total: Amount
    """The net: gross positive plus gross negative."""
    gross_positive: Amount
    """The base of shares of value."""
    gross_negative: Amount
    """Not above 0."""
    vital_few: VitalFew
    top_share: TopShare
    classes: tuple[ValueClass, ...]
    """A, B and C always; Z, N and U where they have customers."""
    bands: tuple[Band, ...]
    concentration: Concentration
    whale: Whale
    sensitivity: tuple[Sensitivity, ...]
    top: Ranking
    groups: tuple[Group, ...] | None
    """Largest total first, then by name; None without `--by`."""
    theil: Theil | None
    tie_blocks: tuple[TieBlock, ...] = Field(default=(), exclude=True)
    """Large ties at an edge; told as issues, no part of the JSON."""

    @property
    def known(self) -> int:
        """How many customers have a value."""
        return self.customers - self.blank
