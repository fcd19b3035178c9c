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
    """Those whose stage the book does not say are counted at the first stage only."""
    reached_high: int
    """They are counted at every stage but the last."""
    step_conversion: Share | None
    """Part of those at the stage before that reached this one; None at the first stage."""
    step_low: Share | None
    """Lower end of its Wilson interval."""
    step_high: Share | None
    cumulative_conversion: Share | None
    """Part of all who entered."""
    here_now: int
    """Open, or won, and not beyond."""
    lost_here: int
    moved_back: int
    """At an earlier stage now; a snapshot cannot know, and has 0."""
    skipped: int | None
    """Beyond it without a visit; None for a snapshot, which cannot know."""
    value: Amount | None
    """What those who reached it are worth together; None where nothing is measured."""
    value_here: Amount | None
    """What those are worth who are here now."""
    median_days: float | None
    """Between the first day at the stage before and the first day here; None without days."""


class StageTime(Contract):
    """How long it takes from one stage to the next, or from entry to the last stage."""

    from_stage: str
    to_stage: str
    customers: int
    """Those whose first days at both stages are known, in this order."""
    median_days: float | None
    mean_days: float | None
    p90_days: float | None
    """Nine in ten took no longer."""
    still_open: int
    """Those who reached the first of the two, and are neither lost nor at the second yet."""


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
    """Won of those decided; None where nothing is decided."""


class FunnelGroup(FunnelCounts):
    """One value of the column given by `--by`."""

    group: str | None
    """None: where the column is blank."""
    family: str | None
    """The family of a source of leads; None for other columns and unknown sources."""
    reached: tuple[int, ...]
    """By stage."""
    leak: str | None
    """The stage that the smallest part of those at the stage before reached; None where too few came so far, or
    where it hangs on those of unknown stage."""
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
    """Who was won within some days of entry, of those who have been observed that long."""

    days: int
    observed: int
    won: int
    conversion: Share | None
    low: Share | None
    high: Share | None
    too_recent: int
    """Entered fewer days before the data date: left out."""
    undated: int
    """Without a day of entry, or won on a day that is not known: left out."""


class Difference(Contract):
    """A rate beside the same rate of the older book."""

    old: Share | None
    difference: float | None
    """New minus old, -1..1."""
    low: float | None
    """Lower end of the interval of the difference (Newcombe 1998)."""
    high: float | None
    significant: bool | None
    """Whether the interval leaves out 0, so that chance alone does not explain the difference."""


class StageDifference(Difference):
    """The step conversion of a stage, beside that of the older book."""

    stage: str
    old_reached: int


class Comparison(Contract):
    """The funnel beside that of an older book."""

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
    """Every stage that could have been named, those too that the book never names."""
    stages: tuple[FunnelStage, ...]
    """Those that the book names, in order."""
    entered: int
    won: int
    lost: int
    open: int
    unknown_stage: int
    """Customers or deals of which only names of stages are known that are on no ladder; left out unless they are lost
    or won."""
    unplaced: int
    """Of `entered`: lost or open, and the stage is not known; counted at the first one."""
    blank: int
    """Customers or deals without stage and outcome; left out."""
    win_rate: Share | None
    """Won of won and lost."""
    conversion: Share | None
    """Won of entered."""
    low: Share | None
    high: Share | None
    leak: str | None
    """The stage that the smallest part of those at the stage before reached."""
    leak_if_late: str | None
    """The same if those of unknown stage had all come as far as they can."""
    measure: str | None
    times: tuple[StageTime, ...] | None
    """None without days."""
    cohorts: tuple[Cohort, ...] | None
    """By month of entry; None without days."""
    window: Window | None
    groups: tuple[FunnelGroup, ...] | None
    """Highest win rate first, and those with little decided after them; None without `--by`."""
    families: tuple[FunnelFamily, ...] | None
    """None unless grouped by source."""
    compare: Comparison | None
    unknown_names: tuple[UnknownStage, ...] = Field(default=(), exclude=True)
    """Told as issues, no part of the JSON."""
    contradicted: int = Field(default=0, exclude=True)
    """At the last stage and lost; told as an issue."""
    contradicted_row: int | None = Field(default=None, exclude=True)
    strays: int = Field(default=0, exclude=True)
    """In the log and not in the book; told as an issue."""
    future: int = Field(default=0, exclude=True)
    """With a stage after the data date; told as an issue."""
