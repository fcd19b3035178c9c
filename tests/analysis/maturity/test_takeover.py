"""What became of the money that has matured since an earlier book."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.maturity.calculate import maturity
from keyclient.analysis.maturity.refusals import NotEarlierError
from keyclient.policy.models import Policy
from keyclient.policy.parts.maturity import MaturityPolicy
from tests.analysis.books import figures
from tests.analysis.maturity.maturing import NEW, maturing, taken_over
from tests.examples import costly

BEFORE = """id | aum | date | amount | manager
a | 100 | 2026-11-10 | 50 | li
a | 100 | 2027-02-10 | 10 | li
b | 80 | 2026-11-11 | 80 | li
c | 50 | 2026-11-12 | 30 | zhao
d | 40 | 2026-11-13 | 40 | zhao
e | 10 | 2026-11-30 | 10 | zhao
"""
NOW = """id | aum | date | amount | manager
a | 100 | 2027-02-10 | 60 | li
b | 80 | | | li
c | 20 | | | zhao
d | 100 | 2027-05-01 | 100 | zhao
"""


def test_five_customers_of_a_branch() -> None:
    found = taken_over(BEFORE, NOW)
    assert figures(found.matured, found.rolled, found.parked, found.left) == (210, 90, 80, 40)
    assert figures(found.customers, found.taken_over, found.unknown) == (5, 2, 0)
    assert {line.customer_id: figures(line.rolled, line.parked, line.left) for line in found.lines} == {
        "a": (50, 0, 0),
        "b": (0, 80, 0),
        "c": (0, 0, 30),
        "d": (40, 0, 0),
        "e": (0, 0, 10),
    }


def test_what_left_is_listed_first() -> None:
    assert [line.customer_id for line in taken_over(BEFORE, NOW).lines] == ["c", "e", "b", "a", "d"]


def test_the_managers_of_the_earlier_book_share_it_out() -> None:
    groups = {one.group: one.kept for one in taken_over(BEFORE, NOW).groups}
    assert {name: figures(kept.matured, kept.left, kept.taken_over) for name, kept in groups.items()} == {
        "li": (130, 0, 1),
        "zhao": (80, 40, 1),
    }


@pytest.mark.parametrize(("rolled", "share", "count"), [("80", 0.8, 1), ("79.99", 0.8, 0), ("57", 0.57, 1)])
def test_taken_over_is_who_rolled_at_least_the_share(rolled: str, share: float, count: int) -> None:
    before = "id | aum | date | amount\na | 100 | 2026-11-10 | 100"
    now = f"id | aum | date | amount\na | 100 | 2027-11-10 | {rolled}"
    assert taken_over(before, now, MaturityPolicy(taken_over=share)).taken_over == count


def test_what_matured_on_the_earlier_data_date_or_before_is_no_part_of_it() -> None:
    before = (
        "id | aum | date | amount\na | 9 | 2026-10-31 | 5\nb | 9 | 2026-11-30 | 4\nc | 9 | 2026-12-01 | 3"
    )
    assert taken_over(before, before).matured == 4


def test_without_aum_only_what_was_rolled_and_who_has_gone_is_known() -> None:
    before = "id | date | amount\na | 2026-11-10 | 50\nb | 2026-11-10 | 30\nc | 2026-11-10 | 20"
    now = "id | date | amount\na | 2027-11-10 | 10\nb | 2027-11-10 | 30"
    found = taken_over(before, now)
    assert found.parked is None
    assert figures(found.matured, found.rolled, found.left, found.unknown) == (100, 40, 20, 40)


def test_term_money_without_a_date_or_an_amount_leaves_its_customer_unknown() -> None:
    before = "id | aum | date | amount\na | 50 | 2026-11-10 | 50\nb | 30 | 2026-11-10 | 30"
    now = "id | aum | date | amount\na | 50 | 2027-11-10 |\nb | 30 | | 30"
    found = taken_over(before, now)
    assert figures(found.rolled, found.left, found.unknown) == (0, 0, 80)
    assert [line.left for line in found.lines] == [None, None]


def test_customers_without_an_id_of_their_own_are_told_with_their_money() -> None:
    before = "id | aum | date | amount\n | 50 | 2026-11-10 | 50\nb | 30 | 2026-11-10 | 30"
    found = taken_over(before, "id | aum\nb | 30".replace("aum", "aum | date | amount") + " | |")
    assert figures(found.matured, found.parked) == (30, 30)
    assert figures(found.unfollowed.customers, found.unfollowed.matured) == (1, 50)


def test_products_that_matured_without_an_amount_are_counted_apart() -> None:
    before = "id | aum | date | amount\na | 50 | 2026-11-10 |\nb | 30 | 2026-11-10 | 30"
    found = taken_over(before, before)
    assert figures(found.customers, found.unknown_products) == (1, 1)


def test_a_book_that_is_not_earlier_is_refused() -> None:
    with pytest.raises(NotEarlierError, match="--as-of"):
        maturity(maturing(NOW), Policy(), earlier=[maturing(BEFORE, NEW)])


def test_of_several_earlier_books_the_newest_counts() -> None:
    older = maturing("id | aum | date | amount\na | 1 | 2026-11-10 | 999", NEW.replace(month=9))
    found = maturity(
        maturing(NOW), Policy(), earlier=[older, maturing(BEFORE, NEW.replace(month=10))]
    ).takeover
    assert found is not None
    assert found.matured == 210


_DAY = st.sampled_from(["", "2026-10-01", "2026-11-10", "2026-11-30", "2026-12-24", "2027-06-30"])
_LINE = st.tuples(
    st.sampled_from(["a", "b", "c", ""]),
    st.one_of(st.just(""), st.integers(0, 10**6).map(str)),
    _DAY,
    st.one_of(st.just(""), st.integers(-3, 10**6).map(str)),
    st.sampled_from(["li", "zhao", ""]),
)


def _text(lines: list[tuple[str, str, str, str, str]]) -> str:
    return "\n".join(["id | aum | date | amount | manager", *(" | ".join(line) for line in lines)])


@costly
@given(st.lists(_LINE, max_size=8), st.lists(_LINE, max_size=8))
def test_all_that_matured_was_rolled_parked_left_or_is_unknown(
    old: list[tuple[str, str, str, str, str]], new: list[tuple[str, str, str, str, str]]
) -> None:
    found = taken_over(_text(old), _text(new))
    assert found.rolled + (found.parked or 0) + found.left + found.unknown == found.matured
    for line in found.lines:
        parts = (line.rolled, line.parked or Decimal(0), line.left or Decimal(0), line.unknown)
        assert sum(parts) == line.matured
        assert min(parts) >= 0
    assert sum(line.matured for line in found.lines) == found.matured
    assert sum(one.kept.matured for one in found.groups) == found.matured
    assert sum(one.kept.left for one in found.groups) == found.left
