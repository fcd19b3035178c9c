"""What became of the customers of one book by the next."""

from dataclasses import replace

import pandas as pd
import pytest

from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.risk.fate import fate
from tests.analysis.risk.held import books_of
from tests.analysis.tier.tiered import book_of


def became(books: RiskBooks, fall: float = 0.30) -> dict[str, str]:
    """By customer of the first book: fell, stays or unknown."""
    found = fate(books, 0, fall)
    words = [
        "unknown" if not known else "fell" if fell else "stays"
        for known, fell in zip(*_lists(found), strict=True)
    ]
    ids = books.books[0].portfolio.frame["customer_id"].fillna("?")
    return dict(zip(ids, words, strict=True))


def _lists(found: object) -> tuple[list[bool], list[bool]]:
    return found.known.tolist(), found.fell.tolist()  # type: ignore[attr-defined]


def test_a_fall_is_at_least_the_share_of_the_policy_and_leaving_is_one() -> None:
    old = "customer_id|value\na|100\nb|100\nc|100\nd|100\ne|100"
    new = "customer_id|value\na|70\nb|70.01\nc|140\nd|-5"
    assert became(books_of(old, new)) == {"a": "fell", "b": "stays", "c": "stays", "d": "fell", "e": "fell"}


@pytest.mark.parametrize("fall", [0.1, 0.29, 0.3, 0.57, 0.7])
@pytest.mark.parametrize("value", [0.07, 100, 12_345_678_901])
def test_the_share_is_exact_to_the_fen(value: float, fall: float) -> None:
    fen = round(value * 100)
    least = -(-fen * round(fall * 100) // 100)
    for lost, word in ((least, "fell"), (least - 1, "stays")):
        old, new = (f"customer_id|value\na|{amount / 100:.2f}" for amount in (fen, fen - lost))
        assert became(books_of(old, new), fall) == {"a": word}


def test_whoever_has_nothing_to_lose_fell_only_if_she_left() -> None:
    old = "customer_id|value\na|0\nb|-10\nc|0"
    new = "customer_id|value\na|0\nb|-90"
    assert became(books_of(old, new)) == {"a": "stays", "b": "stays", "c": "fell"}


def test_a_blank_value_in_either_book_tells_nothing() -> None:
    old = "customer_id|value\na|\nb|100\nc|\nd|0"
    new = "customer_id|value\na|50\nb|\nd|"
    assert became(books_of(old, new)) == {"a": "unknown", "b": "unknown", "c": "unknown", "d": "stays"}


def test_whoever_has_no_number_of_her_own_in_either_book_cannot_be_followed() -> None:
    old = "customer_id|name|value\na|Li|100\na|Sun|100\nb||100\n||100"
    new = "customer_id|name|value\na|Li|100\nb|Wu|10\nb|Zhou|10"
    assert set(became(books_of(old, new)).values()) == {"unknown"}


def test_whoever_is_listed_with_a_value_that_nobody_can_read_has_not_left() -> None:
    new = replace(book_of("customer_id|value\nb|100"), aside=pd.DataFrame({"customer_id": ["a"]}))
    assert became(books_of("customer_id|value\na|100\nb|100", new)) == {"a": "unknown", "b": "stays"}


def test_a_number_of_which_the_next_book_may_have_lost_digits_has_not_left() -> None:
    old = "customer_id|value\n110000000000000012|100\n110000000000077712|100\n7|100"
    new = replace(book_of("customer_id|value\n110000000000000000|100"), rounded=frozenset({2}))
    assert became(books_of(old, new)) == {
        "110000000000000012": "unknown",
        "110000000000077712": "fell",
        "7": "fell",
    }


def test_a_next_book_without_customers_has_lost_all() -> None:
    assert became(books_of("customer_id|value\na|100", "customer_id|value")) == {"a": "fell"}


def test_a_next_book_without_numbers_tells_of_nobody() -> None:
    book = book_of("value\n100")
    bare = replace(book, frame=book.frame.drop(columns="customer_id"))
    assert became(books_of("customer_id|value\na|100", bare)) == {"a": "unknown"}


def test_whoever_is_gone_with_all_customers_of_a_manager_may_only_be_missing() -> None:
    of_li = [f"l{number}|Li|100" for number in range(10)]
    old = "\n".join(["customer_id|manager|value", *of_li, "s1|Sun|100", "s2|Sun|100"])
    found = became(books_of(old, "customer_id|manager|value\ns1|Sun|100"))
    assert {found[f"l{number}"] for number in range(10)} == {"unknown"}
    assert (found["s1"], found["s2"]) == ("stays", "fell")


def test_whoever_was_handed_over_by_a_manager_who_is_gone_is_judged() -> None:
    lines = [f"l{number}|Li|100" for number in range(10)]
    old = "\n".join(["customer_id|manager|value", *lines])
    new = old.replace("Li", "Sun").replace("l9|Sun|100", "l8x|Sun|100").replace("l0|Sun|100", "l0|Sun|10")
    found = became(books_of(old, new))
    assert (found["l0"], found["l1"], found["l9"]) == ("fell", "stays", "fell")
