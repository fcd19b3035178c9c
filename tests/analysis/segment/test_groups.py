from collections.abc import Sequence
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.segment.calculate import segment
from keyclient.analysis.segment.grouping import Group
from keyclient.policy.parts.segment import SegmentPolicy
from tests.analysis.books import SCORE, book, figures
from tests.examples import costly

POLICY = SegmentPolicy()
ROWS = st.lists(
    st.tuples(st.sampled_from(["东支行", "西支行", None]), st.none() | st.integers(-50, 300)),
    min_size=1,
    max_size=40,
)


def _groups(
    values: Sequence[float | None], names: Sequence[str | None], policy: SegmentPolicy = POLICY
) -> list[Group]:
    return list(segment(book(values, branch=names), policy, by="branch").groups or ())


def test_without_by_there_are_no_groups() -> None:
    assert segment(book([1]), POLICY).groups is None


def test_an_empty_book_has_no_group() -> None:
    assert _groups([], []) == []


def test_groups_come_by_total_then_by_name_and_blank_is_a_group() -> None:
    found = _groups([6, 2, 4, 20, None, None], ["b", "a", "a", None, "c", "c"])
    assert [figures(group.group, group.customers, group.total) for group in found] == [
        (None, 1, 20),
        ("a", 2, 6),
        ("b", 1, 6),
        ("c", 2, 0),
    ]
    assert [group.share_of_total for group in found] == [20 / 32, 6 / 32, 6 / 32, 0]


def test_groups_with_one_total_come_by_name_however_many_their_customers() -> None:
    assert [group.group for group in _groups([3, 3, 6, 2, 2, 2], list("bbaccc"))] == ["a", "b", "c"]


def test_a_group_is_classed_by_its_own_value() -> None:
    big, small = _groups([5000, 3000, 1000, 1000, 9, 1, 0, None], ["x"] * 4 + ["y"] * 4)
    assert [figures(size.class_, size.customers, size.value) for size in big.classes] == [
        ("A", 2, 8000),
        ("B", 2, 2000),
        ("C", 0, 0),
    ]
    assert [figures(size.class_, size.customers, size.value) for size in small.classes] == [
        ("A", 1, 9),
        ("B", 1, 1),
        ("C", 0, 0),
        ("Z", 1, 0),
        ("U", 1, None),
    ]
    assert figures(small.vital_few.customers, small.vital_few.share_of_customers) == (1, 1 / 3)


def test_a_group_without_any_value_has_no_figures() -> None:
    (group,) = _groups([None, None], ["x", "x"])
    assert figures(group.customers, group.total, group.share_of_total, group.gini) == (2, 0, None, None)
    assert group.vital_few.customers is None
    assert [figures(size.class_, size.customers) for size in group.classes] == [
        ("A", 0),
        ("B", 0),
        ("C", 0),
        ("U", 2),
    ]


def test_groups_have_no_share_of_a_total_that_is_not_positive() -> None:
    assert [group.share_of_total for group in _groups([10, -20], ["x", "y"])] == [None, None]


def test_any_column_groups_as_text() -> None:
    portfolio = book([1, 2, 3])
    portfolio.frame["products"] = [3, 1, 3]
    found = segment(portfolio, POLICY, by="products").groups or ()
    assert [figures(group.group, group.customers) for group in found] == [("3", 2), ("1", 1)]


@costly
@given(ROWS, st.sampled_from(["up", "down", "nearest"]), st.sampled_from(["share", "auto"]))
def test_a_group_has_the_figures_that_it_has_alone(
    rows: list[tuple[str | None, int | None]], ties: str, cut: str
) -> None:
    policy = SegmentPolicy.model_validate({"ties": ties, "cut": cut})
    found = _groups([value for _, value in rows], [name for name, _ in rows], policy)
    assert {group.group for group in found} == {name for name, _ in rows}
    for group in found:
        alone = segment(book([value for name, value in rows if name == group.group]), policy)
        assert figures(group.customers, group.total, group.vital_few) == (
            alone.customers,
            alone.total,
            alone.vital_few,
        )
        assert [figures(size.class_, size.customers, size.value) for size in group.classes] == [
            (size.class_, size.customers, size.value) for size in alone.classes
        ]
        assert group.gini == alone.concentration.gini


@costly
@given(ROWS)
def test_groups_add_up_to_the_book(rows: list[tuple[str | None, int | None]]) -> None:
    result = segment(
        book([value for _, value in rows], branch=[name for name, _ in rows]), POLICY, by="branch"
    )
    assert sum(group.customers for group in result.groups or ()) == result.customers
    assert sum(group.total for group in result.groups or ()) == result.total


def test_groups_of_a_plain_number() -> None:
    result = segment(
        book([0.5, 0.25, 0.25, 4.0], measure=SCORE, branch=["x", "x", "x", "y"]), POLICY, by="branch"
    )
    assert [figures(group.group, group.vital_few.customers) for group in result.groups or ()] == [
        ("y", 1),
        ("x", 3),
    ]


def test_groups_stay_columns_until_they_are_asked_for() -> None:
    found = segment(book([3, 1, None], branch=["x", "y", "y"]), POLICY, by="branch").groups
    assert found is not None
    assert len(found) == 2
    assert found[-1].group == "y"
    assert [group.group for group in found[:1]] == ["x"]
    assert [[figures(size.class_, size.customers) for size in group.classes] for group in found] == [
        [("A", 1), ("B", 0), ("C", 0)],
        [("A", 1), ("B", 0), ("C", 0), ("U", 1)],
    ]


def test_thousands_of_groups_are_told_in_the_order_of_their_totals() -> None:
    names = [f"g{number:05}" for number in range(9000)]
    found = segment(book([*range(9000)], branch=names), POLICY, by="branch").groups
    assert found is not None
    assert [group.group for group in found] == names[::-1]
    assert [group.total for group in found[4090:4100]] == list(range(4909, 4899, -1))


def _theil(values: Sequence[float | None], names: Sequence[str | None]) -> tuple[object, ...]:
    theil = segment(book(values, branch=names), POLICY, by="branch").theil
    assert theil is not None
    return theil.between, theil.within


def test_without_by_nothing_lies_between_groups() -> None:
    assert segment(book([1, 2]), POLICY).theil is None


def test_unevenness_lies_between_or_within_groups() -> None:
    uneven = pytest.approx(0.75 * log(1.5) + 0.25 * log(0.5))
    assert _theil([1, 1, 3, 3], ["x", "x", "y", "y"]) == (uneven, 0)
    assert _theil([1, 3, 1, 3], ["x", "x", "y", "y"]) == (0, uneven)
    assert _theil([10, 0, 0, 0], ["x", "x", "y", None]) == (pytest.approx(log(2)), pytest.approx(log(2)))


def test_customers_without_a_value_have_no_part_in_the_unevenness() -> None:
    assert _theil([1, 3, None, None], ["x", "y", "x", "z"]) == _theil([1, 3], ["x", "y"])


@pytest.mark.parametrize("values", [[10, 5, -1], [0, 0, 0], [None, None, None], [-1, 0, None]])
def test_there_is_no_theil_index_of_negative_values_or_of_nothing(values: list[float | None]) -> None:
    assert _theil(values, ["x", "x", "y"]) == (None, None)


@costly
@given(st.lists(st.tuples(st.sampled_from(["x", "y", "z", None]), st.integers(0, 300)), min_size=1))
def test_the_theil_index_of_a_book_is_what_lies_between_and_within(
    rows: list[tuple[str | None, int]],
) -> None:
    values, names = [value for _, value in rows], [name for name, _ in rows]
    between, within = _theil(values, names)
    whole, none = _theil(values, ["all"] * len(rows))
    if not sum(values):
        assert (between, within) == (None, None)
    else:
        assert between + within == pytest.approx(none, abs=1e-12)  # type: ignore[operator]
        assert whole == 0
