"""What customers were worth before the change of the measure that a book itself tells, and the tier that this was."""

import narwhals as nw
import numpy as np
import pyarrow as pa

from keyclient.analysis.common.evidence.arrays import ABSENT, Ints, Numbers
from keyclient.analysis.common.evidence.columns import numbers
from keyclient.analysis.common.tier_book import TierBook
from keyclient.metrics.tier import place_of
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio
from keyclient.model.since import CHANGES


def opening_values(portfolio: Portfolio, measure: Measure) -> Numbers:
    """What each customer was worth, in units of the measure of the book; NaN where it does not tell."""
    return numbers(portfolio, "value") - numbers(portfolio, CHANGES.get(measure.name, ""))


def opening_places(portfolio: Portfolio, tiers: TierBook) -> Ints:
    """The tier of that value, by the floors of the book and all else as it is; `ABSENT` where it does not tell."""
    opening = opening_values(portfolio, tiers.measure)
    known = ~np.isnan(opening)
    if not known.any():
        return np.full(len(opening), ABSENT)
    table = nw.to_native(tiers.frame)
    then = table.set_column(table.column_names.index("value"), "value", pa.array(opening, from_pandas=True))
    placed = nw.from_native(then, eager_only=True).select(place_of(tiers.rungs).alias("place"))
    return np.where(known, placed["place"].to_numpy(), ABSENT)
