"""What customers have elsewhere: most of it, or nobody knows."""

import numpy as np

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.evidence.columns import numbers
from keyclient.analysis.common.evidence.structure_evidence import wallet
from keyclient.analysis.common.occasions.found import Found, found
from keyclient.analysis.common.occasions.look import Look
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.label import Label

_ASK = Label("what she has elsewhere is not known", "他行资产不明")
_POTENTIAL = "potential"


def mostly_elsewhere(look: Look) -> Found:
    """Her share of the wallet with the bank is under that of `risk`; the amount is what she has elsewhere."""
    one = wallet(look.books, look.books.newest)
    return found(Occasion.WALLET, one.holds, one.known, look.evident(one), amount=one.amount)


def not_asked(look: Look) -> Found:
    """A key customer whose cell of what she has elsewhere is blank.

    In a book without such a column it is a reason to talk to nobody, since it would be one to talk to everybody: nothing is known.
    """
    is_blank = np.isnan(numbers(look.book.portfolio, _POTENTIAL))
    known = np.full(len(is_blank), _POTENTIAL in look.frame)

    def words(positions: Ints) -> list[str]:
        return [_ASK.text(look.lang)] * len(positions)

    return found(Occasion.ASK, look.key & is_blank, known, words)
