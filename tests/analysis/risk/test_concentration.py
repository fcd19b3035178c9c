"""On how few managers and customers the value rests."""

import pytest

from keyclient.analysis.risk.concentration import concentration
from keyclient.analysis.risk.result import Concentration
from tests.analysis.books import SCORE, book, figures
from tests.analysis.risk.held import books_of, policy_of


def of(text: str) -> Concentration:
    """That of such a book."""
    return concentration(books_of(text), policy_of())


def test_managers_with_60_30_and_10_are_as_concentrated_as_two_and_a_sixth_equal_ones() -> None:
    found = of("manager|value\nLi|50\nLi|10\nSun|30\nZhou|10")
    assert found.hhi == pytest.approx(0.46)
    assert found.effective_managers == pytest.approx(2.1739, abs=5e-5)
    assert found.managers == 3


def test_customers_without_a_manager_are_told_beside_it() -> None:
    found = of("manager|value\nLi|60\nSun|30\nZhou|10\n|400\n|-7")
    assert found.hhi == pytest.approx(0.46)
    assert found.without_manager == 400


def test_negative_and_blank_values_are_nobodys_share() -> None:
    found = of("manager|value\nLi|60\nLi|-50\nSun|30\nZhou|10\nWu|-5\nWu|")
    assert figures(found.hhi, found.managers) == (pytest.approx(0.46), 3)
    assert figures(found.top1, found.loss_top5) == (0.6, 100)


def test_a_manager_who_is_written_in_several_ways_is_one_and_a_word_for_nobody_is_none() -> None:
    found = of("manager|value\n王芳|50\n王 芳|10\n李强|30\nＺｈｏｕ|5\nzhou|5\n待分配|400")
    assert figures(found.hhi, found.managers, found.without_manager) == (pytest.approx(0.46), 3, 400)


@pytest.mark.parametrize("text", ["value\n60\n40", "manager|value\n|60\n|40"])
def test_a_book_that_names_no_manager_says_nothing_of_them(text: str) -> None:
    found = of(text)
    assert figures(found.hhi, found.effective_managers, found.managers, found.without_manager) == (
        None,
        None,
        0,
        None,
    )
    assert found.top1 == 0.6


def test_managers_of_nothing_positive_are_no_concentration() -> None:
    found = of("manager|value\nLi|-60\n|40")
    assert figures(found.hhi, found.managers, found.without_manager) == (None, 0, 40)


def test_one_manager_is_all_there_is() -> None:
    found = of("manager|value\nLi|60\nLi|40")
    assert figures(found.hhi, found.effective_managers, found.managers) == (1, 1, 1)


def test_what_is_lost_with_the_largest_customers() -> None:
    found = of("value\n" + "\n".join(map(str, (50, 20, 10, 8, 6, 3, 1, 1, 1, 0, -30))))
    assert figures(found.top1, found.top5, found.top10) == (0.5, 0.94, 1)
    assert figures(found.loss_top1, found.loss_top3, found.loss_top5) == (50, 80, 94)


def test_fewer_customers_than_five_are_all_lost() -> None:
    assert of("value\n50\n20").loss_top5 == 70


def test_a_book_without_a_positive_value_has_no_shares() -> None:
    found = of("value\n0\n-5")
    assert figures(found.top1, found.top5, found.top10, found.loss_top1) == (None, None, None, 0)


TWO = ({"name": "platinum", "floor": 1_000_000}, {"name": "iron"})


def replaced(*values: float | None) -> int | None:
    """How many iron customers replace one platinum in a book of such values."""
    text = "\n".join(["value", *("" if value is None else str(value) for value in values)])
    return concentration(books_of(text, tiers=TWO), policy_of(tiers=TWO)).iron_for_one_platinum


def test_eighty_iron_customers_replace_one_platinum() -> None:
    """One of 1.2 million against a mean of 15,000; those worth nothing replace nobody."""
    assert replaced(1_200_000, 10_000, 20_000, 0, -500) == 80


def test_a_fen_more_takes_one_more_customer() -> None:
    assert replaced(1_200_000.01, 15_000) == 81
    assert replaced(1_200_000, 15_000.01) == 80


def test_one_platinum_is_the_mean_of_several() -> None:
    assert replaced(1_000_000, 1_400_000, 15_000) == 80


@pytest.mark.parametrize("values", [(1_200_000, 0, -5), (15_000, 20_000), (1_200_000,), ()])
def test_without_a_value_on_both_sides_nobody_replaces_anybody(values: tuple[float, ...]) -> None:
    assert replaced(*values) is None


def test_a_ladder_of_one_tier_has_nothing_to_replace() -> None:
    one = ({"name": "all"},)
    assert concentration(books_of("value\n50", tiers=one), policy_of(tiers=one)).iron_for_one_platinum is None


def test_a_measure_that_is_no_money_has_shares_and_losses_in_its_own_unit() -> None:
    found = concentration(
        books_of(book([0.1, 0.2, 0.7], measure=SCORE, manager=["a", "a", "b"])), policy_of()
    )
    assert found.hhi == pytest.approx(0.58)
    assert float(found.loss_top3) == pytest.approx(1.0)
