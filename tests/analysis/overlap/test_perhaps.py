"""Who is offered as perhaps one person, and how many are to be expected by coincidence."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pytest

from keyclient.analysis.overlap.coincidences import (
    Told,
    chance_of_same,
    expected_birthdays,
    who_may_be_one,
)
from keyclient.analysis.overlap.pairs import CROWD
from keyclient.analysis.overlap.perhaps import (
    CUSTOMER_ID,
    NAME_AND_BIRTH_DATE,
    NAME_AND_PHONE,
    TRADE_NAME_AND_PHONE,
    Perhaps,
    perhaps,
)
from keyclient.analysis.overlap.persons import persons
from keyclient.analysis.overlap.public import PHONE, reach
from keyclient.analysis.overlap.trade_names import trade_name
from keyclient.analysis.overlap.who import Ints
from keyclient.policy.parts.overlap import OverlapPolicy
from tests.analysis.overlap.joined import members

HERS, ANOTHER = "11010519491231002X", "440524188001010014"


def _rules(*lines: str) -> dict[str, Perhaps]:
    book = members("\n".join(("customer_id|name|id_number|birth_date|phone|kind", *lines)))
    policy = OverlapPolicy()
    found = persons((book,), policy)
    return {one.rule: one for one in perhaps(found, reach(found, PHONE, policy.public), policy)}


def _found(*lines: str) -> dict[str, int]:
    return {rule: one.found for rule, one in _rules(*lines).items() if one.found}


def test_one_name_and_telephone_is_offered() -> None:
    assert _found("1|王伟|||13800000001|", "2|王 伟|||138-0000-0001|") == {NAME_AND_PHONE: 1}
    assert _found("1|王伟|||13800000001|", "2|李娜|||13800000001|") == {}


def test_one_name_and_birth_date_is_offered_also_where_the_number_tells_it() -> None:
    assert _found(f"1|王伟|{HERS}|||", "2|王伟||1949-12-31||") == {NAME_AND_BIRTH_DATE: 1}


def test_two_numbers_or_birth_dates_are_never_offered() -> None:
    assert _found(f"1|王伟|{HERS}||13800000001|", f"2|王伟|{ANOTHER}||13800000001|") == {}
    assert _found("1|王伟||1980-01-01|13800000001|", "2|王伟||1980-01-02|13800000001|") == {}


def test_a_public_telephone_offers_nobody() -> None:
    others = (f"{at}|{name}|||057188886666|" for at, name in enumerate(("李娜", "张敏", "刘洋"), 3))
    assert _found("1|王伟|||057188886666|", "2|王伟|||057188886666|", *others) == {}


def test_a_company_is_offered_by_its_trade_name_and_telephone() -> None:
    one, other = "杭州恒瑞商贸有限公司", "恒瑞商贸有限责任公司"
    assert _found(f"1|{one}|||13800000001|corporate", f"2|{other}|||13800000001|") == {
        TRADE_NAME_AND_PHONE: 1
    }
    assert _found(f"1|{one}|||13800000001|corporate", f"2|{one}|||13800000001|corporate") == {
        NAME_AND_PHONE: 1
    }


def test_one_id_under_two_names_is_offered_where_all_other_ids_agree() -> None:
    many = [f"{at}|甲{at}||||" for at in range(20)] * 2
    rule = _rules(*many, "99|王伟||||", "99|王玮||||")[CUSTOMER_ID]
    assert (rule.found, rule.expected, rule.shown) == (1, 0, True)
    strangers = _rules(*many, "98|赵强||||", "98|刘洋||||", "99|王伟||||", "99|王玮||||")[CUSTOMER_ID]
    assert strangers.expected == pytest.approx(2 * 1 / 21)
    alone = _rules("99|王伟||||", "99|李娜||||")[CUSTOMER_ID]
    assert (alone.found, alone.expected, alone.shown) == (1, 1.0, False)


def test_a_crowd_is_counted_but_not_listed() -> None:
    crowd = CROWD + 1
    rule = _rules(*(f"{at}|王伟||1980-01-01||" for at in range(crowd)))[NAME_AND_BIRTH_DATE]
    assert (rule.found, len(rule.pairs.one)) == (crowd * (crowd - 1) // 2, 0)


def test_the_chance_to_share_a_value_is_that_of_other_people() -> None:
    town = np.arange(4, 100)
    assert _chance([0, 0, 1, 2, *town], [0, 1, 2, 3, *town]) == pytest.approx(2 / (100 * 99))
    assert _chance([0, 0, 1, 2, *town], [0, 0, 2, 3, *town]) == 0


def test_a_person_under_two_spellings_is_not_her_own_coincidence() -> None:
    chained = _chance([0, 0, 0], [0, 1, 2], also={0: 1, 1: 2})
    assert chained == 0
    assert _chance([0, 0, 0], [0, 1, 2], also={0: 1}) == pytest.approx(2 / (30 * 29))


def test_a_couple_in_a_book_of_few_people_says_little_of_strangers() -> None:
    assert _chance([0, 0], [0, 1]) == pytest.approx(2 / (30 * 29))


def _chance(value: Sequence[int], name: Sequence[int], also: Mapping[int, int] | None = None) -> float:
    """The chance of people who have one value and name each, some of them a further name."""
    people, more = np.arange(len(value)), also or {}
    told = Told(people, np.array(value))
    names = Told(np.array([*people, *more]), np.array([*name, *more.values()]))
    return chance_of_same(told, who_may_be_one(told, (names,)))


def _birthdays(name: Ints, born: Ints) -> float:
    """How many pairs are expected of people who have one name each, and no id number."""
    people = np.arange(len(name))
    days = Told(people, pd.factorize(born)[0])
    who = who_may_be_one(days, (Told(people, name),))
    return expected_birthdays(name, born, np.zeros(len(name), dtype=bool), who)


def test_pairs_born_in_one_year_share_the_day_with_the_chance_of_that_year() -> None:
    rng = np.random.default_rng(20_261_130)
    name, born = rng.integers(0, 3_000, 60_000), rng.integers(-7_300, 7_300, 60_000)
    pairs = {(a, b) for a, b in zip(name, born, strict=True)}
    counted = len(name) - len(pairs)
    assert _birthdays(name, born) == pytest.approx(counted, rel=0.3)
    numbered = np.ones(len(name), dtype=bool)
    assert expected_birthdays(name, born, numbered, np.arange(len(name))) == 0


def test_birth_dates_spread_evenly_give_pairs_times_the_sum_of_squared_shares() -> None:
    pairs, days = 7_327, 14_409
    of_pair, everybody = np.arange(pairs), np.tile(np.arange(days), 20)
    one, other = ((of_pair * step % 1 * days).astype(int) for step in (0.7548776662, 0.5698402910))
    born = np.concatenate((one, other, everybody))
    name = np.concatenate((of_pair, of_pair, pairs + np.arange(len(everybody))))
    share = np.bincount(born) / len(born)
    of_all_days = pairs * (share**2).sum()
    assert (share**2).sum() == pytest.approx(6.94e-5, rel=0.005)
    assert of_all_days == pytest.approx(0.51, abs=0.005)
    assert _birthdays(name, born) == pytest.approx(of_all_days, rel=0.05)


def test_names_of_one_generation_share_birth_dates_more_often_than_the_product_says() -> None:
    pairs, days = 7_327, 14_409
    of_pair, everybody = np.arange(pairs), np.tile(np.arange(days), 20)
    first = of_pair * 5_003 % days
    born = np.concatenate((first, first // 3_650 * 3_650 + of_pair * 9_007 % 3_650, everybody))
    name = np.concatenate((of_pair, of_pair, pairs + np.arange(len(everybody))))
    share = np.bincount(born) / len(born)
    assert _birthdays(name, born) > 3 * pairs * (share**2).sum()


def test_a_year_in_which_everybody_is_born_on_one_day_tells_nobody_apart() -> None:
    new_year, others = np.full(200, 0), np.arange(3_650, 3_650 + 200)
    name = np.concatenate((np.arange(200) // 2, np.arange(200) // 2))
    expected = _birthdays(name, np.concatenate((new_year, others)))
    assert expected == pytest.approx(100 + 100 / 366, abs=0.2)


_ONE, _OTHER = "北京华夏科技有限公司", "华夏科技（上海）股份有限公司"
_STRANGERS = (
    "11|张敏|||13900000011|",
    "12|刘洋||1975-03-04|13900000012|",
    "13|陈静|||13900000013|",
    "14|杨勇||1990-07-01||",
)


@pytest.mark.parametrize("strangers", range(len(_STRANGERS) + 1))
@pytest.mark.parametrize(
    ("rule", "pair"),
    [
        (NAME_AND_PHONE, ("1|王伟|||13900000001|", "2|王伟|||13900000001|")),
        (NAME_AND_BIRTH_DATE, ("1|王伟||1980-05-06||", "2|王伟||1980-05-06||")),
        (
            TRADE_NAME_AND_PHONE,
            (f"1|{_ONE}|||13900000001|corporate", f"2|{_OTHER}|||13900000001|corporate"),
        ),
        (CUSTOMER_ID, ("1|王伟||||", "1|王玮||||", "5|赵强||||", "5|赵强||||")),
        (NAME_AND_BIRTH_DATE, (f"1|王伟|{HERS}|||", f"2|王玮|{HERS}|||", "3|王伟||1949-12-31||")),
        (NAME_AND_PHONE, (f"1|王伟|{HERS}||13900000001|", f"2|王玮|{HERS}|||", "3|王玮|||13900000001|")),
    ],
)
def test_a_pair_is_listed_in_a_book_of_few_customers(
    rule: str, pair: tuple[str, ...], strangers: int
) -> None:
    found = _rules(*pair, *_STRANGERS[:strangers])[rule]
    assert (found.found, found.shown) == (1, True), found.expected


def test_a_couple_that_is_in_both_of_two_small_books_is_listed() -> None:
    both = [f"{at}|{name}|||13900000001|" for at in (1, 2) for name in ("王伟", "李娜")]
    found = _rules(*both)[NAME_AND_PHONE]
    assert (found.found, found.shown) == (2, True)


def test_three_companies_that_two_small_books_name_differently_are_listed() -> None:
    trades = ("华夏科技", "恒瑞商贸", "东方建材")
    east = [f"{at}|北京{name}有限公司|||1390000000{at}|corporate" for at, name in enumerate(trades)]
    west = [f"{at + 5}|{name}（上海）股份有限公司|||1390000000{at}|" for at, name in enumerate(trades)]
    rules = _rules(*east, *west)
    assert (rules[TRADE_NAME_AND_PHONE].found, rules[TRADE_NAME_AND_PHONE].expected) == (3, 0)
    assert rules[TRADE_NAME_AND_PHONE].shown


@pytest.mark.parametrize(
    ("name", "trade"),
    [
        ("杭州恒瑞商贸有限公司", "恒瑞商贸"),
        ("浙江省杭州市西湖区恒瑞商贸有限责任公司", "恒瑞商贸"),
        ("恒瑞商贸（杭州）有限公司", "恒瑞商贸"),
        ("恒瑞商贸股份有限公司杭州分公司", "恒瑞商贸"),
        ("恒瑞集团有限公司", "恒瑞"),
        ("华联超市有限公司", "华联超市"),
        ("Hengrui Trading Co., Ltd.", "hengruitrading"),
        ("有限公司", None),
    ],
)
def test_a_trade_name_is_what_is_left_without_place_and_legal_form(name: str, trade: str | None) -> None:
    assert trade_name(name) == trade
