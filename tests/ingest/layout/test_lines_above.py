import datetime as dt

import pytest

from keyclient.ingest.layout.lines_above import data_dates
from tests.ingest.texts import table

BOOK = """
客户号 | 客户名称 | AUM
001    | 张三     | 100
"""


@pytest.mark.parametrize(
    ("sheet", "unit"),
    [
        ("单位：万元\n客户号 | AUM\n1 | 2", "万元"),
        ("單位：萬元\n客戶號 | AUM\n1 | 2", "万元"),
        ("单位：元\n单位：万元\n客户号 | AUM\n1 | 2", "万元"),
        ("填报单位：万寿路支行\n客户号 | AUM\n1 | 2", None),
        ("客户号 | AUM\n1 | 2\n单位：万元", None),
    ],
)
def test_the_line_nearest_above_the_table_gives_its_unit(sheet: str, unit: str | None) -> None:
    located = table(sheet)
    assert (located.unit.name if located.unit else None) == unit


def test_a_row_of_units_under_the_headings_gives_each_column_its_own() -> None:
    located = table("客户号 | AUM | 存款(元) | 年龄\n | （万元） | 万元 | 岁\n1 | 2 | 3 | 4")
    units = [heading.unit.name if heading.unit else None for heading in located.understanding.headings]
    assert units == [None, "万元", "元", None]


@pytest.mark.parametrize(
    "line",
    [
        "数据日期：2026-01-31",
        "统计日期 2026年1月31日",
        "数据日期 | 2026-01-31 00:00:00",
        "截至2026年01月31日客户资产明细",
        "截止日期：20260131",
        "（数据截止到 2026/1/31）",
        "日期：2026.1.31",
        "As of 2026-01-31",
        "数据时点为２０２６－０１－３１",
        "数据日期：2026-01-31 打印日期：2026-02-05",
        "制表日期：2026-02-05 统计日期：2026-01-31",
        "2026年1月31日",
        "（2026年01月31日）",
        "2026-01-31 00:00:00",
        "20260131",
        "2026年2月5日\n统计时间：2026年1月31日",
        "数据截止日：2026-01-31",
        "数据截止时间 2026-01-31 23:59:59",
        "统计时间：2026/1/31",
        "快照日期 | 2026-01-31",
        "Report Date: 2026-01-31",
        "Snapshot date 2026-01-31",
        "統計日期：2026年1月31日",
    ],
)
def test_a_line_above_the_table_names_the_data_date(line: str) -> None:
    assert table(line + BOOK).data_dates == (dt.date(2026, 1, 31),)


@pytest.mark.parametrize(
    "line",
    [
        "打印日期：2026-02-05",
        "2026年1月客户表",
        "数据日期：2026-02-30",
        "数据日期：202601311",
        "数据日期：未知",
        "46053",
        "2026年1月",
        "打印日期 | 2026-02-05",
        "2026年1月31日前完成",
    ],
)
def test_other_dates_above_the_table_are_no_data_dates(line: str) -> None:
    assert table(line + BOOK).data_dates == ()


def test_a_day_that_is_written_first_dates_the_book_where_it_can_only_be_meant_so() -> None:
    for line in ("Data as of 30/09/2026", "As of: 9/30/2026", "Report Date: 30.09.2026"):
        assert list(data_dates([line])) == [dt.date(2026, 9, 30)]
    assert list(data_dates(["As of 03/04/2026"])) == []
