"""Key customers of the demo bank who take money away after long silence or a complaint; about others nobody was warned."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from random import Random

from keyclient.demo.series.casting import rich_first
from keyclient.demo.series.loyal import can_be_loyal, make_loyal
from keyclient.demo.series.member import Fall, Kind, Member
from keyclient.demo.series.needs import can_show
from keyclient.demo.series.size import SeriesSize
from keyclient.model.label import Lang

OVERDUE, COMPLAINT = "overdue", "complaint"
_SHARE = 0.025
"""Of the customers of the first month."""
_FALL = 0.36, 0.46
"""The share of her money that is gone; less than 0.30 would be no fall."""
_RICH, _VERY_RICH = 0.20, 0.055
"""The places of a branch from which they are: above them the tier for which a month of silence is too long."""
_STILL_RICH = 1.9
"""By how much she has more than it takes to be that rich, so that she still is after the fall."""
_SILENT = 93, 112
"""Days since the last contact on the last day of the month before the fall: more than a quarter of a year."""


def mark_rich(members: Sequence[Member], size: SeriesSize) -> None:
    """Mark the richest of each branch, with whom their managers speak often."""
    for branch in range(size.branches):
        pool = rich_first(members, branch)
        for member in pool[: int(len(pool) * _RICH)]:
            member.is_rich = True


def cast_neglected(members: Sequence[Member], size: SeriesSize, lang: Lang) -> None:
    """Mark so many key customers, as many of each branch, and as many for each month and reason."""
    if not can_show(Kind.NEGLECTED, size):
        return
    rng = Random(f"{size.seed}:neglected")  # noqa: S311 - a demo is repeatable, not secret
    pools = [_pool(rng, members, branch, size) for branch in range(size.branches)]
    chosen = list(islice(_in_turn(pools), round(size.customers * _SHARE)))
    rng.shuffle(chosen)
    for member, fall in zip(chosen, _falls(rng, size), strict=False):
        member.kind, member.fall = Kind.NEGLECTED, fall
        member.learn(complaints=0)
        make_loyal(rng, member, size.ends[0], lang)


def _pool(rng: Random, members: Sequence[Member], branch: int, size: SeriesSize) -> list[Member]:
    ranked = rich_first(members, branch)
    floor = ranked[int(len(ranked) * _RICH)].point
    pool = [
        member
        for member in ranked[int(len(ranked) * _VERY_RICH) :]
        if member.point >= _STILL_RICH * floor
        and member.is_free
        and member.manager is not None
        and can_be_loyal(member, size.ends[0])
    ]
    rng.shuffle(pool)
    return pool


def _in_turn(pools: Sequence[list[Member]]) -> Iterator[Member]:
    while any(pools):
        for pool in pools:
            if pool:
                yield pool.pop()


def _falls(rng: Random, size: SeriesSize) -> Iterator[Fall]:
    """The last month first; none before the third, where the books before could not tell of her."""
    months = range(size.months, min(size.months, 3) - 1, -1)
    for month, after in cycle((month, after) for month in months for after in (OVERDUE, COMPLAINT)):
        silent_since = size.ends[month - 1] - dt.timedelta(rng.randint(*_SILENT))
        yield Fall(month, rng.uniform(*_FALL), after, silent_since)


def complain(member: Member, month: int) -> None:
    """Let a customer complain in the month before she falls."""
    fall = member.fall
    if fall is not None and fall.after == COMPLAINT and month == fall.month - 1:
        member.learn(complaints=1)
