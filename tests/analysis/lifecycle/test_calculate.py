import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.refusals import GroupColumnError, SumTooLargeError
from keyclient.analysis.lifecycle.calculate import AgelessError, lifecycle
from keyclient.metrics.age import months_after
from keyclient.model.label import Lang
from keyclient.model.portfolio import Portfolio
from keyclient.policy.parts.lifecycle import LifecyclePolicy
from tests.analysis.books import SCORE, figures
from tests.analysis.lifecycle.lives import AS_OF, POLICY, SERVING, answer, lives, need, sizes
from tests.examples import costly

EVERYTHING = " ".join(SERVING)


def test_people_stand_in_the_band_of_their_age() -> None:
    result = answer("0\n29\n30\n39\n40\n49\n50\n59\n60\n120")
    assert sizes(result) == {"<30": 2, "30-39": 2, "40-49": 2, "50-59": 2, "60+": 2}
    assert figures(result.customers, result.people, result.unknown_age, result.corporate) == (10, 10, 0, 0)


def test_a_birthday_on_the_data_date_counts() -> None:
    assert sizes(answer("1986-10-31\n1986-11-01")) == {"30-39": 1, "40-49": 1}


def test_who_was_born_on_a_leap_day_is_a_year_older_on_the_28th_of_a_common_february() -> None:
    born = lives("1996-02-29", as_of=dt.date(2026, 2, 28))
    assert sizes(lifecycle(born, POLICY)) == {"30-39": 1}
    assert sizes(lifecycle(replace(born, as_of=dt.date(2026, 2, 27)), POLICY)) == {"<30": 1}
    in_a_leap_year = lives("1998-02-28", as_of=dt.date(2028, 2, 28))
    assert sizes(lifecycle(in_a_leap_year, POLICY)) == {"30-39": 1}


def test_an_impossible_age_is_unknown_and_the_age_column_does_not_mend_it() -> None:
    portfolio = lives("2062-03-01\n1905-10-31\n1905-11-01\n|\n|")
    portfolio.frame["age"] = pd.array([45, 45, None, None, 121], dtype="Int64")
    result = lifecycle(portfolio, POLICY)
    assert figures(sizes(result), result.unknown_age) == ({"60+": 1}, 4)


def test_companies_are_counted_apart_whatever_age_they_have() -> None:
    result = answer(
        "45 | 100 | - | | corporate\n1986-10-31 | 5 | - | | corporate\n45 | 7 | - | | retail\n45 | 3 | -"
    )
    assert figures(result.corporate, sizes(result), result.unknown_age) == (2, {"40-49": 2}, 0)
    assert {gap.customer_id for gap in result.gaps} == {"c3", "c4"}


def test_a_book_of_companies_needs_no_ages() -> None:
    portfolio = lives("| 100 | - | | corporate\n| 5 | - | | corporate")
    portfolio = replace(portfolio, frame=portfolio.frame.drop(columns=["birth_date", "age"]))
    result = lifecycle(portfolio, POLICY)
    assert figures(result.customers, result.corporate, result.people, len(result.gaps)) == (2, 2, 0, 0)
    assert [one.coverage for band in result.bands for one in band.needs] == [None] * 12


def test_a_book_of_people_without_ages_is_refused() -> None:
    portfolio = lives("| 100 | -")
    with pytest.raises(AgelessError) as caught:
        lifecycle(replace(portfolio, frame=portfolio.frame.drop(columns=["birth_date", "age"])), POLICY)
    assert "--map birth_date=HEADING" in caught.value.text(Lang.EN)


def test_coverage_is_over_the_customers_whose_holdings_are_known() -> None:
    result = answer(
        "35 | 10 | home_loan\n35 | 20 | debit_card\n35 | 40 |\n35 | 80 | business_premises_loan\n35 | 5 | -"
    )
    mortgage = need(result, "30-39", "mortgage")
    assert figures(mortgage.holders, mortgage.known, mortgage.coverage) == (2, 4, 0.5)
    assert figures(mortgage.gap_customers, mortgage.gap_value) == (2, 25)
    assert figures(result.unknown_holdings, result.bands[1].unknown_holdings, result.bands[1].value) == (
        1,
        1,
        155,
    )


def test_nobody_known_gives_no_coverage() -> None:
    result = answer("35 | 10 |\n45 | 20 | -")
    assert need(result, "30-39", "mortgage").coverage is None
    assert need(result, "40-49", "mortgage").coverage == 0.0
    assert need(result, "60+", "estate").coverage is None


def test_a_need_that_no_column_speaks_of_is_unknown_and_no_gap() -> None:
    result = lifecycle(lives("45 | 10 | fund\n45 | 20 | -", families=("fund", "debit_card")), POLICY)
    assert result.silent_needs == ("mortgage", "estate")
    mortgage = need(result, "40-49", "mortgage")
    assert figures(mortgage.known, mortgage.coverage, mortgage.gap_customers) == (0, None, 0)
    assert figures(need(result, "40-49", "investment").coverage, result.unknown_holdings) == (0.5, 0)


def test_a_book_without_holdings_says_so_and_lists_no_gap() -> None:
    result = lifecycle(lives("45 | 10\n35 | 20", families=()), POLICY)
    assert figures(result.silent_needs, result.unknown_holdings) == (
        ("basic", "mortgage", "investment", "estate"),
        2,
    )
    assert figures(len(result.gaps), result.total_gaps, result.core_gap_customers) == (0, 0, None)


def test_who_holds_everything_has_no_gap() -> None:
    result = answer("\n".join(f"{age} | 10 | {EVERYTHING} | R5" for age in (20, 35, 45, 55, 70)))
    assert [one.coverage for band in result.bands for one in band.needs] == [1.0] * 12
    assert figures(len(result.gaps), result.core_gap_customers) == (0, 0)


def test_gaps_come_by_value_then_id_then_need() -> None:
    result = answer(
        "35 | 10 | -\n45 | 30 | home_loan\n55 | 20 | fund debit_card\n45 | 30 | debit_card fund\n65 | | -"
    )
    assert [(gap.customer_id, gap.need, gap.weight) for gap in result.gaps] == [
        ("c2", "basic", "core"),
        ("c2", "investment", "core"),
        ("c4", "mortgage", "secondary"),
        ("c3", "estate", "secondary"),
        ("c1", "basic", "core"),
        ("c1", "mortgage", "core"),
        ("c5", "basic", "core"),
        ("c5", "investment", "secondary"),
        ("c5", "estate", "core"),
    ]
    first = result.gaps[0]
    assert figures(first.row, first.age, first.band, first.value) == (3, 45, "40-49", Decimal(30))
    assert result.gaps[-1].value is None
    assert figures(result.total_gaps, result.core_gap_customers) == (9, 3)


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 5, 8, 9, 99])
def test_a_limit_takes_the_first_gaps(limit: int) -> None:
    text = "35 | 10 | -\n45 | 30 | home_loan\n55 | 20 | fund debit_card\n45 | 30 | debit_card fund\n65 | | -"
    whole, first = answer(text), answer(text, top=limit)
    assert list(first.gaps) == list(whole.gaps)[:limit]
    assert first.total_gaps == len(whole.gaps)


def test_what_is_above_the_risk_rating_is_withheld() -> None:
    gaps = {
        gap.risk_rating: gap
        for gap in answer(
            "45 | 1 | debit_card home_loan | R1\n45 | 2 | debit_card home_loan | R3\n45 | 3 | debit_card home_loan | R5"
        ).gaps
    }
    assert gaps["R1"].offer == ("wealth_product", "term_deposit", "government_bond", "insurance")
    assert gaps["R1"].withheld == ("fund", "precious_metal", "foreign_exchange", "trust")
    assert gaps["R3"].withheld == ("precious_metal", "foreign_exchange", "trust")
    assert figures(gaps["R5"].offer, gaps["R5"].withheld) == (SERVING[8:16], ())


def test_without_a_rating_only_what_asks_for_none_is_offered() -> None:
    (gap,) = answer("45 | 1 | debit_card home_loan").gaps
    assert gap.risk_rating is None
    assert gap.offer == ("term_deposit", "government_bond")
    assert gap.withheld == (
        "wealth_product",
        "fund",
        "insurance",
        "precious_metal",
        "foreign_exchange",
        "trust",
    )


def test_crossings_are_told_with_the_day_in_order() -> None:
    text = "1986-11-01 | 5\n1986-10-31 | 6\n1987-10-31 | 7\n1987-11-01 | 8\n1966-12-24 | 9\n1966-12-24 | 30\n1950-12-24\n39"
    result = answer(text)
    assert [(one.customer_id, one.date.isoformat(), one.age, one.next_band) for one in result.crossings] == [
        ("c1", "2026-11-01", 40, "40-49"),
        ("c6", "2026-12-24", 60, "60+"),
        ("c5", "2026-12-24", 60, "60+"),
        ("c3", "2027-10-31", 40, "40-49"),
    ]
    assert figures(result.total_crossings, result.unknown_crossings, result.months) == (4, 1, 12)
    assert [one.new_needs for one in result.crossings][:2] == [("investment",), ("estate",)]


def test_a_crossing_on_a_leap_day_is_on_the_28th_of_a_common_year() -> None:
    result = lifecycle(lives("1996-02-29", as_of=dt.date(2025, 12, 31)), POLICY)
    assert [one.date.isoformat() for one in result.crossings] == ["2026-02-28"]
    assert list(lifecycle(lives("1996-02-29", as_of=dt.date(2026, 2, 28)), POLICY).crossings) == []


def test_the_months_are_those_of_the_policy() -> None:
    text = "1986-11-30 | 1\n1986-12-01 | 2"
    assert [one.customer_id for one in answer(text, LifecyclePolicy(months=1)).crossings] == ["c1"]
    assert len(answer(text, LifecyclePolicy(months=2)).crossings) == 2


def test_what_a_band_needs_more_than_the_last_one_is_new() -> None:
    result = answer("1996-11-05\n1986-11-05\n1976-11-05\n1966-11-05", LifecyclePolicy(preset="literal"))
    assert [(one.next_band, one.new_needs) for one in result.crossings] == [
        ("30-39", ()),
        ("40-49", ("mortgage",)),
        ("50-59", ("investment",)),
        ("60+", ("estate",)),
    ]


def test_groups_are_measured_on_their_own() -> None:
    text = """
        35 | 10 | home_loan debit_card | | | x
        45 | 20 | fund | | | x
        45 | 5  | -    | | | y
        45 | 7  |      | | | y
           | 9  | fund | | | y
        45 | 90 | fund | | corporate | y
        25 | 1  | debit_card | | |
    """
    result = lifecycle(lives(text), POLICY, by="branch")
    assert result.groups is not None
    found = [
        figures(
            group.group,
            group.customers,
            group.value,
            group.unknown_age,
            group.corporate,
            group.unknown_holdings,
        )
        for group in result.groups
    ]
    assert found == [("x", 2, 30, 0, 0, 0), ("y", 4, 12, 1, 1, 1), (None, 1, 1, 0, 0, 0)]
    mortgage = result.groups[0].needs[1]
    assert figures(mortgage.weight, mortgage.holders, mortgage.known, mortgage.coverage) == (None, 1, 2, 0.5)
    assert figures(mortgage.gap_customers, mortgage.gap_value) == (1, 20)


def test_groups_add_up_to_the_bands() -> None:
    text = "35 | 10 | - | | | x\n45 | 20 | fund | | | y\n65 | 5 | - | | | x\n55 | 8 | debit_card | | |"
    result = lifecycle(lives(text), POLICY, by="branch")
    assert result.groups is not None
    for place, name in enumerate(POLICY.needs):
        of_bands = [one for band in result.bands for one in band.needs if one.need == name]
        of_groups = [group.needs[place] for group in result.groups]
        for key in ("holders", "known", "gap_customers", "gap_value"):
            assert sum(getattr(one, key) for one in of_bands) == sum(getattr(one, key) for one in of_groups)


def test_a_column_that_is_not_there_cannot_group() -> None:
    with pytest.raises(GroupColumnError):
        lifecycle(lives("35"), POLICY, by="region")


def test_a_book_without_a_measure_is_answered_without_values() -> None:
    result = lifecycle(lives("45 || -\n35 || -", measure=None), POLICY, by="branch")
    assert result.measure is None
    assert [band.value for band in result.bands] == [None] * 5
    assert [gap.customer_id for gap in result.gaps] == ["c1", "c1", "c1", "c2", "c2"]
    assert {gap.value for gap in result.gaps} == {one.value for one in result.crossings} | {None}
    assert result.groups is not None
    assert figures(result.groups[0].value, result.groups[0].needs[0].gap_value) == (None, None)


def test_a_measure_in_floats_is_summed_in_floats() -> None:
    portfolio = lives("45 | 1 | -\n45 | 2 | -")
    portfolio.frame["value"] = pd.array([0.5, None], dtype="Float64")
    result = lifecycle(replace(portfolio, measure=SCORE), POLICY)
    assert figures(result.bands[2].value, need(result, "40-49", "basic").gap_value) == (0.5, 0.5)


def test_values_that_no_whole_number_holds_are_refused() -> None:
    portfolio = lives("45 | 1 | -\n45 | 2 | -")
    portfolio.frame["value"] = pd.array([2**61, 2**61], dtype="Int64")
    with pytest.raises(SumTooLargeError):
        lifecycle(portfolio, POLICY)


def test_an_empty_book_has_empty_bands() -> None:
    result = lifecycle(lives(""), POLICY, by="branch")
    assert figures(
        result.customers, result.people, len(result.gaps), len(result.crossings), result.groups
    ) == (
        0,
        0,
        0,
        0,
        (),
    )
    assert figures([band.customers for band in result.bands]) == figures([0] * 5)


def test_an_empty_book_without_a_single_column_has_empty_bands() -> None:
    nobody = Portfolio(pd.DataFrame({"row": pd.Series([], dtype="int64")}), AS_OF, (), None)
    assert sizes(lifecycle(nobody, POLICY)) == {}


def test_one_customer_is_enough() -> None:
    result = answer("45 | 10 | debit_card | R2")
    assert figures(sizes(result), result.total_gaps, result.core_gap_customers) == ({"40-49": 1}, 2, 1)


def test_a_single_edge_makes_two_bands() -> None:
    result = answer("17\n18\n99", LifecyclePolicy(edges=(18,)))
    assert sizes(result) == {"<18": 1, "18+": 2}


AGES = st.one_of(
    st.none(),
    st.integers(0, 125).map(str),
    st.dates(dt.date(1900, 1, 1), dt.date(2030, 1, 1)).map(dt.date.isoformat),
)
HOLDINGS = st.one_of(st.just(""), st.just("-"), st.lists(st.sampled_from(SERVING), max_size=5).map(" ".join))
PEOPLE = st.lists(
    st.tuples(
        AGES,
        st.none() | st.integers(-(10**6), 10**7),
        HOLDINGS,
        st.sampled_from(["", "R1", "R3", "R5"]),
        st.sampled_from(["", "retail", "corporate"]),
        st.sampled_from(["", "x", "y"]),
    ),
    max_size=25,
)
EDGES = st.sets(st.integers(1, 120), min_size=1, max_size=6).map(lambda edges: tuple(sorted(edges)))


def _text(people: list[tuple[object, ...]]) -> str:
    return "\n".join(" | ".join("" if cell is None else str(cell) for cell in person) for person in people)


@costly
@given(PEOPLE, EDGES)
def test_bands_unknown_ages_and_companies_are_all_customers(
    people: list[tuple[object, ...]], edges: tuple[int, ...]
) -> None:
    portfolio = lives(_text(people))
    result = lifecycle(portfolio, LifecyclePolicy(edges=edges), by="branch", top=None)
    assert result.people + result.unknown_age + result.corporate == result.customers == len(people)
    assert result.groups is not None
    assert sum(group.customers for group in result.groups) == len(people)
    assert sum(band.unknown_holdings for band in result.bands) == result.unknown_holdings
    for band in result.bands:
        for one in band.needs:
            assert one.holders + one.gap_customers == one.known <= band.customers - band.unknown_holdings
            assert one.coverage is None or 0 <= one.coverage <= 1
            assert (one.coverage is None) == (one.known == 0)


@costly
@given(PEOPLE)
def test_the_gaps_listed_are_the_gaps_counted(people: list[tuple[object, ...]]) -> None:
    result = lifecycle(lives(_text(people)), POLICY, top=None)
    assert len(result.gaps) == result.total_gaps
    for band in result.bands:
        for one in band.needs:
            listed = [gap for gap in result.gaps if (gap.band, gap.need) == (band.band, one.need)]
            assert len(listed) == one.gap_customers
            assert sum(gap.value or 0 for gap in listed) == one.gap_value
    core = {gap.row for gap in result.gaps if gap.weight == "core"}
    assert len(core) == (result.core_gap_customers or 0)
    known = [gap.value for gap in result.gaps if gap.value is not None]
    assert known == sorted(known, reverse=True)


@costly
@given(PEOPLE, st.randoms(use_true_random=False), st.integers(0, 6))
def test_the_order_of_rows_never_matters(
    people: list[tuple[object, ...]], chance: random.Random, top: int
) -> None:
    portfolio = lives(_text(people))
    order = list(range(len(people)))
    chance.shuffle(order)
    shuffled = replace(portfolio, frame=portfolio.frame.iloc[order].reset_index(drop=True))
    answers = [lifecycle(one, POLICY, by="branch", top=top) for one in (portfolio, shuffled)]
    assert answers[0] == answers[1]


@costly
@given(st.lists(st.floats(-1e9, 1e9) | st.none(), min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter_to_floats_either(
    values: list[float | None], chance: random.Random
) -> None:
    portfolio = lives("\n".join("45 | 1 | -" for _ in values))
    portfolio.frame["value"] = pd.array(values, dtype="Float64")
    scored = replace(portfolio, measure=SCORE)
    order = chance.sample(range(len(values)), len(values))
    shuffled = replace(scored, frame=scored.frame.iloc[order].reset_index(drop=True))
    first, second = (lifecycle(one, POLICY, top=None) for one in (scored, shuffled))
    assert first.bands == second.bands


@costly
@given(PEOPLE, st.integers(1, 120))
def test_crossings_are_within_the_months_and_into_the_next_band(
    people: list[tuple[object, ...]], months: int
) -> None:
    policy = LifecyclePolicy(months=months)
    portfolio = lives(_text(people))
    result = lifecycle(portfolio, policy, top=None)
    assert len(result.crossings) == result.total_crossings
    for crossing in result.crossings:
        alone = replace(portfolio, frame=portfolio.frame[portfolio.frame["row"] == crossing.row])
        before = lifecycle(replace(alone, as_of=crossing.date - dt.timedelta(days=1)), policy)
        after = lifecycle(replace(alone, as_of=crossing.date), policy)
        assert figures(sizes(before), sizes(after)) == ({crossing.band: 1}, {crossing.next_band: 1})
        assert AS_OF < crossing.date <= months_after(AS_OF, months)
