"""Which rows of one customer id are the same customer, when their names or birth dates contradict each other."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import reduce

Identity = tuple[object, ...]
"""What a row knows of its customer, field by field; None is unknown."""
Fields = tuple[int, ...]
"""Positions of the fields that an identity knows, or that two identities both know."""
AgreeingIdentities = dict[tuple[Fields, Fields], dict[Identity, Identity]]
"""By the fields that identities know and those they share with another: what they come to, by what they say there."""

CONFLICTING = object()
"""In place of a value: identities contradict each other here."""


def same_customers(identities: Sequence[Identity]) -> list[list[int]]:
    """Positions of the rows of each customer, in no order.

    An identity is held against the fullest ones, those that no other only adds to. Identities that agree wherever
    both are known belong together. One that agrees with two that contradict each other fits several customers, so
    each of its rows stays by itself; what is left falls into groups without doubt. Identities are looked up by what
    they know and never compared in pairs, since thousands of rows may bear the id `0`.
    """
    rows: dict[Identity, list[int]] = {}
    for index, identity in enumerate(identities):
        rows.setdefault(identity, []).append(index)
    kinds = {_known(identity) for identity in rows}
    fullest = _fullest(rows, kinds)
    everyone = _agreeing(fullest, kinds, _combined)
    ambiguous = {identity for identity in rows if CONFLICTING in _all_agreeing(identity, everyone, _combined)}
    clear = _agreeing([identity for identity in fullest if identity not in ambiguous], kinds, _first)
    customers = [[index] for identity in ambiguous for index in rows[identity]]
    together: dict[Identity, list[int]] = {}
    for identity, members in rows.items():
        if identity not in ambiguous:
            together.setdefault(_all_agreeing(identity, clear, _first), []).extend(members)
    return [*customers, *together.values()]


def _fullest(identities: Collection[Identity], kinds: Collection[Fields]) -> list[Identity]:
    """The identities to which no other only adds what they do not know."""
    surpassed = {
        (kind, _values_in(identity, kind))
        for identity in identities
        for kind in kinds
        if set(kind) < set(_known(identity))
    }
    return [
        identity
        for identity in identities
        if (_known(identity), _values_in(identity, _known(identity))) not in surpassed
    ]


def _agreeing(
    identities: Iterable[Identity], kinds: Collection[Fields], join: Callable[[Identity, Identity], Identity]
) -> AgreeingIdentities:
    found: AgreeingIdentities = {}
    shared = {mine: {_both(mine, other) for other in kinds} for mine in kinds}
    for identity in identities:
        mine = _known(identity)
        for fields in shared[mine]:
            cell, values = found.setdefault((mine, fields), {}), _values_in(identity, fields)
            cell[values] = join(cell[values], identity) if values in cell else identity
    return found


def _all_agreeing(
    identity: Identity, found: AgreeingIdentities, join: Callable[[Identity, Identity], Identity]
) -> Identity:
    """Everyone who agrees with one, the one included, joined into one."""
    mine = _known(identity)
    agreeing = (
        cell.get(_values_in(identity, fields))
        for (other, fields), cell in found.items()
        if fields == _both(mine, other)
    )
    return reduce(join, (other for other in agreeing if other is not None), identity)


def _known(identity: Identity) -> Fields:
    return tuple(position for position, value in enumerate(identity) if value is not None)


def _both(mine: Fields, other: Fields) -> Fields:
    return tuple(position for position in mine if position in other)


def _values_in(identity: Identity, fields: Fields) -> Identity:
    return tuple(identity[position] for position in fields)


def _combined(one: Identity, other: Identity) -> Identity:
    """What two identities say together."""
    pairs = zip(one, other, strict=True)
    return tuple(b if a is None else a if b is None or a == b else CONFLICTING for a, b in pairs)


def _first(one: Identity, other: Identity) -> Identity:
    """The fuller of two identities; of equally full ones the smaller as text."""
    return min(one, other, key=lambda identity: (identity.count(None), repr(identity)))
