"""One reason in one book, for all its customers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from keyclient.analysis.common.evidence.books import Flags, Numbers
from keyclient.analysis.common.evidence.reasons import Why
from keyclient.model.label import Label
from keyclient.model.measure import Measure, MeasureKind

YUAN = Measure("yuan", Label("yuan", "元"), (), MeasureKind.MONEY, 2)
"""The unit of amounts that are no measure of customers."""


@dataclass(frozen=True, eq=False)
class Finding:
    """One reason in one book: one entry a customer, in the order of the frame."""

    why: Why
    holds: Flags
    known: Flags
    """Whether the books say anything about it; where not, `holds` is False."""
    amount: Numbers | None = None
    """The money that it is about, where it holds; NaN for a customer of whom there is none, None where it is never about any."""
    measure: Measure = YUAN
    """What the amounts are in units of."""
    details: Mapping[str, NDArray[Any]] = field(default_factory=lambda: MappingProxyType({}))
    """What its words tell beside, by the name of the place in the sentence."""


def finding(
    why: Why,
    holds: Flags,
    known: Flags,
    amount: Numbers | None = None,
    measure: Measure = YUAN,
    **details: NDArray[Any],
) -> Finding:
    """A finding that holds only where it is known, and has amounts only where it holds."""
    held = np.asarray(holds & known, dtype=bool)
    told = None if amount is None else np.where(held, amount, np.nan)
    return Finding(why, held, np.asarray(known, dtype=bool), told, measure, details)


def nothing_known(why: Why, customers: int) -> Finding:
    """A reason of which a book says nothing."""
    return Finding(why, np.zeros(customers, dtype=bool), np.zeros(customers, dtype=bool))
