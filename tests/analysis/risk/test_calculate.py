"""The warnings of a book, with the earlier ones beside it."""

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from keyclient.analysis.common.evidence.books import ABSENT
from keyclient.analysis.common.refusals import EarlierMeasureError
from keyclient.analysis.risk.calculate import risk
from keyclient.analysis.risk.result import CustomerAtRisk, RiskResult
from keyclient.model.measure import Measure, MeasureKind
from tests.analysis.books import AUM, SCORE, figures
from tests.analysis.risk.held import books_of
from tests.analysis.tier.tiered import MONEY, book_of


def at_risk(result: RiskResult) -> dict[str, CustomerAtRisk]:
    """The customers that are listed, by id."""
    return {one.customer_id or f"row {one.row}": one for one in result.customers}


def codes(one: CustomerAtRisk) -> list[str]:
    """The reasons of a customer."""
    return [reason.code for reason in one.reasons]


def test_key_customers_are_those_of_today_of_the_last_books_and_of_the_book_itself() -> None:
    books = books_of(
        "customer_id|value\nold|100\nwas|1\nnow|1\nown|1\nnever|1",
        "customer_id|value\nold|1\nwas|50\nnow|1\nown|1\nnever|1",
        "customer_id|value\nold|1\nwas|1\nnow|1\nown|1\nnever|1",
        "customer_id|value\nold|1\nwas|1\nnow|1\nown|1\nnever|1",
        "customer_id|value|book_tier\nold|1|\nwas|1|\nnow|40|\nown|1|gold\nnever|1|iron",
    )
    frame = books.books[-1].portfolio.frame
    assert list(frame["customer_id"][books.key(books.newest)]) == ["old", "was", "now", "own"]
    assert [frame["customer_id"][place] for place in books.key(0).nonzero()[0]] == ["old"]


def test_the_tier_by_which_she_is_a_key_customer_is_todays_else_the_best_of_the_others() -> None:
    books = books_of(
        "customer_id|value\na|100\nb|100\nc|1",
        "customer_id|value\na|50\nb|1\nc|1",
        "customer_id|value\na|50\nb|1\nc|1",
        "customer_id|value|book_tier\na|50|\nb|1|gold\nc|1|iron",
    )
    assert books.key_place(3).tolist() == [1, 0, ABSENT]


def test_a_tier_falls_slowly_and_rises_at_once_as_in_the_list_of_tiers() -> None:
    books = books_of(
        "customer_id|value\na|100\nb|1", "customer_id|value\nb|100\na|60", "customer_id|value\na|60\nb|60"
    )
    assert [list(book.place) for book in books.books] == [[0, 2], [0, 0], [0, 0]]
    assert [list(book.watch) for book in books.books] == [[0, 0], [0, 1], [2, 1]]


def test_the_worst_come_first_then_the_most_yuan_gone_and_remaining_then_the_id() -> None:
    books = books_of(
        "customer_id|value|manager\na|100|Li\nb|200|Li\nc|100|Li\nd|80|Li\ne|300|Li\nf|100|Li",
        "customer_id|value|manager|complaints\na|60|Li|1\nb|0|Li|\nc|60|Li|1\nd|80|Li|1\ne|300|Li|0\nf|60|Li|0",
    )
    result = risk(books, top=None)
    assert [(one.customer_id, one.severity) for one in result.customers] == [
        ("b", "red"),
        ("a", "red"),
        ("c", "red"),
        ("f", "orange"),
        ("d", "yellow"),
    ]
    assert (result.key_customers, result.total_customers) == (6, 5)
    assert [(one.severity, one.customers) for one in result.severities] == [
        ("red", 3),
        ("orange", 1),
        ("yellow", 1),
        ("grey", 0),
        ("none", 1),
    ]


def test_gone_is_the_best_less_today_and_what_matures_is_part_of_what_remains() -> None:
    books = books_of(
        "customer_id|value\na|200\nb|50",
        "customer_id|value\na|150\nb|50",
        "customer_id|value|maturity_date|maturity_amount\na|120|2026-04-10|500\nb|60|2026-04-10|30",
    )
    found = at_risk(risk(books))
    assert figures(found["a"].gone, found["a"].maturing, found["a"].remaining) == (80, 120, 120)
    assert figures(found["b"].gone, found["b"].maturing, found["b"].remaining) == (0, 30, 60)


def test_a_blank_value_of_a_key_customer_is_grey_and_says_what_is_missing() -> None:
    books = books_of("customer_id|value|aum|manager|book_tier\na||||gold\nb|||Li|platinum")
    found = at_risk(risk(books))
    assert found["b"].severity == "grey"
    assert found["b"].remaining is None
    assert found["b"].missing[0] == "aum"
    assert (found["a"].severity, codes(found["a"])) == ("yellow", ["no_owner"])


def test_grey_names_an_earlier_book_and_the_columns_that_would_tell() -> None:
    (one,) = risk(books_of("customer_id|value\na|100")).customers
    assert one.severity == "grey"
    assert one.missing == ("previous", "book_tier", "last_contact", "complaints")


def test_of_what_is_known_nothing_is_asked_of_a_grey_customer() -> None:
    (one,) = risk(books_of("customer_id|value\na|100", "customer_id|value\na|100")).customers
    assert (one.severity, one.missing) == ("grey", ("last_contact", "complaints"))


def test_beside_the_reasons_that_are_found_stands_all_that_would_tell_more() -> None:
    (one,) = risk(books_of("customer_id|value|complaints|manager\na|100|1|Li")).customers
    assert one.missing == (
        "previous",
        "book_tier",
        "last_contact",
        "products",
        "loans",
        "deposits",
        "competitor",
        "potential",
        "source",
        "maturity_date",
        "maturity_amount",
    )


def test_of_several_columns_that_would_do_those_are_named_of_which_the_fewest_are_blank() -> None:
    (one,) = risk(books_of("customer_id|value|complaints|aum|loans\na|100|1|100|")).customers
    assert "loans" in one.missing
    assert "deposits" not in one.missing


def test_emptied_says_that_she_is_down_as_well() -> None:
    books = books_of("customer_id|value\na|100", "customer_id|value\na|0")
    result = risk(books)
    assert codes(at_risk(result)["a"]) == ["emptied"]
    told = {one.reason: one.customers for one in result.reasons}
    assert (told["emptied"], told["down"]) == (1, 0)


def test_reasons_are_counted_over_key_customers_with_their_yuan_and_those_unknown() -> None:
    books = books_of("customer_id|value|potential|complaints\na|100|900|1\nb|50|10|\nc|1|900|1")
    reasons = {one.reason: one for one in risk(books).reasons}
    assert figures(reasons["wallet"].customers, reasons["wallet"].amount) == (1, 900)
    assert (reasons["complaint"].customers, reasons["complaint"].unknown) == (1, 1)
    assert reasons["complaint"].amount is None


def test_key_customers_whom_this_book_does_not_list_are_counted_apart() -> None:
    books = books_of("customer_id|value\na|100\nb|70\nc|1\nd|50\nd|50\n|90", "customer_id|value\na|100\nc|1")
    gone = risk(books).gone
    assert gone is not None
    assert (gone.customers, gone.value) == (1, Decimal(70))
    assert risk(books_of("customer_id|value\na|100")).gone is None


def test_whoever_is_set_aside_with_a_value_nobody_can_read_is_not_gone() -> None:
    now = book_of("customer_id|value\na|100")
    now = replace(now, aside=pd.DataFrame({"customer_id": pd.array(["b"], dtype="str")}))
    gone = risk(books_of("customer_id|value\na|100\nb|70", now)).gone
    assert gone is not None
    assert gone.customers == 0


def test_books_of_other_measures_are_refused_and_plain_numbers_of_other_decimals_are_not() -> None:
    with pytest.raises(EarlierMeasureError):
        books_of(book_of("customer_id|value\na|1", measure=SCORE), "customer_id|value\na|1")
    points = [Measure("points", AUM.label, ("points",), MeasureKind.NUMBER, decimals) for decimals in (0, 2)]
    whole, exact = (book_of("customer_id|value\na|1", measure=measure) for measure in points)
    whole.frame["value"] = pd.array([100], dtype="Int64")
    exact.frame["value"] = pd.array([6950], dtype="Int64")
    (one,) = risk(books_of(whole, exact)).customers
    assert (one.gone, one.remaining) == (Decimal("30.50"), Decimal("69.50"))


def test_the_order_of_the_rows_changes_nothing() -> None:
    old = ["a|100|Li", "b|90|Li", "c|80|Wu", "d|60|Wu", "|50|Wu"]
    new = ["a|60|Wu", "b|90|Li", "c|0|Wu", "d|10|", "|50|Wu"]
    heading = "customer_id|value|manager"
    one = risk(books_of("\n".join([heading, *old]), "\n".join([heading, *new])))
    other = risk(books_of("\n".join([heading, *old[::-1]]), "\n".join([heading, *new[::-1]])))
    for result in (one, other):
        assert len(result.customers) == 5
    assert [replace(row, row=0) for row in one.customers] == [replace(row, row=0) for row in other.customers]
    assert one.reasons == other.reasons


def test_a_book_without_customers_has_no_warnings() -> None:
    result = risk(books_of("customer_id|value\na|1", "customer_id|value"))
    assert (result.key_customers, list(result.customers)) == (0, [])


def test_a_number_that_a_bank_has_given_to_another_person_follows_nobody() -> None:
    books = books_of(
        "customer_id|value|name|birth_date\na|100|张三|1980-01-01\nb|100|李四|1980-01-01",
        "customer_id|value|name|birth_date\na|10|王五|1990-05-05\nb|10|李四光|1980-01-01",
    )
    assert books.before(1, 0).tolist() == [ABSENT, 1]
    assert [one.customer_id for one in risk(books).customers] == ["b"]


def test_what_no_book_tells_is_null_and_never_nought() -> None:
    result = risk(books_of("customer_id|value|book_tier\na|100|\nb||gold"))
    assert [(one.gone, one.maturing) for one in result.customers] == [(None, None), (None, None)]
    assert {(one.gone, one.maturing) for one in result.severities} == {(None, None)}
    assert {one.amount for one in result.reasons if one.unknown == result.key_customers} == {None}


def test_of_a_blank_value_nothing_is_gone_that_could_be_told_though_the_best_is_known() -> None:
    result = risk(
        books_of("customer_id|value\na|100", "customer_id|value|last_contact|book_tier\na||2026-02-20|gold")
    )
    (grey,) = result.customers
    assert (grey.severity, grey.gone, grey.remaining) == ("grey", None, None)
    total = next(one for one in result.severities if one.severity == "grey")
    assert (total.customers, total.gone, total.remaining) == (1, None, None)


def test_whoever_has_lost_nothing_has_lost_nought() -> None:
    result = risk(books_of("customer_id|value\na|100\nc|1", "customer_id|value\na|100\nb|100"))
    assert [(one.customer_id, str(one.gone)) for one in result.customers] == [("a", "0.00"), ("b", "0.00")]


def test_what_is_gone_of_another_balance_is_told_as_that() -> None:
    text = "customer_id|value|revenue|deposits|deposits_change\na|200|200|30|-70\nb|300|300|50|5\nc|100|100||"
    result = risk(books_of(book_of(text, measure=MONEY)))
    assert (result.measure, result.gone_of) == ("revenue", "deposits")
    assert [(one.customer_id, str(one.gone)) for one in result.customers] == [
        ("a", "70.00"),
        ("b", "0.00"),
        ("c", "None"),
    ]


def test_balances_are_never_mixed_in_what_is_gone_and_the_order_is_by_yuan_all_the_same() -> None:
    old = book_of("customer_id|value|revenue\na|100|100", measure=MONEY)
    text = "customer_id|value|revenue|deposits|deposits_change|open_date\n"
    rows = "a|50|50|90|0|2020-01-01\nb|45|45|30|-70|2020-01-01"
    result = risk(books_of(old, book_of(text + rows, measure=MONEY)))
    assert result.gone_of == "revenue"
    assert [(one.customer_id, str(one.gone)) for one in result.customers] == [("b", "None"), ("a", "50.00")]


@pytest.mark.parametrize("who", ["manager", "manager_changed"])
def test_who_her_manager_is_says_nothing_of_how_the_relation_is(who: str) -> None:
    old = "customer_id|value|manager\na|100|Li" if who == "manager_changed" else "customer_id|value\na|100"
    (one,) = risk(books_of(old, "customer_id|value|manager\na|100|Li")).customers
    assert (one.severity, one.missing) == ("grey", ("last_contact", "complaints"))
