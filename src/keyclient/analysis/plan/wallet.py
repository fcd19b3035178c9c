"""How much of what the customers of a book have is with the bank."""

import numpy as np

from keyclient.analysis.common.evidence.arrays import Flags
from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.wallets import wallets
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.plan.result import Wallet
from keyclient.metrics.exact_shares import share_of


def wallet(books: RiskBooks, among: Flags | None = None) -> Wallet:
    """The share of some customers (None: all) as a ratio of sums over those whose two sides are known.

    Not the mean of shares: 50 of 200 and 90 of 100 are 140 of 300.
    """
    own = wallets(books, books.newest)
    asked = np.ones(len(own.ours), dtype=bool) if among is None else among
    known = asked & own.known
    ours, whole = (exact_sum(side[known].astype(np.int64)) for side in (own.ours, own.whole))
    return Wallet(
        share=share_of(ours, whole) if whole else None,
        known=int(np.count_nonzero(known)),
        unknown=int(np.count_nonzero(asked & ~known)),
    )
