import pytest

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.layout.labelled import TotalLabel
from keyclient.ingest.layout.table import locate
from keyclient.ingest.layout.total_rows import TotalKind, TotalRow, total_of
from keyclient.ingest.rows.other_rows import OtherKind
from keyclient.ingest.rows.row_kinds import RowKinds, sort_rows
from tests.ingest.texts import ANYTHING, cells, table, texts

HEAD = "客户号 | 客户名称 | 网点 | AUM"
TEN = "".join(f"C{number} | 张三 | 城东 | 5\n" for number in range(10))
NAMELESS = "客户名称 | 网点 | AUM"


def kinds(rows: str, head: str = HEAD) -> RowKinds:
    return sort_rows(table(f"{head}\n{rows}"))


def totals(rows: str, head: str = HEAD) -> list[str]:
    return [total.kind.value for total in kinds(rows, head).totals]


def others(rows: str, head: str = HEAD) -> list[OtherKind]:
    return list(kinds(rows, head).others.values())


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("合计", TotalKind.TOTAL),
        ("合 计", TotalKind.TOTAL),
        ("合　计：", TotalKind.TOTAL),
        ("合计:", TotalKind.TOTAL),
        ("小计", TotalKind.SUB),
        ("本页小计", TotalKind.SUB),
        ("总计", TotalKind.GRAND),
        ("平均", TotalKind.AVERAGE),
        ("平均值", TotalKind.AVERAGE),
        ("Total", TotalKind.TOTAL),
        ("TOTAL:", TotalKind.TOTAL),
        ("Subtotal", TotalKind.SUB),
        ("Grand Total", TotalKind.GRAND),
        ("汇总", TotalKind.TOTAL),
        ("汇 总：", TotalKind.TOTAL),
        ("求和", TotalKind.TOTAL),
        ("All", TotalKind.TOTAL),
        ("∑", TotalKind.TOTAL),
        ("Σ：", TotalKind.TOTAL),
        ("共10户", TotalKind.TOTAL),
        ("共 12 笔", TotalKind.TOTAL),
    ],
)
def test_a_total_row_has_its_label_as_a_whole_cell_in_any_column(label: str, kind: TotalKind) -> None:
    for row in (f"{label} | | | 300", f" | {label} | | 300", f" | | {label} | 300"):
        assert totals(f"1 | 张三 | 城东 | 300\n{row}") == [kind]
    assert totals(f"张三 | 城东 | 300\n{label} | | 300", NAMELESS) == [kind]


@pytest.mark.parametrize(
    "row",
    [
        "2 | 合计贸易公司 | 城东 | 5",
        " | 合计贸易公司 | 城东 | 5",
        " | 总计算所 | | 5",
        "2 | 小计 | 城东 | 5",
        "2 | 李四 | 合计 | 5",
        "Totalbank | 李四 | | 5",
        " | 平均律事务所 | 城东 | 5",
        "合计12户 | 李四 | 城东 | 5",
        "2 | 汇总 | 城东 | 5",
        " | 汇总科技公司 | 城东 | 5",
        "2 | All | 城东 | 5",
    ],
)
def test_a_name_with_a_total_in_it_or_an_id_beside_it_is_a_customers(row: str) -> None:
    sorted_rows = kinds(f"1 | 张三 | 城东 | 300\n{row}")
    assert (len(sorted_rows.customers), sorted_rows.totals) == (2, ())


def test_a_customer_called_total_is_remembered_by_the_row() -> None:
    found = kinds("1 | 合计 | 城东 | 5\n2 | Ｔｏｔａｌ | | 5\n3 | 张三 | | 5").named_like_totals
    assert found == {1: TotalLabel(TotalKind.TOTAL, 1)}


def test_total_rows_stand_anywhere() -> None:
    found = kinds("合计 | | | 3\n1 | 张三 | 城东 | 1\n | 小计 | | 1\n2 | 李四 | 城西 | 2\n")
    assert ([total.row for total in found.totals], found.customers.tolist()) == ([1, 3], [2, 4])


def total_rows(*kinds: TotalKind) -> list[TotalRow]:
    return [TotalRow(row, kind, ()) for row, kind in enumerate(kinds)]


GRAND, TOTAL, SUB, AVERAGE = TotalKind.GRAND, TotalKind.TOTAL, TotalKind.SUB, TotalKind.AVERAGE


@pytest.mark.parametrize(
    ("found", "used"),
    [
        ([TOTAL], [0]),
        ([SUB, SUB, TOTAL], [2]),
        ([TOTAL, SUB, SUB], [0]),
        ([SUB, SUB, AVERAGE], [0, 1]),
        ([TOTAL, TOTAL], [0, 1]),
        ([TOTAL, TOTAL, GRAND], [2]),
        ([TOTAL, GRAND, GRAND], [2]),
        ([AVERAGE], []),
        ([], []),
    ],
)
def test_the_grand_total_goes_before_totals_and_those_before_subtotals_and_averages_never(
    found: list[TotalKind], used: list[int]
) -> None:
    assert [row.row for row in total_of(total_rows(*found))] == used


def test_totals_of_blocks_add_up_but_one_above_and_one_below_all_customers_are_the_same_total() -> None:
    blocks = kinds("1 | 张三 | | 1\n合计 | | | 1\n2 | 李四 | | 2\n合计 | | | 2")
    assert [total.row for total in total_of(blocks.totals)] == [2, 4]
    twice = kinds("合计 | | | 3\n1 | 张三 | | 1\n2 | 李四 | | 2\n合计 | | | 3")
    assert [total.row for total in total_of(twice.totals)] == [4]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("客户号 | 客户名称 | 网点 | AUM", OtherKind.HEADING),
        ("客户号 | 客户 名称 | 网点 | AUM(元)", OtherKind.HEADING),
        (" | 客户名称 | 网点 | ", OtherKind.HEADING),
        (" | | | 万元", OtherKind.UNIT),
        (" | | 岁 | (万元)", OtherKind.UNIT),
        ("单位：万元 | | | ", OtherKind.UNIT),
        ("注：本表为时点数 | | | ", OtherKind.NOTE),
        ("制表人：王五 | | 审核：赵六 | ", OtherKind.NOTE),
        ("制表人： | 复核： | 负责人： | 日期：", OtherKind.NOTE),
        ("* 含理财 | | | ", OtherKind.NOTE),
        (" | （以上数据仅供参考） | | ", OtherKind.NOTE),
        ("第 1 页 共 3 页 | | | ", OtherKind.NOTE),
        ("Page 1 of 3 | | | ", OtherKind.NOTE),
        ("Source: core system | | | ", OtherKind.NOTE),
        ("2、存款余额为时点数，不含保证金 | | | ", OtherKind.NOTE),
        ("二、存款余额含同业 | | | ", OtherKind.NOTE),
        (" | (1) 含对公 | | ", OtherKind.NOTE),
        ("3.以上客户均为本行重点客户 | | | ", OtherKind.NOTE),
        ("说明 | | | ", OtherKind.NOTE),
        (" | 填表说明 | | ", OtherKind.NOTE),
        ("制表 张三 | | 复核 李四 | ", OtherKind.NOTE),
        ("制表人 张三 | 审核 王五 | 复核 李四 | ", OtherKind.NOTE),
        ("打印日期：2026-01-31 | | | ", OtherKind.NOTE),
        ("制表 | 张三 | 复核 | 李四", OtherKind.NOTE),
        ("制表 | 张三 | 日期 | 2026-10-31", OtherKind.NOTE),
        ("备注 | 含理财 | | ", OtherKind.NOTE),
        ("备注： | 本表 | | ", OtherKind.NOTE),
        ("户均 | | | 5", OtherKind.FIGURE),
        (" | 户均 | | 5", OtherKind.FIGURE),
        ("任务数 | | | 5", OtherKind.FIGURE),
        ("目标： | | | 5", OtherKind.FIGURE),
        ("目标值 | 差额 | | 5", OtherKind.FIGURE),
        ("差额 | | 城东 | -5", OtherKind.FIGURE),
        ("完成率 | | | 50%", OtherKind.FIGURE),
        ("Target | | | 5", OtherKind.FIGURE),
        ("示例 | 张三 | 城东 | 5", OtherKind.EXAMPLE),
        ("（示例） | 张三 | 城东 | 5", OtherKind.EXAMPLE),
        ("例： | 张三 | 城东 | 5", OtherKind.EXAMPLE),
        ("Example | 张三 | 城东 | 5", OtherKind.EXAMPLE),
        (" | 示例1 | 城东 | 5", OtherKind.EXAMPLE),
        ("0 | 0 | 0 | 0", OtherKind.EMPTY),
        (" | | | 0.00", OtherKind.EMPTY),
        (" | 0 | | -", OtherKind.EMPTY),
    ],
)
def test_a_row_that_is_no_customer_is_told_by_kind(row: str, kind: OtherKind) -> None:
    assert others(f"1 | 张三 | 城东 | 5\n{row}\n2 | 李四 | 城西 | 6") == [kind]


@pytest.mark.parametrize(
    "row",
    [
        "2 | 李四 | | ",
        "注：2 | 李四 | 城东 | 5",
        " | 以上数据仅供参考 | | ",
        " | 客户：李四 | 城东 | 5",
        "备注 | 李四 | 城东 | 5",
        " | | | 5",
        " | | 2020-01-31 00:00:00 | ",
        "元 | 李四 | | ",
        "2.5 | | | ",
        "制表 张三 | 李四 | | ",
        "2、 | 李四 | | ",
        "主管 张三 | | | 5",
        " | 江苏某某科技有限公司南京分公司 | | ",
    ],
)
def test_whatever_is_in_doubt_is_a_customer(row: str) -> None:
    assert len(kinds(f"1 | 张三 | 城东 | 5\n{row}").customers) == 2


@pytest.mark.parametrize(
    "row",
    [
        "甲 | 乙 | 1 | 2",
        "1 | 2 | 3 | 4",
        "栏次 | 1 | 2 | 3",
        "甲 | 乙 | 丙 | 1",
        "A | B | C | 1",
        "(1) | (2) | (3) | (4)=(3)+1",
    ],
)
def test_a_row_that_numbers_the_columns_is_no_customer(row: str) -> None:
    assert others(f"{row}\n{TEN}") == [OtherKind.NUMBERS]


@pytest.mark.parametrize(
    "row",
    [
        "1 | 张三 | 3 | 4",
        "1 | 2 | 3 | 5",
        "甲 | 张三 | 1 | 2",
        "C1 | 示例公司 | 城东 | 5",
        "C2 | 目标科技 | 城东 | 5",
        "0001 | 目标 | 城东 | 5",
        " | 任务 张 | 城东 | 5",
    ],
)
def test_what_only_looks_like_column_numbers_an_example_or_a_target_is_a_customer(row: str) -> None:
    assert others(f"{row}\n{TEN}") == []


def test_rows_with_nothing_but_a_serial_number_and_zeros_are_no_customers() -> None:
    found = kinds(
        "1 | C1 | 张三 | 5\n2 | C2 | 李四 | 6\n3 | | | \n4 | | | 0\n5 | 0 | 0 | 0.00\n6 | | | 7",
        "序号 | 客户号 | 客户名称 | AUM",
    )
    assert list(found.others.values()) == [OtherKind.EMPTY] * 3
    assert found.customers.tolist() == [1, 2, 6]


def test_zeros_of_a_customer_with_an_id_and_amounts_of_nobody_count() -> None:
    assert others("1 | 张三 | 城东 | 0\n2 | | | 0\n | | 城东 | 0") == []
    assert others("0 | 0\n0 | 0", "AUM | 存款") == []


def test_names_that_are_numbered_are_no_notes() -> None:
    assert others("1、张三 | 城东 | 5\n2、李四 | 城东 | 6\n3、王五 | | ", NAMELESS) == []


def test_the_title_above_repeated_headings_is_no_customer_whatever_it_says() -> None:
    found = kinds(f"1 | 张三 | 城东 | 5\n | | | \n附表2（续） | | | \n{HEAD}\n2 | 李四 | 城东 | 6")
    assert (found.customers.tolist(), found.others) == ([1, 5], {4: OtherKind.HEADING, 3: OtherKind.GROUP})


@pytest.mark.parametrize("row", ["2 | | | ", "C2 | | | ", "附表2（续） | | | 5"])
def test_a_customer_above_repeated_headings_stays_one(row: str) -> None:
    found = kinds(f"C1 | 张三 | 城东 | 5\n | | | \n{row}\n{HEAD}\nC3 | 李四 | 城东 | 6")
    assert found.customers.tolist() == [1, 3, 5]


def test_a_title_with_no_customer_below_it_is_a_note() -> None:
    assert others(f"个人客户 | | | \n{TEN}个人客户 | | | ") == [OtherKind.GROUP, OtherKind.NOTE]


def test_a_sentence_where_all_others_have_their_ids_is_a_note() -> None:
    assert others(f"{TEN}以上客户均为本行2025年重点客户 | | | ") == [OtherKind.NOTE]
    names = "".join(f"{letter}某某科技有限公司 | | 城东 | 5\n" for letter in "甲乙丙丁戊")
    assert others(f"{names}江苏某某科技有限公司南京分公司 | | | ") == []


def test_in_a_narrow_table_nothing_is_a_note() -> None:
    assert others("张三： | 5\n李四 | 6", "客户名称 | AUM") == []


def test_a_page_repeats_its_title_its_unit_line_and_both_rows_of_its_headings() -> None:
    page = "客户资产表 | | | \n | | | 单位：万元\n客户号 | 客户名称 | 存款 | \n | | 余额 | 日均\n"
    found = sort_rows(table(f"{page}1 | 张三 | 5 | 6\n{page}2 | 李四 | 7 | 8"))
    assert found.customers.tolist() == [4, 9]
    assert list(found.others.values()) == [OtherKind.HEADING] * 4


def test_a_repeated_heading_may_have_the_blanks_of_the_first() -> None:
    columns = [["客户号 ", "1", "客户号 "], ["客户\n名称", "张三", "客户\n名称"], ["AUM", "5", "AUM"]]
    book = cells(Grid("客户", tuple(texts(column) for column in columns)))
    assert sort_rows(locate(book, ANYTHING)).customers.tolist() == [1]


@pytest.mark.parametrize("blank", ["", "  ", "　"])
def test_blank_rows_between_customers_are_counted_and_those_below_the_last_are_not(blank: str) -> None:
    found = kinds(f"1 | 张三 | 城东 | 5\n{blank} | | | \n2 | 李四 | 城西 | 6\n | {blank} | | \n | | | ")
    assert (found.read, found.blank, found.customers.tolist()) == (3, 1, [1, 3])


def test_a_table_without_customers_has_no_rows() -> None:
    found = kinds("")
    assert (found.read, found.blank, len(found.customers), found.totals) == (0, 0, 0, ())
