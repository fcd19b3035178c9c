"""Which measure the values of books that are joined are of."""

from collections import Counter
from collections.abc import Sequence

from keyclient.analysis.common.members import Members
from keyclient.model.measure import Measure, MeasureKind


def main_measure(books: Sequence[Members]) -> Measure | None:
    """The measure that values most records, of equals the first by name; None where no book has one.

    Measures are one if they are called alike and both money or both plain numbers.
    """
    counts: Counter[tuple[str, MeasureKind]] = Counter()
    for book in books:
        if book.measure is not None:
            counts[_called(book.measure)] += int(book.records["value"].notna().sum())
    best = min(counts, key=lambda called: (-counts[called], called), default=None)
    return next((book.measure for book in books if book.measure and _called(book.measure) == best), None)


def is_by(book: Members, measure: Measure) -> bool:
    """Whether the values of a book are of a measure."""
    return book.measure is not None and _called(book.measure) == _called(measure)


def _called(measure: Measure) -> tuple[str, MeasureKind]:
    return measure.name, measure.kind
