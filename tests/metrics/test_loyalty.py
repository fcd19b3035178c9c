"""How loyal a customer is."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.loyalty import ComponentColumn, components_of, with_loyalty
from keyclient.policy.parts.loyalty import LoyaltyPolicy
from tests.metrics.lines import days_of

AS_OF = dt.date(2026, 1, 31)
_TYPES = {
    "products": pa.int64(),
    "referrals": pa.int64(),
    "satisfaction": pa.float64(),
    "years": pa.int64(),
}


def _table(columns: Mapping[str, Sequence[Any]]) -> pa.Table:
    arrays = {
        name: pa.array(cells, _TYPES[name]) if name in _TYPES else days_of(cells)
        for name, cells in columns.items()
    }
    return pa.table(arrays)


def _scores(policy: LoyaltyPolicy | None = None, **columns: Sequence[Any]) -> list[float | None]:
    frame = nw.from_native(_table(columns), eager_only=True)
    found: list[float | None] = with_loyalty(frame, policy or LoyaltyPolicy(), AS_OF)["loyalty"].to_list()
    return found


@pytest.mark.parametrize(
    ("column", "cell", "points"),
    [
        ("open_date", dt.date(2026, 1, 31), 0),
        ("open_date", dt.date(2021, 1, 31), 50),
        ("open_date", dt.date(2016, 1, 31), 100),
        ("open_date", dt.date(1990, 1, 31), 100),
        ("open_date", dt.date(2030, 1, 1), 0),
        ("products", 0, 0),
        ("products", 1, 0),
        ("products", 3, 50),
        ("products", 5, 100),
        ("products", 9, 100),
        ("last_contact", dt.date(2026, 1, 1), 100),
        ("last_contact", dt.date(2025, 1, 31), 0),
        ("last_contact", dt.date(2020, 1, 31), 0),
        ("last_contact", dt.date(2027, 1, 1), 100),
        ("last_transaction", AS_OF - dt.timedelta(days=231), 40),
        ("referrals", 0, 0),
        ("referrals", 1, 100 / 3),
        ("referrals", 4, 100),
        ("satisfaction", 85.5, 85.5),
        ("satisfaction", 120.0, 100),
    ],
)
def test_a_single_component_is_linear_and_clamped(column: str, cell: object, points: float) -> None:
    assert _scores(None, **{column: [cell]}) == [pytest.approx(points)]


def test_weights_are_scaled_to_the_components_that_a_customer_has() -> None:
    scores = _scores(
        open_date=[dt.date(2016, 1, 31), dt.date(2016, 1, 31), None, None],
        products=[1, None, None, None],
        last_contact=[None, None, dt.date(2026, 1, 31), None],
        referrals=[3, 0, None, None],
        satisfaction=[50.0, None, 40.0, None],
    )
    assert scores == [
        pytest.approx((0.3 * 100 + 0.1 * 100 + 0.1 * 50) / 0.8),
        pytest.approx(0.3 * 100 / 0.4),
        pytest.approx((0.2 * 100 + 0.1 * 40) / 0.3),
        None,
    ]


def test_the_later_of_contact_and_transaction_counts_and_is_told() -> None:
    dates: dict[str, list[dt.date | None]] = {
        "last_contact": [dt.date(2026, 1, 21), dt.date(2025, 1, 31), None, dt.date(2026, 1, 1)],
        "last_transaction": [
            dt.date(2025, 1, 31),
            dt.date(2026, 1, 30),
            dt.date(2026, 1, 29),
            dt.date(2026, 1, 1),
        ],
    }
    found = with_loyalty(nw.from_native(_table(dates), eager_only=True), LoyaltyPolicy(), AS_OF)
    assert found["recency"].to_list() == [10, 1, 2, 30]
    assert found["contacted"].to_list() == [True, False, False, True]


def test_a_book_without_any_component_knows_no_loyalty() -> None:
    frame = nw.from_native(pa.table({"value": [1, 2]}), eager_only=True)
    assert with_loyalty(frame, LoyaltyPolicy(), AS_OF)["loyalty"].to_list() == [None, None]
    assert components_of(["value", "last_transaction", "satisfaction"], {}) == ("recency", "satisfaction")


def test_a_component_without_weight_does_not_count() -> None:
    policy = LoyaltyPolicy.model_validate({"products": {"weight": 0, "zero": 1, "full": 5}})
    assert _scores(policy, products=[5, 5], referrals=[None, 0]) == [None, 0.0]


def test_another_scale_of_satisfaction_is_the_policys() -> None:
    policy = LoyaltyPolicy.model_validate({"satisfaction": {"weight": 0.1, "zero": 1, "full": 5}})
    assert _scores(policy, satisfaction=[1.0, 3.0, 5.0]) == [0.0, 50.0, 100.0]


def test_a_heading_may_give_the_figure_itself() -> None:
    frame = nw.from_native(_table({"years": [25, None], "open_date": [AS_OF, AS_OF]}), eager_only=True)
    found = with_loyalty(frame, LoyaltyPolicy(), AS_OF, {"tenure": ComponentColumn("years", 0.1)})
    assert found["tenure"].to_list() == [2.5, None]
    assert found["loyalty"].to_list() == [25.0, None]


def test_scores_are_the_same_on_a_database() -> None:
    table = _table(
        {
            "open_date": [dt.date(2018, 5, 6), None, dt.date(2020, 2, 29)],
            "last_contact": [None, dt.date(2025, 6, 1), dt.date(2025, 12, 1)],
            "products": [3, 2, None],
        }
    )
    here, there = (
        with_loyalty(frame, LoyaltyPolicy(), AS_OF).select("loyalty").sort("loyalty").lazy().collect()
        for frame in (nw.from_native(table, eager_only=True), nw.from_native(duckdb.from_arrow(table)))
    )
    assert here["loyalty"].to_list() == pytest.approx(there["loyalty"].to_list())


_DATES = st.none() | st.dates(dt.date(1850, 1, 1), dt.date(2199, 12, 31))


@given(
    _DATES,
    _DATES,
    st.none() | st.integers(0, 10**6),
    st.none() | st.integers(0, 10**6),
    st.none() | st.floats(0, 1e9),
)
def test_a_score_is_between_0_and_100_or_unknown(
    opened: dt.date | None,
    contact: dt.date | None,
    products: int | None,
    referrals: int | None,
    satisfied: float | None,
) -> None:
    (score,) = _scores(
        open_date=[opened],
        last_contact=[contact],
        products=[products],
        referrals=[referrals],
        satisfaction=[satisfied],
    )
    known = [opened, contact, products, referrals, satisfied]
    assert (score is None) == all(cell is None for cell in known)
    assert score is None or 0 <= score <= 100


def _judged(policy: LoyaltyPolicy | None = None, **columns: Sequence[Any]) -> list[float | None]:
    frame = nw.from_native(_table(columns), eager_only=True)
    found: list[float | None] = with_loyalty(frame, policy or LoyaltyPolicy(), AS_OF)["judged"].to_list()
    return found


def test_a_score_on_one_component_decides_nothing() -> None:
    assert _scores(products=[5, 5], satisfaction=[None, 60.0]) == [100, 90]
    assert _judged(products=[5, 5], satisfaction=[None, 60.0]) == [None, 90]


def test_the_policy_says_how_many_components_a_score_needs() -> None:
    known: dict[str, Sequence[Any]] = {
        "products": [5, 5, None],
        "satisfaction": [None, 60.0, 60.0],
        "referrals": [None, 3, None],
    }
    for needed, judged in ((1, [100, pytest.approx(92), 60]), (3, [None, pytest.approx(92), None])):
        frame = nw.from_native(_table(known), eager_only=True)
        found = with_loyalty(frame, LoyaltyPolicy(min_components=needed), AS_OF)
        assert found["judged"].to_list() == judged


def test_a_policy_that_weighs_one_component_lets_it_decide() -> None:
    weights = {"tenure": 0, "products": 1, "recency": 0, "referrals": 0, "satisfaction": 0}
    parts = LoyaltyPolicy().components
    one = LoyaltyPolicy.model_validate(
        {name: {**parts[name].model_dump(), "weight": weight} for name, weight in weights.items()}
    )
    assert _judged(one, products=[5, None], satisfaction=[90.0, 90.0]) == [100, None]
