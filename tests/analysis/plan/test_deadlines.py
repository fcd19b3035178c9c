"""Until when each line is to be done."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.occasions.found import NO_DAY
from keyclient.analysis.common.seats_there import NOBODY
from keyclient.analysis.plan.deadlines import Deadlines, ToDo, deadlines, plan_days
from keyclient.analysis.plan.refusals import NoWorkingDayError
from keyclient.policy.parts.calendar import CalendarPolicy

AS_OF = dt.date(2026, 9, 30)
"""A Wednesday; the bank is open again on Thursday 8 October, and on Saturday the 10th."""
DAYS = plan_days(AS_OF, dt.date(2026, 10, 16), CalendarPolicy())
"""8, 9, 10 and 12 to 16 October."""

Line = tuple[int, str, int]
"""Owner, the day in October of a reason ("" without one), and working days before it. The most valuable line first."""


def due(*lines: Line, per_day: int = 1, lead: Sequence[int] = ()) -> Deadlines:
    dates = [dt.date(2026, 10, int(day)).toordinal() if day else NO_DAY for _, day, _ in lines]
    todo = ToDo(
        np.array([owner for owner, _, _ in lines], dtype=np.int64),
        np.arange(len(lines)),
        np.array(dates, dtype=np.int64),
        np.array([before for _, _, before in lines], dtype=np.int64),
        np.array(lead or [1] * len(lines), dtype=np.int64),
    )
    return deadlines(todo, DAYS, per_day)


def days_of(found: Deadlines) -> list[int]:
    return [day.day for day in found.dates]


def test_the_plan_begins_on_the_first_working_day_after_the_data_date() -> None:
    assert days_of(due((0, "", 1))) == [8]


def test_lines_of_one_owner_are_spread_by_what_she_can_do_a_day_the_most_valuable_first() -> None:
    assert days_of(due(*[(0, "", 1)] * 5)) == [8, 9, 10, 12, 13]
    assert days_of(due(*[(0, "", 1)] * 5, per_day=2)) == [8, 8, 9, 9, 10]


def test_a_line_that_takes_time_is_due_on_the_day_of_its_lead_at_the_earliest() -> None:
    assert days_of(due((0, "", 1), (0, "", 1), lead=[5, 1])) == [13, 8]
    assert days_of(due(*[(0, "", 1)] * 3, lead=[3, 3, 3])) == [10, 12, 13]


def test_the_shortest_lead_takes_the_days_first_whatever_the_value() -> None:
    assert days_of(due((0, "", 1), (0, "", 1), (0, "", 1), lead=[2, 1, 1])) == [10, 8, 9]


def test_without_room_from_the_lead_on_a_line_is_due_on_the_last_day_before_it_that_has_some() -> None:
    found = due(*[(0, "", 1)] * 4, lead=[7, 7, 7, 7])
    assert days_of(found) == [15, 16, 14, 13]
    assert not found.crowded.any()


def test_a_lead_beyond_the_plan_is_its_last_day_and_a_date_comes_before_any_lead() -> None:
    assert days_of(due((0, "", 1), lead=[60])) == [16]
    assert days_of(due((0, "10", 1), lead=[6])) == [9]


def test_owners_do_not_wait_for_each_other() -> None:
    assert days_of(due((0, "", 1), (1, "", 1), (0, "", 1), (1, "", 1))) == [8, 8, 9, 9]


@pytest.mark.parametrize(("before", "day"), [(0, 13), (1, 12), (2, 10), (3, 9)])
def test_a_dated_line_is_due_so_many_working_days_before_its_date(before: int, day: int) -> None:
    assert days_of(due((0, "13", before))) == [day]


def test_on_a_day_on_which_the_bank_is_closed_the_working_day_before_counts() -> None:
    assert days_of(due((0, "11", 0))) == [10]


def test_dated_lines_of_one_day_are_due_before_it_the_most_valuable_first_and_the_others_around_them() -> (
    None
):
    found = due((0, "", 1), (0, "13", 1), (0, "13", 1), (0, "", 1))
    assert days_of(found) == [8, 10, 12, 9]
    assert not found.crowded.any()


def test_a_date_after_the_plan_is_done_within_it() -> None:
    assert days_of(due((0, "30", 1))) == [16]
    assert days_of(due((0, "20", 2))) == [16]


def test_a_date_right_after_the_plan_has_its_working_days_before_it() -> None:
    assert days_of(due((0, "17", 3))) == [14]


def test_a_date_too_soon_is_due_on_the_first_day_and_told() -> None:
    found = due((0, "8", 1), (0, "9", 1))
    assert days_of(found) == [8, 8]
    assert found.too_soon.tolist() == [True, False]


def test_lines_for_which_no_day_is_left_are_told() -> None:
    found = due(*[(0, "", 1)] * 10)
    assert days_of(found) == [8, 9, 10, 12, 13, 14, 15, 16, 16, 16]
    assert found.crowded.tolist() == [False] * 8 + [True] * 2


def test_dated_lines_for_which_no_day_is_left_are_due_on_the_first_one() -> None:
    found = due((0, "10", 1), (0, "10", 1), (0, "10", 1))
    assert days_of(found) == [8, 8, 9]
    assert found.crowded.tolist() == [True, False, False]


def test_lines_of_nobody_fill_no_day_and_are_due_at_the_end_or_before_their_date() -> None:
    found = due((NOBODY, "", 1), (NOBODY, "", 1), (NOBODY, "13", 1), (0, "", 1))
    assert days_of(found) == [16, 16, 12, 8]
    assert not found.crowded.any()


def test_no_lines_need_no_days() -> None:
    assert days_of(due()) == []


def test_a_plan_that_ends_before_the_bank_opens_is_refused() -> None:
    with pytest.raises(NoWorkingDayError, match="--until"):
        plan_days(AS_OF, dt.date(2026, 10, 7), CalendarPolicy())


LINES = st.lists(
    st.tuples(
        st.integers(NOBODY, 2), st.sampled_from(["", "8", "9", "11", "12", "14", "29"]), st.integers(0, 3)
    ),
    max_size=40,
)


@given(LINES, st.integers(1, 4), st.integers(1, 9))
def test_nobody_has_more_to_do_on_a_day_than_she_can_unless_it_is_told(
    lines: list[Line], per_day: int, lead: int
) -> None:
    found = due(*lines, per_day=per_day, lead=[1 + place % lead for place in range(len(lines))])
    told = zip(lines, found.day.tolist(), found.crowded.tolist(), strict=True)
    on_time = Counter((owner, day) for (owner, _, _), day, crowded in told if not crowded and owner != NOBODY)
    assert max(on_time.values(), default=0) <= per_day
    assert set(found.day.tolist()) <= set(DAYS.open[: DAYS.count].tolist())


@given(LINES, st.integers(1, 4))
def test_no_dated_line_is_due_after_its_day_unless_that_was_too_soon(lines: list[Line], per_day: int) -> None:
    alone = [days_of(due(line, per_day=per_day))[0] for line in lines]
    together = days_of(due(*lines, per_day=per_day))
    for (_, day, _), own, found in zip(lines, alone, together, strict=True):
        assert not day or found <= own


@given(LINES, st.integers(1, 4), st.randoms(use_true_random=False))
def test_neither_the_order_of_lines_nor_the_numbers_of_owners_matter(
    lines: list[Line], per_day: int, chance: Random
) -> None:
    order = chance.sample(range(len(lines)), len(lines))
    renamed = {NOBODY: NOBODY, 0: 7, 1: 0, 2: 3}
    dates = [dt.date(2026, 10, int(day)).toordinal() if day else NO_DAY for _, day, _ in lines]
    mixed = ToDo(
        *(
            np.array([column[place] for place in order], dtype=np.int64)
            for column in (
                [renamed[owner] for owner, _, _ in lines],
                range(len(lines)),
                dates,
                [before for _, _, before in lines],
                [1 + place % 4 for place in range(len(lines))],
            )
        )
    )
    expected = due(*lines, per_day=per_day, lead=[1 + place % 4 for place in range(len(lines))])
    found = deadlines(mixed, DAYS, per_day)
    assert found.day.tolist() == expected.day[order].tolist()
    assert found.crowded.tolist() == expected.crowded[order].tolist()
