import random
from decimal import Decimal
from math import hypot

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.refusals import GroupColumnError, SumTooLargeError, UnmeasuredError
from keyclient.analysis.segment.calculate import segment
from keyclient.model.label import Lang
from keyclient.policy.parts.segment import SegmentPolicy
from tests.analysis.books import AUM, SCORE, book, figures
from tests.examples import costly

POLICY = SegmentPolicy()
YUAN = st.lists(st.none() | st.integers(-(10**6), 10**7), max_size=40)


def test_ten_equal_customers_are_all_a_although_eight_would_do() -> None:
    result = segment(book([100] * 10), POLICY)
    assert result.vital_few.customers == 8
    assert result.vital_few.share_of_customers == 0.8
    assert {size.class_: size.customers for size in result.classes} == {"A": 10, "B": 0, "C": 0}


def test_amounts_are_exact_yuan() -> None:
    result = segment(book([0.1, 0.2, Decimal("90071992547409.93")]), POLICY)
    assert result.total == Decimal("90071992547410.23")
    assert [size.value for size in result.classes] == [
        Decimal("90071992547409.93"),
        Decimal("0.00"),
        Decimal("0.30"),
    ]


def test_shares_are_over_the_gross_positive_and_customers_over_those_with_a_value() -> None:
    result = segment(book([60, 40, -50, 0, None]), POLICY)
    assert figures(result.customers, result.blank, result.known) == (5, 1, 4)
    assert figures(result.total, result.gross_positive, result.gross_negative) == (50, 100, -50)
    assert [
        figures(c.class_, c.customers, c.share_of_customers, c.value, c.share_of_value)
        for c in result.classes
    ] == [
        ("A", 2, 0.5, 100, 1.0),
        ("B", 0, 0.0, 0, 0.0),
        ("C", 0, 0.0, 0, 0.0),
        ("Z", 1, 0.25, 0, None),
        ("N", 1, 0.25, -50, None),
        ("U", 1, None, None, None),
    ]


def test_a_class_tells_its_smallest_and_largest_value() -> None:
    result = segment(book([50, 30, 10, 10, None]), POLICY)
    assert [figures(c.smallest, c.largest) for c in result.classes] == [
        (30, 50),
        (10, 10),
        (None, None),
        (None, None),
    ]


def test_the_top_share_counts_customers_rounded_up() -> None:
    top = segment(book([50, 30, 10, 5, 4, 1]), POLICY).top_share
    assert figures(top.share_of_customers, top.customers, top.share_of_value) == (0.2, 2, 0.8)


def test_bands_go_by_rank_beside_their_reference() -> None:
    values = [100 - n for n in range(50)]
    bands = segment(book(values), POLICY).bands
    assert [figures(band.band, band.customers) for band in bands] == [
        ("high", 4),
        ("mid", 4),
        ("low", 4),
        ("none", 38),
    ]
    assert [band.value for band in bands] == [
        sum(values[:4]),
        sum(values[4:8]),
        sum(values[8:12]),
        sum(values[12:]),
    ]
    assert [band.reference_customers for band in bands] == [0.08, 0.08, 0.08, 0.76]
    assert [band.reference_value for band in bands] == [0.84, 0.13, 0.03, 0.0]


def test_bands_have_no_share_of_a_net_that_is_not_positive() -> None:
    assert [band.share_of_value for band in segment(book([10, -10]), POLICY).bands] == [None] * 4


def test_a_band_without_customers_holds_nothing_even_where_floats_round() -> None:
    values = [3.3, 9.5, 4.6, 8.9, 9.5, 8.4, 6.8, 0.4, 6.0, 3.2, 8.4, 0.7]
    bands = segment(book(values, measure=SCORE), SegmentPolicy(bands=(0.1, 0.2, 0.99))).bands
    assert figures(bands[3].customers, bands[3].value) == (0, 0)


def test_a_single_customer_is_the_high_band() -> None:
    assert [band.customers for band in segment(book([10]), POLICY).bands] == [1, 0, 0, 0]


def test_whale_curve_of_a_known_book() -> None:
    whale = segment(book([100, 50, 20, -30, -60]), POLICY).whale
    assert figures(whale.peak, whale.customers_at_peak, whale.peak_over_net, whale.erosion) == (
        170,
        3,
        2.125,
        90,
    )


def test_whale_curve_of_a_book_that_loses_has_no_multiple_of_its_net() -> None:
    whale = segment(book([10, -10]), POLICY).whale
    assert figures(whale.peak, whale.peak_over_net, whale.erosion) == (10, None, 10)


def test_concentration_of_a_known_book() -> None:
    found = segment(book([80, 10, 5, 5]), POLICY).concentration
    assert found.hhi == pytest.approx(0.655)
    assert found.effective_customers == pytest.approx(1.527, abs=5e-4)
    assert figures(found.top1, found.top5, found.top10) == (0.8, 1.0, 1.0)
    assert figures(found.gini_method, found.gini) == ("population", found.gini_positive)


def test_the_method_of_the_gini_is_named() -> None:
    found = segment(book([100, 50, 20, -30, -60]), POLICY).concentration
    assert figures(found.gini_method, found.gini) == ("raffinetti", pytest.approx(0.615385, abs=5e-7))
    assert found.gini_positive == pytest.approx(0.313725, abs=5e-7)
    assert found.top1 == pytest.approx(100 / 170)


def test_sensitivity_tells_the_vital_few_at_other_targets() -> None:
    result = segment(book([75, 5, 5, 5, 5, 5]), POLICY)
    assert [figures(other.target, other.customers) for other in result.sensitivity] == [
        (0.75, 1),
        (0.8, 2),
        (0.85, 3),
    ]


@pytest.mark.parametrize("values", [[], [None, None], [0, 0], [-5, -10], [0, None, -1]])
def test_a_book_without_positive_values_has_no_vital_few_and_no_shares(values: list[float | None]) -> None:
    result = segment(book(values), POLICY, top=None)
    assert result.vital_few.customers is None
    assert result.vital_few.share_of_customers is None
    assert result.top_share.share_of_value is None
    assert [size.share_of_value for size in result.classes] == [None] * len(result.classes)
    assert [other.customers for other in result.sensitivity] == [None] * 3
    found = result.concentration
    assert figures(found.hhi, found.effective_customers, found.top1, found.top5, found.top10) == (None,) * 5
    assert [customer.cumulative_share for customer in result.top] == [None] * len(values)


def test_an_empty_book_has_no_shares_of_customers() -> None:
    result = segment(book([]), POLICY)
    assert figures(result.customers, result.blank, result.total, result.top_share.customers) == (0, 0, 0, 0)
    assert [size.share_of_customers for size in result.classes] == [None] * 3
    assert [band.share_of_customers for band in result.bands] == [None] * 4
    assert list(result.top) == []


def test_one_customer_holds_everything() -> None:
    result = segment(book([123.45]), POLICY)
    assert figures(result.vital_few.customers, result.concentration.gini, result.concentration.hhi) == (
        1,
        0.0,
        1.0,
    )
    assert result.top[0].class_ == "A"


@costly
@given(YUAN, st.randoms())
def test_row_order_never_changes_a_figure(values: list[int | None], dice: random.Random) -> None:
    shuffled = dice.sample(values, len(values))
    one, other = segment(book(values), POLICY, top=0), segment(book(shuffled), POLICY, top=0)
    assert one.model_dump() == other.model_dump()


@costly
@given(YUAN)
def test_classes_and_bands_partition_customers_and_value(values: list[int | None]) -> None:
    result = segment(book(values), POLICY)
    assert sum(size.customers for size in result.classes) == result.customers == len(values)
    assert sum(size.value or 0 for size in result.classes) == result.total
    assert sum(band.customers for band in result.bands) == result.known
    assert sum(band.value for band in result.bands) == result.total
    if result.gross_positive > 0:
        shares = [size.share_of_value for size in result.classes if size.class_ in "ABC"]
        assert sum(share for share in shares if share is not None) == pytest.approx(1)


@costly
@given(YUAN, st.sampled_from([None, 0, 1, 3, 100]))
def test_the_first_customers_are_the_largest_in_order(values: list[int | None], top: int | None) -> None:
    listed = segment(book(values), POLICY, top=top).top
    known = sorted((value for value in values if value is not None), reverse=True)
    expected = [*known, *[None] * (len(values) - len(known))][:top]
    assert [customer.value for customer in listed] == expected
    assert [customer.rank for customer in listed] == list(range(1, len(expected) + 1))


@costly
@given(YUAN)
def test_every_customer_is_listed_with_the_class_it_is_counted_in(values: list[int | None]) -> None:
    result = segment(book(values), POLICY, top=None)
    letters = [customer.class_ for customer in result.top]
    assert {letter: letters.count(letter) for letter in letters} == {
        size.class_: size.customers for size in result.classes if size.customers
    }
    assert sum(customer.share or 0 for customer in result.top) == pytest.approx(
        1.0 if result.gross_positive else 0.0
    )


def test_shares_of_listed_customers_run_over_the_positives() -> None:
    listed = segment(book([None, -10, 0, 25, 75]), POLICY).top
    assert [customer.share for customer in listed] == [0.75, 0.25, None, None, None]
    assert [customer.cumulative_share for customer in listed] == [0.75, 1.0, 1.0, 1.0, 1.0]
    assert [customer.class_ for customer in listed] == ["A", "A", "Z", "N", "U"]
    assert [customer.row for customer in listed] == [6, 5, 4, 3, 2]


def test_customers_without_ids_are_listed_by_row() -> None:
    portfolio = book([1, 1, 2])
    del portfolio.frame["customer_id"]
    assert [figures(customer.customer_id, customer.row) for customer in segment(portfolio, POLICY).top] == [
        (None, 4),
        (None, 2),
        (None, 3),
    ]


def test_a_tie_at_the_edge_is_kept_for_announcing_when_it_is_large() -> None:
    values = [70, 5, 5, 5, 4, 3.5, 3, 2.5, 1.5, 0.5]
    (block,) = segment(book(values), POLICY).tie_blocks
    assert figures(block.classes, block.customers, block.value) == ("A", 3, 5)
    assert block.share_of_customers == pytest.approx(0.3)
    assert segment(book(values), SegmentPolicy(tie_block=0.35)).tie_blocks == ()


def test_one_tie_at_both_edges_is_announced_once() -> None:
    (block,) = segment(book([25] * 4), POLICY).tie_blocks
    assert figures(block.classes, block.customers) == ("A/B", 4)


def test_ties_go_where_the_policy_says() -> None:
    down = segment(book([25] * 4), SegmentPolicy(ties="down"))
    assert [size.customers for size in down.classes] == [0, 0, 4]
    assert down.vital_few.customers == 4


def test_edges_come_from_the_policy() -> None:
    result = segment(book([50, 30, 10, 10]), SegmentPolicy(target=0.5, b_edge=0.8, sensitivity=(0.9,)))
    assert [size.customers for size in result.classes] == [1, 1, 2]
    assert result.vital_few.customers == 1
    assert [figures(other.target, other.customers) for other in result.sensitivity] == [(0.9, 3)]


AUTO = SegmentPolicy(cut="auto")


def test_class_a_ends_where_the_curve_is_nearest_to_the_ideal_and_nothing_else_moves() -> None:
    values = [97, 60, 20, 9, 5, 4, 3, 2, 0, None]
    found, usual = segment(book(values), AUTO), segment(book(values), POLICY)
    assert found.a_edge is not None
    edge = found.a_edge
    assert figures(edge.customers, edge.share_of_customers, edge.share_of_value) == (2, 2 / 9, 157 / 200)
    assert edge.distance == pytest.approx(hypot(2 / 9, 43 / 200))
    assert [size.customers for size in found.classes] == [2, 3, 3, 1, 1]
    assert [size.customers for size in usual.classes] == [3, 2, 3, 1, 1]
    same = {"classes", "top", "a_edge"}
    assert found.model_dump(exclude=same) == usual.model_dump(exclude=same)
    assert [customer.class_ for customer in found.top] == list("AABBBCCCZU")


@pytest.mark.parametrize(("ties", "letters"), [("up", "AAAA"), ("down", "CCCC"), ("nearest", "AAAA")])
def test_a_block_in_which_the_found_edge_falls_goes_where_the_policy_says(ties: str, letters: str) -> None:
    policy = SegmentPolicy.model_validate({"cut": "auto", "ties": ties})
    result = segment(book([25] * 4), policy)
    assert result.a_edge is not None
    assert figures(result.a_edge.customers, result.a_edge.share_of_value) == (2, 0.5)
    assert "".join(customer.class_ for customer in result.top) == letters


def test_the_found_edge_may_lie_nearer_to_the_start_of_a_block() -> None:
    values = [40, 10, 10, 10, 10, 10, 10]
    nearest = segment(book(values), SegmentPolicy(cut="auto", ties="nearest"))
    assert nearest.a_edge is not None
    assert nearest.a_edge.customers == 2
    assert [size.customers for size in nearest.classes] == [1, 6, 0]


def test_class_b_is_empty_where_the_found_edge_lies_beyond_its_own() -> None:
    result = segment(book([97, 1, 1, 1]), AUTO)
    assert [figures(size.class_, size.customers) for size in result.classes] == [("A", 1), ("B", 0), ("C", 3)]
    assert [customer.class_ for customer in result.top] == list("ACCC")
    assert sum(size.share_of_value or 0 for size in result.classes) == 1


@pytest.mark.parametrize("values", [[], [None], [0, 0], [-5, None, 0]])
def test_without_positive_values_no_edge_is_found(values: list[float | None]) -> None:
    result = segment(book(values), AUTO)
    assert result.a_edge is None
    assert "a_edge" not in result.model_dump_json()
    assert [size.customers for size in result.classes if size.class_ in "ABC"] == [0, 0, 0]


@costly
@given(YUAN, st.sampled_from(["up", "down", "nearest"]), st.randoms())
def test_classes_by_the_found_edge_partition_the_book_in_any_order(
    values: list[int | None], ties: str, dice: random.Random
) -> None:
    policy = SegmentPolicy.model_validate({"cut": "auto", "ties": ties})
    one = segment(book(values), policy, top=0)
    assert sum(size.customers for size in one.classes) == len(values)
    assert sum(size.value or 0 for size in one.classes) == one.total
    other = segment(book(dice.sample(values, len(values))), policy, top=0)
    assert other.model_dump() == one.model_dump()


def test_a_plain_number_is_measured_in_full_precision() -> None:
    result = segment(book([0.123456, 0.25, -0.5, None], measure=SCORE), POLICY, top=None)
    assert result.gross_positive == Decimal("0.373456")
    assert result.gross_negative == Decimal("-0.5")
    assert [customer.value for customer in result.top] == [
        Decimal("0.25"),
        Decimal("0.123456"),
        Decimal("-0.5"),
        None,
    ]
    assert [customer.class_ for customer in result.top] == ["A", "A", "N", "U"]


def test_a_plain_number_without_losses_has_no_negative_rest() -> None:
    result = segment(book([0.1, 0.2, 0.3, 0.7], measure=SCORE), POLICY)
    assert figures(result.gross_negative, result.whale.erosion, result.total) == (0, 0, result.gross_positive)


def test_sums_beyond_exact_whole_numbers_are_refused() -> None:
    with pytest.raises(SumTooLargeError) as refusal:
        segment(book([10.0**16] * 4), POLICY)
    assert refusal.value.text(Lang.ZH).startswith("AUM：")


@pytest.mark.parametrize("value", [1e308, 1e151])
def test_numbers_whose_squares_no_float_can_hold_are_refused(value: float) -> None:
    with pytest.raises(SumTooLargeError):
        segment(book([value, value], measure=SCORE), POLICY)


def test_the_largest_amounts_of_a_customer_are_measured_exactly() -> None:
    result = segment(book([10**14, 10**14 - 1, 1]), POLICY, top=None)
    assert result.total == 2 * 10**14
    assert [customer.value for customer in result.top] == [10**14, 10**14 - 1, 1]


def test_a_book_without_a_measure_is_refused() -> None:
    with pytest.raises(UnmeasuredError):
        segment(book([1], measure=None), POLICY)


def test_a_column_to_group_by_that_is_not_there_is_refused() -> None:
    with pytest.raises(GroupColumnError) as refusal:
        segment(book([1]), POLICY, by="网点")
    assert "“网点”" in refusal.value.text(Lang.ZH)
    assert "customer_id" in refusal.value.text(Lang.EN)


def test_the_frame_is_left_as_it_was() -> None:
    portfolio = book([3, None, 1], branch=["x", None, "y"])
    before = portfolio.frame.copy(deep=True)
    segment(portfolio, POLICY, by="branch", top=None)
    pd.testing.assert_frame_equal(portfolio.frame, before)


def test_the_measure_is_named() -> None:
    assert segment(book([1]), POLICY).measure == AUM.name
