"""Books of deals: the customers are heads once, their amounts count once, and of a log the last day claims."""

import random
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.calculate import prepared
from keyclient.analysis.overlap.issues import deal_issues
from keyclient.model.label import Lang
from keyclient.policy.parts.overlap import OverlapPolicy
from tests.analysis.overlap.joined import members, only, overlapping
from tests.examples import costly

HERS = "11010519491231002X"
DEALS = (
    "opportunity_id|customer_id|name|manager|aum|is_open",
    "O1|C1|张敏|李娜|300000|yes",
    "O2|C1|张敏|赵磊|300000|yes",
    "O3|C2|王强|赵磊|100000|yes",
)
LOG = "opportunity_id|customer_id|manager|stage_date|aum"


def _lines(*lines: str) -> Members:
    return members("\n".join(lines))


def _told(*books: Members) -> list[str]:
    return [issue.message(Lang.EN) for issue in deal_issues(prepared(books, OverlapPolicy()))]


def test_the_customer_of_two_deals_is_one_head_with_her_amount_once() -> None:
    result = overlapping(_lines(*DEALS))
    assert (result.records, result.persons, result.counted_twice) == (2, 2, 0)
    hers = only(result)
    assert hers.combined_value == Decimal(300_000)
    assert sorted((one.row, one.manager) for one in hers.customers) == [(2, "李娜"), (3, "赵磊")]
    assert result.total_chased_twice == 1


def test_what_counts_once_is_told_with_its_yuan() -> None:
    (said,) = _told(_lines(*DEALS))
    assert "customers 1, not added again 300,000" in said


def test_deals_with_amounts_of_their_own_are_added_up() -> None:
    book = _lines("opportunity_id|customer_id|manager|aum", "O1|C1|李娜|300000", "O2|C1|赵磊|250000")
    assert only(overlapping(book)).combined_value == Decimal(550_000)
    assert _told(book) == []


def test_deals_of_one_id_number_are_one_head_without_customer_ids() -> None:
    book = _lines("opportunity_id|id_number|manager|aum", f"O1|{HERS}|李娜|5", f"O2|{HERS}|赵磊|5")
    result = overlapping(book)
    assert (result.records, only(result).combined_value) == (1, Decimal(5))


def test_a_customer_of_a_deal_book_and_of_another_book_is_counted_twice_once() -> None:
    result = overlapping(_lines(*DEALS), members("customer_id|name|manager|aum\nC1|张敏|王芳|50000", "b.csv"))
    assert result.counted_twice == 1
    assert only(result).combined_value == Decimal(350_000)


@pytest.mark.parametrize("later", ["", "300000"])
def test_a_deal_handed_over_is_the_new_managers(later: str) -> None:
    result = overlapping(_lines(LOG, "O1|C1|李娜|2026-01-01|300000", f"O1|C1|王伟|2026-02-01|{later}"))
    assert (result.records, result.persons, result.total.persons) == (1, 1, 0)


def test_of_a_log_the_last_known_amount_of_a_deal_counts() -> None:
    lines = ("O1|C1|李娜|2026-01-01|300000", "O1|C1|王伟|2026-02-01|320000", "O1|C1|王伟|2026-03-01|")
    book = _lines(LOG, *lines)
    other = members("customer_id|manager|aum\nC1|孙浩|1", "b.csv")
    result = overlapping(book, other)
    hers = only(result)
    assert hers.combined_value == Decimal(320_001)
    assert [one.manager for one in hers.customers] == ["王伟", "孙浩"]
    assert "not added again 300,000" in _told(book)[0]


def test_events_without_a_customer_belong_to_the_customer_of_the_deal() -> None:
    book = _lines(LOG, "O1|C1|李娜|2026-01-01|300000", "O1||王伟|2026-02-01|300000")
    result = overlapping(book)
    assert (result.records, result.total.persons) == (1, 0)


def test_one_deal_number_with_two_names_is_two_heads() -> None:
    book = _lines("opportunity_id|name|manager|aum", "O1|张敏|李娜|5", "O1|王强|赵磊|5")
    assert overlapping(book).records == 2


def test_two_deals_with_one_manager_do_not_double_what_speaks_for_him() -> None:
    book = _lines(
        "opportunity_id|customer_id|manager|deposits|aum",
        "O1|C1|李娜|60000|9",
        "O2|C1|李娜|60000|9",
        "O3|C1|赵磊|100000|9",
    )
    hers = only(overlapping(book))
    assert (hers.step, hers.owner) == ("deposits", "赵磊")


DEAL_LINES = st.lists(
    st.tuples(
        st.sampled_from(("O1", "O2", "o2 ", "")),
        st.sampled_from(("C1", "C2", "")),
        st.sampled_from(("张敏", "王强", "")),
        st.sampled_from((HERS, "")),
        st.sampled_from(("李娜", "赵磊", "")),
        st.sampled_from(("2026-01-01", "2026-02-01", "")),
        st.sampled_from(("300000", "250000", "")),
        st.sampled_from(("60000", "70000", "")),
    ),
    min_size=1,
    max_size=6,
)


@costly
@given(DEAL_LINES, st.randoms(use_true_random=False))
def test_the_order_of_deals_does_not_matter(lines: list[tuple[str, ...]], chance: random.Random) -> None:
    numbered = [(*line, str(row)) for row, line in enumerate(lines, 2)]

    def told(order: Sequence[tuple[str, ...]]) -> object:
        heading = "opportunity_id|customer_id|name|id_number|manager|stage_date|aum|deposits|row"
        result = overlapping(_lines(heading, *("|".join(line) for line in order)))
        same = sorted(
            (str(one.combined_value), one.owner or "", one.step, sorted(claim.row for claim in one.customers))
            for one in result.same
        )
        return result.records, result.persons, same, result.total_chased_twice

    assert told(numbered) == told(chance.sample(numbered, len(numbered)))


@costly
@given(DEAL_LINES)
def test_deals_put_together_twice_are_as_put_together_once(lines: list[tuple[str, ...]]) -> None:
    heading = "opportunity_id|customer_id|name|id_number|manager|stage_date|aum|deposits"
    book = _lines(heading, *("|".join(line) for line in lines))
    (once,) = prepared([book], OverlapPolicy())
    (twice,) = prepared([once], OverlapPolicy())
    assert twice.records.equals(once.records)
    assert twice.claims.equals(once.claims)
    assert set(once.claims["row"]) == set(once.records["row"])
