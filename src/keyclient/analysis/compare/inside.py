"""What customers moved between deposits and investments: it left one product, not the bank."""

import numpy as np

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.compare.averages import has_column
from keyclient.analysis.compare.fen import yuan_of
from keyclient.analysis.compare.panel import Flags, Numbers, Panel
from keyclient.metrics.exact_shares import Number
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount

PRODUCTS = ("deposits", "investments")


class InsideTheBank(Contract):
    """What customers of both books moved between deposits and investments, and what came and left."""

    customers: int
    """Who moved some between the two."""
    between_products: Amount
    """What fell of one while the other rose, at most as much: it is still in the bank."""
    left: Amount
    """The rest of what fell: both together fell by it."""
    came: Amount
    """The rest of what rose."""


def inside_the_bank(panel: Panel) -> InsideTheBank | None:
    """What moved between the two newest books; None unless both have deposits and investments.

    Of customers of both books. A blank counts as nothing where the other of the two is known, as in sums; a customer
    with neither in one of the books is left out.
    """
    before, now = len(panel.books) - 2, len(panel.books) - 1
    if not all(has_column(panel, book, name) for book in (before, now) for name in PRODUCTS):
        return None
    both = _known(panel, before) & _known(panel, now)
    deposits, investments = (
        (panel.numbers(now, name) - panel.numbers(before, name))[both] for name in PRODUCTS
    )
    moved, net = between(deposits, investments), deposits + investments
    left, came = np.maximum(-net, 0), np.maximum(net, 0)
    return moved_inside(int((moved > 0).sum()), exact_sum(moved), exact_sum(left), exact_sum(came))


def moved_inside(customers: int, moved: Number, left: Number, came: Number) -> InsideTheBank:
    """The same by sums in fen."""
    return InsideTheBank(
        customers=customers, between_products=yuan_of(moved), left=yuan_of(left), came=yuan_of(came)
    )


def between(deposits: Numbers, investments: Numbers) -> Numbers:
    """What moved from one to the other: where one change is a fall and the other a rise, the smaller of the two."""
    against = np.sign(deposits) * np.sign(investments) < 0
    return np.where(against, np.minimum(np.abs(deposits), np.abs(investments)), 0)


def _known(panel: Panel, book: int) -> Flags:
    return np.logical_or(*(panel.has(book, name) for name in PRODUCTS))
