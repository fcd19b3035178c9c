"""How much of what customers have is with the bank: ours, and what they have elsewhere."""

from dataclasses import dataclass

import numpy as np

from keyclient.analysis.common.evidence.arrays import Flags, Numbers
from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.columns import assets, numbers, reaches


@dataclass(frozen=True, eq=False)
class Wallets:
    """One entry a customer, in fen."""

    ours: Numbers
    """What she has with the bank, nothing below 0: what she owes us is no part of it. NaN where the book does not say."""
    elsewhere: Numbers
    """NaN where that is unknown: blank, or below 0."""

    @property
    def whole(self) -> Numbers:
        """Both; NaN where one is unknown."""
        return np.asarray(self.ours + self.elsewhere)

    @property
    def known(self) -> Flags:
        """Whether there is a share: both are known, and not both 0."""
        return np.asarray(self.whole > 0)

    def at_least(self, share: float) -> Flags:
        """Whether a share of the wallet is ours, exactly at the edge; False where it is not known."""
        return reaches(self.ours, share, self.whole)


def wallets(books: RiskBooks, book: int) -> Wallets:
    """The wallets of the customers of a book."""
    portfolio = books.books[book].portfolio
    ours, elsewhere = assets(portfolio, books.measure), numbers(portfolio, "potential")
    return Wallets(
        np.where(np.isnan(ours), np.nan, np.fmax(ours, 0.0)), np.where(elsewhere >= 0, elsewhere, np.nan)
    )
