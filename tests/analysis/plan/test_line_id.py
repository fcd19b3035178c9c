"""The ids of lines: the same in every run, different for different lines."""

from unittest.mock import patch

from keyclient.analysis.common.occasions.found import NO_DAY
from keyclient.analysis.plan.line_id import line_ids
from tests.analysis.plan.planned import plan_of

BOOK = "customer_id|aum|value\nA1|120|120\nA2|150|150\nA3|60|60\n"


def ids(book: str) -> dict[str | None, str]:
    return {one.customer_id: one.line_id for one in plan_of(book).lines}


def test_the_order_of_rows_and_the_value_of_a_customer_leave_her_id_alone() -> None:
    turned = "customer_id|aum|value\nA3|61|61\nA2|151|151\nA1|121|121\n"
    assert ids(turned) == ids(BOOK)


def test_another_customer_entry_or_date_is_another_line() -> None:
    found = line_ids(
        ["A", "B", "A", "A"], ["call", "call", "visit", "call"], [NO_DAY, NO_DAY, NO_DAY, 739_000]
    )
    assert len(set(found)) == 4


def test_an_id_is_short_and_never_looks_like_a_number() -> None:
    (found,) = line_ids(["A"], ["call"], [NO_DAY])
    assert len(found) == 11
    assert found.startswith("L")


def test_two_lines_that_would_share_a_short_id_get_longer_ones() -> None:
    with patch("keyclient.analysis.plan.line_id._SHORT", 0):
        found = line_ids(["A", "B"], ["call", "call"], [NO_DAY, NO_DAY])
    assert len(set(found)) == 2
    assert {len(one) for one in found} == {17}
