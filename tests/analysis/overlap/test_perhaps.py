"""Who is offered as perhaps one person, and how many are to be expected by coincidence."""

import numpy as np
import pytest

from keyclient.analysis.overlap.coincidences import chance_of_same, expected_birthdays
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


def test_one_id_under_two_names_is_offered_where_most_ids_agree() -> None:
    many = [f"{at}|甲{at}||||" for at in range(20)] * 2
    rule = _rules(*many, "99|王伟||||", "99|王玮||||")[CUSTOMER_ID]
    assert (rule.found, rule.shown) == (1, True)
    assert rule.expected == pytest.approx(1 / 21)
    alone = _rules("99|王伟||||", "99|李娜||||")[CUSTOMER_ID]
    assert (alone.found, alone.expected, alone.shown) == (1, 1.0, False)


def test_a_crowd_is_counted_but_not_listed() -> None:
    crowd = CROWD + 1
    rule = _rules(*(f"{at}|王伟||1980-01-01||" for at in range(crowd)))[NAME_AND_BIRTH_DATE]
    assert (rule.found, len(rule.pairs.one)) == (crowd * (crowd - 1) // 2, 0)


def test_the_chance_to_share_a_value_is_that_of_other_people() -> None:
    couple = chance_of_same(np.array([0, 0, 1, 2]), np.array([0, 1, 2, 3]))
    assert couple == pytest.approx(2 / (4 * 3))
    twice = chance_of_same(np.array([0, 0, 1, 2]), np.array([0, 0, 2, 3]))
    assert twice == 0


def test_pairs_born_in_one_year_share_the_day_with_the_chance_of_that_year() -> None:
    rng = np.random.default_rng(20_261_130)
    name, born = rng.integers(0, 3_000, 60_000), rng.integers(-7_300, 7_300, 60_000)
    nobody = np.zeros(len(name), dtype=bool)
    pairs = {(a, b) for a, b in zip(name, born, strict=True)}
    counted = len(name) - len(pairs)
    assert expected_birthdays(name, born, nobody) == pytest.approx(counted, rel=0.3)
    assert expected_birthdays(name, born, ~nobody) == 0


def test_a_year_in_which_everybody_is_born_on_one_day_tells_nobody_apart() -> None:
    new_year, others = np.full(200, 0), np.arange(3_650, 3_650 + 200)
    name = np.concatenate((np.arange(200) // 2, np.arange(200) // 2))
    has_number = np.zeros(400, dtype=bool)
    expected = expected_birthdays(name, np.concatenate((new_year, others)), has_number)
    assert expected == pytest.approx(100 + 100 / 366, abs=0.2)


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
