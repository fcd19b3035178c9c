"""Whether a customer has what serves a need."""

from collections.abc import Sequence

import narwhals as nw

HELD, LACKING = 1, 0


def serves(families: Sequence[str]) -> nw.Expr:
    """Whether any of some families is held: 1 yes, 0 no, null where nothing is known of any of them.

    `families`: columns of 1 held, 0 not held, null not known; there must be one.
    """
    return nw.max_horizontal(*families)
