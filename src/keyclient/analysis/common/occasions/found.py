"""One reason to get in touch, for all customers of the newest book."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from keyclient.analysis.common.evidence.arrays import Flags, Ints, Numbers
from keyclient.analysis.common.evidence.finding import YUAN
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.measure import Measure, MeasureKind

NO_DAY = -1
"""In place of a day where there is none."""
Words = Callable[[Ints], list[str]]
"""One sentence for each of some customers, by their positions in the frame; made for those alone who are listed."""


@dataclass(frozen=True, eq=False)
class Found:
    """One reason. Arrays have one entry a customer, in the order of the frame of the newest book."""

    occasion: Occasion
    holds: Flags
    known: Flags
    """Whether the books say anything about it; where not, `holds` is False: nobody knows, which is not to say that all is well."""
    amount: Numbers
    """The money that it is about where it holds, in fen (float64); NaN: none, or nobody knows how much."""
    day: Ints
    """The day by which it is over, as `date.toordinal` (int64); `NO_DAY` where there is none."""
    words: Words


def found(
    occasion: Occasion,
    holds: Flags,
    known: Flags,
    words: Words,
    *,
    amount: Numbers | None = None,
    day: Numbers | None = None,
) -> Found:
    """A reason that holds only where it is known, and has amounts and days only where it holds.

    `amount`: in fen, None: about no money; `day`: ordinals, None: no day by which it is over.
    """
    held = np.asarray(holds & known, dtype=bool)
    money = np.full(len(held), np.nan) if amount is None else np.where(held, amount, np.nan)
    days = np.full(len(held), NO_DAY) if day is None else np.where(held & ~np.isnan(day), day, NO_DAY)
    return Found(occasion, held, np.asarray(known, dtype=bool), money, days.astype(np.int64), words)


def in_fen(units: Numbers, measure: Measure) -> Numbers:
    """Amounts in units of a measure as fen; NaN for a measure that is no money."""
    if measure.kind is not MeasureKind.MONEY:
        return np.full(len(units), np.nan)
    places = (YUAN.decimals or 0) - (measure.decimals or 0)
    return np.asarray(units * 10.0**places if places else units, dtype="float64")
