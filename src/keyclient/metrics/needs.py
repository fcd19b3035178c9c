"""Whether a customer holds a product that serves a need."""

from collections.abc import Sequence

import narwhals as nw

from keyclient.metrics.extremes import greatest

LACKING = 0
"""What `serves` says of a customer who holds none of the products."""


def serves(families: Sequence[str]) -> nw.Expr:
    """Whether any of the product families is held: 1 yes, 0 no, null if nothing is known about any of them.

    `families`: at least one column of 1 held, 0 not held, null unknown.
    """
    return greatest(families)
