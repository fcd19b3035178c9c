"""Why customers cannot be followed who have a number: nobody knows their value, or the number is another person's now."""

from collections.abc import Iterator, Sequence

import pandas as pd

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.compare.apart import values_unknown
from keyclient.analysis.compare.panel import Panel
from keyclient.model.amount_words import amount_words
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.rules import moves


def unfollowed_issues(panel: Panel, names: Sequence[str]) -> Iterator[Issue]:
    """Values that nobody knows, each with what the book beside it holds of those customers; and numbers given away."""
    for book, name in enumerate(names):
        unknown, beside = values_unknown(panel.books[book]), book - 1 if book else 1
        if len(unknown):
            yield moves.ValueUnknown(
                book=name, count=len(unknown), beside=names[beside], amount=_held(panel, beside, unknown)
            )
    if len(panel.others):
        before, now = len(names) - 2, len(names) - 1
        yield moves.NumberOfAnother(
            book=names[now],
            count=len(panel.others),
            was=_held(panel, before, panel.others),
            amount=_held(panel, now, panel.others),
        )


def _held(panel: Panel, book: int, ids: "pd.Series | pd.Index") -> Label:
    """What some customers have in a book."""
    among = panel.books[book].frame["customer_id"].isin(ids).to_numpy(dtype=bool)
    return amount_words(panel.measure.amount(exact_sum(panel.worth(book)[among])), panel.measure.kind)
