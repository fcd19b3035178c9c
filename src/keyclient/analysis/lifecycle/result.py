"""What `lifecycle` answers: the JSON contract of the command."""

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.lifecycle.rows import Crossing, NeedGap
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share
from keyclient.policy.parts.needs import Weight


class Coverage(Contract):
    """How far a need is served."""

    need: str
    """Its key in the policy: `basic`, `mortgage`, `investment`, `estate` unless changed."""
    weight: Weight | None
    """How much the band has it; None over several bands."""
    holders: int
    """Customers who hold any product that serves it."""
    known: int
    """Customers of whom the book says whether they do."""
    coverage: Share | None
    """Holders over known; None where nothing is known."""
    gap_customers: int
    """Customers who hold none."""
    gap_value: Amount | None
    """What these are worth; None without a measure."""


class LifeBand(Contract):
    """The people of one age band."""

    band: str
    customers: int
    unknown_holdings: int
    """Those of whom the book says nothing about any need."""
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
    """What each age band needs, what it holds, and whom to talk to about what."""

    measure: str | None
    """None where the book has nothing to value customers by."""
    customers: int
    """All: those in a band, those of unknown age, and companies."""
    corporate: int
    """Companies; they have no age and stand in no band."""
    unknown_age: int
    """People whose age is not known, or impossible."""
    unknown_holdings: int
    """People in a band of whom the book says nothing about any need."""
    core_gap_customers: int
    """People in a band who lack a core need of it."""
    bands: tuple[LifeBand, ...]
    """From the youngest."""
    silent_needs: tuple[str, ...]
    """Needs about which no column of the book says anything."""
    gaps: LazyRows[NeedGap]
    """Largest value first, then by customer id, row and need: as many as were asked for."""
    total_gaps: int
    months: int
    crossings: LazyRows[Crossing]
    """Who enters the next band within these months, the earliest first: as many as were asked for."""
    total_crossings: int
    unknown_crossings: int
    """People below the last band of whom only the age is known, so that the day cannot be told."""
    groups: tuple[LifeGroup, ...] | None
    """Largest value first, then the most customers, then by name; None without `--by`."""

    @property
    def people(self) -> int:
        """Customers in a band."""
        return sum(band.customers for band in self.bands)
