"""How far a balance is above its average, and how much of the average counts at the end of a quarter.

The regulator's deviation of deposits: (balance at the end of the month - average of the month) / average, 4 % at most for a
bank as a whole. In the last month of a quarter the average counts at most last month's times (1 + the mean growth of the
averages of the last four such months). Source: 银保监办发〔2018〕48号, on the deviation of deposits of commercial banks.
"""

from collections.abc import Sequence
from statistics import fmean


def most_that_counts(last_month: float, growths: Sequence[float]) -> float:
    """What an average at the end of a quarter counts at most, by last month's and the growths of earlier quarter-ends."""
    return last_month * (1 + fmean(growths))


def counted_average(average: float, most: float | None) -> float:
    """The average that counts; `most`: at most, None where nothing limits it."""
    return average if most is None else min(average, most)


def deviation_of(point: float, counted: float) -> float | None:
    """How far a balance is above the average that counts, as a share of it; None unless that is positive."""
    return (point - counted) / counted if counted > 0 else None
