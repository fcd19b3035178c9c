from pathlib import Path

import pytest

from keyclient.ingest.layout.total_rows import TotalKind
from keyclient.ingest.rows.row_kinds import RowKinds, sort_rows
from tests.ingest.texts import table
from tests.ingest.writing import customers, issues, money, read, rows, write_csv

HEAD = "序号 | 网点 | 客户号 | 客户名称 | AUM"
THREE = f"{HEAD}\n1 | 城东 | 0001 | 张三 | 100\n2 | 城东 | 0002 | 李四 | 200\n3 | 城西 | 0003 | 王五 | 300\n"


def last(row: str) -> RowKinds:
    return sort_rows(table(THREE + row))


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("合计 | | 3 | | 600", TotalKind.TOTAL),
        ("合计 | | | 3户 | 600", TotalKind.TOTAL),
        ("合计 | | 共3户 | | 600", TotalKind.TOTAL),
        (" | 合计 | 3 | | 600", TotalKind.TOTAL),
        (" | 小 计： | 2 | | 300", TotalKind.SUB),
        (" | | 合计 | 3户 | 600", TotalKind.TOTAL),
        ("合计（元） | | | | 600", TotalKind.TOTAL),
        (" | | 合计(3户) | | 600", TotalKind.TOTAL),
        (" | | 总计（万元）： | | 600", TotalKind.GRAND),
        (" | | 合 | 计 | 600", TotalKind.TOTAL),
        (" | | | 小 | 计", TotalKind.SUB),
        (" | 城东小计 | | | 300", TotalKind.SUB),
        (" | 城东 汇总 | | | 300", TotalKind.SUB),
        (" | City Total | | | 300", TotalKind.SUB),
        (" | | 王 小计 | | 300", TotalKind.SUB),
        (" | | | 赵小计： | 300", TotalKind.SUB),
        (" | 城东合计 | 2 | | 300", TotalKind.SUB),
        (" | | 全行合计 | | 600", TotalKind.TOTAL),
        (" | | 累计 | | 600", TotalKind.GRAND),
        (" | | 上月合计 | | 590", TotalKind.FIGURE),
        (" | | 较上月增减 | | 10", TotalKind.FIGURE),
        (" | | 其中：个人 | | 300", TotalKind.FIGURE),
        (" | | 人数 | | 3", TotalKind.FIGURE),
    ],
)
def test_a_row_that_says_what_it_adds_up_and_names_nobody_is_no_customer(row: str, kind: TotalKind) -> None:
    assert [total.kind for total in last(row).totals] == [kind]


@pytest.mark.parametrize(
    "row",
    [
        "合计 | | 3 | 赵六 | 600",
        "合计 | | 0003 | | 600",
        "合计 | | 9999 | | 600",
        "4 | 城东 | 3 | 合计 | 600",
        "4 | 城东 | 0004 | 城东小计 | 300",
        "4 | | | 合计贸易公司 | 300",
        "4 | | | 合计（南京）公司 | 300",
        "4 | | | 合计（南京） | 300",
        "4 | | | Elf Total | 300",
        "4 | 累计 | 0004 | 赵六 | 300",
        " | | 合 | 计划 | 600",
    ],
)
def test_a_row_with_an_id_or_a_name_of_its_own_is_a_customer(row: str) -> None:
    found = last(row)
    assert (len(found.customers), found.totals) == (4, ())


def test_what_ends_like_a_total_is_a_customer_where_an_id_number_or_phone_stands_beside_it() -> None:
    book = "客户号 | 客户名称 | 手机号 | AUM\n1 | 张三 | 13800138000 | 5\n | 李小计 | 13800138001 | 6"
    assert sort_rows(table(book)).totals == ()


def test_a_label_that_is_not_taken_for_one_is_told_with_its_cell(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, THREE + "合计 | 城西 | 0004 | 赵六 | 400"))
    assert issues(loaded) == ["KC306 A5 warning"]


def test_totals_with_counts_and_figures_of_last_month_leave_the_customers_alone(tmp_path: Path) -> None:
    book = f"{THREE}合计 | | 3 | | 600\n | | | | \n上月合计 | | | | 590\n较上月增减 | | | | 10"
    loaded = read(write_csv(tmp_path, book))
    assert rows(loaded) == {"read": 7, "customers": 3, "totals": 3, "blank": 1}
    assert money(loaded)["AUM"] == [600, 600, 0, 600, 0]
    assert customers(loaded, "name") == ["张三", "李四", "王五"]
