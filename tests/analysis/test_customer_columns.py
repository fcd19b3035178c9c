"""What stands beside each customer."""

from decimal import Decimal

import pandas as pd

from keyclient.analysis.funnel.customer_columns import funnel_columns
from keyclient.analysis.lifecycle.calculate import lifecycle
from keyclient.analysis.lifecycle.customer_columns import lifecycle_columns
from keyclient.analysis.segment.calculate import segment
from keyclient.analysis.segment.customer_columns import segment_columns
from keyclient.analysis.tier.customer_columns import tier_columns
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import Label
from keyclient.model.pipeline import Pipeline, Shape
from keyclient.model.portfolio import Portfolio
from keyclient.policy.parts.funnel import FunnelPolicy
from keyclient.policy.parts.segment import SegmentPolicy
from keyclient.policy.parts.tier import TierPolicy
from tests.analysis.books import AUM, book
from tests.analysis.lifecycle.lives import AS_OF, POLICY, lives
from tests.analysis.tier.tiered import tiered


def _said(columns: CustomerColumns) -> dict[int, dict[str, object]]:
    """The cells by row and key; words in English."""
    keys = [column.key for column in columns.columns]
    return {
        row: {
            key: cell.en if isinstance(cell, Label) else cell for key, cell in zip(keys, cells, strict=True)
        }
        for row, cells in columns.cells.items()
    }


def test_every_customer_has_class_rank_and_shares() -> None:
    said = _said(segment_columns(segment(book([20, None, 70, -5, 10]), SegmentPolicy(), top=None)))
    assert said == {
        4: {"class": "A", "rank": 1, "share": 0.7, "cumulative_share": 0.7},
        2: {"class": "A", "rank": 2, "share": 0.2, "cumulative_share": 0.9},
        6: {"class": "B", "rank": 3, "share": 0.1, "cumulative_share": 1.0},
        5: {"class": "N", "rank": 4, "share": None, "cumulative_share": 1.0},
        3: {"class": "U", "rank": 5, "share": None, "cumulative_share": 1.0},
    }


def test_who_is_near_the_next_tier_has_it_beside_and_nobody_else() -> None:
    settings = {"tiers": ({"name": "gold", "floor": 1000}, {"name": "iron"})}
    result = tiered("value\n1000\n950\n10", settings)
    said = _said(tier_columns(result, AUM, TierPolicy.model_validate(settings)))
    assert [(row["tier"], row["next_tier"], row["gap"]) for row in (said[2], said[3], said[4])] == [
        ("gold", None, None),
        ("iron", "gold", Decimal(50)),
        ("iron", None, None),
    ]
    assert str(said[3]["reason"]).startswith("iron: 950 yuan is below gold's floor")
    assert "watch" not in said[2]


def test_books_of_before_give_the_watch_beside_the_tier() -> None:
    settings = {"tiers": ({"name": "gold", "floor": 1000}, {"name": "iron"}), "grace": 2}
    result = tiered("value\n900", settings, earlier=["value\n1000"])
    said = _said(tier_columns(result, AUM, TierPolicy.model_validate(settings)))
    assert (said[2]["tier"], said[2]["watch"]) == ("gold", 1)


def test_needs_and_products_stand_beside_people_of_known_age() -> None:
    portfolio = lives(
        """
        35 | 5 | debit_card
        35 | 5 | debit_card home_loan
        35 | 5 |
           | 5 | debit_card
        40 | 5 | debit_card | | corporate
        """
    )
    result = lifecycle(portfolio, POLICY, top=None)
    said = _said(lifecycle_columns(result, portfolio, POLICY))
    assert (said[2]["age"], said[2]["band"], said[2]["needs"]) == (35, "30-39", "mortgage")
    assert "home loan" in str(said[2]["offer"])
    assert [said[row]["needs"] for row in (3, 4)] == ["none", "not known"]
    assert (said[5]["band"], said[5]["age"], said[5]["needs"]) == ("age unknown", None, None)
    assert (said[6]["band"], said[6]["age"]) == ("company", None)


def test_the_day_of_the_next_band_is_that_of_the_birthday() -> None:
    portfolio = lives("1987-03-05 | 5 | debit_card\n1990-03-05 | 5 | debit_card")
    said = _said(lifecycle_columns(lifecycle(portfolio, POLICY, top=None), portfolio, POLICY))
    assert AS_OF.year == 2026
    assert [str(said[row]["next_band"]) for row in (2, 3)] == ["2027-03-05", "None"]


def _pipeline(shape: Shape, **columns: list[str | None]) -> Pipeline:
    frame = pd.DataFrame({name: pd.array(cells, dtype="str") for name, cells in columns.items()})
    frame.insert(0, "row", range(2, len(frame) + 2))
    return Pipeline(shape, Portfolio(frame, AS_OF, (), None), key="customer_id")


def test_furthest_stage_and_state_stand_beside_each_deal() -> None:
    pipeline = _pipeline(
        Shape.SNAPSHOT,
        stage=["重点", "潜在", "已成交", "普通", None, "别的"],
        outcome=["open", "lost", None, "won", None, None],
    )
    columns = funnel_columns(pipeline, FunnelPolicy())
    assert columns is not None
    said = _said(columns)
    assert [(said[row]["stage"], said[row]["state"]) for row in range(2, 7)] == [
        ("key", "open"),
        ("potential", "lost"),
        ("closed", "won"),
        ("closed", "won"),
        (None, "not counted: unknown stage"),
    ]


def test_rows_that_are_events_are_nobodys_own() -> None:
    pipeline = _pipeline(Shape.LOG, customer_id=["1", "1"], stage=["潜在", "重点"])
    assert funnel_columns(pipeline, FunnelPolicy()) is None
