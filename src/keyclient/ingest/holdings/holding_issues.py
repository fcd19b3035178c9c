"""What is wrong with the columns of holdings."""

from collections.abc import Iterator
from itertools import islice

from keyclient.ingest.columns.body import Body
from keyclient.ingest.holdings.holdings import Holdings
from keyclient.ingest.holdings.product_columns import ProductColumn
from keyclient.ingest.holdings.product_list import ListColumn
from keyclient.model.issue import Issue
from keyclient.model.label import Label

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
        values = {"count": word.cells, "nearest": holdings.families.nearest(word.text)}
        yield Issue("KC421", body.address(word.first, lists.heading), "holdings", word.text, values=values)
    rest = list(words)
    if rest:
        values = {"words": len(rest), "count": sum(word.cells for word in rest)}
        at = body.address(min(word.first for word in rest), lists.heading)
        yield Issue("KC422", at, "holdings", values=values)


def _unused_lists(body: Body, lists: ListColumn) -> Issue:
    values = {"heading": lists.heading.text, "bad": lists.strange, "filled": int(lists.filled.sum())}
    return Issue("KC424", _heading_address(body, lists.heading.position), "holdings", values=values)


def _unused_column(body: Body, column: ProductColumn, product: Label) -> Issue:
    values = {
        "heading": column.heading.text,
        "product": product,
        "bad": len(column.holders.bad),
        "filled": column.holders.filled,
    }
    return Issue("KC423", _heading_address(body, column.heading.position), column.heading.text, values=values)


def _heading_address(body: Body, position: int) -> str:
    return body.located.grid.address(body.located.header_row, position)


def _cells(body: Body, column: ProductColumn) -> Iterator[Issue]:
    heading, held = column.heading, column.holders
    label = Label(heading.text, heading.text)
    for row, typed in sorted(held.bad.items()):
        values = {"field": label, "allowed": _ALLOWED}
        yield Issue("KC106", body.address(row, heading), heading.text, typed, values=values)
    if held.negative:
        yield Issue("KC427", field=heading.text, values={"heading": heading.text, "count": held.negative})
