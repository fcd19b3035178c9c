"""The deadline of each line."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.occasions.found import NO_DAY
from keyclient.analysis.plan.basis import Basis


class DueDays(NamedTuple):
    """The deadlines of some lines."""

    day: Ints
    """As `date.toordinal`: a working day."""
    overfull: Mapping[str | None, int]
    """How many lines of an owner found no day with room, by owner."""


def due_days(basis: Basis, at: Ints, owner: "pd.Series[str]", over: Ints, ahead: Ints) -> DueDays:
    """Interim."""
    until = basis.until.toordinal()
    day = np.where(over == NO_DAY, until, np.clip(over - ahead, basis.start.toordinal(), until))
    return DueDays(day, {})
