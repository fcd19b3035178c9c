"""What an average over a time comes to at its end, and what it takes to reach a floor (积数: balance x days)."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def average_at_end(average: Numbers, point: Numbers, gone: int, left: int) -> Numbers:
    """The average at the end if the balance stays at `point`, to the nearest whole unit; NaN where a number is.

    `average`: over the `gone` days (1 or more), in whole units as `point` is; `left`: the days after them.
    """
    return np.asarray(np.rint((average * gone + point * left) / (gone + left)))


def more_to_hold(average: Numbers, point: Numbers, floor: Numbers, gone: int, left: int) -> Numbers:
    """What has to be held above `point` on each of the `left` days for the average to reach a floor, rounded up.

    0 where it reaches the floor without; NaN where a number is, and where no day is left.
    """
    if left < 1:
        return np.full(len(average), np.nan)
    short = floor * (gone + left) - average * gone - point * left
    return np.asarray(np.maximum(np.ceil(short / left), 0.0))
