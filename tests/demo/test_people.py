import datetime as dt
from random import Random

import pytest

from keyclient.demo.names import company_name, person_name
from keyclient.model.age import completed_years
from keyclient.model.label import Label, Lang


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2000-10-31", "2026-10-31", 26),
        ("2000-11-01", "2026-10-31", 25),
        ("2000-02-29", "2025-02-27", 24),
        ("2000-02-29", "2025-02-28", 25),
        ("2000-02-29", "2024-02-28", 23),
        ("2000-02-29", "2024-02-29", 24),
        ("2000-03-01", "2025-02-28", 24),
    ],
)
def test_birthday_counts_and_a_leap_day_counts_on_the_28th(born: str, on: str, age: int) -> None:
    assert completed_years(dt.date.fromisoformat(born), dt.date.fromisoformat(on)) == age


def test_same_draw_names_the_same_person_in_both_languages() -> None:
    chinese = person_name(Random(5), 1975, Lang.ZH, male=True)
    english = person_name(Random(5), 1975, Lang.EN, male=True)
    assert 2 <= len(chinese) <= 4
    assert english.isascii()
    assert english.istitle()
    assert len(english.split()) == 2


def test_company_is_named_by_place_brand_trade_and_form() -> None:
    trade = Label("trading", "商贸")
    name = company_name(Random(5), trade, Lang.ZH)
    assert name.startswith("云州")
    assert name.endswith("商贸有限公司")
    assert company_name(Random(5), trade, Lang.EN).endswith("Trading Co Ltd")
