"""How serious it is: by the families of evidence that hold, which are never added up."""

from collections.abc import Callable, Sequence

import numpy as np

from keyclient.analysis.common.evidence.books import Flags, Ints
from keyclient.analysis.common.evidence.finding import Finding
from keyclient.analysis.common.evidence.reasons import FAMILY_OF, Family, Why

SEVERITY_NAMES = ("red", "orange", "yellow", "grey", "none")
"""Worst first."""
RED, ORANGE, YELLOW, GREY, NONE = range(len(SEVERITY_NAMES))
NEEDED = (Family.MONEY, Family.RELATION)
"""The families of which something has to be known for a customer to be called quiet."""
_TELLING = {Family.RELATION: frozenset({Why.OVERDUE, Why.COMPLAINT})}
"""The reasons of a family that tell how things are: who her manager is says nothing of how she gets on with him."""


def severities(findings: Sequence[Finding], has_value: Flags) -> Ints:
    """The place of each customer in `SEVERITY_NAMES`. `has_value`: whether the book says what each is worth.

    Red: money and another family, or emptied. Orange: money alone, or two others. Yellow: one other. Without any: grey where
    the value is blank, or of money or of the relation nothing is known; else none.
    """
    held = {family: _any_of(findings, family, lambda one: one.holds) for family in Family}
    money = held[Family.MONEY]
    others = np.sum([flags for family, flags in held.items() if family is not Family.MONEY], axis=0)
    emptied = next(one.holds for one in findings if one.why is Why.EMPTIED)
    told = np.logical_and.reduce([is_known(findings, family) for family in NEEDED])
    cases = [emptied | (money & (others > 0)), money | (others > 1), others > 0, ~(told & has_value)]
    return np.select(cases, [RED, ORANGE, YELLOW, GREY], NONE)


def is_known(findings: Sequence[Finding], family: Family) -> Flags:
    """Whether anything is known about each customer that tells how things are in a family."""
    return _any_of([one for one in findings if tells(one.why)], family, lambda one: one.known)


def tells(why: Why) -> bool:
    """Whether a reason that is known not to hold says that all is well in its family."""
    family = FAMILY_OF[why]
    return family not in _TELLING or why in _TELLING[family]


def _any_of(findings: Sequence[Finding], family: Family, flags: Callable[[Finding], Flags]) -> Flags:
    own = [flags(one) for one in findings if FAMILY_OF[one.why] is family]
    return np.asarray(np.logical_or.reduce(own))
