"""The order of a list by the reasons of the book."""

from tests.analysis.today.made import call, codes, ids, made


def test_of_those_near_a_tier_the_nearest_come_first() -> None:
    result = made("customer_id|value\na|91\nb|99\nc|95")
    assert ids(result) == ["b", "c", "a"]
    assert {one.reason: one.amount for one in result.reasons}["near"] == 15


def test_of_those_whose_money_matures_the_most_money_comes_first_and_a_recent_contact_does_not_matter() -> (
    None
):
    book = "customer_id|value|maturity_date|maturity_amount|last_contact\n" + "\n".join(
        ["a|10|2026-02-07|5|2026-01-30", "b|10|2026-02-01|7|", "c|10|2026-02-08|9|", "d|10|2026-01-31|9|"]
    )
    result = made(book)
    assert ids(result) == ["b", "a"]
    assert str(call(result, "a").last_contact) == "2026-01-30"


def test_a_second_reason_moves_nobody_and_is_told() -> None:
    result = made("customer_id|value|last_contact\na|98|2025-01-01\nb|99|2026-01-01")
    assert ids(result) == ["b", "a"]
    assert codes(result, "a") == ["near", "overdue"]


def test_a_book_without_customers_has_no_list() -> None:
    assert made("customer_id|value").managers == ()
