"""Whose a person is: the ladder of evidence, step by step."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from keyclient.analysis.overlap.claimants import UNKNOWN, Claimants, claimants_of
from keyclient.analysis.overlap.claims import Claims
from keyclient.analysis.overlap.who import Flags, Ints

LADDER = ("assigned", "contact", "opening", "deposits", "loans", "revenue")
"""The steps in their order."""
AGREED, UNDECIDED, UNCLAIMED = -1, len(LADDER), len(LADDER) + 1
NOBODY = -1
UNNAMED = 1 << len(LADDER)
"""The bit of claims that name nobody."""


def step_name(place: int) -> str:
    """What a step is called in the answer."""
    return "agreed" if place == AGREED else (*LADDER, "undecided", "unclaimed")[place]


@dataclass(frozen=True, eq=False)
class Whose:
    """Whose each of some persons is; all arrays in the order of the persons."""

    step: Ints
    """The place of the deciding step in `LADDER`, `AGREED`, `UNDECIDED`, or `UNCLAIMED` where no branch or manager is named."""
    manager: Ints
    """A claim of the owner that names the manager, by its place in `Claims.frame`; `NOBODY`: none does, or undecided."""
    branch: Ints
    """The same for the branch."""
    best: Ints
    """What decided: days since 1970 of contact or opening, or fen; at other steps without meaning."""
    next: Ints
    """The best that the others have of an opening, deposits, loans or contribution that decided."""
    unknown: Ints
    """The steps that could not decide for want of a figure, as bits of their place in `LADDER`."""
    out: Ints
    """The steps before the deciding one at which some claims dropped out, as bits of their place in `LADDER`; `UNNAMED` where some
    claims were not compared, since they name nobody."""
    contested: Flags
    """Whether several managers or several branches are named."""


class _Step(NamedTuple):
    """What one step leaves of each person's claims."""

    left: Flags
    best: Ints
    next: Ints
    is_unknown: Flags


def whose(claims: Claims, persons: Ints, as_of: Ints, contact_days: int) -> Whose:
    """Whose some persons are. `as_of`: the data date of each book in days since 1970.

    Branch and manager are one claim, whatever the records. Claims that name neither do not count. At each step the best ones
    stay; the first step that leaves one manager and one branch has decided. A step decides nothing while one of the claims that are
    left does not know its figure.
    """
    sides = claimants_of(claims, persons, as_of, contact_days)
    left = sides.is_named
    is_claimed, contested = sides.any(left), sides.several(left)
    steps = np.select([contested, is_claimed], [UNDECIDED, AGREED], UNCLAIMED)
    best, beaten, unknown = (np.zeros(len(persons), dtype=np.int64) for _ in range(3))
    out = np.where(sides.any(~left), UNNAMED, 0)
    is_open = contested.copy()
    for place, name in enumerate(LADDER):
        step = _step(sides, name, left)
        has_dropped = sides.any(left & ~step.left)
        left = np.where(is_open[sides.person], step.left, left)
        unknown |= (is_open & step.is_unknown).astype(np.int64) << place
        decided = is_open & ~sides.several(left)
        steps[decided], best[decided], beaten[decided] = place, step.best[decided], step.next[decided]
        is_open &= ~decided
        out |= (is_open & has_dropped).astype(np.int64) << place
    owned = left & (steps < UNDECIDED)[sides.person]
    managers, branches = (sides.first(owned & (code >= 0)) for code in (sides.manager, sides.branch))
    return Whose(steps, managers, branches, best, beaten, unknown, out, contested)


def _step(sides: Claimants, name: str, left: Flags) -> _Step:
    values = sides.figures[name]
    is_unknown = sides.any(left & (values == UNKNOWN))
    best = sides.largest(values, left)
    kept = left & ((values == best[sides.person]) | is_unknown[sides.person])
    beaten = sides.largest(values, left & ~kept)
    if name == "contact":
        return _Step(kept, sides.largest(sides.contact, kept), beaten, is_unknown)
    if name == "opening":
        return _Step(kept, -best, -beaten, is_unknown)
    return _Step(kept, best, beaten, is_unknown)
