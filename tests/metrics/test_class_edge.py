from fractions import Fraction

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.class_edge import Ties, edge_at_share, edge_at_sum, edges_of_column

SHARES = st.integers(1, 9999).map(lambda n: n / 10_000)
SUMS = st.tuples(st.integers(0, 2**61), st.integers(0, 2**61)).map(sorted)


@given(st.integers(1, 2**61), SHARES, SUMS, st.sampled_from(["down", "nearest"]))
def test_a_block_is_weighed_as_if_the_end_were_a_fraction(
    whole: int, share: float, sums: list[int], ties: Ties
) -> None:
    larger, held = sums
    end = Fraction(str(share)) * whole
    if held < end:
        return
    first, second = edge_at_share(whole, share).boundary_test(larger, held, ties)
    inside = held == end if ties == "down" else held - end <= end - larger
    assert (first <= second) == inside


@given(st.integers(1, 2**61), SHARES)
def test_a_sum_reaches_the_end_where_it_is_not_below_it(whole: int, share: float) -> None:
    end, exact = edge_at_share(whole, share), Fraction(str(share)) * whole
    assert end.least - 1 < exact <= end.least
    assert end.most <= exact < end.most + 1


@pytest.mark.parametrize("ties", ["up", "down", "nearest"])
@pytest.mark.parametrize("held", [80, 80.25])
def test_a_block_that_meets_the_end_is_inside_under_every_rule(held: float, ties: Ties) -> None:
    first, second = edge_at_sum(held).boundary_test(10, held, ties)
    assert first <= second


@given(st.lists(st.integers(0, 2**61), min_size=1, max_size=4), SHARES)
def test_a_column_has_the_same_ends(wholes: list[int], share: float) -> None:
    book = nw.from_native(pd.DataFrame({"gross": wholes}), eager_only=True)
    columns = edges_of_column(nw.col("gross"), share, exact=True)
    expected = [edge_at_share(whole, share) for whole in wholes]
    for name in ("least", "most", "twice"):
        found = book.select(getattr(columns, name).alias("sum"))["sum"].to_list()
        assert found == [getattr(end, name) for end in expected]
