from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.floors import reached
from keyclient.metrics.reached import reached_at_scale
from keyclient.metrics.selection.selection import Limits
from tests.examples import costly
from tests.metrics.selection.cases import LIMITS, VALUES, Values, lazy


@costly
@given(VALUES, LIMITS, st.booleans())
def test_shares_reach_the_values_that_a_sort_finds(values: Values, limits: Limits, database: bool) -> None:  # noqa: FBT001
    positives = sum(1 for value in values if value and value > 0)
    shares = [0.05, 0.2, 1.0]
    found = reached_at_scale(lazy(values, database=database), "value", positives, shares, limits)
    assert found == reached(lazy(values, database=False), "value", positives, shares)
