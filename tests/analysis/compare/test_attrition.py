"""Customers around the key floor of 100, by averages."""

import pytest

from tests.analysis.compare.snapshots import compared

HEADING = "customer_id|aum|aum_average\nother|1|1"


def _states(*cells: str) -> dict[str, tuple[float, float, float]]:
    """The state of a customer whose balance and average in each book are `cells`: before, value, change."""
    found = compared([f"{HEADING}\na|{book}" for book in cells]).attrition
    assert found is not None
    return {
        customer.state: (float(customer.before), float(customer.value), float(customer.change))
        for customer in found.customers
    }


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("120|120", "90|100"), {"light": (100, 90, -10)}),
        (("120|120", "90|130"), {"light": (130, 90, -40)}),
        (("120|120", "90|99"), {"heavy": (120, 90, -30)}),
        (("90|110", "100|95"), {"rescued": (90, 100, 10)}),
        (("120|120", "90|95", "105|95"), {"rescued": (90, 105, 15)}),
        (("120|120", "90|95", "80|80"), {}),
        (("120|120", "100|95"), {}),
        (("90|90", "90|90"), {}),
        (("90|90", "105|95"), {}),
        (("120|120", "|120"), {}),
        (("120|120", "90|"), {}),
    ],
)
def test_light_is_under_the_floor_with_an_average_over_it_and_heavy_with_both_under_it(
    cells: tuple[str, ...], said: dict[str, tuple[float, float, float]]
) -> None:
    assert _states(*cells) == said


def test_totals_are_those_of_the_customers_and_the_largest_fall_comes_first() -> None:
    books = [f"{HEADING}\na|120|120\nb|120|120\nc|90|110", f"{HEADING}\na|90|100\nb|50|130\nc|150|120"]
    found = compared(books).attrition
    assert found is not None
    assert (found.light.customers, float(found.light.value), float(found.light.change)) == (2, 140, -90)
    assert [customer.customer_id for customer in found.customers] == ["b", "a", "c"]


def test_heavy_attrition_and_rescues_are_unknown_where_the_book_before_has_no_averages() -> None:
    found = compared(["customer_id|aum\na|120", f"{HEADING}\na|90|100"]).attrition
    assert found is not None
    assert (found.light.customers, found.heavy, found.rescued) == (1, None, None)


def test_a_customer_who_is_no_longer_listed_is_lost_and_did_not_slip() -> None:
    found = compared([f"{HEADING}\na|120|120", HEADING]).attrition
    assert found is not None
    assert len(found.customers) == 0


def test_without_averages_nothing_is_said() -> None:
    assert compared(["customer_id|aum\na|120", "customer_id|aum\na|90"]).attrition is None
