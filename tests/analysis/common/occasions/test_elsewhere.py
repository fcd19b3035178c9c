"""Dormant customers, and what customers have elsewhere, are reasons to get in touch."""

from keyclient.analysis.common.occasions.occasion import Occasion
from tests.analysis.common.occasions.reasons import reasons_of, told, unknown, yuan


def test_whoever_has_next_to_nothing_and_moves_nothing_for_a_year_is_dormant() -> None:
    book = reasons_of(
        "customer_id|value|last_transaction\na|99.99|2025-01-31\nb|100|2020-01-01\nc|5|2025-02-01\nd|5|\ne||2020-01-01\nf|200|"
    )
    assert yuan(book, Occasion.DORMANT) == {"a": "99.99"}
    assert told(book, Occasion.DORMANT) == {"a": "99.99 yuan with the bank and no transaction for 365 days"}
    assert unknown(book, Occasion.DORMANT) == ["d", "e"]


def test_most_of_her_money_is_elsewhere_where_half_of_the_wallet_is_not_with_the_bank() -> None:
    book = reasons_of("customer_id|value|potential\na|50|50.01\nb|50|50\nc|50|\nd|50|0")
    assert yuan(book, Occasion.WALLET) == {"a": "50.01"}
    assert unknown(book, Occasion.WALLET) == ["c"]


def test_a_key_customer_whose_money_elsewhere_is_blank_is_asked() -> None:
    book = reasons_of("customer_id|value|potential\na|50|\nb|50|0\nc|5|")
    assert list(told(book, Occasion.ASK)) == ["a"]
    assert yuan(book, Occasion.ASK) == {"a": None}


def test_a_book_without_such_a_column_asks_nobody_and_knows_nothing() -> None:
    book = reasons_of("customer_id|value\na|50")
    assert not told(book, Occasion.ASK)
    assert unknown(book, Occasion.ASK) == ["a"]
