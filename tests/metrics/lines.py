"""Curves made of a handful of values, for tests."""

import datetime as dt
from collections.abc import Sequence

import narwhals as nw
import pandas as pd
import pyarrow as pa

from keyclient.metrics.class_edge import Ties, edge_at_share
from keyclient.metrics.classes import GRADES, Cuts, grade_of
from keyclient.metrics.curve import curve
from keyclient.metrics.curve_points import CurvePoints, read_points, select_points
from keyclient.metrics.exact_shares import Number, exact_share
from keyclient.metrics.profile import Profile, profiles, read_profiles

Frame = nw.DataFrame[pd.DataFrame]


def frame_of(values: Sequence[Number]) -> Frame:
    numbers = "float64" if any(isinstance(value, float) for value in values) else "int64"
    return nw.from_native(pd.DataFrame({"value": pd.Series(values, dtype=numbers)}), eager_only=True)


def profile_of(values: Sequence[Number]) -> Profile:
    return read_profiles(profiles(curve(frame_of(values))))[""]


def points_of(
    values: Sequence[Number], *, shares: Sequence[float] = (0.8, 0.95), ranks: Sequence[int] = ()
) -> CurvePoints:
    gross = sum(value for value in values if value > 0)
    targets = [exact_share(gross, share) for share in shares]
    return read_points(select_points(curve(frame_of(values)), targets=targets, ranks=ranks)).get(
        "", CurvePoints(())
    )


def cuts_of(values: Sequence[Number], ties: Ties = "up", shares: tuple[float, float] = (0.8, 0.95)) -> Cuts:
    gross = sum(value for value in values if value > 0)
    found = points_of(values, shares=shares)
    return Cuts.of(found, edge_at_share(gross, shares[0]), edge_at_share(gross, shares[1]), ties)


def letters_of(values: Sequence[Number], ties: Ties = "up") -> str:
    """The class of every value, in their order."""
    graded = frame_of(values).select(grade=grade_of(nw.col("value"), cuts_of(values, ties)))
    return "".join(GRADES[grade] for grade in graded["grade"].to_list())


def days_of(days: Sequence[dt.date | None]) -> pa.Array:
    """A column of dates as a portfolio has them."""
    return pa.array(days, pa.date32()).cast(pa.timestamp("s"))
