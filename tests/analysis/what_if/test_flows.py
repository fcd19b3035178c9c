"""Who comes in and who goes out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from keyclient.analysis.what_if.result import Flow, Held
from tests.analysis.books import SCORE, book
from tests.analysis.what_if.tried import GOLD, SIX, WAN, counted, of_values, outcome_of, tried
from tests.examples import costly


def test_a_higher_floor_puts_three_of_five_gold_customers_out_and_nobody_in() -> None:
    result = of_values(SIX, "tiers.gold.floor=60万")
    gold = result.groups[0]
    assert gold.group == "gold"
    assert counted(gold.base, gold.in_, gold.out, gold.reform) == [
        (5, 300 * WAN),
        (0, 0),
        (3, 165 * WAN),
        (2, 135 * WAN),
    ]
    moved = [(one.customer_id, one.base, one.reform, one.side, one.value) for one in result.moved]
    assert moved == [
        ("c3", "gold", "iron", "out", Decimal(58 * WAN)),
        ("c4", "gold", "iron", "out", Decimal(55 * WAN)),
        ("c5", "gold", "iron", "out", Decimal(52 * WAN)),
    ]


def test_a_lower_floor_lets_customers_in() -> None:
    result = of_values(SIX, "tiers.gold.floor=48万")
    assert [(one.customer_id, one.side) for one in result.moved] == [("c6", "in")]
    assert result.focus is not None
    assert counted(result.focus.in_, result.focus.out) == [(1, 48 * WAN), (0, 0)]


def test_whoever_changes_the_tier_but_stays_a_key_customer_moves_without_a_side() -> None:
    own = ("tier.tiers=[{name='platinum',floor='60万'},{name='gold',floor='50万'},{name='iron'}]",)
    result = of_values(SIX, "tiers.platinum.floor=57万", settings=own)
    assert [(one.base, one.reform, one.side) for one in result.moved] == [("gold", "platinum", None)]
    assert result.focus is not None
    assert result.focus.in_.customers == result.focus.out.customers == 0


def test_a_blank_value_counts_as_a_customer_without_yuan() -> None:
    result = of_values((*SIX, None), "tiers.gold.floor=60万")
    assert (result.customers, result.blank) == (7, 1)
    assert counted(result.groups[1].reform) == [(5, 213 * WAN)]


def test_groups_that_one_policy_alone_has_are_listed_too() -> None:
    result = of_values(SIX, "tier.tiers=[{name='rich',floor='60万'},{name='iron'}]", "key.tiers=rich")
    assert [(one.group, one.base.customers, one.reform.customers) for one in result.groups] == [
        ("rich", 0, 2),
        ("iron", 1, 4),
        ("gold", 5, 0),
    ]


_VALUES = st.lists(st.none() | st.integers(-200, 10_000).map(lambda fen: fen / 100), max_size=25)
_FLOORS = st.integers(1, 120)


@costly
@given(_VALUES, _FLOORS, _FLOORS, st.sampled_from(["tier", "segment", "risk", "plan"]))
def test_after_is_now_and_in_without_out_whatever_is_tried(
    values: list[float | None], floor: int, other: int, analysis: str
) -> None:
    """In customers and in fen, for every group, the focus, every manager and every branch."""
    names = [("anna", "bert", None)[place % 3] for place in range(len(values))]
    portfolio = book(values, manager=names, branch=[None if name is None else name[0] for name in names])
    settings = [f"tier.tiers=[{{name='gold',floor={floor}}},{{name='iron'}}]"]
    typed = [f"segment.target={floor / 130:.3f}"] if analysis == "segment" else [f"tiers.gold.floor={other}"]
    result = outcome_of(portfolio, tried(typed, settings, analysis=analysis)).result
    assert result.focus is not None
    for flow in (*result.groups, result.focus, *(result.managers or ()), *(result.branches or ())):
        for name in ("customers", "value"):
            now, come, gone, after = (
                getattr(one, name) for one in (flow.base, flow.in_, flow.out, flow.reform)
            )
            assert after == now + come - gone
    for name in ("customers", "value"):
        for side in ("base", "reform"):
            groups = sum(getattr(getattr(one, side), name) for one in result.groups)
            total = len(values) if name == "customers" else sum(Decimal(str(value or 0)) for value in values)
            assert groups == total
            owned = [getattr(getattr(one, side), name) for one in result.managers or ()]
            assert not owned or sum(owned) == getattr(getattr(result.focus, side), name)


def test_a_flow_that_does_not_add_up_is_refused() -> None:
    one, none = Held(customers=1, value=Decimal(5)), Held(customers=0, value=Decimal(0))
    with pytest.raises(ValidationError, match="reform is not base"):
        Flow.model_validate({"base": one, "in": none, "out": none, "reform": none})
    with pytest.raises(ValidationError, match="value"):
        Flow.model_validate(
            {"base": one, "in": none, "out": none, "reform": Held(customers=1, value=Decimal(4))}
        )


def test_plain_numbers_are_compared_as_money_is() -> None:
    asked = tried(["tiers.gold.floor=0.55"], ["tier.tiers=[{name='gold',floor=0.25},{name='iron'}]"])
    result = outcome_of(book([0.1, 0.2, 0.3, 0.7], measure=SCORE), asked).result
    assert result.focus is not None
    assert counted(result.focus.base, result.focus.out) == [(2, 1.0), (1, 0.3)]


def test_an_empty_book_has_groups_without_anybody() -> None:
    result = of_values((), "tiers.gold.floor=60万", settings=GOLD)
    assert [(one.base.customers, one.reform.customers) for one in result.groups] == [(0, 0), (0, 0)]
    assert (len(result.moved), len(result.near)) == (0, 0)
