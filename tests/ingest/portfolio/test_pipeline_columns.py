"""A portfolio that is read as a sales pipeline: the words and headings of the policy count as in a book."""

import datetime as dt
from pathlib import Path

import pytest

from keyclient.ingest.portfolio.request import Needs
from keyclient.model.scan import Engine
from keyclient.policy.models import Policy
from tests.ingest.portfolio.parquet import LOCAL, read, write_parquet

pytestmark = pytest.mark.parametrize("engine", LOCAL)
PIPELINE = Needs(pipeline=True, measure=False)
DAY = dt.date(2026, 3, 5)
POLICY = Policy.model_validate({"funnel": {"won": ["拿下"], "values": ["意向"], "dates": ["登记日"]}})


def _deals(folder: Path, **columns: list[object]) -> Path:
    deals = {"客户号": ["a", "b"], "stage": ["潜在", "可能"], "outcome": ["拿下", "战败"], **columns}
    return write_parquet(folder / "deals.parquet", deals)


def test_outcomes_are_read_by_the_words_of_the_policy(engine: Engine, tmp_path: Path) -> None:
    said = read(engine, _deals(tmp_path), needs=PIPELINE, policy=POLICY)
    assert sorted(said.column("outcome"), key=str) == ["lost", "won"]
    assert said.codes == []
    usual = read(engine, _deals(tmp_path), needs=PIPELINE)
    assert sorted(usual.column("outcome"), key=str) == [None, "lost"]
    assert usual.codes == ["KC804", "KC812"]


def test_amounts_and_dates_are_found_by_the_headings_of_the_policy(engine: Engine, tmp_path: Path) -> None:
    file = _deals(tmp_path, 登记日=[DAY, None], 意向=[7, 9], aum=[1, 2])
    said = read(engine, file, needs=PIPELINE, policy=POLICY)
    assert said.column("value") == [7, 9]
    assert said.scan.measure is not None
    assert said.scan.measure.name == "意向"
    assert [day is None or str(day)[:10] == "2026-03-05" for day in said.column("stage_date")] == [True, True]
    named = read(engine, file, needs=PIPELINE, policy=POLICY, measure="aum")
    assert named.column("value") == [100, 200]
    assert "stage_date" not in read(engine, file, needs=Needs(fields=("stage",)), policy=POLICY).rows[0]


def test_a_deal_whose_amount_cannot_be_read_still_counts(engine: Engine, tmp_path: Path) -> None:
    file = _deals(tmp_path, aum=["1", "many"])
    said = read(engine, file, needs=PIPELINE, policy=POLICY)
    assert (said.scan.customers, sorted(said.column("value"), key=str)) == (2, [100, None])
    assert said.codes == ["KC804", "KC812"]
