"""Selected points and totals are those that counting one value after the other gives, whatever the engine."""

from fractions import Fraction
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.curve_points import Block
from keyclient.metrics.nearest import nearest
from keyclient.metrics.selection.selection import Limits, Selection
from tests.examples import costly
from tests.metrics.selection.cases import LIMITS, VALUES, Values, lazy


@costly
@given(VALUES, LIMITS, st.booleans())
def test_ranks_and_sums_lie_where_counting_finds_them(values: Values, limits: Limits, database: bool) -> None:  # noqa: FBT001
    falling = sorted((value for value in values if value is not None), reverse=True)
    gross = sum(value for value in falling if value > 0)
    ranks = {rank for rank in (1, 2, 5, len(falling) // 2, len(falling)) if 0 < rank <= len(falling)}
    targets = [-(-gross * tenths // 10) for tenths in (1, 5, 8, 10)]
    points = Selection(lazy(values, database=database), len(values), limits).points(
        ranks=ranks, targets=targets, profiled=True
    )
    for rank in ranks:
        assert points.holding(rank) == _block(falling, falling[rank - 1])
        assert points.largest(rank) == sum(falling[:rank])
    sums = list(accumulate(falling))
    for target in targets:
        fewest = next((place for place, held in enumerate(sums, 1) if held >= target), None)
        assert points.fewest(target) == (fewest if gross else None)


def _block(falling: list[int], value: int) -> Block:
    larger = [other for other in falling if other > value]
    n = falling.count(value)
    return Block(len(larger), n, value, sum(larger), sum(larger) + n * value)


@costly
@given(VALUES, LIMITS, st.booleans())
def test_totals_are_exact_and_coefficients_as_certain_as_asked(
    values: Values,
    limits: Limits,
    database: bool,  # noqa: FBT001
) -> None:
    falling = sorted((value for value in values if value is not None), reverse=True)
    positive = [value for value in falling if value > 0]
    selection = Selection(lazy(values, database=database), len(values), limits)
    found = selection.profile()
    assert (found.known, found.positives, found.zeros) == (len(falling), len(positive), falling.count(0))
    assert (found.gross, found.net) == (sum(positive), sum(falling))
    assert selection.blank == values.count(None)
    for weighted, own in ((found.weighted, falling), (found.weighted_gross, positive)):
        exact = sum((2 * rank - 1) * value for rank, value in enumerate(own, 1))
        whole = len(own) * sum(map(abs, own))
        assert abs(Fraction(weighted) - exact) <= Fraction(limits.error) * whole
    squares = sum(value * value for value in positive)
    assert abs(Fraction(found.squares) - squares) <= Fraction(2) ** -(2 * limits.finest + 28) * squares + 1


@costly
@given(VALUES, LIMITS, st.booleans())
def test_the_point_nearest_to_the_ideal_is_found_within_its_bucket(
    values: Values,
    limits: Limits,
    database: bool,  # noqa: FBT001
) -> None:
    falling = sorted((value for value in values if value is not None), reverse=True)
    positive = [value for value in falling if value > 0]
    gross, known = sum(positive), len(falling)
    points = Selection(lazy(values, database=database), len(values), limits).points(nearest=True)
    found = nearest(points, known, gross)
    distances = [
        (Fraction(rank, known) ** 2 + Fraction(gross - held, gross) ** 2, rank)
        for rank, held in enumerate(accumulate(positive), 1)
    ]
    assert (found.rank if found else None) == (min(distances)[1] if distances else None)


@costly
@given(VALUES, LIMITS)
def test_a_database_finds_to_the_last_digit_what_memory_finds(values: Values, limits: Limits) -> None:
    here, there = (Selection(lazy(values, database=way), len(values), limits) for way in (False, True))
    assert here.profile() == there.profile()
    assert here.points(ranks=[1]) == there.points(ranks=[1])


def test_a_coefficient_is_estimated_where_buckets_stay_wide() -> None:
    values: Values = list(range(1, 20_001))
    limits = Limits(values=0, error=1e-4, finest=5)
    found = Selection(lazy(values, database=True), len(values), limits)
    profile = found.profile()
    assert len(found.ladder) < len(values) / 4
    spread = profile.known * profile.net - profile.weighted
    assert abs(spread / (profile.known * profile.gross) - 1 / 3) < 1e-4
