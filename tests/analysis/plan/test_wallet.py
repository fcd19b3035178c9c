"""How much of what customers have is with the bank."""

import numpy as np
import pytest

from keyclient.analysis.plan.wallet import wallet
from tests.analysis.risk.held import books_of

VECTOR = "value|potential\n50|150\n90|10\n70|"


def test_the_share_of_several_is_a_ratio_of_sums_over_those_that_are_known() -> None:
    books = books_of(VECTOR)
    found = wallet(books)
    assert found.share == pytest.approx(0.466667, abs=1e-6)
    assert (found.known, found.unknown) == (2, 1)
    alone = [wallet(books, np.array([place == own for place in range(3)])).share for own in range(3)]
    assert alone == [0.25, 0.9, None]


def test_what_a_customer_owes_is_no_part_of_her_wallet() -> None:
    assert wallet(books_of("value|potential\n-50|100\n100|100")).share == pytest.approx(1 / 3)


def test_nothing_here_and_nothing_there_is_no_wallet() -> None:
    found = wallet(books_of("value|potential\n0|0"))
    assert (found.share, found.known, found.unknown) == (None, 0, 1)


def test_a_book_without_a_column_of_potential_knows_no_wallet() -> None:
    found = wallet(books_of("value\n50"))
    assert (found.share, found.known, found.unknown) == (None, 0, 1)
