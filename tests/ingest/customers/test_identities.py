import random
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.customers.identities import Identity, same_customers

WHO = st.tuples(*[st.sampled_from([None, "a", "b"])] * 3)
"""What a row knows of its customer: name, birth date, id number; few values, so that identities meet."""


def shared(identities: Sequence[Identity]) -> set[frozenset[int]]:
    return {frozenset(rows) for rows in same_customers(identities)}


def agree(one: Identity, other: Identity) -> bool:
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))


def adds_to(one: Identity, other: Identity) -> bool:
    return agree(one, other) and {n for n, v in enumerate(other) if v} < {n for n, v in enumerate(one) if v}


def by_brute_force(identities: Sequence[Identity]) -> set[frozenset[int]]:
    """Rows that agree are one customer, but a row that agrees with two that do not is one by itself."""
    fullest = {who for who in identities if not any(adds_to(other, who) for other in identities)}
    torn = {
        who
        for who in identities
        if any(agree(who, a) and agree(who, b) and not agree(a, b) for a, b in combinations(fullest, 2))
    }
    found = {frozenset([index]) for index, who in enumerate(identities) if who in torn}
    for core in fullest - torn:
        together = [other for other in fullest - torn if agree(core, other)]
        found.add(
            frozenset(
                index
                for index, who in enumerate(identities)
                if who not in torn and any(agree(who, other) for other in together)
            )
        )
    return found


@pytest.mark.parametrize(
    ("identities", "customers"),
    [
        ([("张三",), ("张三",)], [{0, 1}]),
        ([("张三",), ("李四",), ("张三",)], [{0, 2}, {1}]),
        ([("张三", None), (None, "1990"), ("李四", "1980")], [{0, 1}, {2}]),
        ([("张三", None), ("张三", "1990"), ("张三", "1980")], [{0}, {1}, {2}]),
        ([("张三", "1990"), ("李四", "1980"), (None, None), (None, None)], [{0}, {1}, {2}, {3}]),
        ([("张三", "1990"), (None, "1990"), ("李四", "1980"), ("李四", None)], [{0, 1}, {2, 3}]),
    ],
)
def test_a_row_that_fits_one_customer_joins_it_and_one_that_fits_several_stays_by_itself(
    identities: list[Identity], customers: list[set[int]]
) -> None:
    assert shared(identities) == {frozenset(rows) for rows in customers}


@given(st.lists(WHO, min_size=1, max_size=9))
def test_rows_are_grouped_as_comparing_every_two_of_them_would(identities: list[Identity]) -> None:
    found = same_customers(identities)
    assert {frozenset(rows) for rows in found} == by_brute_force(identities)
    assert sorted(row for rows in found for row in rows) == list(range(len(identities)))


@given(st.lists(WHO, min_size=1, max_size=9), st.randoms())
def test_the_order_of_the_rows_never_matters(identities: list[Identity], chance: random.Random) -> None:
    order = list(range(len(identities)))
    chance.shuffle(order)
    moved = shared([identities[index] for index in order])
    assert {frozenset(order[row] for row in rows) for rows in moved} == shared(identities)
