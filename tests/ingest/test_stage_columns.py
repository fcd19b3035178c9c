from pathlib import Path

import pytest

from keyclient.ingest.base.pipeline_refusals import (
    NoStages,
)
from keyclient.model.pipeline import Shape
from tests.ingest.pipelines import csv_book, funnel_policy, read_pipeline, shape_of

WIDE = """
客户号 | 电话 | 调查日期 | 沟通日期 | 是否签约 | 流失日期
001 | 1 | 2026-01-01 | 2026/1/9 | 是 |
002 | 2 | 20260102 | 待定 | 否 | 2026-02-01
001 | 1 | | | √ |
"""


def test_columns_headed_by_stages_are_read_as_days_and_answers(tmp_path: Path) -> None:
    found = read_pipeline(csv_book(tmp_path, WIDE))
    assert shape_of(found) == (Shape.WIDE, [3])
    assert found.pipeline.stage_columns == {
        "调查日期#day": "调查",
        "沟通日期#day": "沟通",
        "是否签约#mark": "签约",
        "流失日期#day": "流失",
    }
    frame = found.pipeline.book.frame
    assert frame["是否签约#mark"].tolist() == ["yes", "no", "yes"]
    assert frame["沟通日期#day"].notna().tolist() == [True, False, False]
    assert "outcome" not in frame
    assert [(issue.code, issue.cell) for issue in found.parts[0].issues if issue.code == "KC103"] == [
        ("KC103", "D3")
    ]


def test_a_list_of_leads_and_a_list_of_the_won_are_a_funnel(tmp_path: Path) -> None:
    leads = csv_book(
        tmp_path, "mql_id | first_contact_date | origin\nm1 | 2018-01-01 | social\nm2 | 2018-01-02 | email"
    )
    deals = csv_book(tmp_path, "mql_id | won_date | seller\nm1 | 2018-02-01 | s1", "deals.csv")
    found = read_pipeline(leads, log=deals, by="source")
    assert shape_of(found) == (Shape.BOTH, [2, 1])
    pipeline = found.pipeline
    assert pipeline.stage_columns == {"first_contact_date#day": "first_contact"}
    assert pipeline.log_columns == {"won_date#day": "won"}
    assert (pipeline.key, pipeline.group) == ("opportunity_id", "source")


def test_columns_headed_by_stages_of_ones_own(tmp_path: Path) -> None:
    path = csv_book(
        tmp_path, "user_id | is_visit | cart_date | purchase\nu1 | 1 | 2026-01-01 | 0\nu2 | 0 | | 0"
    )
    found = read_pipeline(path, policy=funnel_policy(stages=("visit", "cart", "purchase")))
    assert list(found.pipeline.stage_columns.values()) == ["visit", "cart", "purchase"]
    assert found.pipeline.key == "customer_id"
    with pytest.raises(NoStages):
        read_pipeline(path)
