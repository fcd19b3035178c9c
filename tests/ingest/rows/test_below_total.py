"""Rows below the book's total, and rows that only look like figures about the customers."""

import pytest

from keyclient.ingest.rows.other_rows import OtherKind
from keyclient.ingest.rows.row_kinds import RowKinds, sort_rows
from tests.ingest.texts import table

HEAD = "网点 | 客户号 | 客户名称 | AUM"
THREE = "城东 | C1 | 张三 | 1\n城东 | C2 | 李四 | 2\n城西 | C3 | 王五 | 4\n"
TOTAL = " | 合计 | | 7\n"


def kinds(rows: str, head: str = HEAD) -> RowKinds:
    return sort_rows(table(f"{head}\n{rows}"))


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (" | 考核口径 | | 9", OtherKind.FIGURE),
        ("与任务差距 | | | -2", OtherKind.FIGURE),
        ("上年末 | | | 6", OtherKind.FIGURE),
        (" | | 日均增幅 | 1", OtherKind.FIGURE),
        (" | Average per customer | | 2.33", OtherKind.FIGURE),
        ("城东 | | | 3", OtherKind.FIGURE),
        (" | 填报人 | 张三 | 13800000000", OtherKind.FIGURE),
        (" | 联系电话 | | 88888888", OtherKind.FIGURE),
        (" | 口径说明 | AUM含理财 | ", OtherKind.NOTE),
        (" | 2026年9月30日 | | ", OtherKind.NOTE),
        (" | Prepared by: X | | Date: 2026-09-30", OtherKind.NOTE),
        (" | Note | incl. trust | ", OtherKind.NOTE),
        (" | 数据口径 | 含理财 | ", OtherKind.NOTE),
        (" | Reviewed by | Li Si | 13800000000", OtherKind.FIGURE),
    ],
)
def test_a_row_below_the_total_that_names_no_customer_is_none(row: str, kind: OtherKind) -> None:
    found = kinds(THREE + TOTAL + row)
    assert (list(found.others.values()), found.customers.tolist()) == ([kind], [1, 2, 3])


@pytest.mark.parametrize(
    "row",
    [
        "城东 | C4 | 赵六 | 5",
        "城东 | | 赵六 | 5",
        "城东 | 新增 | 赵六 | 5",
        "城东 | C4 | | 5\n城东 | | | 9",
        "城东 | | 赵六 | 5\n | | | 9",
    ],
)
def test_where_a_row_below_the_total_names_a_customer_they_all_are(row: str) -> None:
    assert kinds(THREE + TOTAL + row).others == {}


@pytest.mark.parametrize("total", [" | 小计 | | 7\n", " | 平均 | | 2\n", ""])
def test_below_a_subtotal_an_average_or_no_total_rows_without_ids_are_customers(total: str) -> None:
    assert len(kinds(f"{THREE}{total}城西 | | | 5").customers) == 4


def test_below_a_total_whose_customers_have_words_for_ids_a_word_is_an_id() -> None:
    book = "城东 | 甲 | 张三 | 1\n城东 | 乙 | 李四 | 2\n | 合计 | | 3\n城东 | 丙 | | 5"
    assert len(kinds(book).customers) == 3


def test_a_total_above_all_customers_leaves_nobody_out() -> None:
    assert kinds(TOTAL + THREE).others == {}


NAMES = "客户名称 | AUM"


def test_target_and_sample_may_be_names_of_customers_in_a_table_without_ids() -> None:
    book = "Target | 1\nGap | 2\nGoal | 3\nSample | 4\n目标 | 5\n进度 | 6"
    assert kinds(book, NAMES).others == {}


def test_below_a_total_and_among_the_first_rows_they_are_not() -> None:
    found = kinds("示例 | 9\n张三 | 1\n李四 | 2\n户均 | 1.5\n合计 | 3\n目标 | 5", NAMES)
    assert list(found.others.values()) == [OtherKind.EXAMPLE, OtherKind.FIGURE, OtherKind.FIGURE]


@pytest.mark.parametrize("code", ["(例) C001", "示例：C001", "例：001", "e.g.: C001", "[Sample] 1"])
def test_an_id_may_say_that_it_is_an_example_just_below_the_headings(code: str) -> None:
    assert list(kinds(f"城东 | {code} | 张三 | 1\n{THREE}").others.values()) == [OtherKind.EXAMPLE]
    assert kinds(f"{THREE}城东 | {code} | 张三 | 1").others == {}


@pytest.mark.parametrize(("ids", "found"), [(("10001", "10002"), 1), (("2", "3"), 0)])
def test_consecutive_numbers_above_longer_ids_number_the_columns(ids: tuple[str, str], found: int) -> None:
    book = f"1 | 2 | 3 | 4\n{ids[0]} | 3 | 100 | 50\n{ids[1]} | 1 | 200 | 60"
    assert len(kinds(book, "客户号 | 持有产品数 | AUM | 存款").others) == found
