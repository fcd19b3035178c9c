"""Sums that do not depend on the order of the book."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from keyclient.metrics.exact_shares import Number


def exact_sum(values: NDArray[Any]) -> Number:
    """The sum: exact for whole units, in rising order for floats, so that the order of the book does not matter."""
    if values.dtype.kind == "f":
        return float(np.sort(values).sum())
    return int(values.sum())
