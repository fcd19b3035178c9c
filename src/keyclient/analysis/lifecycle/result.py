"""What `lifecycle` answers: the JSON contract of the command."""

from pydantic import Field

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.unread import UnreadCustomer, is_nobody, nobody_unread
from keyclient.analysis.lifecycle.rows import Crossing, NeedGap
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share
from keyclient.policy.parts.needs import Weight


class Coverage(Contract):
    """The coverage of a need."""

    need: str
    """Its key in the policy: `basic`, `mortgage`, `investment`, `estate` unless changed."""
    weight: Weight | None
    """How important the need is in the band; None over several bands."""
    holders: int
    """Customers who hold any product that serves it."""
    known: int
    """Customers whose holdings are known."""
    coverage: Share | None
    """Holders over known; None if no holdings are known."""
    gap_customers: int
    """Customers who hold no product for it."""
    gap_value: Amount | None
    """Their value; None without a measure."""


class LifeBand(Contract):
    """The people of one age band."""

    band: str
    customers: int
    unknown_holdings: int
    """Those with no known holdings."""
    value: Amount | None
    needs: tuple[Coverage, ...]
    """In the order of the policy; only those that the band has."""


class LifeGroup(Contract):
    """One value of the column given by `--by`."""

    group: str | None
    """None: the customers where the column is blank."""
    customers: int
    corporate: int
    unknown_age: int
    unknown_holdings: int
    value: Amount | None
    """Of the people in a band."""
    needs: tuple[Coverage, ...]
    """Over the bands that have the need."""


class LifecycleResult(Contract):
    """What each age band needs and holds, and whom to contact about what."""

    measure: str | None
    """None if the book has no measure."""
    customers: int
    """People in a band, people of unknown age, and companies."""
    corporate: int
    """Companies; they have no age and no band."""
    unknown_age: int
    """People whose age is not known, or impossible."""
    unknown_holdings: int
    """People in a band with no known holdings."""
    core_gap_customers: int | None
    """Of `core_known_customers`, those with a core need that is not covered; null where these are none."""
    bands: tuple[LifeBand, ...]
    """From the youngest."""
    silent_needs: tuple[str, ...]
    """Needs without a column in the book."""
    gaps: LazyRows[NeedGap]
    """Largest value first, then by customer id, row and need: as many as requested."""
    total_gaps: int
    months: int
    crossings: LazyRows[Crossing]
    """Who enters the next band within these months, earliest first: as many as requested."""
    total_crossings: int
    unknown_crossings: int
    """People below the last band with an age but no birth date, so the day is unknown."""
    groups: tuple[LifeGroup, ...] | None
    """Largest value first, then the most customers, then by name; None without `--by`."""
    core_known_customers: int
    """People in a band whose core needs are all known."""
    unread: LazyRows[UnreadCustomer] = Field(default_factory=nobody_unread, exclude_if=is_nobody)
    """Customers whose value cannot be read: not counted and in no list. Only where there are any."""

    @property
    def people(self) -> int:
        """Customers in a band."""
        return sum(band.customers for band in self.bands)
