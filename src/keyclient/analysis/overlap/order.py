"""The order of lists: by value, and never by the order of books or rows."""

import numpy as np
import pandas as pd

from keyclient.analysis.overlap.combined import Combined
from keyclient.analysis.overlap.who import Ints


def largest_first(combined: Combined | None, persons: Ints) -> Ints:
    """The order of some persons: the largest value first, those without one last, equal ones by their number."""
    if combined is None:
        return np.argsort(persons, kind="stable")
    return order_by_value(combined.persons["value"].take(persons), persons)


def order_by_value(values: pd.Series, *ties: Ints) -> Ints:
    """The largest first, blanks last; equal ones by other numbers, the last of which counts most."""
    blank = values.isna().to_numpy(dtype=bool)
    falling = -values.fillna(0).to_numpy(dtype="float64" if values.dtype == "Float64" else "int64")
    return np.lexsort((*ties, falling, blank))
