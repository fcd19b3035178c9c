"""Money that left, and a tier that is about to be lost, are reasons to get in touch."""

import datetime as dt

from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.label import Lang
from tests.analysis.common.occasions.reasons import days_of, reasons_of, told, unknown, yuan
from tests.analysis.tier.tiered import MONEY, book_of

LEFT, GRACE = Occasion.LEFT, Occasion.GRACE_ENDS


def test_money_left_where_three_tenths_of_the_best_are_gone() -> None:
    book = reasons_of(
        "customer_id|value\na|100\nb|100\nc|100\nd|50", "customer_id|value\na|70\nb|70.01\nc|0\nd|\ne|5"
    )
    assert yuan(book, LEFT) == {"a": "30.00", "c": "100.00"}
    assert unknown(book, LEFT) == ["d"]
    assert told(book, LEFT)["c"] == "emptied: 100 yuan on 2026-01-31, 0 yuan now"


def test_without_an_earlier_book_the_change_in_the_book_tells_it() -> None:
    book = reasons_of("customer_id|value|aum|aum_change\na|60|60|-40\nb|60|60|-10\nc|60|60|")
    assert yuan(book, LEFT) == {"a": "40.00"}
    assert unknown(book, LEFT) == ["c"]


def test_what_she_had_with_the_bank_counts_rather_than_what_she_earns_it() -> None:
    text = "customer_id|value|aum|aum_change\na|1|60|-40\nb|9|60|-10\nc|1|60|"
    books = [book_of(one, measure=MONEY) for one in ("customer_id|value\na|1\nb|99\nc|9", text)]
    assert yuan(reasons_of(*books), LEFT) == {"a": "40.00", "c": "8.00"}
    said = told(reasons_of(*books, lang=Lang.ZH), LEFT)
    assert said["a"].startswith("AUM")
    assert said["c"].startswith("贡献度：")


def test_nothing_is_known_to_have_left_of_one_book_without_changes() -> None:
    assert unknown(reasons_of("customer_id|value\na|50"), LEFT) == ["a"]


def test_the_grace_ends_on_the_day_after_the_period_of_the_next_book() -> None:
    book = reasons_of(
        "customer_id|value\na|120\nb|120", "customer_id|value\na|90\nb|120", "customer_id|value\na|60\nb|120"
    )
    assert yuan(book, GRACE) == {"a": "40.00"}
    assert days_of(book, GRACE) == {"a": dt.date(2026, 5, 1)}
    assert unknown(reasons_of("customer_id|value\na|50"), GRACE) == ["a"]
