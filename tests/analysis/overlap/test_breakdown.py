"""The shared customers by the step that decided, and by what they are alone and together."""

from decimal import Decimal

from tests.analysis.books import figures
from tests.analysis.overlap.joined import members, overlapping

EAST = members(
    """
    customer_id | branch | manager | last_contact | aum
    a           | 城东   | 李娜    | 2026-06-01   | 300000
    b           | 城东   | 李娜    |              | 300000
    c           | 城东   | 李娜    |              | 600000
    d           | 城东   | 李娜    |              | 1
    """,
    "east.csv",
)
WEST = members(
    """
    customer_id | branch | manager | last_contact | aum
    a           | 城西   | 王伟    |              | 250000
    b           | 城西   | 王伟    |              | 100000
    c           | 城西   | 王伟    |              | 100000
    """,
    "west.csv",
)


def test_every_shared_person_is_counted_at_the_one_step_that_decided() -> None:
    found = overlapping(EAST, WEST)
    steps = [figures(one.step, one.persons, one.value) for one in found.steps]
    assert steps == [("contact", 1, Decimal(550_000)), ("undecided", 2, Decimal(1_100_000))]
    assert sum(one.persons for one in found.steps) == found.total.persons


def test_who_is_more_together_is_counted_by_tier_alone_and_together() -> None:
    found = overlapping(EAST, WEST)
    (move,) = found.together
    assert (move.alone, move.together, move.persons, move.value) == ("iron", "gold", 1, Decimal(550_000))
    assert sum(one.persons for one in found.together) == found.total.risen


def test_of_books_without_a_measure_nobody_is_more_together() -> None:
    bare = [members(f"customer_id | branch\na | {branch}", f"{branch}.csv") for branch in ("东", "西")]
    found = overlapping(*bare)
    assert (found.together, [one.value for one in found.steps]) == ((), [None])


def test_a_claim_says_in_which_of_the_books_it_stands() -> None:
    found = overlapping(WEST, EAST)
    places = {claim.path: claim.book for one in found.same for claim in one.customers}
    assert places == {book.path: place for place, book in enumerate(found.books)}
