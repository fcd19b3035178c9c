"""A town of 50,000 people, of whom 1,500 bank at two of twelve branches: who is joined, who is offered, who is chance."""

import pytest

from keyclient.analysis.overlap.perhaps import NAME_AND_BIRTH_DATE
from keyclient.policy.parts.overlap import OverlapPolicy
from tests.analysis.overlap.judged import Judged, judged
from tests.analysis.overlap.population import Population, population

SEED = 20_261_130
MATTERS = 10
"""Fewer coincidences than this are within the luck of the draw."""


@pytest.fixture(scope="module")
def town() -> Population:
    return population(SEED)


@pytest.fixture(scope="module")
def found(town: Population) -> Judged:
    return judged(town)


def test_the_town_has_its_people_branches_and_duplicates(town: Population, found: Judged) -> None:
    assert (len(town.books), len(set(town.truth.tolist())), len(found.true)) == (12, 50_000, 1_500)


def test_whoever_is_joined_is_one_person(found: Judged) -> None:
    assert found.precision >= 0.998
    assert len(found.joined) >= 0.6 * len(found.true)


def test_who_banks_twice_is_joined_or_offered(found: Judged) -> None:
    assert found.recall >= 0.92


def test_numbers_of_tellers_and_ids_of_branches_would_join_strangers(town: Population, found: Judged) -> None:
    trusting = judged(town, OverlapPolicy(public=10**6, numbering_ids=10**6))
    assert len(trusting.joined - trusting.true) > len(found.joined - found.true)
    assert trusting.precision < 0.998


@pytest.mark.judgement
def test_as_many_coincidences_as_expected() -> None:
    towns = [judged(population(seed, numbers=numbers)) for seed in range(3) for numbers in (True, False)]
    for rule in (one.rule for one in towns[0].rules):
        pairs = [town.coincidences(rule) for town in towns]
        expected, counted = sum(one for one, _ in pairs), sum(one for _, one in pairs)
        assert max(expected, counted) < MATTERS or counted / 2 <= expected <= counted * 2
    assert sum(town.coincidences(NAME_AND_BIRTH_DATE)[1] for town in towns) >= MATTERS
