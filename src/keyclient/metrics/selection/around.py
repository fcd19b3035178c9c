"""The buckets in which the point of the curve nearest to the ideal may lie: all value with no customers."""

from keyclient.metrics.selection.ladder import Ladder

_TOLERANCE = 1e-13
"""Upper bound of the floating-point error of a distance."""


def around_nearest(ladder: Ladder, buckets: int) -> set[int]:
    """The places of such buckets among the first ones, those of positive values.

    The curve is rising, so that within a bucket no point is nearer than one as far left as its first and as high as its
    last.
    """
    if not buckets:
        return set()
    known, gross = ladder.known, ladder.held[buckets - 1]
    nearest: list[float] = []
    best = float("inf")
    before = 0
    for reach, held in zip(ladder.reach[:buckets], ladder.held[:buckets], strict=True):
        missing = 1 - held / gross
        up, left, right = missing * missing, before / known, reach / known
        nearest.append(left * left + up)
        best = min(best, right * right + up)
        before = reach
    return {place for place, least in enumerate(nearest) if least <= best + _TOLERANCE}
