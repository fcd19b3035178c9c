"""What `funnel` answers: the JSON contract of the command."""

from typing import Literal

from pydantic import Field

from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share


class FunnelStage(Contract):
    """One stage of the ladder. Customers or deals are counted at the furthest stage they had."""

    stage: str
    reached: int
    """At this stage or beyond; the same as `reached_low`."""
    reached_low: int
    """Those of unknown stage are counted at the first stage only."""
    reached_high: int
    """Those of unknown stage are counted at every stage but the last."""
    step_conversion: Share | None
    """Share of those at the stage before that reached this one; None at the first stage."""
    step_low: Share | None
    """Lower end of its Wilson interval."""
    step_high: Share | None
    cumulative_conversion: Share | None
    """Share of all who entered."""
    here_now: int
    """Open, or won, and not beyond."""
    lost_here: int
    moved_back: int
    """At an earlier stage now; always 0 for a snapshot, which cannot show it."""
    skipped: int | None
    """Past it without a record of it; None for a snapshot, which cannot show it."""
    value: Amount | None
    """Total value of those who reached it; None without a measure."""
    value_here: Amount | None
    """Total value of those here now."""
    median_days: float | None
    """Between the first day at the stage before and the first day here; None without days."""


class StageTime(Contract):
    """How long it takes from one stage to the next, or from entry to the last stage."""

    from_stage: str
    to_stage: str
    customers: int
    """Those with known first days at both stages, in this order."""
    median_days: float | None
    mean_days: float | None
    p90_days: float | None
    """Nine in ten took no longer."""
    still_open: int
    """Those who reached the first of the two and are neither lost nor at the second."""


class FunnelCounts(Contract):
    """How many entered and what became of them."""

    entered: int
    won: int
    lost: int
    open: int
    conversion: Share | None
    """Won of entered."""
    low: Share | None
    """Lower end of its Wilson interval."""
    high: Share | None
    win_rate: Share | None
    """Won of those won or lost; None if there are none."""


class FunnelGroup(FunnelCounts):
    """One value of the column given by `--by`."""

    group: str | None
    """None: where the column is blank."""
    family: str | None
    """The family of a source of leads; None for other columns and unknown sources."""
    reached: tuple[int, ...]
    """By stage."""
    leak: str | None
    """The stage with the smallest conversion from the one before; None where too few got that far, or
    where it depends on those of unknown stage."""
    leak_conversion: Share | None


class FunnelFamily(FunnelCounts):
    """Sources of leads rolled up."""

    family: str | None
    """None: sources that belong to no family, and none."""
    sources: int


class Cohort(FunnelCounts):
    """Those who entered in one month."""

    month: str | None
    """As 2026-01; None where no day is known."""
    reached: tuple[int, ...]


class Window(Contract):
    """Who was won within some days of entry, of those observed for that long."""

    days: int
    observed: int
    won: int
    conversion: Share | None
    low: Share | None
    high: Share | None
    too_recent: int
    """Entered fewer days before the data date: left out."""
    undated: int
    """Without a day of entry, or won on an unknown day: left out."""


class Difference(Contract):
    """A rate and the same rate of the older book."""

    old: Share | None
    difference: float | None
    """New minus old, -1..1."""
    low: float | None
    """Lower end of the interval of the difference (Newcombe 1998)."""
    high: float | None
    significant: bool | None
    """Whether the interval leaves out 0, so that chance alone does not explain the difference."""


class StageDifference(Difference):
    """The step conversion of a stage and that of the older book."""

    stage: str
    old_reached: int


class Comparison(Contract):
    """The funnel compared with an older book's."""

    as_of: str
    entered: int
    won: int
    lost: int
    open: int
    stages: tuple[StageDifference, ...]
    win_rate: Difference
    conversion: Difference


class UnknownStage(Contract):
    """A name of a stage that is on no ladder."""

    name: str
    rows: int
    first_row: tuple[int, int]
    """In which table, 0 for the book and 1 for the log, and in which row of it."""
    nearest: str | None


class FunnelResult(Contract):
    """How many pass each stage, and where they are lost."""

    mode: Literal["snapshot", "log"]
    ladder: tuple[str, ...]
    """Every stage of the ladder, including those that never occur."""
    stages: tuple[FunnelStage, ...]
    """Those that occur in the book, in order."""
    entered: int
    won: int
    lost: int
    open: int
    unknown_stage: int
    """Customers or deals whose only stage names are on no ladder; left out unless they are lost or won."""
    unplaced: int
    """Of `entered`: lost or open with an unknown stage; counted at the first one."""
    blank: int
    """Customers or deals without stage and outcome; left out."""
    win_rate: Share | None
    """Won of won and lost."""
    conversion: Share | None
    """Won of entered."""
    low: Share | None
    high: Share | None
    leak: str | None
    """The stage with the smallest conversion from the one before."""
    leak_if_late: str | None
    """The same if those of unknown stage had all got as far as possible."""
    measure: str | None
    times: tuple[StageTime, ...] | None
    """None without days."""
    cohorts: tuple[Cohort, ...] | None
    """By month of entry; None without days."""
    window: Window | None
    groups: tuple[FunnelGroup, ...] | None
    """Highest win rate first, small groups after the others; None without `--by`."""
    families: tuple[FunnelFamily, ...] | None
    """None unless grouped by source."""
    compare: Comparison | None
    unknown_names: tuple[UnknownStage, ...] = Field(default=(), exclude=True)
    """Reported as issues; not in the JSON."""
    contradicted: int = Field(default=0, exclude=True)
    """At the last stage and lost; reported as an issue."""
    contradicted_row: int | None = Field(default=None, exclude=True)
    early: int = Field(default=0, exclude=True)
    """Won before their first day at any other stage; reported as an issue."""
    early_row: int | None = Field(default=None, exclude=True)
    strays: int = Field(default=0, exclude=True)
    """In the log and not in the book; reported as an issue."""
    future: int = Field(default=0, exclude=True)
    """With a stage after the data date; reported as an issue."""
