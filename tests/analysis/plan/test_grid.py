"""The grid of value and potential."""

import numpy as np
import pytest

from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.plan.grid import CELLS, cells_of, grid, rising
from tests.analysis.risk.held import books_of, policy_of

BOOK = """
value|potential|effort
50|50|1
50|51|2
50||4
50|0|8
9|90|16
9||32
|90|64
"""
"""The first four are large; one of the small ones is near a tier."""


def cells(books: RiskBooks, growing: set[int] | None = None) -> list[str | None]:
    found = cells_of(
        books,
        policy_of(),
        large=books.key(books.newest),
        growing=np.array([place in (growing or ()) for place in range(len(books.values(books.newest)))]),
    )
    return [None if place < 0 else CELLS[place] for place in found]


def test_half_of_the_wallet_is_kept_and_less_is_to_be_won() -> None:
    assert cells(books_of(BOOK))[:2] == ["keep", "win"]


def test_of_a_large_customer_whose_potential_is_blank_one_asks_and_none_elsewhere_is_kept() -> None:
    assert cells(books_of(BOOK))[2:4] == ["ask", "keep"]


def test_a_small_customer_grows_if_near_a_tier_or_rising_and_is_served_cheaply_otherwise() -> None:
    assert cells(books_of(BOOK), growing={5})[4:6] == ["serve", "grow"]


def test_a_large_customer_who_is_rising_stays_with_the_large_ones() -> None:
    assert cells(books_of(BOOK), growing={0})[0] == "keep"


def test_a_customer_without_a_value_has_no_cell() -> None:
    assert cells(books_of(BOOK))[6] is None


def test_without_a_column_of_potential_every_large_customer_is_asked() -> None:
    assert cells(books_of("value\n50\n9")) == ["ask", "serve"]


def test_what_nobody_can_read_of_what_is_elsewhere_is_asked() -> None:
    assert cells(books_of("value|potential\n50|-1")) == ["ask"]


def test_every_cell_has_its_customers_value_and_effort_and_all_five_are_told() -> None:
    books = books_of(BOOK)
    found = grid(books, cells_of(books, policy_of(), large=books.key(0), growing=np.zeros(7, dtype=bool)))
    assert [(one.cell, one.customers, int(one.value), one.effort) for one in found] == [
        ("keep", 2, 100, 9),
        ("win", 1, 50, 2),
        ("ask", 1, 50, 4),
        ("grow", 0, 0, 0),
        ("serve", 2, 18, 48),
    ]


def test_without_a_column_of_effort_nothing_is_said_of_it() -> None:
    books = books_of("value\n50\n9")
    found = grid(books, np.array([0, 4]))
    assert {one.effort for one in found} == {None}


def test_who_has_gained_in_four_books_is_on_the_rise() -> None:
    texts = [f"customer_id|value\na|{value}\nb|10" for value in (10, 13, 16, 20)]
    assert rising(books_of(*texts), policy_of()).tolist() == [True, False]


@pytest.mark.parametrize("values", [(10, 20), (10, 13, 16)])
def test_of_fewer_books_nobody_says_that_she_is_on_the_rise(values: tuple[int, ...]) -> None:
    texts = [f"customer_id|value\na|{value}" for value in values]
    assert rising(books_of(*texts), policy_of()).tolist() == [False]


def test_a_customer_whom_an_earlier_book_does_not_list_has_too_few_values() -> None:
    texts = ["customer_id|value\nb|10", *(f"customer_id|value\na|{value}" for value in (13, 16, 20))]
    assert rising(books_of(*texts), policy_of()).tolist() == [False]
