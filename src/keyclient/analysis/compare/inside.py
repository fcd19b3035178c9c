"""What customers moved between deposits and investments: it left one product, not the bank."""

import numpy as np

from keyclient.analysis.compare.averages import has_column
from keyclient.analysis.compare.buckets import exact_sum
from keyclient.analysis.compare.panel import Flags, Numbers, Panel
from keyclient.analysis.compare.result import InsideTheBank
from keyclient.model.fields import fields
from keyclient.model.measure import Measure, MeasureKind

PRODUCTS = ("deposits", "investments")
_FEN = 2


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
    return InsideTheBank(
        customers=int((moved > 0).sum()),
        between_products=FEN.amount(exact_sum(moved)),
        left=FEN.amount(exact_sum(np.maximum(-net, 0))),
        came=FEN.amount(exact_sum(np.maximum(net, 0))),
    )


def between(deposits: Numbers, investments: Numbers) -> Numbers:
    """What moved from one to the other: where one change is a fall and the other a rise, the smaller of the two."""
    against = np.sign(deposits) * np.sign(investments) < 0
    return np.where(against, np.minimum(np.abs(deposits), np.abs(investments)), 0)


def _known(panel: Panel, book: int) -> Flags:
    return np.logical_or(*(panel.has(book, name) for name in PRODUCTS))


FEN = Measure("aum", fields()["aum"].column.label, ("aum",), MeasureKind.MONEY, _FEN)
"""Money fields beside the measure are in fen, whatever the measure is."""
