"""What moved from the first book to the newest, step by step."""

from collections.abc import Sequence

from keyclient.analysis.compare.buckets import ORDER
from keyclient.analysis.compare.result import BookStep, BucketTotal
from keyclient.model.measure import Measure


def since_first(steps: Sequence[BookStep], measure: Measure) -> BookStep | None:
    """The steps added up by bucket; None where there is only one.

    A customer who was promoted in one step and lost in a later one counts in both, with the change of each: so opening
    plus the changes of all buckets is closing, as in every step.
    """
    if len(steps) < 2:
        return None
    first, last = steps[0], steps[-1]
    return BookStep(
        from_=first.from_,
        to=last.to,
        opening=first.opening,
        closing=last.closing,
        customers_opening=first.customers_opening,
        customers_closing=last.customers_closing,
        buckets=tuple(_added(place, steps, measure) for place in range(len(ORDER))),
    )


def _added(place: int, steps: Sequence[BookStep], measure: Measure) -> BucketTotal:
    same = [step.buckets[place] for step in steps]
    return BucketTotal(
        bucket=ORDER[place].value,
        customers=sum(one.customers for one in same),
        change=sum((one.change for one in same), start=measure.amount(0)),
    )
