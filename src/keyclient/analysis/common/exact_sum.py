"""Sums that do not depend on the order of the book, nor on how many threads add them up."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from keyclient.metrics.exact_shares import Number

COUNT = "customers"


def exact_sum(values: NDArray[Any]) -> Number:
    """The sum: exact for whole units, in rising order for floats, so that the order of the book does not matter."""
    if values.dtype.kind == "f":
        return float(np.sort(values).sum())
    return int(values.sum())


def in_adding_order(frame: "nw.DataFrame[pa.Table]") -> "nw.DataFrame[pa.Table]":
    """The customers as they are, but by rising `value` where values are floats."""
    return frame.sort("value") if frame.schema["value"].is_float() else frame


def grouped_sums(
    frame: "nw.DataFrame[pa.Table]", by: Sequence[str], names: Sequence[str]
) -> list[dict[str, Any]]:
    """The sums of some columns by the values of others, and the number of rows as `COUNT`; null where all are null.

    Added one after another as they stand: several threads would add floats in another order each time.
    """
    grouped = pa.TableGroupBy(frame.select(*by, *names).to_native(), list(by), use_threads=False)
    found = grouped.aggregate([([], "count_all"), *((name, "sum") for name in names)])
    return list(found.rename_columns([*by, COUNT, *names]).to_pylist())
