"""The totals of columns are exact however large they get."""

import narwhals as nw
import pandas as pd

from keyclient.metrics.exact_totals import exact_totals
from keyclient.metrics.floors import Totals, totals


def columns(**values: list[int | None]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.array(cells, dtype="Int64") for name, cells in values.items()})


def test_they_are_those_of_a_book() -> None:
    frame = columns(value=[5, None, -3, 0, 2**40], other=[None] * 5)
    found = exact_totals(nw.from_native(frame).lazy(), ["value", "other", "value"])
    eager = nw.from_native(frame, eager_only=True)
    assert found == {"value": totals(eager, "value"), "other": Totals()}


def test_sums_leave_int64() -> None:
    most = 2**62
    found = exact_totals(nw.from_native(columns(value=[most, most, most, -most])).lazy(), ["value"])["value"]
    assert (found.net, found.gross, found.positives) == (2 * most, 3 * most, 3)


def test_nobody_has_nothing() -> None:
    assert exact_totals(nw.from_native(columns(value=[])).lazy(), ["value"]) == {"value": Totals()}
