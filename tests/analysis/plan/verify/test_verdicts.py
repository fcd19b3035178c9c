"""Whether a line was met, as one later book shows it, or several."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.plan.verify.states import MET, NOT, UNKNOWN
from keyclient.analysis.plan.verify.verdicts import Verdict, verdicts
from keyclient.model.portfolio import Loaded
from tests.analysis.plan.verify.verifying import (
    JULY,
    JUNE,
    MAY,
    PLANNED,
    book,
    judged,
    line,
    verdict,
    verified,
)
from tests.examples import costly

OWN = "客户号,AUM\na,480000\nb,1000000\nc,90000\nd,10000\n"


@pytest.fixture
def own(tmp_path: Path) -> Loaded:
    return book(tmp_path, PLANNED, OWN)


def later(folder: Path, day: dt.date, aum: str) -> Loaded:
    """A book in which a has some AUM."""
    return book(folder, day, f"客户号,AUM\na,{aum}\nb,1000000\n")


@pytest.mark.parametrize(
    ("day", "aum", "expected"),
    [
        (JUNE, "510000", "met"),
        (JUNE, "499999.99", "missed"),
        (JUNE, "500000", "met"),
        (MAY, "480000", "open"),
        (MAY, "510000", "met"),
    ],
)
def test_aum_of_half_a_million_by_the_end_of_june(
    tmp_path: Path, own: Loaded, day: dt.date, aum: str, expected: str
) -> None:
    assert verdict(own, line("a", "aum >= 500000"), later(tmp_path, day, aum)) == expected


def test_whoever_is_not_listed_any_more_is_undecidable_whatever_the_day(tmp_path: Path, own: Loaded) -> None:
    for day in (MAY, JUNE):
        gone = book(tmp_path, day, "客户号,AUM\nb,1000000\n")
        found = judged(own, [line("a", "aum >= 500000")], gone)["La"]
        assert (found.verdict, found.after) == ("undecidable", None)
        assert found.why == f"{day}.csv does not list the customer"


@pytest.mark.parametrize(
    ("text", "criterion", "why"),
    [
        ("客户号,AUM\na,510000\na,600000\nb,1\n", "aum >= 500000", None),
        (
            "客户号,户名,证件号码,AUM\na,张三,11010519491231002X,1\na,李四,110105198001011231,2\n",
            "aum >= 1",
            "several",
        ),
        ("客户号,AUM\na,不详\nb,1\n", "aum >= 500000", "cannot be read"),
        ("客户号,AUM\na,\nb,1\n", "aum >= 500000", "“AUM” is blank"),
        ("客户号,存款\na,510000\nb,1\n", "aum >= 500000", "no column “AUM”"),
        ("客户号,存款\na,510000\nb,1\n", "value >= 500000", "not ranked by"),
        ("客户号,存款\na,510000\nb,1\n", "tier >= gold", "not ranked by"),
        ("客户号,AUM\na,1\nb,1\n", "contact since 2026-05-01", "no column “last contact”"),
        (
            "客户号,AUM,最近联系日期\na,1,\nb,1,2026-05-02\n",
            "contact since 2026-05-01",
            "“last contact” is blank",
        ),
        (
            "客户号,AUM,最近联系日期\na,1,2026-07-01\nb,1,\n",
            "contact since 2026-05-01",
            "after the data date",
        ),
        ("客户号,AUM\na,1\nb,1\n", "holds fund", "no column “holdings”"),
        ("客户号,AUM,持有产品\na,1,\nb,1,基金\n", "holds fund", "“holdings” is blank"),
        ("客户号,AUM,销售阶段\na,1,天晓得\nb,1,重点\nc,1,潜在\nd,1,可能\n", "stage >= key", "stage in"),
        ("姓名,AUM\n张三,510000\n李四,1\n", "aum >= 500000", "no column of customer ids"),
    ],
)
def test_what_a_book_does_not_say_is_undecidable_and_told(
    tmp_path: Path, own: Loaded, text: str, criterion: str, why: str | None
) -> None:
    found = judged(own, [line("a", criterion)], book(tmp_path, JUNE, text))["La"]
    assert found.verdict == ("met" if why is None else "undecidable")
    assert (why or "met on") in found.why


def test_two_customers_of_one_id_in_the_book_of_the_plan_cannot_be_told_apart_later(tmp_path: Path) -> None:
    own = book(
        tmp_path,
        PLANNED,
        "客户号,户名,证件号码,AUM\na,张三,11010519491231002X,1\na,李四,110105198001011231,2\n",
    )
    assert verdict(own, line("a", "aum >= 1"), later(tmp_path, JUNE, "510000")) == "undecidable"


def test_one_condition_that_is_not_met_is_enough_though_another_is_not_known(
    tmp_path: Path, own: Loaded
) -> None:
    one = line("a", "aum >= 500000 and holds fund")
    assert verdict(own, one, later(tmp_path, JUNE, "1")) == "missed"
    assert verdict(own, one, later(tmp_path, JUNE, "510000")) == "undecidable"


@pytest.mark.parametrize(
    ("may", "june", "july", "expected", "why"),
    [
        ("510000", "480000", "480000", "lost", "met on 2026-05-31, no more on 2026-07-31: aum >= 500000"),
        ("510000", "510000", "480000", "lost", "met on 2026-05-31, no more on 2026-07-31: aum >= 500000"),
        ("510000", "480000", "510000", "met", "met on 2026-05-31"),
        ("480000", "510000", "510000", "met", "met on 2026-06-30"),
        ("480000", "480000", "510000", "missed", "due on 2026-06-30, met only on 2026-07-31"),
        ("480000", "480000", "480000", "missed", "due on 2026-06-30, not met on 2026-06-30: aum >= 500000"),
        ("480000", "", "510000", "met", "met on 2026-07-31"),
        (
            "510000",
            "510000",
            "",
            "met",
            "met on 2026-05-31; after that undecidable: “AUM” is blank in 2026-07-31.csv",
        ),
        ("480000", "", "", "undecidable", "“AUM” is blank in 2026-07-31.csv"),
    ],
)
def test_three_books_and_a_deadline_at_the_end_of_june(
    tmp_path: Path, own: Loaded, may: str, june: str, july: str, expected: str, why: str
) -> None:
    books = [later(tmp_path, day, aum) for day, aum in ((MAY, may), (JUNE, june), (JULY, july))]
    found = judged(own, [line("a", "aum >= 500000")], *books)["La"]
    assert (found.verdict, found.why) == (expected, why)


def test_tiers_are_those_of_the_floors_of_the_plan_so_that_a_doubling_counts(tmp_path: Path) -> None:
    """Gold is the best fifth, from 9 on: when everybody doubles, 5 to 8 are gold too, though not by the floors of June."""
    ids = "abcdefghij"
    own = book(
        tmp_path, PLANNED, "客户号,AUM\n" + "".join(f"{one},{10 - at}\n" for at, one in enumerate(ids))
    )
    june = book(
        tmp_path, JUNE, "客户号,AUM\n" + "".join(f"{one},{20 - 2 * at}\n" for at, one in enumerate(ids))
    )
    outcome = verified(own, [line(one, "tier >= gold") for one in ids], june)
    met = {one.customer_id for one in outcome.result.lines if one.verdict == "met"}
    assert met == set("abcdef")
    said = [note for note in outcome.report.notes if "count" in note.values and "floors" in note.label.en]
    assert [note.values["count"].value for note in said] == [4]


def test_what_was_there_before_and_after_stands_in_the_order_of_what_is_required(tmp_path: Path) -> None:
    own = book(
        tmp_path,
        PLANNED,
        "客户号,AUM,持有产品,销售阶段,最近联系日期\na,480000,存款,可能,2026-04-02\nb,9,基金,重点,\n",
    )
    june = book(
        tmp_path,
        JUNE,
        "客户号,AUM,持有产品,销售阶段,最近联系日期\na,510000.5,基金,重点,2026-06-02\nb,9,存款,潜在,\n",
    )
    text = "aum >= 500000 and holds fund and contact since 2026-05-01 and stage >= key"
    found = judged(own, [line("a", text)], june)["La"]
    assert (found.verdict, found.required) == ("met", text)
    assert found.before == "480,000, not held, 2026-04-02, likely"
    assert found.after == "510,000.5, held, 2026-06-02, key"


def test_a_deal_that_is_won_is_closed_and_a_lost_one_has_no_stage(tmp_path: Path, own: Loaded) -> None:
    june = book(
        tmp_path, JUNE, "客户号,AUM,销售阶段,结果\na,1,可能,成交\nb,1,重点,流失\nc,1,重点,\nd,1,潜在,\n"
    )
    found = judged(own, [line(one, "stage >= key") for one in "abcd"], june)
    assert {one.customer_id: one.verdict for one in found.values()} == {
        "a": "met", "b": "missed", "c": "met", "d": "missed",
    }  # fmt: skip
    assert found["Lb"].after == "lost"


_STATES = st.sampled_from([NOT, UNKNOWN, MET])


def _by_hand(states: list[int], days: list[int], deadline: int) -> Verdict:
    """The same, book after book, for one line."""
    known = [(day, state) for day, state in zip(days, states, strict=True) if state != UNKNOWN]
    decisive = next((day for day, _ in known if day >= deadline), None)
    in_time = [day for day, state in known if state == MET and (decisive is None or day <= decisive)]
    if in_time:
        return Verdict.MET if known[-1][1] == MET else Verdict.LOST
    if decisive is not None:
        return Verdict.MISSED
    return Verdict.OPEN if states[-1] == NOT and days[-1] < deadline else Verdict.UNDECIDABLE


@costly
@given(st.lists(st.tuples(_STATES, _STATES), min_size=1, max_size=5), st.integers(0, 6), st.integers(0, 6))
def test_books_judge_as_somebody_who_reads_one_after_the_other(
    states: list[tuple[int, int]], first_due: int, second_due: int
) -> None:
    days = list(range(1, len(states) + 1))
    found = verdicts([np.array(one) for one in states], np.array(days), np.array([first_due, second_due]))
    for at, due in enumerate((first_due, second_due)):
        assert found.verdict[at] == _by_hand([one[at] for one in states], days, due)
