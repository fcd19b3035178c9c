"""Which tier a customer is in."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.refusals import GroupColumnError, SumTooLargeError, UnmeasuredError
from keyclient.analysis.common.tier_needs import measure_of_all, measures_asked
from keyclient.analysis.common.tier_steps import UnmeasuredTierError
from keyclient.analysis.tier.calculate import tier
from keyclient.analysis.tier.result import TierResult
from keyclient.model.label import Lang
from keyclient.model.portfolio import LISTED_PRODUCTS, Portfolio
from keyclient.policy.models import Policy
from keyclient.policy.parts.tier import TierPolicy
from tests.analysis.books import AUM, SCORE, book
from tests.analysis.tier.tiered import AS_OF, MONEY, book_of, counts_of, tiered, tiers_of
from tests.examples import costly

AMOUNTS: dict[str, object] = {
    "tiers": (
        {"name": "platinum", "floor": "50万"},
        {"name": "gold", "floor": 200_000},
        {"name": "iron"},
    )
}


def of_values(*values: float | None, **options: object) -> TierResult:
    """The tiers of customers of whom nothing but their value is known."""
    policy = Policy.model_validate({"tier": options})
    return tier(book(list(values)), policy, top=None)


def test_twenty_customers_have_one_platinum_and_three_gold() -> None:
    result = of_values(*range(1, 21))
    assert counts_of(result) == {"platinum": 1, "gold": 3, "iron": 16}
    assert [size.floor for size in result.tiers] == [Decimal(20), Decimal(17), None]
    assert tiers_of(result)["c20"] == "platinum"
    assert [name for name, held in tiers_of(result).items() if held == "gold"] == ["c19", "c18", "c17"]


def test_the_share_is_rounded_up_to_whole_customers() -> None:
    assert counts_of(of_values(*range(1, 22))) == {"platinum": 2, "gold": 3, "iron": 16}


def test_shares_are_of_the_customers_with_a_positive_value() -> None:
    result = of_values(*[100] * 10, *range(1, 11), *[0] * 50, *[-5] * 30, *[None] * 10)
    assert [size.floor for size in result.tiers[:2]] == [Decimal(100), Decimal(100)]
    assert counts_of(result) == {"platinum": 10, "gold": 0, "iron": 100}


def test_a_customer_on_a_floor_is_in_that_tier() -> None:
    result = tiered("value\n500000\n499999.99\n200000\n199999.99", AMOUNTS)
    assert tiers_of(result) == {"c1": "platinum", "c2": "gold", "c3": "gold", "c4": "iron"}


def test_ties_at_the_edge_are_in() -> None:
    result = of_values(9, *[8] * 5, *range(1, 8), *[1] * 7)
    assert result.tiers[1].floor == Decimal(8)
    assert counts_of(result) == {"platinum": 1, "gold": 5, "iron": 14}


def test_customers_who_are_all_equal_are_all_platinum() -> None:
    result = of_values(*[7] * 40)
    assert counts_of(result) == {"platinum": 40, "gold": 0, "iron": 0}
    assert [(tie.tier, tie.rank, tie.customers) for tie in result.ties] == [
        ("platinum", 2, 40),
        ("gold", 8, 40),
    ]


def test_one_customer_is_platinum() -> None:
    result = of_values(3)
    assert counts_of(result) == {"platinum": 1, "gold": 0, "iron": 0}
    assert (result.key.share_of_customers, result.key.share_of_value) == (1.0, 1.0)


def test_a_book_without_customers_has_empty_tiers_and_no_shares() -> None:
    result = of_values()
    assert counts_of(result) == {"platinum": 0, "gold": 0, "iron": 0}
    assert {size.share_of_customers for size in result.tiers} == {None}
    assert {size.floor for size in result.tiers} == {None}
    assert (len(result.top), len(result.near), result.near_total.customers) == (0, 0, 0)


@pytest.mark.parametrize("values", [(-1, -2, -3), (0, 0), (None, None), (None, 0, -7)])
def test_without_a_positive_value_everybody_is_iron(values: tuple[float | None, ...]) -> None:
    result = of_values(*values)
    assert counts_of(result) == {"platinum": 0, "gold": 0, "iron": len(values)}
    assert {size.share_of_value for size in result.tiers} == {None}
    assert result.near_total.customers == 0


def test_loyalty_decides_on_gold_and_not_on_platinum() -> None:
    text = "value|products\n100|1\n90|5\n80|1\n70|\n" + "\n".join("1|5" for _ in range(16))
    result = tiered(text)
    assert [customer.tier for customer in result.top][:4] == ["platinum", "gold", "iron", "gold"]
    assert result.loyalty.unknown == 1


def test_a_loyalty_of_exactly_sixty_is_enough_however_it_is_weighed() -> None:
    text = "value|open_date|products|satisfaction\n100||5|\n90|2020-01-31||60\n" + "\n".join(
        "1|||" for _ in range(8)
    )
    result = tiered(
        text,
        {
            "tiers": (
                {"name": "platinum", "top": 0.1},
                {"name": "gold", "top": 0.2, "loyalty": 60},
                {"name": "iron"},
            )
        },
    )
    assert result.top[1].loyalty == pytest.approx(60, abs=1e-12)
    assert result.top[1].tier == "gold"


def test_a_tier_may_ask_for_another_measure() -> None:
    tiers = ({"name": "rich", "floor": "5万", "measure": "aum"}, {"name": "rest"})
    policy = Policy.model_validate({"tier": {"tiers": tiers}})
    portfolio = book_of("value|aum\n1|50000\n9|49999.99\n5|\n|60000", measure=MONEY, further=[AUM])
    result = tier(portfolio, policy, top=None)
    assert tiers_of(result) == {"c2": "rest", "c3": "rest", "c1": "rich", "c4": "rich"}
    assert (result.tiers[0].measure, result.tiers[0].floor) == ("aum", Decimal(50_000))


def test_a_measure_that_was_not_read_is_refused() -> None:
    tiers = ({"name": "rich", "floor": 5, "measure": "存款"}, {"name": "rest"})
    with pytest.raises(UnmeasuredTierError, match="rich needs the column “存款”"):
        tiered("value\n1", {"tiers": tiers})
    with pytest.raises(UnmeasuredTierError, match="tenure needs the column “years”"):
        tiered(
            "value\n1", {"loyalty": {"tenure": {"weight": 0.3, "zero": 0.0, "full": 10.0, "column": "years"}}}
        )


def test_five_tiers_are_as_good_as_three() -> None:
    result = tiered("value\n7000000\n600000\n250000\n60000\n4", {"preset": "cards"}, further=[AUM])
    assert list(tiers_of(result).values()) == ["private", "diamond", "platinum", "gold", "ordinary"]
    assert result.key.tiers == ("platinum", "gold")


def test_key_customers_are_all_but_the_last_tier_where_none_is_called_platinum_or_gold() -> None:
    result = of_values(*range(1, 101), preset="pyramid")
    assert result.key.tiers == ("top", "large", "medium")
    assert result.key.customers == 20
    assert [size.key for size in result.tiers] == [True, True, True, False]


def test_key_tiers_are_the_policys() -> None:
    policy = Policy.model_validate({"key": {"tiers": ("platinum",)}})
    result = tier(book([float(value) for value in range(1, 21)]), policy)
    assert (result.key.tiers, result.key.customers) == (("platinum",), 1)


def test_values_and_shares_of_the_tiers_add_up() -> None:
    result = of_values(50, 30, 20, 10, 5, 5, 0, -20, None)
    assert sum(size.value for size in result.tiers) == result.total == Decimal(100)
    assert sum(size.share_of_value or 0 for size in result.tiers) == pytest.approx(1)
    assert sum(size.share_of_customers or 0 for size in result.tiers) == pytest.approx(1)
    assert result.tiers[2].value == Decimal(20)
    assert result.tiers[2].share_of_value == pytest.approx(40 / 120)


def test_mean_loyalty_is_over_those_whose_loyalty_is_known() -> None:
    result = tiered(
        "value|products\n10|5\n1|1\n1|3\n1|", {"tiers": ({"name": "a", "floor": 5}, {"name": "b"})}
    )
    assert [size.mean_loyalty for size in result.tiers] == [100.0, 25.0]
    assert [part.customers for part in result.loyalty.components] == [0, 3, 0, 0, 0]
    assert (result.loyalty.known, result.loyalty.unknown) == (3, 1)


def test_mean_loyalty_is_exact_and_does_not_depend_on_the_order_of_the_book() -> None:
    rows = [f"{at % 3}|{at % 7}|{(at * at) % 11}" for at in range(200)]
    settings = {"tiers": ({"name": "a", "floor": 2}, {"name": "b"})}
    results = [
        tiered("\n".join(["value|products|referrals", *order]), settings) for order in (rows, rows[::-1])
    ]
    found = [[size.mean_loyalty for size in result.tiers] for result in results]
    scores = [[one.loyalty for one in results[0].top if one.tier == name] for name in ("a", "b")]
    means = [sum(Fraction(score) for score in own if score is not None) / len(own) for own in scores]
    assert found == [[float(mean) for mean in means]] * 2


def test_plain_numbers_have_tiers_too() -> None:
    result = tier(book([0.1, 0.2, 0.3, None], measure=SCORE), Policy(), top=None)
    assert result.tiers[0].floor == Decimal("0.3")
    assert counts_of(result) == {"platinum": 1, "gold": 0, "iron": 3}


def test_customers_come_by_value_then_id_then_row() -> None:
    portfolio = book([5, 9, 5, None, 9], ids=["b", "d", "a", "e", "c"])
    result = tier(portfolio, Policy(), top=None)
    assert [customer.customer_id for customer in result.top] == ["c", "d", "a", "b", "e"]
    assert [customer.customer_id for customer in tier(portfolio, Policy(), top=3).top] == ["c", "d", "a"]
    assert len(tier(portfolio, Policy(), top=0).top) == 0


def test_a_book_without_ids_has_tiers() -> None:
    portfolio = book_of("value\n3\n2")
    frame = portfolio.frame.drop(columns="customer_id")
    result = tier(Portfolio(frame, AS_OF, (), AUM), Policy(), top=None)
    assert [(customer.customer_id, customer.row) for customer in result.top] == [(None, 2), (None, 3)]


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(UnmeasuredError):
        tier(book([1.0], measure=None), Policy())
    with pytest.raises(GroupColumnError, match="no column “网点” to group by"):
        tier(book([1.0]), Policy(), by="网点")
    with pytest.raises(SumTooLargeError):
        tier(book([Decimal(10) ** 14] * 300), Policy())


def test_what_the_policy_asks_for_beside_the_measure_is_known_before_reading() -> None:
    cards = TierPolicy(preset="cards")
    assert (measures_asked(cards), measure_of_all(cards)) == (("aum",), "aum")
    assert (measures_asked(TierPolicy()), measure_of_all(TierPolicy())) == ((), None)
    tenure = {"weight": 0.3, "zero": 0.0, "full": 10.0, "column": "客户时间"}
    own = TierPolicy.model_validate({"loyalty": {"tenure": tenure}})
    assert measures_asked(own) == ("客户时间",)


_VALUES = st.lists(st.none() | st.integers(-1000, 1000) | st.integers(1, 6), max_size=40)
_PRODUCTS = st.none() | st.integers(0, 7)


@st.composite
def _books(draw: st.DrawFn) -> str:
    values = draw(_VALUES)
    lines = [
        f"{'' if value is None else value}|{_text(draw(_PRODUCTS))}|{draw(st.sampled_from('xyz'))}"
        for value in values
    ]
    return "\n".join(["value|products|branch", *lines])


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


_LADDERS = st.sampled_from(
    [
        {},
        {"preset": "pyramid"},
        {
            "tiers": (
                {"name": "a", "floor": 300},
                {"name": "b", "floor": 4, "loyalty": 50},
                {"name": "c", "floor": 2},
                {"name": "d"},
            )
        },
        {"tiers": ({"name": "a", "top": 0.3, "loyalty": 80}, {"name": "b", "top": 0.3}, {"name": "c"})},
    ]
)


@costly
@given(_books(), _LADDERS)
def test_tiers_partition_the_customers_and_their_value(text: str, ladder: dict[str, object]) -> None:
    result = tiered(text, ladder, by="branch")
    assert sum(counts_of(result).values()) == result.customers == len(result.top)
    assert sum(size.value for size in result.tiers) == result.total
    listed = [customer.tier for customer in result.top]
    assert {name: listed.count(name) for name in counts_of(result)} == counts_of(result)
    assert result.groups is not None
    assert sum(group.customers for group in result.groups) == result.customers
    assert sum(group.near.customers for group in result.groups) == result.near_total.customers
    for place, size in enumerate(result.tiers):
        assert sum(group.tiers[place].customers for group in result.groups) == size.customers


@costly
@given(_books(), _LADDERS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_never_matters(text: str, ladder: dict[str, object], random: object) -> None:
    heading, *rows = text.splitlines()
    named = [f"c{number:02}|{row}" for number, row in enumerate(rows)]
    shuffled = list(named)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (
        tiered("\n".join([f"customer_id|{heading}", *lines]), ladder) for lines in (named, shuffled)
    )
    assert one.model_dump(exclude={"top", "near", "differs"}) == other.model_dump(
        exclude={"top", "near", "differs"}
    )
    assert tiers_of(one) == tiers_of(other)
    assert [(c.customer_id, c.gap, c.cumulative_gap) for c in one.near] == [
        (c.customer_id, c.gap, c.cumulative_gap) for c in other.near
    ]


@costly
@given(_books(), _LADDERS)
def test_near_customers_come_cheapest_first_and_the_sum_never_falls(
    text: str, ladder: dict[str, object]
) -> None:
    result = tiered(text, ladder)
    gaps = [customer.gap for customer in result.near]
    sums = [customer.cumulative_gap for customer in result.near]
    assert gaps == sorted(gaps)
    assert sums == sorted(sums)
    assert sum(gaps) == (sums[-1] if sums else 0) == result.near_total.gap
    names = [size.tier for size in result.tiers]
    assert all(names.index(customer.tier) == names.index(customer.next_tier) + 1 for customer in result.near)


@costly
@given(_books(), st.sampled_from(Lang))
def test_every_customer_has_a_reason_that_begins_with_its_tier(text: str, lang: Lang) -> None:
    labels = {tier.name: tier.label.text(lang) for tier in TierPolicy().ladder}
    result = tiered(text, lang=lang)
    assert all(customer.reason.startswith(labels[customer.tier]) for customer in result.top)
    assert all(0 <= customer.loyalty <= 100 for customer in result.top if customer.loyalty is not None)


_TWO = {
    "tiers": ({"name": "gold", "floor": 100, "loyalty": 60}, {"name": "iron"}),
    "loyalty": {"min_components": 2},
}


def test_loyalty_on_one_component_neither_keeps_out_of_a_tier_nor_is_near_it() -> None:
    found = tiered("value|products|satisfaction\n200|1|\n200|1|55\n200|5|\n90|1|", _TWO)
    assert tiers_of(found) == {"c1": "gold", "c2": "iron", "c3": "gold", "c4": "iron"}
    assert (found.loyalty.known, found.loyalty.few, found.loyalty.min_components) == (4, 3, 2)
    assert [(one.customer_id, one.loyalty_gap) for one in found.near] == [("c4", None)]
    assert "loyalty 0 rests on too little to decide, value alone does: 1 product" in found.top[0].reason


def test_products_of_a_list_count_where_there_is_no_count() -> None:
    portfolio = book_of("value|products|satisfaction\n200||80\n200|1|80")
    portfolio.frame[LISTED_PRODUCTS] = pd.array([3, 3], dtype="Int64")
    policy = Policy.model_validate({"tier": _TWO})
    assert [one.loyalty for one in tier(portfolio, policy).top] == [57.5, 20.0]
    without = replace(portfolio, frame=portfolio.frame.drop(columns="products"))
    assert [one.loyalty for one in tier(without, policy).top] == [57.5, 57.5]
