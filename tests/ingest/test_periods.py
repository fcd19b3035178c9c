"""Books with several data dates: one of them is read, what the others hold is told, each can be read for a comparison."""

from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.base.table_refusals import NoPeriods, PeriodNotFound
from keyclient.ingest.load import load_periods
from keyclient.ingest.source.opening import Cells, open_book
from tests.ingest.test_counted import turned
from tests.ingest.writing import (
    ANY,
    Writer,
    customers,
    issues,
    money,
    read,
    rows,
    values,
    write_csv,
    write_xls,
    write_xlsx,
)

UNDATED = replace(ANY, as_of=None)
MONTHS = """
月份 | 客户号 | 客户名称 | AUM余额 | 中间业务收入
202601 | C1 | 甲 | 100 | 1
202601 | C2 | 乙 | 200 | 2
202602 | C1 | 甲 | 150 | 4
202602 | C3 | 丙 | 50 | 8
202603 | C1 | 甲 | 160 | 16
202604 | C2 | 乙 | 40 | 32
合计 | | | 700 | 63
"""


def _cells(path: Path) -> Cells:
    return open_book(path, sheet=None, limits=UNDATED.policy.read).cells()


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_xls])
@pytest.mark.parametrize(
    "typed", ["202602", "2026-02", "2026-02-28", "2026年2月", "２０２６年２月", " 2026.2 ", "2月"]
)
def test_a_period_has_its_own_balances_and_its_own_revenue(tmp_path: Path, typed: str, write: Writer) -> None:
    found = read(write(tmp_path, MONTHS), replace(UNDATED, period=typed))
    assert customers(found, "customer_id", "aum", "fee_income") == ["C1 | 150 | 4", "C3 | 50 | 8"]
    assert found.portfolio.as_of.isoformat() == "2026-02-28"
    assert rows(found) == {"read": 7, "customers": 2, "set_aside": 4, "totals": 1}
    assert money(found)["AUM余额"][:3] == [700, 200, 500]
    (told,) = values(found, "KC345")
    assert (told["period"], told["count"]) == ("202602", 4)
    assert told["earlier"] == "202601 300.00, 202603 160.00, 202604 40.00"
    assert [code for code in issues(found) if "KC34" in code and "KC345" not in code] == []


def test_a_quarter_has_its_last_balances_and_the_revenue_of_its_months(tmp_path: Path) -> None:
    found = read(write_csv(tmp_path, MONTHS), replace(UNDATED, period="2026年一季度"))
    assert customers(found, "customer_id", "aum", "fee_income") == ["C1 | 160 | 21"]
    assert found.portfolio.as_of.isoformat() == "2026-03-31"
    (told,) = values(found, "KC340")
    assert (told["latest"], told["earlier"]) == ("202603", "202601 100.00, 202602 150.00")
    (left,) = values(found, "KC364")
    assert (left["count"], left["rows"], left["amount"]) == (2, 2, "250.00")


def test_revenue_of_all_periods_adds_up_unless_one_is_asked_for_and_that_is_told(tmp_path: Path) -> None:
    path = write_csv(tmp_path, MONTHS)
    found = read(path, replace(UNDATED, measure="fee_income"))
    assert sorted(customers(found, "customer_id", "value")) == ["C1 | 21.00", "C2 | 34.00", "C3 | 8.00"]
    (told,) = values(found, "KC346")
    assert (told["count"], told["first"], told["latest"]) == (4, "202601", "202604")
    assert not values(read(path, replace(UNDATED, measure="fee_income", period="202603")), "KC346")


@pytest.mark.parametrize("typed", ["202605", "2025-02", "2026-02-15", "5月", "last", "2026年三季度"])
def test_a_period_that_the_book_does_not_have_is_refused_with_those_that_it_has(
    tmp_path: Path, typed: str
) -> None:
    with pytest.raises(PeriodNotFound, match=r"202601, 202602, 202603, 202604\.$"):
        read(write_csv(tmp_path, MONTHS), replace(UNDATED, period=typed))


def test_a_book_of_one_date_is_of_that_period_or_is_refused(tmp_path: Path) -> None:
    book = write_csv(tmp_path, "2026年3月客户表 |\n客户号 | AUM\nC1 | 5")
    assert customers(read(book, replace(UNDATED, period="2026年一季度")), "aum") == ["5"]
    with pytest.raises(PeriodNotFound, match="2026-03-31"):
        read(book, replace(UNDATED, period="202602"))
    with pytest.raises(NoPeriods, match="Data Date"):
        read(write_csv(tmp_path, "客户号 | AUM\nC1 | 5"), replace(UNDATED, period="202602"))


@pytest.mark.parametrize("typed", ["8月", "202608", "2026年8月"])
def test_months_without_a_year_are_those_of_the_year_asked_for(tmp_path: Path, typed: str) -> None:
    book = "月份 | 客户号 | AUM\n8月 | C1 | 5\n9月 | C1 | 7"
    found = read(write_csv(tmp_path, book), replace(UNDATED, period=typed))
    assert customers(found, "aum") == ["5"]
    assert (found.portfolio.as_of.isoformat() == "2026-08-31") == (typed != "8月")


def test_rows_without_a_date_are_of_no_period_and_told(tmp_path: Path) -> None:
    found = read(
        write_csv(tmp_path, "月份 | 客户号 | AUM\n202608 | C1 | 5\n | C2 | 9\n202609 | C1 | 7"),
        replace(UNDATED, period="202609"),
    )
    assert customers(found, "customer_id", "aum") == ["C1 | 7"]
    (told,) = values(found, "KC345")
    assert told["earlier"] == "— 9.00, 202608 5.00"


def test_defects_in_rows_of_other_periods_are_not_told(tmp_path: Path) -> None:
    book = "月份 | 客户号 | AUM\n202608 | C1 | 约5\n202608 | C2 | 3\n202609 | C1 | 7\n202609 | C2 | x"
    found = read(write_csv(tmp_path, book), replace(UNDATED, period="202609", traced=True))
    assert [issue for issue in issues(found) if "KC345" not in issue] == ["KC102 C5 error"]
    assert found.trace is not None
    assert found.trace.rows["row"].tolist() == [4, 5]
    assert [found.trace.address(int(place), "aum") for place in found.trace.unreadable["aum"]] == ["C5"]


def test_every_period_can_be_read_as_a_book_of_its_own(tmp_path: Path) -> None:
    cells = _cells(write_csv(tmp_path, MONTHS))
    books = list(load_periods(cells, UNDATED))
    assert [book.portfolio.as_of.isoformat() for book in books] == [
        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30",
    ]  # fmt: skip
    assert [customers(book, "customer_id", "aum") for book in books] == [
        ["C1 | 100", "C2 | 200"],
        ["C1 | 150", "C3 | 50"],
        ["C1 | 160"],
        ["C2 | 40"],
    ]
    alone = _cells(write_csv(tmp_path, "客户号 | AUM\nC1 | 5"))
    assert [customers(book, "aum") for book in load_periods(alone, UNDATED)] == [["5"]]


@pytest.mark.parametrize(
    ("sheet", "day"),
    [("2026年3月", "2026-03-31"), ("20260331", "2026-03-31"), ("3月", None), ("Sheet202603x", "2026-03-31")],
)
def test_the_name_of_the_sheet_dates_a_book(tmp_path: Path, sheet: str, day: str | None) -> None:
    found = read(write_xlsx(tmp_path, "客户号 | AUM\nC1 | 5", names=(sheet,)), UNDATED)
    assert found.as_of_from_file == (day is None)
    assert day in (None, found.portfolio.as_of.isoformat())


@pytest.mark.parametrize("turn", [False, True])
def test_stage_manager_and_products_are_those_of_the_latest_date_that_names_any(
    tmp_path: Path, *, turn: bool
) -> None:
    book = """
月份 | 客户号 | 客户名称 | 客户经理 | 客户阶段 | 理财产品 | AUM余额
202607 | C1 | 甲 | 王芳 | 潜在 | 是 | 1
202608 | C1 | 甲 | 王芳 | 潜在 | 是 | 2
202609 | C1 | 甲 | 李强 | 已成交 | 否 | 3
202608 | C2 | 乙 | 王芳 | 意向 | 否 | 4
202609 | C2 | 乙 | | | | 5
"""
    path = write_csv(tmp_path, turned(book) if turn else book)
    found = read(path, replace(UNDATED, life_cycle=True))
    said = sorted(customers(found, "customer_id", "manager", "stage", "aum", "wealth_product#held"))
    assert said == ["C1 | 李强 | 已成交 | 3 | 0", "C2 | 王芳 | 意向 | 5 | 0"]


def test_a_book_of_names_at_several_dates_is_read_at_the_latest(tmp_path: Path) -> None:
    book = "客户名称 | 数据日期 | AUM余额\n甲 | 2026-08-31 | 100\n乙 | 2026-08-31 | 7\n甲 | 2026-09-30 | 300\n乙 | 2026-09-30 | 7"
    loaded = read(write_csv(tmp_path, book))
    assert customers(loaded, "name", "aum") == ["甲 | 300", "乙 | 7"]
    assert rows(loaded) == {"read": 4, "customers": 2, "set_aside": 2}
    assert values(loaded, "KC345")[0]["earlier"] == "2026-08-31 107.00"


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Jan 2026", "Feb 2026"),
        ("Jan-26", "Feb-26"),
        ("Q1 2026", "Q2 2026"),
        ("2026年上半年", "2026年下半年"),
        ("2026年1-3月", "2026年1-6月"),
        ("一月", "十二月"),
        ("一季度", "二季度"),
        ("Jan", "Sept"),
    ],
)
def test_balances_of_periods_count_at_the_latest_however_a_period_is_named(
    tmp_path: Path, earlier: str, later: str
) -> None:
    text = f"月份 | 客户号 | AUM余额\n{earlier} | C1 | 100\n{earlier} | C2 | 200\n{later} | C1 | 150\n{later} | C2 | 50\n"
    found = read(write_csv(tmp_path, text), UNDATED)
    assert customers(found, "customer_id", "aum") == ["C1 | 150", "C2 | 50"]
    assert "KC340 C1 warning" in issues(found)


@pytest.mark.parametrize(
    ("heading", "earlier", "later", "day"),
    [
        ("月份", "八月", "十一月份", None),
        ("月份", "Aug", "September", None),
        ("Month", "Jan-26", "Feb-26", "2026-02-28"),
        ("Period", "Aug 2026", "Sep 2026", "2026-09-30"),
        ("统计月份", "26年8月", "26年9月", "2026-09-30"),
        ("期间", "2026年上半年", "2026年下半年", "2026-12-31"),
        ("季度", "2026Q1", "2026年二季度", "2026-06-30"),
        ("Quarter", "Q1", "Q2", None),
        ("季度", "一季度", "四季度", None),
        ("报表月份", "202608", "202609", "2026-09-30"),
        ("Month End", "2026-08-31", "2026-09-30", "2026-09-30"),
        ("年度", "2025", "2026", "2026-12-31"),
    ],
)
def test_balances_under_months_and_quarters_in_any_words_are_not_added_up(
    tmp_path: Path, heading: str, earlier: str, later: str, day: str | None
) -> None:
    book = f"{heading} | 客户号 | AUM | 中间业务收入\n{later} | C1 | 150 | 2\n{earlier} | C1 | 100 | 1\n{later} | C2 | 7 | 4"
    found = read(write_csv(tmp_path, book), UNDATED)
    assert customers(found, "customer_id", "aum", "fee_income") == ["C1 | 150 | 3", "C2 | 7 | 4"]
    assert money(found)["AUM"][:3] == [257, 157, 100]
    assert issues(found, "KC340") == ["KC340 C1 warning"]
    assert day is None or found.portfolio.as_of.isoformat() == day
    chosen = read(write_csv(tmp_path, book), replace(UNDATED, period=earlier))
    assert customers(chosen, "customer_id", "aum", "fee_income") == ["C1 | 100 | 1"]


def test_a_term_in_months_is_no_data_date(tmp_path: Path) -> None:
    book = "期间 | 客户号 | AUM\n12个月 | C1 | 150\n24个月 | C1 | 100\n36个月 | C2 | 7"
    assert customers(read(write_csv(tmp_path, book), UNDATED), "customer_id", "aum") == ["C1 | 250", "C2 | 7"]
