"""Which rows of one customer id are the same customer if their names or birth dates contradict each other."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import reduce

Identity = tuple[object, ...]
"""What a row says of its customer, field by field; None is unknown."""
Fields = tuple[int, ...]
"""Positions of the fields that are known in an identity, or in two identities."""
AgreeingIdentities = dict[tuple[Fields, Fields], dict[Identity, Identity]]
"""By known fields and fields shared with another identity: the joined identities, by their values there."""

CONFLICTING = object()
"""In place of a value on which identities contradict each other."""


def same_customers(identities: Sequence[Identity]) -> list[list[int]]:
    """Positions of the rows of each customer, in no particular order.

    An identity is compared with the fullest ones, to which no other only adds fields. Identities that agree wherever
    both are known belong together. One that agrees with two contradicting ones fits several customers, so
    each of its rows stays separate; the rest fall into clear groups. Identities are looked up by their
    values and never compared in pairs, since thousands of rows may have the id `0`.
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
    """The identities that no other identity merely completes."""
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
    """The identities that agree with one, joined with it."""
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
    """Two identities joined into one."""
    pairs = zip(one, other, strict=True)
    return tuple(b if a is None else a if b is None or a == b else CONFLICTING for a, b in pairs)


def _first(one: Identity, other: Identity) -> Identity:
    """The fuller of two identities; of equally full ones the smaller in text order."""
    return min(one, other, key=lambda identity: (identity.count(None), repr(identity)))
