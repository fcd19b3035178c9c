"""Who gets a seat on a list: reasons in order, quotas, the limit, and nobody contacted lately."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.evidence.arrays import ABSENT
from keyclient.analysis.today.selection import Candidates, Selected, first_reasons, selected

NAN = float("nan")


def candidates(
    first: Sequence[int],
    *,
    amount: Sequence[float] | None = None,
    value: Sequence[float] | None = None,
    owner: Sequence[int] | None = None,
    quiet: Sequence[int] = (),
    kept: Sequence[int] = (),
) -> Candidates:
    """Customers a, b, c ... by the number of their first reason, all on the first list."""
    count = len(first)
    flags = np.zeros((2, count), dtype=bool)
    flags[0, list(quiet)] = True
    flags[1, list(kept)] = True
    return Candidates(
        np.array(first, dtype=np.int64),
        np.array(amount or [NAN] * count),
        np.array(value or [NAN] * count),
        np.array([chr(ord("a") + at) for at in range(count)], dtype=object),
        np.arange(count, dtype=np.int64),
        np.array(owner or [0] * count, dtype=np.int64),
        flags[0],
        flags[1],
    )


def chosen(
    found: Candidates, limit: int = 15, quotas: Mapping[int, int] | None = None, lists: int = 1
) -> tuple[str, Selected]:
    """The names in the order of the calls, and all that was found."""
    done = selected(found, lists, limit, quotas or {})
    return "".join(found.name[done.listed]), done


def test_an_earlier_reason_comes_before_a_later_one_whatever_the_money() -> None:
    names, _ = chosen(candidates([1, 0, 2], amount=[900, 1, 5000]))
    assert names == "bac"


def test_within_a_reason_the_most_money_comes_first_then_the_most_value_then_the_name() -> None:
    found = candidates([0] * 6, amount=[10, 30, 20, NAN, NAN, 20], value=[9, 1, 5, NAN, 3, 7])
    assert chosen(found)[0] == "bfcaed"


def test_who_has_no_reason_or_no_list_is_on_none_and_not_counted() -> None:
    names, done = chosen(candidates([0, ABSENT, 0], owner=[0, 0, ABSENT]))
    assert names == "a"
    assert (done.contacted.tolist(), done.limit.tolist()) == ([0], [0])


def test_over_the_limit_of_a_list_the_last_ones_are_counted() -> None:
    names, done = chosen(candidates([0, 1, 1, 2]), limit=2)
    assert names == "ab"
    assert done.limit.tolist() == [2]


def test_a_quota_is_of_one_list_and_leaves_its_seats_to_other_reasons() -> None:
    found = candidates([0, 0, 0, 1, 0, 0], owner=[0, 0, 0, 0, 1, 1])
    names, done = chosen(found, limit=3, quotas={0: 1}, lists=2)
    assert names == "ade"
    assert done.limit.tolist() == [2, 1]


def test_who_was_contacted_lately_takes_no_seat_and_is_counted_by_list() -> None:
    names, done = chosen(candidates([0, 0, 0], owner=[0, 1, 1], quiet=[0, 2]), lists=3)
    assert names == "b"
    assert done.contacted.tolist() == [1, 1, 0]


def test_who_is_kept_takes_no_seat_and_is_counted_nowhere() -> None:
    names, done = chosen(candidates([0, 0], kept=[0], quiet=[0]), limit=1)
    assert names == "b"
    assert (done.contacted.tolist(), done.limit.tolist()) == ([0], [0])


def test_of_several_reasons_the_first_counts_with_its_own_money() -> None:
    holds = [np.array([False, True, False]), np.array([True, True, False])]
    amounts = [np.array([NAN, NAN, NAN]), np.array([7.0, 8.0, NAN])]
    first, amount = first_reasons(holds, amounts)
    assert first.tolist() == [1, 0, ABSENT]
    assert amount[0] == 7
    assert np.isnan(amount[1:]).all()


@pytest.mark.filterwarnings("error")
@given(
    st.lists(st.tuples(st.integers(-1, 3), st.integers(0, 2), st.booleans()), max_size=40),
    st.integers(1, 6),
    st.dictionaries(st.integers(0, 3), st.integers(0, 4)),
)
def test_everybody_with_a_reason_is_listed_or_counted_once_and_no_list_is_too_long(
    customers: list[tuple[int, int, bool]], limit: int, quotas: dict[int, int]
) -> None:
    first, owner, quiet = (
        (list(column) for column in zip(*customers, strict=True)) if customers else ([], [], [])
    )
    found = candidates(first, owner=owner, quiet=[at for at, is_quiet in enumerate(quiet) if is_quiet])
    done = selected(found, 3, limit, quotas)
    for number in range(3):
        on = [first[at] for at in done.listed if owner[at] == number]
        assert len(on) <= limit
        assert all(on.count(reason) <= most for reason, most in quotas.items())
        with_reason = sum(one >= 0 and whose == number for one, whose in zip(first, owner, strict=True))
        assert len(on) + done.contacted[number] + done.limit[number] == with_reason
