"""Whole groups of customers whom the newest book does not have."""

from keyclient.analysis.risk.vanished import vanished_issues
from keyclient.model.label import Lang
from tests.analysis.risk.held import books_of


def _book(*lines: str) -> str:
    return "\n".join(["customer_id|value|manager", *lines])


def test_a_manager_with_ten_customers_and_none_now_is_told_rather_than_counted_as_lost() -> None:
    own = [f"w{number}|100|Wu" for number in range(10)]
    books = books_of(_book("a|5|Li", *own), _book("a|5|Li"))
    (issue,) = vanished_issues(books, "march.xlsx")
    assert "manager Wu: 10 customers with 1,000.00 yuan" in issue.message(Lang.EN)


def test_customers_who_were_handed_over_are_not_missing() -> None:
    own = [f"w{number}|100|{{}}" for number in range(10)]
    books = books_of(
        _book("a|5|Li", *(one.format("Wu") for one in own)),
        _book("a|5|Li", *(one.format("Li") for one in own)),
    )
    assert not list(vanished_issues(books, "march.xlsx"))


def test_one_book_alone_lacks_nobody() -> None:
    assert not list(vanished_issues(books_of(_book("a|5|Li")), "march.xlsx"))
