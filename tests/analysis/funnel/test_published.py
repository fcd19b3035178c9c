"""Pipelines whose figures have been published, read as they are.

The files are not part of this repository; see `test_segment_published`.
"""

from pathlib import Path

import pytest

from keyclient.analysis.funnel.calculate import funnel
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.ingest.base.pipeline_refusals import BookIsSummary
from keyclient.ingest.base.request import Request
from keyclient.ingest.pipeline import load_pipeline
from keyclient.ingest.source.opening import open_book
from keyclient.policy.models import Policy
from tests.analysis.segment.test_published import DATA


def _funnel(path: str, by: str | None = None, **mapping: str) -> FunnelResult:
    request = Request(needs_measure=False, by=by, mapping=mapping)
    pipeline = load_pipeline(open_book(_there(path), sheet=None, limits=Policy().read), request).pipeline
    return funnel(pipeline, Policy().funnel)


def _there(path: str) -> Path:
    if not (DATA / path).exists():
        pytest.skip(f"{path} is not in {DATA}; set KEYCLIENT_TEST_DATA to the folder that has it")
    return DATA / path


def test_deals_of_maven_without_a_single_option() -> None:
    result = _funnel("funnels/sales_pipeline.csv", by="manager")
    assert (result.mode, result.entered, result.won, result.lost, result.open) == (
        "snapshot",
        8800,
        4238,
        2473,
        2089,
    )
    assert result.win_rate == pytest.approx(0.6315, abs=5e-5)
    assert [(stage.stage, stage.here_now) for stage in result.stages] == [
        ("potential", 500),
        ("likely", 1589),
        ("closed", 4238),
    ]
    assert result.stages[-1].value == 10_005_534
    groups = result.groups or ()
    assert len(groups) == 30
    assert groups[0].group == "Hayden Neloms"
    assert groups[0].win_rate == pytest.approx(0.7039, abs=5e-5)


def test_bank_marketing_by_way_of_contact() -> None:
    result = _funnel("books/bank-full.csv", by="contact", outcome="y")
    assert (result.entered, result.won) == (45_211, 5289)
    assert {group.group: round(group.conversion or 0, 4) for group in result.groups or ()} == {
        "cellular": 0.1492,
        "telephone": 0.1342,
        "unknown": 0.0407,
    }


@pytest.mark.parametrize(
    "name", ["流量练习数据.csv", "流量练习数据.xls", "流量练习数据1.csv", "流量练习数据2.xls"]
)
def test_traffic_books_are_summaries(name: str) -> None:
    with pytest.raises(BookIsSummary):
        _funnel(f"books/traffic/{name}")
