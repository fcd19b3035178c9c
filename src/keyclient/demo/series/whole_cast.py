"""Everything that is planted among the customers of the demo bank before the first month."""

from collections.abc import Sequence
from random import Random

from keyclient.demo.series.bank import Bank
from keyclient.demo.series.casting import cast
from keyclient.demo.series.lookalikes import cast_households, cast_namesakes, cast_switchboard
from keyclient.demo.series.member import Kind, Member
from keyclient.demo.series.members import new_places
from keyclient.demo.series.needs import can_show
from keyclient.demo.series.neglect import cast_neglected, mark_rich
from keyclient.demo.series.overload import overload
from keyclient.demo.series.persons import cast_chased, cast_gold_together
from keyclient.demo.series.size import SeriesSize
from keyclient.demo.series.ties import Free
from keyclient.model.label import Lang


def cast_whole(
    rng: Random, members: Sequence[Member], bank: Bank, size: SeriesSize, lang: Lang
) -> tuple[tuple[int, str], ...]:
    """Mark all of whom something is planted; the overloaded managers, with their branches."""
    mark_rich(members, size)
    cast(rng, members, bank, size)
    overloaded = overload(members, bank, size)
    cast_neglected(members, size, lang)
    _cast_ties(members, size, lang)
    return overloaded


def _cast_ties(members: Sequence[Member], size: SeriesSize, lang: Lang) -> None:
    free = Free(Random(f"{size.seed}:ties"), size)  # noqa: S311 - a demo is repeatable, not secret
    free.gather(members)
    if can_show(Kind.GOLD_TOGETHER, size):
        cast_gold_together(free, members, size, lang)
    cast_chased(free, members, size, lang)
    cast_households(free)
    cast_switchboard(free)
    cast_namesakes(free, new_places(size))
