"""Who has more key customers than seats, and who could take them."""

from collections import Counter
from dataclasses import replace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.evidence.books import RiskBooks, risk_books
from keyclient.analysis.plan.capacity import capacity_issues, move_rows, moves
from keyclient.model.label import Lang
from tests.analysis.risk.held import policy_of
from tests.analysis.tier.tiered import book_of

TIERS = ({"name": "platinum", "floor": 5}, {"name": "gold", "floor": 1}, {"name": "iron"})
"""Everybody with a yuan is a key customer."""
VECTOR = "manager|value\nLi|9\nLi|7\nLi|3\nLi|1\nSun|0"


def books_with(text: str, seats: int | None) -> RiskBooks:
    return risk_books([book_of(text)], policy_of(tiers=TIERS, seats=seats))


def moved(text: str, seats: int | None) -> list[tuple[int, str, str | None]]:
    """Value, from whom and to whom."""
    books = books_with(text, seats)
    return [(int(one.value or 0), one.from_manager, one.to_manager) for one in move_rows(books, moves(books))]


def test_over_capacity_the_least_valuable_go_to_who_has_seats_free() -> None:
    assert moved(VECTOR, 2) == [(3, "Li", "Sun"), (1, "Li", "Sun")]


def test_at_capacity_nobody_goes() -> None:
    assert moved(VECTOR, 4) == []


def test_without_a_number_of_seats_the_busiest_has_not_too_many() -> None:
    assert moved(VECTOR, None) == []


def test_for_whom_nobody_has_a_seat_that_is_told() -> None:
    text = "manager|value\nLi|9\nLi|7\nLi|3\nSun|8"
    assert moved(text, 2) == [(3, "Li", "Sun")]
    assert moved(text, 1) == [(7, "Li", None), (3, "Li", None)]


def test_every_next_one_goes_to_who_has_most_seats_free_then() -> None:
    text = "manager|value\nLi|9\nLi|8\nLi|7\nLi|6\nLi|5\nLi|4\nLi|3\nSun|5\nSun|5\nZhou|5\nQian|2\nQian|2"
    assert [taker for _, _, taker in moved(text, 3)] == ["Zhou", "Qian", "Sun", "Zhou"]


def test_a_manager_of_the_branch_comes_first_though_another_has_more_seats() -> None:
    text = (
        "manager|branch|value\nLi|North|9\nLi|North|8\nLi|North|7\nLi|North|6"
        "\nSun|South|0\nZhou|North|5\nQian|South|0"
    )
    assert moved(text, 2) == [(7, "Li", "Zhou"), (6, "Li", "Qian")]


def test_seats_of_a_branch_are_kept_for_its_own_customers() -> None:
    """Those of Wu in the south are worth more, but the seat in the north is for Li's."""
    text = (
        "manager|branch|value\nLi|North|9\nLi|North|3\nZhou|North|0\nWu|South|9\nWu|South|8\nSun||5\nSun||4"
    )
    assert moved(text, 1) == [(8, "Wu", None), (4, "Sun", None), (3, "Li", "Zhou")]


def test_whoever_has_too_many_takes_nobody() -> None:
    assert moved("manager|value\nLi|9\nLi|7\nSun|8\nSun|6", 1) == [(7, "Li", None), (6, "Sun", None)]


def test_customers_who_are_no_key_customers_take_no_seat() -> None:
    assert moved("manager|value\nLi|9\nLi|0\nLi|0\nSun|0", 1) == []


def test_each_move_tells_the_tier_and_who_it_is() -> None:
    books = books_with(VECTOR, 2)
    assert [(one.customer_id, one.row, one.tier) for one in move_rows(books, moves(books))] == [
        ("c3", 4, "gold"),
        ("c4", 5, "gold"),
    ]


def test_too_many_customers_are_told_with_their_managers() -> None:
    books = books_with("manager|value\nLi|9\nLi|7\nLi|3\nSun|8", 1)
    (issue,) = capacity_issues(books, moves(books))
    said = issue.message(Lang.EN)
    assert issue.rule.code == "KC714"
    assert "2, with Li" in said
    assert said.endswith("For 2 of them nobody has a seat free.")


def test_where_somebody_has_a_seat_free_that_is_told() -> None:
    said = []
    for text in (VECTOR, "manager|value\nLi|9\nLi|7\nLi|3\nLi|1\nSun|8"):
        (issue,) = capacity_issues(books_with(text, 2), moves(books_with(text, 2)))
        said.append(issue.message(Lang.EN).rpartition("Li. ")[2])
    assert said == ["Somebody has a seat free for each of them.", "For 1 of them nobody has a seat free."]


def test_within_their_seats_there_is_nothing_to_tell() -> None:
    books = books_with(VECTOR, None)
    assert not list(capacity_issues(books, moves(books)))


def test_a_book_without_managers_moves_nobody() -> None:
    assert moved("value\n9\n7", 1) == []


def test_a_blank_value_goes_first() -> None:
    text = "manager|book_tier|value\nLi|platinum|9\nLi|platinum|\nSun||0"
    assert moved(text, 1) == [(0, "Li", "Sun")]


def test_a_customer_of_several_managers_takes_a_seat_of_each_and_stays() -> None:
    """The first one is of Li and of Sun, and worth less than the other one of Li, who goes for want of anybody else."""
    lines = [(2, "Li", 200), (2, "Sun", 100), (3, "Li", 700), (4, "Wu", 0), (5, "Sun", 0)]
    rows = pd.DataFrame(lines, columns=["row", "manager", "value"])
    book = replace(
        book_of("manager|value\nLi|3\nLi|7\nWu|0\nSun|0"),
        split=lambda by, further: rows[["row", *by, *further, "value"]],
    )
    books = risk_books([book], policy_of(tiers=TIERS, seats=1))
    (one,) = move_rows(books, moves(books))
    assert (one.customer_id, one.from_manager, one.to_manager) == ("c2", "Li", "Wu")


LINES = st.lists(
    st.tuples(st.sampled_from(["", "Li", "Sun", "Zhao"]), st.sampled_from(["", "N", "S"]), st.integers(0, 9)),
    max_size=14,
)


@given(LINES, st.integers(1, 3))
def test_after_the_moves_nobody_has_too_many_unless_no_seat_is_free(
    lines: list[tuple[str, str, int]], seats: int
) -> None:
    text = "\n".join(["manager|branch|value", *("|".join(map(str, line)) for line in lines)])
    found = moved(text, seats)
    held = Counter(manager for manager, _, value in lines if manager and value)
    for _, giver, taker in found:
        held[giver] -= 1
        held[taker or ""] += 1
    waiting = held.pop("", 0)
    assert all(count <= seats for count in held.values())
    named = {manager for manager, _, _ in lines if manager}
    assert not waiting or all(held[manager] == seats for manager in named)
