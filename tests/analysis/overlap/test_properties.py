"""Whatever the books hold: no person of two numbers, and no difference who comes first."""

import datetime as dt
import random
from itertools import combinations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.pairs import Pairs, Traits, count_pairs, list_pairs
from keyclient.analysis.overlap.perhaps import perhaps
from keyclient.analysis.overlap.persons import Persons, persons
from keyclient.analysis.overlap.public import PHONE, reach
from keyclient.analysis.overlap.who import UNBORN, UNKNOWN
from keyclient.model.receipt import Rows, Source
from keyclient.policy.parts.overlap import OverlapPolicy

NUMBERS = (
    "11010519491231002X",
    "110105491231002",
    "440524188001010014",
    "91350100M000100Y43",
    "110105194912310021",
)
"""Two ways to write one number, another person's, a company's, and one with a wrong check digit."""
Line = tuple[str | None, str | None, str | None, str | None, dt.date | None, bool]
Tag = tuple[str, int]
POLICIES = (OverlapPolicy(), OverlapPolicy(numbering_ids=1), OverlapPolicy(public=2))

LINES = st.tuples(
    st.sampled_from(("1", "2", "３", "3", None)),
    st.sampled_from(("王伟", "王 伟", "李娜", "恒瑞商贸有限公司", "杭州恒瑞商贸公司", "王*", None)),
    st.sampled_from((*NUMBERS, None, None)),
    st.sampled_from(("13800000001", "138-0000-0001", "057112345678/13800000001", "111111111", None)),
    st.sampled_from((dt.date(1949, 12, 31), dt.date(1980, 1, 1), dt.date(1980, 5, 1), None, None)),
    st.booleans(),
)
BOOKS = st.lists(st.lists(LINES, min_size=1, max_size=7), min_size=1, max_size=4)


def _book(place: int, lines: list[tuple[int, Line]]) -> Members:
    cells = list(zip(*(line for _, line in lines), strict=True))
    frame = pd.DataFrame({"row": pd.Series([row for row, _ in lines], dtype="int64")})
    for name, column in zip(("customer_id", "name", "id_number", "phone"), cells, strict=False):
        frame[name] = pd.array(list(column), dtype="str")
    frame["birth_date"] = pd.to_datetime(pd.Series(list(cells[4]), dtype="object")).astype("datetime64[s]")
    frame["has_lost_digits"] = list(cells[5])
    rows = Rows(read=0, customers=0, merged=0, set_aside=0, totals=0, blank=0, other=0)
    source = Source(path=f"{place}.csv", sheet=None, header_row=1, sha256="", rows=rows, money=())
    return Members(frame, frame[["row"]], source, dt.date(2026, 6, 30), None)


def _members(books: list[list[Line]]) -> list[Members]:
    return [_book(place, list(enumerate(lines, 2))) for place, lines in enumerate(books)]


def _tags(found: Persons) -> list[Tag]:
    paths = [found.books[place].path for place in found.records["book"]]
    return list(zip(paths, found.records["row"].tolist(), strict=True))


def _groups(found: Persons) -> list[frozenset[Tag]]:
    """The records of each person."""
    tags = _tags(found)
    return [frozenset(tags[at] for at in np.flatnonzero(found.person == one)) for one in range(found.count)]


def _told(found: Persons, policy: OverlapPolicy) -> object:
    """All that is found, whoever has which place."""
    groups, tags = _groups(found), _tags(found)
    rules = perhaps(found, reach(found, PHONE, policy.public), policy)
    offered = [
        (
            one.rule,
            one.found,
            round(one.expected, 9),
            {frozenset((groups[left], groups[right])) for left, right in zip(*one.pairs, strict=True)},
        )
        for one in rules
    ]
    flags = [
        {tags[at] for at in np.flatnonzero(flag)}
        for flag in (found.by_number, found.by_id, found.contradicted)
    ]
    return set(groups), offered, flags


@given(BOOKS, st.sampled_from(POLICIES))
def test_nobody_has_two_valid_numbers_by_any_chain(books: list[list[Line]], policy: OverlapPolicy) -> None:
    found = persons(_members(books), policy)
    told = pd.DataFrame({"person": found.person, "number": found.number.astype("object")}).dropna()
    assert (told.groupby("person")["number"].nunique() <= 1).all()


@given(BOOKS)
def test_one_valid_number_is_one_person(books: list[list[Line]]) -> None:
    found = persons(_members(books), POLICIES[0])
    told = pd.DataFrame({"person": found.person, "number": found.number.astype("object")}).dropna()
    assert (told.groupby("number")["person"].nunique() <= 1).all()


@given(BOOKS, st.sampled_from(POLICIES))
def test_what_is_offered_does_not_contradict_itself(books: list[list[Line]], policy: OverlapPolicy) -> None:
    found = persons(_members(books), policy)
    for rule in perhaps(found, reach(found, PHONE, policy.public), policy):
        for one, other in zip(*rule.pairs, strict=True):
            left, right = (found.person == place for place in (one, other))
            numbers = [set(found.who.number[side]) - {UNKNOWN} for side in (left, right)]
            births = [set(found.who.born[side]) - {UNBORN} for side in (left, right)]
            assert one < other
            assert not all(numbers)
            assert not all(births) or births[0] & births[1]


@given(BOOKS, st.sampled_from(POLICIES), st.randoms(use_true_random=False))
def test_neither_the_order_of_the_books_nor_that_of_the_rows_matters(
    books: list[list[Line]], policy: OverlapPolicy, chance: random.Random
) -> None:
    shuffled = [
        _book(place, chance.sample(list(enumerate(lines, 2)), len(lines)))
        for place, lines in enumerate(books)
    ]
    chance.shuffle(shuffled)
    one, other = persons(_members(books), policy), persons(shuffled, policy)
    assert _told(one, policy) == _told(other, policy)
    left, right = (_first_records(found) for found in (one, other))
    pd.testing.assert_frame_equal(left, right)


def _first_records(found: Persons) -> pd.DataFrame:
    """The record that stands for each person, wherever it is."""
    told = found.records.drop(columns=["row", "book"])
    return told.iloc[found.first].reset_index(drop=True)


MEMBERS = st.lists(
    st.tuples(st.integers(0, 3), st.booleans(), st.sampled_from((UNBORN, 1, 2))), min_size=1, max_size=12
)


@given(MEMBERS)
def test_pairs_are_as_many_counted_as_listed(members: list[tuple[int, bool, int]]) -> None:
    group, has_number, born = (np.array(column) for column in zip(*members, strict=True))
    pairs = list_pairs(group, np.arange(len(members)))
    assert sorted(zip(*pairs, strict=True)) == [
        (one, other) for one, other in combinations(range(len(members)), 2) if group[one] == group[other]
    ]
    traits = Traits(has_number, born)
    assert count_pairs(group, has_number, born).sum() == traits.may_be_one(pairs).sum()
    unborn = Traits(has_number, np.full(len(born), UNBORN))
    assert count_pairs(group, has_number).sum() == unborn.may_be_one(pairs).sum()


@given(MEMBERS)
def test_a_pair_in_two_groups_is_listed_once(members: list[tuple[int, bool, int]]) -> None:
    group = np.array([place for place, _, _ in members])
    person = np.arange(len(members))
    once = list_pairs(group, person)
    twice = list_pairs(np.concatenate((group, group + 10)), np.concatenate((person, person)))
    assert [column.tolist() for column in once] == [column.tolist() for column in twice]
    assert isinstance(twice, Pairs)
