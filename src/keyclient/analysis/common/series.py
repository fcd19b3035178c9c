"""Earlier books and the book of today as what is compared."""

from collections.abc import Sequence

from keyclient.analysis.common.common_units import in_common_units
from keyclient.analysis.common.refusals import UNRANKED, EarlierMeasureError
from keyclient.analysis.common.snapshot import Snapshot, take_snapshot
from keyclient.model.portfolio import Loaded
from keyclient.policy.parts.tier import TierPolicy


def series_of(earlier: Sequence[Loaded], today: Loaded, policy: TierPolicy) -> tuple[Snapshot, ...]:
    """What is kept of the books, oldest first, the book of today last; nothing without an earlier book.

    Raises `EarlierMeasureError`, and what `take_snapshot` raises.
    """
    if not earlier:
        return ()
    for book in earlier:
        _check_measure(book, today)
    return in_common_units([take_snapshot(book, policy) for book in (*earlier, today)])


def _check_measure(book: Loaded, today: Loaded) -> None:
    own, measure = book.portfolio.measure, today.portfolio.measure
    if own is not None and measure is not None and own.name == measure.name:
        return
    names = [UNRANKED if one is None else one.label for one in (own, measure)]
    raise EarlierMeasureError(book=book.portfolio.sources[0].path, measure=names[0], today=names[1])
