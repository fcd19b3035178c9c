import datetime as dt

import pytest

from keyclient.ingest.cells.spans import period_in, span_of


def _last_day(text: str) -> str:
    span = period_in(text)
    return "" if span is None else span.last.isoformat()


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("客户表_202603", "2026-03-31"),
        ("AUM202602", "2026-02-28"),
        ("客户资产明细表（2026年3月）", "2026-03-31"),
        ("２０２６年３月客户清单", "2026-03-31"),
        ("二〇二六年三月客户清单", "2026-03-31"),
        ("截至2026年3月末客户资产", "2026-03-31"),
        ("2026-03-31 客户 (2)", "2026-03-31"),
        ("客户表20260331_1230", "2026-03-31"),
        ("客户.2026.3.31", "2026-03-31"),
        ("客户 2026_03_31", "2026-03-31"),
        ("clients 31 March 2026", "2026-03-31"),
        ("clients Mar 2026", "2026-03-31"),
        ("2026年一季度重点客户", "2026-03-31"),
        ("2026年第2季度", "2026-06-30"),
        ("2026年度三季度", "2026-09-30"),
        ("2026Q4客户", "2026-12-31"),
        ("Q1 2026", "2026-03-31"),
        ("2026年前三季度", "2026-09-30"),
        ("2026年上半年客户", "2026-06-30"),
        ("2024年2月客户", "2024-02-29"),
        ("2025年末客户", "2025-12-31"),
    ],
)
def test_the_last_day_of_the_period_in_a_name(text: str, last: str) -> None:
    assert _last_day(text) == last


@pytest.mark.parametrize(
    "text",
    [
        "客户表",
        "3月",
        "3月客户表",
        "2026年客户表",
        "2026",
        "客户表_13812345678",
        "客户表_110105199001011234",
        "021-20260331",
        "客户表_v202603",
        "客户表 ver 2026.03",
        "客户表V2.2026",
        "客户编号20260331",
        "No.202603",
        "客户表_202613",
        "客户表_20260230",
        "客户表_209912",
        "客户表_189903",
        "资产2026.12万元",
        "20260331001",
    ],
)
def test_months_without_a_year_years_alone_ids_telephones_and_versions_name_no_period(text: str) -> None:
    assert _last_day(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "打印日期：2026年4月5日",
        "20260405导出",
        "制表时间 2026-04-05",
        "Printed on 2026-04-05",
        "2026年4月到期客户",
        "2026年4月计划",
        "2026年4月5日前完成",
    ],
)
def test_days_on_which_a_list_was_printed_or_is_due_name_no_period(text: str) -> None:
    assert _last_day(text) == ""


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("客户表_202603_20260405导出", "2026-03-31"),
        ("打印日期：2026-04-05 2026年3月客户表", "2026-03-31"),
        ("2026年3月客户表20260405", "2026-03-31"),
        ("2026年一季度客户_202602", "2026-02-28"),
        ("202601-202603", "2026-03-31"),
        ("2026年1-3月客户", "2026-03-31"),
        ("2026年1月至3月", "2026-03-31"),
        ("2025年12月31日-2026年3月31日", "2026-03-31"),
    ],
)
def test_of_several_periods_the_first_counts_or_the_narrower_within_it_or_the_end_of_a_range(
    text: str, last: str
) -> None:
    assert _last_day(text) == last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("202603", "2026-03-01", "2026-03-31"),
        (" 2026-3 ", "2026-03-01", "2026-03-31"),
        ("2026-03-31", "2026-03-31", "2026-03-31"),
        ("2026年3月", "2026-03-01", "2026-03-31"),
        ("2026年一季度", "2026-01-01", "2026-03-31"),
        ("2026年前三季度", "2026-01-01", "2026-09-30"),
        ("2026H2", "2026-07-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026年度", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_period_that_is_typed_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    assert span_of(text) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "3月", "客户 202603", "202613", "latest", "2026-02-30"])
def test_anything_else_is_no_period(text: str) -> None:
    assert span_of(text) is None
