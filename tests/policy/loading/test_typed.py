"""Amounts, shares and dates of the policy as people type them."""

import datetime as dt
from pathlib import Path

import pytest

from keyclient.policy.loading.keys import value_of
from keyclient.policy.parts.ladder import yuan
from tests.policy.support import load

TYPED = [
    ("segment.target", "70%", 0.7),
    ("segment.target", "７０％", 0.7),
    ("segment.sensitivity", "75%,80%,85%", (0.75, 0.8, 0.85)),
    ("segment.bands", "8%，16%、24%", (0.08, 0.16, 0.24)),
    ("lifecycle.edges", "30,40,50", (30, 40, 50)),
    ("read.unit_median_yuan", "1.2亿", 120_000_000.0),
    ("read.unit_median_yuan", "5,000,000", 5_000_000.0),
    ("batch.memory_mb", "4,096", 4096),
    ("check.stale_days", "90天", 90),
    ("check.stale_days", "９０", 90),
    ("as_of", "2026年10月31日", dt.date(2026, 10, 31)),
    ("as_of", "2026/10/31", dt.date(2026, 10, 31)),
    ("as_of", "20261031", dt.date(2026, 10, 31)),
    ("as_of", "31 Oct 2026", dt.date(2026, 10, 31)),
]


@pytest.mark.parametrize(("key", "typed", "value"), TYPED)
def test_a_value_is_typed_as_people_write_it(tmp_path: Path, key: str, typed: str, value: object) -> None:
    found = value_of(load(tmp_path, settings=[f"{key}={typed}"]).policy, tuple(key.split(".")))
    assert found == value


@pytest.mark.parametrize(("key", "typed", "value"), TYPED)
def test_the_environment_reads_a_value_as_set_does(
    tmp_path: Path, key: str, typed: str, value: object
) -> None:
    name = "KEYCLIENT_" + key.replace(".", "__").upper()
    assert value_of(load(tmp_path, environ={name: typed}).policy, tuple(key.split("."))) == value


def test_a_policy_file_may_have_the_same_in_quotation_marks(tmp_path: Path) -> None:
    policy = load(
        tmp_path,
        'as_of = "2026年10月31日"\n[segment]\ntarget = "70%"\nsensitivity = ["75%", 0.8]\n[check]\nstale_days = "90天"',
    ).policy
    assert (policy.as_of, policy.segment.target) == (dt.date(2026, 10, 31), 0.7)
    assert (policy.segment.sensitivity, policy.check.stale_days) == ((0.75, 0.8), 90)


@pytest.mark.parametrize("typed", ["50万", "500,000", "５０万", "￥500,000", "50万元", "0.5百万"])
def test_a_floor_is_typed_as_an_amount_of_a_book(tmp_path: Path, typed: str) -> None:
    tiers = load(tmp_path, settings=[f"tier.tiers=[{{name='rich',floor='{typed}'}},{{name='rest'}}]"]).policy
    assert yuan(tiers.tier.ladder[0].floor or 0) == 500_000


def test_what_looks_like_an_amount_stays_text_where_a_text_is_wanted(tmp_path: Path) -> None:
    assert load(tmp_path, settings=["segment.measure=50万"]).policy.segment.measure == "50万"
