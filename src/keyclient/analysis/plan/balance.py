"""The balance that the acceptance criteria of a plan are about: what customers have with the bank."""

from dataclasses import dataclass

import numpy as np

from keyclient.analysis.common.evidence.arrays import Ints, Numbers
from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.columns import is_assets, numbers
from keyclient.analysis.common.evidence.finding import YUAN
from keyclient.analysis.plan.criteria.criterion import VALUE
from keyclient.model.column import Reads
from keyclient.model.fields import fields
from keyclient.model.measure import Amount, Measure
from keyclient.model.measure_fields import AVERAGES

_BALANCES = ("aum", AVERAGES["aum"], "deposits", AVERAGES["deposits"])
"""Where customers are not ranked by what they have: the first that the book has."""


@dataclass(frozen=True, eq=False)
class Balance:
    """One number a customer, in the order of the frame of the newest book."""

    word: str
    """What a criterion calls it: a field, or `value`."""
    units: Numbers
    """In units of `measure`; NaN where blank."""
    measure: Measure

    def amounts(self, at: Ints) -> list[Amount | None]:
        """Those of some customers."""
        values = self.units[at].tolist()
        return self.measure.amounts([None if np.isnan(value) else value for value in values])


def balance(books: RiskBooks) -> Balance:
    """What customers are ranked by where that is what they have; else their AUM or deposits; else what they are ranked by.

    So money that is to be kept is judged by money, also where customers are ranked by what is earned from them.
    """
    portfolio = books.books[books.newest].portfolio
    if not is_assets(books.measure):
        for name in _BALANCES:
            if name in portfolio.frame and portfolio.frame[name].notna().any():
                return Balance(name, numbers(portfolio, name), YUAN)
    return Balance(_word(books.measure), books.values(books.newest), books.measure)


def _word(measure: Measure) -> str:
    spec = fields().get(measure.name)
    known = spec is not None and spec.column.reads in (Reads.MONEY, Reads.COUNT, Reads.NUMBER)
    return measure.name if known else VALUE
