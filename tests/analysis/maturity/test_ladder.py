"""What matures when, and with whom."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.refusals import DatelessError, GroupColumnError
from keyclient.analysis.maturity.calculate import maturity
from keyclient.analysis.maturity.result import Due, MaturityResult, Rung
from keyclient.policy.models import Policy
from keyclient.policy.parts.calendar import CalendarPolicy
from keyclient.policy.parts.maturity import MaturityPolicy
from tests.analysis.maturity.maturing import NEW, day, laid_out, maturing
from tests.examples import costly

BOOK = f"""id | manager | date | amount
a | li | {day(0)} | 1
b | li | {day(1)} | 2
b | li | {day(7)} | 4
b | zhao | {day(8)} | 8
c | zhao | {day(90)} | 16
d | zhao | {day(91)} | 32
e | | | 64
f | li | {day(30)} |
"""


def _amounts(result: MaturityResult) -> list[tuple[int, int, int]]:
    return [
        ((rung.from_ - NEW).days, rung.customers, int(rung.amount)) for rung in result.ladder if rung.products
    ]


def test_each_product_is_on_the_step_of_its_day_and_each_customer_counts_once_on_it() -> None:
    result = laid_out(BOOK)
    assert _amounts(result) == [(1, 1, 6), (8, 1, 8), (29, 1, 0), (85, 1, 16)]
    assert result.overdue == Due(customers=1, products=1, amount=Decimal(1), unknown=0)
    assert result.beyond == Due(customers=1, products=1, amount=Decimal(32), unknown=0)
    assert result.undated == Due(customers=1, products=1, amount=Decimal(64), unknown=0)
    assert result.total == Due(customers=6, products=8, amount=Decimal(127), unknown=1)


def test_steps_follow_each_other_without_a_gap_and_end_with_the_last_horizon() -> None:
    ladder = laid_out(BOOK).ladder
    days = [(rung.from_, rung.to) for rung in ladder]
    assert days[0][0] == NEW + dt.timedelta(days=1)
    assert days[-1] == (NEW + dt.timedelta(days=85), NEW + dt.timedelta(days=90))
    assert all(after == to + dt.timedelta(days=1) for (_, to), (after, _) in pairwise(days))


def test_each_horizon_includes_the_ones_before_it() -> None:
    found = [(one.days, one.customers, one.products, int(one.amount)) for one in laid_out(BOOK).horizons]
    assert found == [(30, 2, 4, 14), (60, 2, 4, 14), (90, 3, 5, 30)]


def test_a_customer_with_products_of_two_managers_is_with_both_and_the_money_with_one() -> None:
    groups = {one.group: (one.total.customers, int(one.total.amount)) for one in laid_out(BOOK).groups}
    assert groups == {None: (1, 64), "zhao": (3, 56), "li": (3, 7)}
    assert [one.group for one in laid_out(BOOK).groups] == [None, "zhao", "li"]


def test_a_product_whose_manager_is_blank_is_with_the_manager_of_the_customer() -> None:
    (group,) = laid_out("id | manager | date | amount\na | li | 2026-12-01 | 1\na | | 2026-12-02 | 2").groups
    assert (group.group, int(group.total.amount)) == ("li", 3)


def test_lines_are_by_date_then_the_largest_amount_and_what_is_past_or_without_a_date_comes_last() -> None:
    text = "id | date | amount\na | | 9\nb | 2026-12-05 | 1\nc | 2026-12-05 | 5\nd | 2026-12-01 | 1\ne | 2026-12-05 |"
    lines = laid_out(f"{text}\nf | 2026-11-30 | 7").lines
    assert [line.customer_id for line in lines] == ["d", "c", "b", "e", "f", "a"]


@pytest.mark.parametrize(
    ("date", "call"),
    [
        ("2026-12-04", "2026-12-04"),
        ("2026-12-05", "2026-12-07"),
        ("2026-12-06", "2026-12-07"),
        ("2026-12-31", "2027-01-04"),
        ("2026-12-12", "2026-12-12"),
    ],
)
def test_the_day_to_call_is_the_next_on_which_the_bank_is_open(date: str, call: str) -> None:
    calendar = CalendarPolicy(
        holidays=(dt.date(2026, 12, 31), dt.date(2027, 1, 1)), workdays=(dt.date(2026, 12, 12),)
    )
    book = maturing(f"id | date | amount\na | {date} | 1")
    (line,) = maturity(book, Policy(calendar=calendar)).lines
    assert (str(line.date), str(line.working_day)) == (date, call)


def test_a_weekend_moves_no_product_to_another_step() -> None:
    saturday = "id | date | amount\na | 2026-12-05 | 1"
    policy = MaturityPolicy(step=5)
    assert _amounts(laid_out(saturday, policy)) == [(1, 1, 1)]


def test_a_book_without_maturity_dates_is_refused_with_the_remedy() -> None:
    with pytest.raises(DatelessError, match="--map maturity_date"):
        laid_out("id | amount\na | 1")


def test_a_column_to_group_by_that_the_book_has_not_is_refused() -> None:
    with pytest.raises(GroupColumnError):
        laid_out(BOOK, by="branch")


def test_a_book_without_amounts_counts_its_dates_and_knows_no_yuan() -> None:
    result = laid_out("id | date\na | 2026-12-05\nb |")
    assert result.total == Due(customers=1, products=1, amount=Decimal(0), unknown=1)
    assert [line.amount for line in result.lines] == [None]


def test_an_empty_book_has_an_empty_ladder() -> None:
    result = laid_out("id | date | amount\n")
    assert (result.total.products, len(result.ladder), result.total_lines) == (0, 13, 0)


_LINE = st.tuples(
    st.sampled_from("abcd"),
    st.one_of(st.just(""), st.integers(-40, 130).map(day)),
    st.one_of(st.just(""), st.integers(-5, 10**9).map(str)),
    st.sampled_from(["li", "zhao", ""]),
)


@costly
@given(st.lists(_LINE, max_size=12), st.integers(1, 40), st.randoms())
def test_the_ladder_adds_up_to_the_book_whatever_the_order_of_its_rows(
    lines: list[tuple[str, str, str, str]], step: int, chance: Random
) -> None:
    def told(rows: list[tuple[str, str, str, str]]) -> MaturityResult:
        text = "\n".join(["id | date | amount | manager", *(" | ".join(row) for row in rows)])
        return laid_out(text, MaturityPolicy(step=step))

    result, book = told(lines), sum(Decimal(amount or 0) for _, _, amount, _ in lines)
    apart: tuple[Due | Rung, ...] = (result.overdue, *result.ladder, result.beyond, result.undated)
    assert sum(one.amount for one in apart) == result.total.amount == book
    assert sum(one.products for one in apart) == result.total.products
    assert sum(one.unknown for one in apart) == result.total.unknown
    assert sum(one.total.amount for one in result.groups) == book
    mixed = chance.sample(lines, len(lines))
    other = told(mixed)
    assert (other.ladder, other.total) == (result.ladder, result.total)
    assert [(line.date, line.amount) for line in other.lines] == [
        (line.date, line.amount) for line in result.lines
    ]
