"""Which time a heading of averages names."""

import pytest

from keyclient.ingest.layout.averaged_headings import averaged_over
from keyclient.ingest.layout.heading_keys import bare_key
from keyclient.model.averaged import AveragedOver


@pytest.mark.parametrize(
    ("heading", "over"),
    [
        ("月日均AUM（万元）", AveragedOver.MONTH),
        ("AUM 月日均", AveragedOver.MONTH),
        ("本月日均存款", AveragedOver.MONTH),
        ("存款年日均", AveragedOver.YEAR),
        ("年累计日均存款", AveragedOver.YEAR),
        ("存款季日均余额", AveragedOver.QUARTER),
        ("日均AUM(月)", AveragedOver.MONTH),
        ("Average Deposits YTD", AveragedOver.YEAR),
        ("Monthly Average AUM", AveragedOver.MONTH),
    ],
)
def test_a_heading_names_the_month_the_quarter_or_the_year(heading: str, over: AveragedOver) -> None:
    assert averaged_over(bare_key(heading)) is over


@pytest.mark.parametrize(
    "heading",
    [
        "存款日均",
        "Average Deposits",
        "近3月日均AUM",
        "近三月日均",
        "上月日均存款",
        "去年日均",
        "3M monthly average AUM",
        "月日均年日均",
    ],
)
def test_another_time_several_or_none_is_not_known(heading: str) -> None:
    assert averaged_over(bare_key(heading)) is None
