"""What nobody knows of the reasons to get in touch is told."""

from keyclient.analysis.common.occasions.issues import occasion_issues
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.label import Lang
from tests.analysis.common.occasions.reasons import reasons_of

CALLS = (Occasion.MATURES, Occasion.OVERDUE, Occasion.BIRTHDAY)


def said(text: str, *among: Occasion) -> dict[str, str]:
    """The sentences by code."""
    issues = occasion_issues(reasons_of(text), among or CALLS)
    return {issue.rule.code: issue.message(Lang.EN) for issue in issues}


def test_a_reason_that_the_book_says_nothing_about_is_named_with_what_would_tell() -> None:
    found = said("customer_id|value|last_contact|kind\na|50|2026-01-01|\nb|50|2026-01-01|corporate")
    assert found == {
        "KC745": "Reasons to get in touch that the book says nothing about: money matures, birthday. "
        "What would tell: maturity date, maturity amount, birth date."
    }
    assert "an earlier book (--previous)" in said("customer_id|value\na|50", Occasion.GRACE_ENDS)["KC745"]


def test_blanks_of_key_customers_are_counted_once_a_customer() -> None:
    text = "customer_id|value|last_contact|birth_date\na|50||\nb|50|2026-01-01|1980-01-01\nc|5||"
    found = said(text, Occasion.OVERDUE, Occasion.BIRTHDAY)
    assert found["KC746"].startswith("Key customers of whom something is blank: 1 of 2.")


def test_money_that_matures_without_an_amount_is_counted() -> None:
    text = (
        "customer_id|value|maturity_date|maturity_amount\na|5|2026-02-02|\nb|5|2026-02-02|9\nc|5|2026-05-05|"
    )
    assert "within 7 days, and nobody knows how much: 1." in said(text, Occasion.MATURES)["KC747"]


def test_a_book_that_tells_everything_of_its_key_customers_raises_nothing() -> None:
    text = "customer_id|value|last_contact|birth_date\na|50|2026-01-01|1980-01-01\nb|5||"
    assert said(text, Occasion.OVERDUE, Occasion.BIRTHDAY) == {}
    assert said("customer_id|value", *CALLS) == {}
