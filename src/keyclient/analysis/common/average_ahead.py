"""What averages come to at the end of their month or year: for a measure that is an average beside its balance at a date."""

import numpy as np
from numpy.typing import NDArray

from keyclient.analysis.common.average_at_end import Numbers, average_at_end, more_to_hold
from keyclient.analysis.common.evidence.columns import numbers
from keyclient.model.averaged import AveragedOver, Days
from keyclient.model.measure import Measure
from keyclient.model.measure_fields import AVERAGES
from keyclient.model.portfolio import Portfolio
from keyclient.model.record import dataclass

_BALANCES = {average: balance for balance, average in AVERAGES.items()}


@dataclass(frozen=True, eq=False)
class AverageAhead:
    """An average of a book, the balance that it is of, and the days over which it runs."""

    average: str
    balance: str
    over: AveragedOver
    days: Days
    points: Numbers
    """The balance at the data date in fen, in the order of the frame; NaN where blank."""

    def at_end(self, average: Numbers, at: NDArray[np.int64]) -> Numbers:
        """In fen, if the balance stays. `average`: that of the customers at some positions of the frame."""
        return average_at_end(average, self.points[at], self.days.gone, self.days.left)

    def more(self, average: Numbers, at: NDArray[np.int64], floor: float) -> Numbers:
        """What they have to hold more on each day left, in fen; NaN where nobody knows, or no day is left."""
        floors = np.full(len(average), float(floor))
        return more_to_hold(average, self.points[at], floors, self.days.gone, self.days.left)


def average_ahead(portfolio: Portfolio, measure: Measure) -> AverageAhead | None:
    """None where the measure is no average, its balance is not in the book, or nobody knows over which time it is."""
    average = averaged_with_balance(portfolio, measure)
    over = None if average is None else portfolio.averaged.get(average)
    if average is None or over is None:
        return None
    balance = _BALANCES[average]
    days = over.days(portfolio.as_of)
    return AverageAhead(average, balance, over, days, numbers(portfolio, balance))


def averaged_with_balance(portfolio: Portfolio, measure: Measure) -> str | None:
    """The field of a measure that is an average whose balance is in the book too; None for any other."""
    average = measure.columns[0] if len(measure.columns) == 1 else ""
    balance = _BALANCES.get(average)
    has_balance = balance in portfolio.frame and portfolio.frame[balance].notna().any()
    return average if has_balance else None
