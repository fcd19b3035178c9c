"""Key customers of the book before who are lost already: this one does not list them any more."""

import numpy as np

from keyclient.analysis.common.evidence.books import ABSENT, RiskBooks
from keyclient.analysis.common.evidence.followed import followed
from keyclient.analysis.common.evidence.worth import in_whole_units
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.risk.result import Gone


def gone_customers(books: RiskBooks) -> Gone | None:
    """How many, and what they were worth there; None without an earlier book.

    Whoever cannot be looked for in this one is not said to be gone: without an id of her own there, or where an id here
    has lost its digits or its value; nor who may be here under another number.
    """
    newest = books.newest
    if newest == 0:
        return None
    before = newest - 1
    is_listed = np.not_equal(books.after(before, newest), ABSENT)
    left = books.key(before) & followed(books, before, newest) & ~is_listed
    worth = in_whole_units(np.nan_to_num(books.values(before)), books)
    return Gone(customers=int(left.sum()), value=books.measure.amount(exact_sum(worth[left])))
