"""What is wrong with the columns of holdings."""

from collections.abc import Iterator
from itertools import islice

from keyclient.ingest.columns.body import Body
from keyclient.ingest.holdings.holdings import Holdings
from keyclient.ingest.holdings.product_columns import ProductColumn
from keyclient.ingest.holdings.product_list import ListColumn
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.rules import lifecycle
from keyclient.model.rules.cells import ChoiceUnknown

MOST_WORDS = 20
"""How many unknown words are reported one by one; the others are only counted."""

_ALLOWED = Label("yes or no, or an amount", "是或否，或金额")


def holding_issues(body: Body, holdings: Holdings) -> Iterator[Issue]:
    """Unknown products, cells that are neither yes nor no, and unused columns."""
    for lists in filter(None, (holdings.lists, holdings.doubtful_lists)):
        yield from _unknown_words(body, holdings, lists)
    if holdings.doubtful_lists is not None:
        yield _unused_lists(body, holdings.doubtful_lists)
    for column in holdings.doubtful:
        yield _unused_column(body, column, holdings.families.labels[column.family])
    for column in holdings.columns:
        yield from _cells(body, column)


def _unknown_words(body: Body, holdings: Holdings, lists: ListColumn) -> Iterator[Issue]:
    words = lists.unknown()
    for word in islice(words, MOST_WORDS):
        at, nearest = body.address(word.first, lists.heading), holdings.families.nearest(word.text)
        yield lifecycle.ProductUnknown(at, "holdings", word.text, count=word.cells, nearest=nearest)
    rest = list(words)
    if rest:
        at = body.address(min(word.first for word in rest), lists.heading)
        count = sum(word.cells for word in rest)
        yield lifecycle.FurtherProductsUnknown(at, "holdings", words=len(rest), count=count)


def _unused_lists(body: Body, lists: ListColumn) -> Issue:
    return lifecycle.HoldingsUnreadable(
        _heading_address(body, lists.heading.position),
        "holdings",
        heading=lists.heading.text,
        bad=lists.strange,
        filled=int(lists.filled.sum()),
    )


def _unused_column(body: Body, column: ProductColumn, product: Label) -> Issue:
    return lifecycle.ProductColumnContradicted(
        _heading_address(body, column.heading.position),
        column.heading.text,
        heading=column.heading.text,
        product=product,
        bad=len(column.holders.bad),
        filled=column.holders.filled,
    )


def _heading_address(body: Body, position: int) -> str:
    return body.located.grid.address(body.located.header_row, position)


def _cells(body: Body, column: ProductColumn) -> Iterator[Issue]:
    heading, held = column.heading, column.holders
    label = Label(heading.text, heading.text)
    for row, typed in sorted(held.bad.items()):
        at = body.address(row, heading)
        yield ChoiceUnknown(at, heading.text, typed, field_name=label, allowed=_ALLOWED)
    if held.negative:
        yield lifecycle.NegativeBalances(field=heading.text, heading=heading.text, count=held.negative)
