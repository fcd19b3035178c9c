"""Which rows of one customer id are the same customer, when their names or birth dates contradict each other."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import reduce

Who = tuple[object, ...]
"""What a row knows of its customer, field by field; None is unknown."""
Fields = tuple[int, ...]
"""Positions of the fields that an identity knows, or that two identities both know."""
Agreeing = dict[tuple[Fields, Fields], dict[Who, Who]]
"""By the fields that identities know and those they share with another: what they come to, by what they say there."""

SEVERAL = object()
"""In place of a value: identities contradict each other here."""


def same_customers(identities: Sequence[Who]) -> list[list[int]]:
    """Positions of the rows of each customer, in no order.

    An identity is held against the fullest ones, those that no other only adds to. Identities that agree wherever
    both are known belong together. One that agrees with two that contradict each other fits several customers, so
    each of its rows stays by itself; what is left falls into groups without doubt. Identities are looked up by what
    they know and never compared in pairs, since thousands of rows may bear the id `0`.
    """
    rows: dict[Who, list[int]] = {}
    for index, who in enumerate(identities):
        rows.setdefault(who, []).append(index)
    kinds = {_known(who) for who in rows}
    fullest = _fullest(rows, kinds)
    everyone = _agreeing(fullest, kinds, _combined)
    torn = {who for who in rows if SEVERAL in _all_agreeing(who, everyone, _combined)}
    clear = _agreeing([who for who in fullest if who not in torn], kinds, _first)
    customers = [[index] for who in torn for index in rows[who]]
    together: dict[Who, list[int]] = {}
    for who, members in rows.items():
        if who not in torn:
            together.setdefault(_all_agreeing(who, clear, _first), []).extend(members)
    return [*customers, *together.values()]


def _fullest(identities: Collection[Who], kinds: Collection[Fields]) -> list[Who]:
    """The identities to which no other only adds what they do not know."""
    surpassed = {
        (kind, _said(who, kind)) for who in identities for kind in kinds if set(kind) < set(_known(who))
    }
    return [who for who in identities if (_known(who), _said(who, _known(who))) not in surpassed]


def _agreeing(
    identities: Iterable[Who], kinds: Collection[Fields], join: Callable[[Who, Who], Who]
) -> Agreeing:
    found: Agreeing = {}
    shared = {mine: {_both(mine, other) for other in kinds} for mine in kinds}
    for who in identities:
        mine = _known(who)
        for fields in shared[mine]:
            cell, said = found.setdefault((mine, fields), {}), _said(who, fields)
            cell[said] = join(cell[said], who) if said in cell else who
    return found


def _all_agreeing(who: Who, found: Agreeing, join: Callable[[Who, Who], Who]) -> Who:
    """Everyone who agrees with one, the one included, joined into one."""
    mine = _known(who)
    friends = (
        cell.get(_said(who, fields))
        for (other, fields), cell in found.items()
        if fields == _both(mine, other)
    )
    return reduce(join, (friend for friend in friends if friend is not None), who)


def _known(who: Who) -> Fields:
    return tuple(position for position, value in enumerate(who) if value is not None)


def _both(mine: Fields, other: Fields) -> Fields:
    return tuple(position for position in mine if position in other)


def _said(who: Who, fields: Fields) -> Who:
    return tuple(who[position] for position in fields)


def _combined(one: Who, other: Who) -> Who:
    """What two identities say together."""
    pairs = zip(one, other, strict=True)
    return tuple(b if a is None else a if b is None or a == b else SEVERAL for a, b in pairs)


def _first(one: Who, other: Who) -> Who:
    """The fuller of two identities; of equally full ones the smaller as text."""
    return min(one, other, key=lambda who: (who.count(None), repr(who)))
