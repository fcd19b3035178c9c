"""Which customers are of class A: those who bring most of the value, as `segment` says."""

import narwhals as nw
import numpy as np
import pandas as pd
from narwhals.typing import FrameT

from keyclient.analysis.common.evidence.arrays import Flags, Numbers
from keyclient.metrics.class_edge import edge_at_share, edge_at_sum
from keyclient.metrics.classes import Cut, cut
from keyclient.metrics.curve import curve
from keyclient.metrics.curve_points import CurvePoints, read_points, select_points
from keyclient.metrics.exact_shares import exact_share
from keyclient.metrics.nearest import nearest, nearest_blocks
from keyclient.metrics.profile import Profile, profiles, read_profiles
from keyclient.model.measure import Measure
from keyclient.policy.parts.segment import SegmentPolicy


def class_a(values: Numbers, measure: Measure, policy: SegmentPolicy) -> Flags:
    """Whether each customer is of class A. `values`: in units of the measure, NaN where blank.

    Nobody is where no value is positive; equal values share a class, as `segment.ties` says.
    """
    known = values[~np.isnan(values)]
    falling = np.sort(known.astype(np.float64 if measure.decimals is None else np.int64))[::-1]
    line = curve(nw.from_native(pd.DataFrame({"value": falling}), eager_only=True))
    end = _end(line, read_profiles(profiles(line))[""], policy)
    if end.floor is None:
        return np.zeros(len(values), dtype=bool)
    return np.asarray(values >= end.floor if end.floor_is_in else values > end.floor)


def _end(line: FrameT, profile: Profile, policy: SegmentPolicy) -> Cut:
    points = read_points(select_points(line, targets=[exact_share(profile.gross, policy.target)]))
    reached = points.get("", CurvePoints(()))
    edge = edge_at_share(profile.gross, policy.target)
    if policy.cut == "auto":
        blocks = read_points(nearest_blocks(line, nw.lit(profile.known), nw.lit(profile.gross)))
        around = blocks.get("", CurvePoints(()))
        natural = nearest(around, profile.known, profile.gross)
        if natural is not None:
            reached, edge = reached | around, edge_at_sum(natural.held)
    return cut(reached, edge, policy.ties)
