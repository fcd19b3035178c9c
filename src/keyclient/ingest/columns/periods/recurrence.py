"""How far those who stand at one date of a book stand at the next as well."""

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]


def share_recurring(who: Integers, dates: Integers) -> float:
    """Of those who could stand at two dates in a row, the share that do; 0 where there is one date.

    `who` and `dates` of every row are numbers from 0; dates rise. Of two dates the smaller says how many could.
    """
    several = int(dates.max(initial=0)) + 1
    stand = np.unique(who * several + dates)
    at = stand % several
    stay = np.isin(stand + 1, stand) & (at < several - 1)
    sizes = np.bincount(at, minlength=several)
    possible = int(np.minimum(sizes[1:], sizes[:-1]).sum())
    return int(stay.sum()) / possible if possible else 0.0
