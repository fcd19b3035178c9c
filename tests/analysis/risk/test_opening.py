"""What customers were worth before the change that their book itself tells."""

from keyclient.analysis.common.evidence.reasons import Why
from keyclient.analysis.common.evidence.relation_evidence import contact_days
from keyclient.analysis.risk.assessed import assessed
from keyclient.analysis.risk.calculate import risk
from keyclient.analysis.risk.gone import gone_customers
from tests.analysis.books import figures
from tests.analysis.risk.held import books_of


def test_whoever_lost_all_since_the_last_month_is_a_key_customer_and_listed_first() -> None:
    books = books_of("customer_id|value|aum_change\na|0|-500\nb|10|-5\nc|60|-60\nd||-500\ne|120|")
    assert books.key(0).tolist() == [True, False, True, False, True]
    worst, next_one, *_ = risk(books).customers
    assert figures(worst.customer_id, worst.severity, worst.gone, worst.tier) == ("a", "red", 500, "iron")
    assert figures(next_one.customer_id, next_one.severity, next_one.gone) == ("c", "orange", 60)
    assert assessed(books).told[Why.EMPTIED].tolist() == [True, False, False, False, False]


def test_she_may_wait_for_a_contact_as_long_as_the_tier_that_she_had() -> None:
    days, place = contact_days(books_of("customer_id|value|aum_change\na|0|-500\nb|0|-50"), 0)
    assert days.tolist() == [30, 90]
    assert place.tolist() == [0, 1]


def test_one_who_was_emptied_and_is_listed_no_more_is_a_key_customer_who_is_gone() -> None:
    found = gone_customers(
        books_of("customer_id|value|aum_change\na|0|-500\nb|10|", "customer_id|value\nb|10")
    )
    assert found is not None
    assert figures(found.customers, found.value) == (1, 0)


def test_the_change_of_another_balance_makes_nobody_a_key_customer() -> None:
    assert books_of("customer_id|value|deposits_change\na|0|-500").key(0).tolist() == [False]


def test_who_has_just_come_was_no_key_customer_before() -> None:
    assert books_of("customer_id|value|aum_change\na|30|30\nb|30|-9").key(0).tolist() == [False, False]
