"""What a book says that cannot be is unknown, and told."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from keyclient.analysis.common.evidence.books import risk_books
from keyclient.analysis.common.evidence.hands import hands
from keyclient.analysis.common.evidence.reasons import Why
from keyclient.analysis.common.seats_there import NOBODY
from keyclient.analysis.risk.book_issues import book_issues
from keyclient.model.label import Lang
from tests.analysis.risk.evident import HOLDS, UNKNOWN, evident
from tests.analysis.risk.held import books_of, policy_of
from tests.analysis.tier.tiered import book_of


def issues(*texts: str) -> Sequence[tuple[str, str]]:
    """What is told of the newest of such books."""
    books = books_of(*texts)
    told = book_issues(books, book_of(texts[-1]))
    return [(one.code, one.message(Lang.EN)) for one in told]


def test_an_opening_after_the_data_date_makes_no_new_customer() -> None:
    text = "customer_id|value|complaints|open_date\na|100|1|2062-03-01"
    assert evident(books_of(text), Why.COMPLAINT) == {"a": HOLDS}


def test_a_contact_after_the_data_date_is_unknown() -> None:
    text = "customer_id|value|last_contact|open_date\na|100|2062-03-01|2062-03-01"
    assert evident(books_of(text), Why.OVERDUE) == {"a": UNKNOWN}


def test_dates_after_the_data_date_are_counted() -> None:
    text = (
        "value|open_date|last_contact|last_transaction\n"
        "9|2062-03-01|2025-12-01|\n9|2020-01-01|2026-02-01|2026-02-01\n9||2026-01-31|2027-01-01"
    )
    assert issues(text) == [
        (
            "KC412",
            "Customers whose open date is after the data date 2026-01-31: 1; the date counts as unknown.",
        ),
        (
            "KC413",
            "Customers whose last contact or transaction is after the data date 2026-01-31: 2; the date counts as unknown.",
        ),
    ]


def test_words_for_tiers_that_nobody_knows_are_told() -> None:
    ((code, said),) = issues("value|book_tier\n9|私人银行\n9|私人银行\n9|钻石\n9|gold\n9|")
    assert code == "KC411"
    assert "match no tier: 2; customers: 3. These words make nobody a key customer." in said


def test_sources_of_no_group_are_told_by_the_key_customers_who_came_by_them() -> None:
    ((code, said),) = issues("value|source\n100|自己来的\n50|自己来的\n50|抖音直播\n9|别的\n100|行长单\n100|")
    assert code == "KC607"
    assert "in no group: 2; key customers: 3." in said


def test_renamed_managers_are_told_once() -> None:
    old = "customer_id|value|manager\na|9|王芳\nb|9|王芳\nc|9|李强"
    ((code, said),) = issues(old, old.replace("王芳", "王芳(0123)").replace("李强", "李强(0124)"))
    assert code == "KC606"
    assert "one new name: 2 (李强 now 李强(0124), 王芳 now 王芳(0123))" in said


def test_a_sound_book_says_nothing() -> None:
    assert (
        issues("value|book_tier|open_date|last_contact|source\n100|gold|2020-01-01|2026-01-31|行长单") == []
    )


def test_a_manager_who_stands_only_on_further_rows_is_somebody_and_in_one_spelling() -> None:
    """The first customer is of 王芳 and, on another row, of 李强, whom no customer has first; 待分配 is nobody."""
    lines = [(2, "王芳", 60), (2, "李强", 40), (3, "王 芳", 100), (3, "李 强", 5), (3, "待分配", 5)]
    rows = pd.DataFrame(lines, columns=["row", "manager", "value"])
    book = replace(
        book_of("manager|value\n王芳|100\n王芳|110"),
        split=lambda by, further: rows[["row", *by, *further, "value"]],
    )
    found = hands(risk_books([book], policy_of()))
    assert found.names == ("李强", "王芳")
    assert [found.customer[found.of(number)].tolist() for number in (0, 1, NOBODY)] == [[0, 1], [0, 1], [1]]
