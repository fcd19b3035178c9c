"""Books whose figures have been published or computed elsewhere.

The files are not part of this repository: they are looked for in `$KEYCLIENT_TEST_DATA`, else in `../shared/data`
beside the repository.
"""

import os
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from keyclient.analysis.segment.calculate import segment
from keyclient.policy.parts.segment import SegmentPolicy
from tests.analysis.books import SCORE, book

POLICY = SegmentPolicy()
DATA = Path(os.environ.get("KEYCLIENT_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))


def _read(path: str) -> pd.DataFrame:
    if not (DATA / path).exists():
        pytest.skip(f"{path} is not in {DATA}; set KEYCLIENT_TEST_DATA to the folder that has it")
    return pd.read_csv(DATA / path, dtype=str)


def test_balances_of_ten_thousand_bank_customers() -> None:
    balances = _read("books/Churn_Modelling.csv")["Balance"]
    result = segment(book([Decimal(cell) for cell in balances]), POLICY)
    assert result.total == Decimal("764858892.88")
    assert result.vital_few.customers == 4569
    assert (result.top_share.customers, result.customers) == (2000, 10_000)
    assert result.top_share.share_of_value == pytest.approx(0.401830, abs=5e-7)
    assert result.concentration.gini == pytest.approx(0.451696, abs=5e-7)
    assert {size.class_: size.customers for size in result.classes}["Z"] == 3617


def test_purchases_of_the_customers_of_cdnow() -> None:
    purchases = _read("transactions/CDNOW_master_as.csv")
    spent = purchases["amount"].map(Decimal).groupby(purchases["customer_id"]).sum()
    result = segment(book(spent.tolist()), POLICY)
    assert (result.customers, result.total) == (23_570, Decimal("2500315.63"))
    assert result.vital_few.customers == 7695
    assert result.top_share.customers == 4714
    assert result.top_share.share_of_value == pytest.approx(0.677774, abs=5e-7)
    assert result.concentration.gini == pytest.approx(0.634571, abs=5e-7)


def test_gini_of_the_states_of_mexico_as_pysal_publishes_it() -> None:
    incomes = _read("transactions/mexico.csv")["pcgdp1940"].map(Decimal)
    expected = pytest.approx(0.35372371173452849, rel=1e-14)
    assert segment(book(incomes.tolist()), POLICY).concentration.gini == expected
    assert segment(book(incomes.astype(float).tolist(), measure=SCORE), POLICY).concentration.gini == expected


def test_inhabitants_of_swiss_towns_in_1900_are_cut_where_computed_abc_analysis_cuts_them() -> None:
    """The Pareto point that the Julia package CalculatedABC gives for the data of Ultsch and Lötsch."""
    towns = _read("transactions/SwissInhabitants_1900.csv")["Year1900"].map(Decimal)
    edge = segment(book(towns.tolist()), SegmentPolicy(cut="auto")).a_edge
    assert edge is not None
    assert edge.customers == 735
    assert edge.share_of_customers == 0.25379834254143646
    assert edge.share_of_value == 0.7219586074342286
    assert (
        segment(book(towns.astype(float).tolist(), measure=SCORE), SegmentPolicy(cut="auto")).a_edge == edge
    )
