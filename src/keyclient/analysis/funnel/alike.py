"""How many customers or deals a row of a funnel's frame stands for, and what all of them hold.

A row is one customer or deal, unless an engine has put all those together that are alike: with the same stage, outcome and
group. Then the frame has the column `COPIES`, int64, and instead of `value` those of `SUMS`, int64.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.metrics.whole_sums import half_names, whole_sum

COPIES = "#copies"
"""How many customers or deals the row stands for; at least 1."""
KNOWN = "#known"
SUMS = (*half_names("value"), KNOWN)
"""The sum of their values in two halves (see `keyclient.metrics.whole_sums`), and how many of them have a value."""


def is_put_together(frame: pd.DataFrame) -> bool:
    """Whether a row may stand for several."""
    return COPIES in frame


def has_value(frame: pd.DataFrame) -> bool:
    """Whether it is known what the customers or deals hold."""
    return "value" in frame or SUMS[0] in frame


def how_many(frame: pd.DataFrame, flags: npt.NDArray[np.bool_]) -> int:
    """How many customers or deals the flagged rows stand for."""
    return int(frame[COPIES].to_numpy("int64")[flags].sum() if is_put_together(frame) else flags.sum())


def carried(frame: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    """The columns of a frame that tell how many a row stands for and what they hold."""
    return {name: frame[name] for name in ("value", COPIES, *SUMS) if name in frame}


def without_values(frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows without what they hold."""
    return frame.drop(columns=["value", *SUMS], errors="ignore")


def total(sums: Mapping[str, Any]) -> float:
    """The value of some rows from the sums of their columns; exact for those put together, however large."""
    return whole_sum(sums, "value") if SUMS[0] in sums else sums.get("value") or 0
