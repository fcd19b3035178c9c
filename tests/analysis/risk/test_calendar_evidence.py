"""What falls due by the calendar."""

from dataclasses import replace

import pandas as pd

from keyclient.analysis.common.evidence.books import risk_books
from keyclient.analysis.common.evidence.reasons import Why
from tests.analysis.risk.evident import HOLDS, QUIET, UNKNOWN, amounts, evident
from tests.analysis.risk.held import TIERS, books_of, policy_of
from tests.analysis.tier.tiered import book_of


def test_thirty_percent_of_her_value_within_thirty_days() -> None:
    books = books_of(
        "customer_id|value|maturity_date|maturity_amount\n"
        "a|100|2026-03-02|30\nb|100|2026-03-02|29.99\nc|100|2026-03-03|90\nd|100|2026-01-31|90\ne|100||\nf|100|2026-02-02|\n"
        "g|100||90\nh|0|2026-02-02|90\ni|50|2026-02-02|90"
    )
    assert evident(books, Why.MATURING) == {
        "a": HOLDS,
        "b": QUIET,
        "c": QUIET,
        "d": QUIET,
        "e": QUIET,
        "f": UNKNOWN,
        "g": UNKNOWN,
        "h": QUIET,
        "i": HOLDS,
    }
    assert amounts(books, Why.MATURING) == {"a": "30.00", "i": "50.00"}


def test_several_products_of_a_customer_add_up() -> None:
    portfolio = book_of(
        "customer_id|value|maturity_date|maturity_amount\na|100|2026-02-02|30\nb|100|2026-02-02|10"
    )
    rows = pd.DataFrame(
        {
            "row": pd.Series([2, 2, 3, 3], dtype="int64"),
            "own_row": pd.Series([2, 3, 4, 5], dtype="int64"),
            "maturity_date": pd.to_datetime(["2026-02-02", "2026-02-20", "2026-02-02", "2026-09-09"]).astype(
                "datetime64[s]"
            ),
            "maturity_amount": pd.array([1000, 2000, 1000, 5000], dtype="Int64"),
        }
    )
    own = replace(portfolio, rows_of=lambda names: rows[["row", "own_row", *names]])
    assert evident(risk_books([own], policy_of()), Why.MATURING) == {"a": HOLDS, "b": QUIET}


def test_the_grace_of_her_tier_ends_with_the_next_book() -> None:
    books = books_of(
        "customer_id|value\na|120\nb|120\nc|120\nd|5",
        "customer_id|value\na|90\nb|120\nc|90\nd|5",
        "customer_id|value\na|60\nb|90\nc|100\nd|5\ne|70",
    )
    assert evident(books, Why.GRACE_ENDS) == {"a": HOLDS, "b": QUIET, "c": QUIET, "d": QUIET, "e": UNKNOWN}
    assert amounts(books, Why.GRACE_ENDS) == {"a": "40.00"}


def test_without_a_grace_none_ends() -> None:
    policy = policy_of().model_validate({"tier": {"tiers": TIERS, "grace": 0}})
    books = risk_books([book_of("customer_id|value\na|120"), book_of("customer_id|value\na|90")], policy)
    assert evident(books, Why.GRACE_ENDS) == {"a": QUIET}
