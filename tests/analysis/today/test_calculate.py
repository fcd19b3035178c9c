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


def _waiting(*, others: int) -> str:
    """A gold customer and some others whose contact is overdue, and one with a birthday; all are worth less than she is."""
    rows = [f"o{number}|{90 - number}|2025-01-01|" for number in range(others)]
    return "\n".join(
        [
            "customer_id|value|last_contact|birth_date",
            *rows,
            "k|100|2025-01-01|",
            "born|5|2025-01-01|1980-02-03",
        ]
    )


def test_overdue_customers_who_are_no_key_customers_come_last_and_are_few() -> None:
    result = made(_waiting(others=6), settings={"quotas": {"near": 0}})
    assert ids(result) == ["k", "born", "o0", "o1", "o2"]
    assert codes(result, "born") == ["birthday", "overdue"]
    assert result.managers[0].left_out.limit == 3
    assert {one.reason: (one.customers, one.listed) for one in result.reasons}["overdue"] == (7, 4)


def test_how_many_of_them_is_a_setting_and_without_the_reason_there_are_none() -> None:
    near = {"quotas": {"near": 0}}
    assert ids(made(_waiting(others=6), settings={**near, "overdue_others": 1})) == ["k", "born", "o0"]
    assert ids(made(_waiting(others=6), settings={"quotas": {"near": 0, "overdue": 0}})) == ["born"]
