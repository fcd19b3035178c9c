"""How little holds a customer."""

import pandas as pd
import pytest

from keyclient.analysis.common.evidence.books import risk_books
from keyclient.analysis.common.evidence.reasons import Why
from keyclient.model.portfolio import LISTED_PRODUCTS, held_column
from tests.analysis.risk.evident import HOLDS, QUIET, UNKNOWN, amounts, evident
from tests.analysis.risk.held import books_of, policy_of
from tests.analysis.tier.tiered import MONEY, book_of


def test_one_product_is_one_or_none() -> None:
    books = books_of("customer_id|value|products\na|9|1\nb|9|2\nc|9|0\nd|9|")
    assert evident(books, Why.ONE_PRODUCT) == {"a": HOLDS, "b": QUIET, "c": HOLDS, "d": UNKNOWN}


def test_products_are_counted_in_lists_where_they_are_not_counted_in_the_book() -> None:
    portfolio = book_of("customer_id|value|products\na|9|\nb|9|2\nc|9|")
    portfolio.frame[LISTED_PRODUCTS] = pd.array([1, 1, None], dtype="Int64")
    books = risk_books([portfolio], policy_of())
    assert evident(books, Why.ONE_PRODUCT) == {"a": HOLDS, "b": QUIET, "c": UNKNOWN}


def test_products_are_counted_by_columns_about_them_with_deposits_and_loans_beside() -> None:
    portfolio = book_of("customer_id|value|deposits\na|9|5\nb|9|0\nc|9|0\nd|9|5")
    portfolio.frame[held_column("fund")] = pd.array([0, 1, 1, 0], dtype="Int8")
    portfolio.frame[held_column("insurance")] = pd.array([0, 0, 1, None], dtype="Int8")
    books = risk_books([portfolio], policy_of())
    assert evident(books, Why.ONE_PRODUCT) == {"a": HOLDS, "b": HOLDS, "c": QUIET, "d": UNKNOWN}


def test_one_column_about_a_product_does_not_tell_how_many_there_are() -> None:
    portfolio = book_of("customer_id|value\na|9")
    portfolio.frame[held_column("fund")] = pd.array([1], dtype="Int8")
    assert evident(risk_books([portfolio], policy_of()), Why.ONE_PRODUCT) == {"a": UNKNOWN}


def test_a_loan_and_nothing_else() -> None:
    books = books_of(
        "customer_id|value|loans|deposits|investments\na|9|50|0|\nb|9|50|0|3\nc|9|0|0|\nd|9||0|\ne|9|50||"
    )
    assert evident(books, Why.LOAN_ONLY) == {"a": HOLDS, "b": QUIET, "c": QUIET, "d": UNKNOWN, "e": UNKNOWN}
    assert amounts(books, Why.LOAN_ONLY) == {"a": "50.00"}


def test_a_blank_says_that_no_other_bank_is_known_of_in_a_book_that_names_some() -> None:
    books = books_of("customer_id|value|competitor\na|9|邻行\nb|9|")
    assert evident(books, Why.COMPETITOR) == {"a": HOLDS, "b": QUIET}
    assert evident(books_of("customer_id|value|competitor\na|9|"), Why.COMPETITOR) == {"a": UNKNOWN}


def test_most_of_the_wallet_is_elsewhere_under_half_and_not_at_half() -> None:
    books = books_of(
        "customer_id|value|potential\na|50|150\nb|90|10\nc|50|50\nd|50|50.01\ne|0|80\nf|0|0\ng|9|\nh|-5|10"
    )
    assert evident(books, Why.WALLET) == {
        "a": HOLDS,
        "b": QUIET,
        "c": QUIET,
        "d": HOLDS,
        "e": HOLDS,
        "f": UNKNOWN,
        "g": UNKNOWN,
        "h": HOLDS,
    }
    assert amounts(books, Why.WALLET)["a"] == "150.00"


def test_what_she_earns_the_bank_is_not_what_she_has_with_it() -> None:
    text = "customer_id|value|revenue|aum|potential\na|1|1|90|10\nb|99|99|10|90"
    assert evident(books_of(book_of(text, measure=MONEY)), Why.WALLET) == {"a": QUIET, "b": HOLDS}
    unsaid = book_of("customer_id|value|revenue|potential\na|1|1|10", measure=MONEY)
    assert evident(books_of(unsaid), Why.WALLET) == {"a": UNKNOWN}


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        ("行长单", HOLDS),
        ("关系单", HOLDS),
        ("明星客户经理单", HOLDS),
        ("广告", QUIET),
        ("自己来的", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_a_deal_that_hangs_on_one_person(source: str, verdict: str) -> None:
    assert evident(books_of(f"customer_id|value|source\na|9|{source}"), Why.PERSON) == {"a": verdict}


@pytest.mark.parametrize(
    ("cell", "verdict"),
    [
        *[
            (cell, QUIET)
            for cell in (
                "否",
                "无",
                "没有",
                "暂无",
                "无他行",
                "没有其他银行",
                "none",
                "No",
                "未发现",
                "仅本行",
                "no other bank",
            )
        ],
        *[(cell, UNKNOWN) for cell in ("未知", "不详", "不清楚", "待核实", "unknown", "N/A", "？")],
        *[
            (cell, HOLDS)
            for cell in (
                "是",
                "有",
                "yes",
                "有他行往来",
                "无锡农商行",
                "不丹银行",
                "工行、无",
                "China Bank",
                "两家",
                "未来银行",
            )
        ],
    ],
)
def test_words_for_none_and_for_unknown_are_no_bank(cell: str, verdict: str) -> None:
    books = books_of(f"customer_id|value|competitor\na|9|{cell}\nb|9|招行")
    assert evident(books, Why.COMPETITOR) == {"a": verdict, "b": HOLDS}


def test_a_blank_beside_a_written_no_is_unknown() -> None:
    books = books_of("customer_id|value|competitor\na|9|招行\nb|9|否\nc|9|")
    assert evident(books, Why.COMPETITOR) == {"a": HOLDS, "b": QUIET, "c": UNKNOWN}
