"""Books whose age bands have been counted elsewhere; see `test_segment_published` for where they are looked for."""

from pathlib import Path

import pytest

from keyclient.analysis.lifecycle.calculate import lifecycle
from keyclient.ingest.base.request import Request
from keyclient.ingest.load import load
from keyclient.policy.models import Policy
from keyclient.policy.parts.lifecycle import LifecyclePolicy
from tests.analysis.lifecycle.lives import need, sizes
from tests.analysis.segment.test_published import DATA


def _path(name: str) -> Path:
    if not (DATA / name).exists():
        pytest.skip(f"{name} is not in {DATA}; set KEYCLIENT_TEST_DATA to the folder that has it")
    return DATA / name


def test_age_bands_of_the_bank_marketing_data_of_uci() -> None:
    policy = LifecyclePolicy(edges=(25, 35, 45, 55, 65))
    path = _path("books/bank-full.csv")
    wanted = Request(policy=Policy(lifecycle=policy), life_cycle=True, needs_measure=False)
    result = lifecycle(load(path, wanted).portfolio, policy)
    assert sizes(result) == {
        "<25": 809,
        "25-34": 14_204,
        "35-44": 14_534,
        "45-54": 9_958,
        "55-64": 4_896,
        "65+": 810,
    }
    assert (result.unknown_age, result.corporate) == (0, 0)
    assert result.silent_needs == ("basic", "investment", "estate")
    assert need(result, "25-34", "mortgage").known == 14_204


def test_credit_cards_of_ten_thousand_bank_customers() -> None:
    """7,055 of the 10,000 have one; the same book has Chinese headings, too."""
    for name in ("books/Churn_Modelling.csv", "books/银行客户留存.csv"):
        wanted = Request(life_cycle=True, needs_measure=False)
        result = lifecycle(load(_path(name), wanted).portfolio, LifecyclePolicy())
        assert sum(need(result, band.band, "basic").holders for band in result.bands) == 7_055
        assert result.people == 10_000
