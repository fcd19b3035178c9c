"""Sums of amounts of which some may be unknown."""

from collections.abc import Iterable

from keyclient.model.measure import Amount


def known_sum(amounts: Iterable[Amount | None]) -> Amount | None:
    """The sum of those that are known; None where none is: what nobody knows is not 0."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known[1:], known[0]) if known else None
