"""The key customers before and now, and the customers of whom a blank value hides what became of them."""

from collections.abc import Sequence

import numpy as np

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.compare.buckets import Moves
from keyclient.analysis.compare.panel import Panel
from keyclient.analysis.compare.result import BlankValues, KeyMoves


def key_moves(panel: Panel, key: Sequence[str]) -> KeyMoves:
    """The customers of the key tiers in the two newest books, among those who can be followed."""
    names = [step.tier.name for step in panel.now.steps]
    places = [names.index(name) for name in key]
    was, now = (np.isin(panel.places[book], places) for book in (-2, -1))
    amount = panel.measure.amount
    return KeyMoves(
        tiers=tuple(key),
        customers_opening=int(was.sum()),
        customers_closing=int(now.sum()),
        opening=amount(exact_sum(panel.values[-2][was])),
        closing=amount(exact_sum(panel.values[-1][now])),
    )


def blank_values(panel: Panel, moves: Moves) -> BlankValues:
    """How many customers of both books are worth something in one and blank in the other."""
    before, now = moves.before, moves.before + 1
    both = panel.present[before] & panel.present[now]
    return BlankValues(
        now=int(np.sum(both & (moves.opening > 0) & ~panel.known[now])),
        before=int(np.sum(both & (moves.closing > 0) & ~panel.known[before])),
    )
