"""What `segment` answers: the JSON contract of the command."""

from typing import Literal

from pydantic import Field

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.unread import UnreadCustomer, is_nobody, nobody_unread
from keyclient.analysis.segment.grouping import Group
from keyclient.analysis.segment.ranking import RankedCustomer
from keyclient.analysis.segment.vital_few import VitalFew
from keyclient.metrics.classes import ClassLetter
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share


def _is_none(value: object) -> bool:
    return value is None


BandName = Literal["high", "mid", "low", "none"]


class TopShare(Contract):
    """What the largest customers hold: a given share of them, rounded up."""

    share_of_customers: Share
    """The requested share."""
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
    """None for class U, whose customers have no value."""
    share_of_value: Share | None
    """Of the gross positive value; None for the classes Z, N and U."""
    smallest: Amount | None
    """None where the class has no customers with a value."""
    largest: Amount | None


class Band(Contract):
    """A band of customers by rank, with the reference figures of the training material."""

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


class Theil(Contract):
    """The Theil index of the customers with a value, split by `--by`; the sum of both is the index of the book.

    None where a value is negative, since the index does not exist then, and where nobody has a positive value.
    """

    between: float | None
    """The index if every customer had the mean of its group."""
    within: float | None
    """The mean of the groups' own indices, weighted by what each group holds."""


class AEdge(Contract):
    """The point of the curve at which class A ends, found by the data (`segment.cut = "auto"`).

    Equal values share a class, so that class A itself may end before or after it.
    """

    customers: int
    """How many of the largest customers it takes."""
    share_of_customers: Share
    """Of the customers with a value: how far right the point is."""
    share_of_value: Share
    """Of the gross positive value: how high it is."""
    distance: float
    """To the ideal point (0, 1); less is more uneven."""


class TieBlock(Contract):
    """Many customers with the same value at the edge of a class."""

    classes: str
    """Letters of the classes that end there."""
    customers: int
    share_of_customers: Share
    value: Amount


class CurvePoint(Contract):
    """What the customers down to a rank hold together."""

    rank: int
    value: Amount
    """The running value; it falls where values are negative."""
    share_of_value: Share | None
    """The running share of the gross positive value; it never falls."""


class SegmentResult(Contract):
    """Which few customers bring most of the value."""

    measure: str
    customers: int
    """All customers, those without a value too."""
    blank: int
    """Customers without a value."""
    total: Amount
    """Gross positive plus gross negative."""
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
    top: LazyRows[RankedCustomer]
    groups: LazyRows[Group] | None
    """Largest total first, then by name; None without `--by`."""
    theil: Theil | None
    """None without `--by`."""
    a_edge: AEdge | None = Field(default=None, exclude_if=_is_none)
    """Only where `segment.cut` is `auto` and a customer has a positive value; else class A ends at the target."""
    unread: LazyRows[UnreadCustomer] = Field(default_factory=nobody_unread, exclude_if=is_nobody)
    """Customers whose value cannot be read: not counted and not ranked. Only where there are any."""
    tie_blocks: tuple[TieBlock, ...] = Field(default=(), exclude=True)
    """Large ties at an edge; reported as issues; not in the JSON."""
    curve: tuple[CurvePoint, ...] = Field(default=(), exclude=True)
    """Running value from the largest customer down, in a few steps; for charts, not in the JSON."""

    @property
    def known(self) -> int:
        """How many customers have a value."""
        return self.customers - self.blank
