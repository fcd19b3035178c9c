"""From readings to the frame of a portfolio."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from keyclient.ingest.base.beside import beside
from keyclient.ingest.columns.reading import Reading
from keyclient.model.measure import Measure

Flags = npt.NDArray[np.bool_]


def build_frame(readings: Mapping[str, Reading], rows: npt.NDArray[np.int64]) -> pd.DataFrame:
    """A frame with one column per reading and `row`, the row number in Excel. See `Portfolio` for the dtypes.

    Numbers are those of the readings themselves, not copies: nobody changes either.
    """
    columns: dict[str, object] = {"row": rows + 1}
    columns.update(zip(readings, beside(_column, readings.values(), len(rows)), strict=True))
    return pd.DataFrame(columns, copy=False)


def with_value(frame: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """The frame with `value`: the measure's column, or the sum of its columns, blanks counting as 0."""
    columns = frame[list(measure.columns)]
    value = columns.iloc[:, 0] if len(measure.columns) == 1 else columns.sum(axis=1, min_count=1)
    return frame.assign(value=value)


def _column(reading: Reading) -> object:
    values = reading.values
    if isinstance(values, pa.ChunkedArray | pa.Array):
        return pd.Series(values, dtype="str")
    if values.dtype.kind == "M":
        days = values.astype("datetime64[s]")
        days[~reading.valid] = np.datetime64("NaT", "s")
        return days
    if values.dtype.kind == "f":
        return pd.arrays.FloatingArray(values, ~reading.valid)
    return pd.arrays.IntegerArray(values, ~reading.valid)
