from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingest.writing import ANY, customers, issues, money, read, rows, values, write_csv, write_xlsx

THREE = """
客户号 | 客户名称 | AUM
1 | 张三 | 100.10
2 | 李四 | 200.20
3 | 王五 | 300.30
"""


def checksum(folder: Path, sheet: str) -> list[object]:
    """The book's own total of its AUM, and how far the customers are from it."""
    loaded = read(write_csv(folder, sheet))
    told = values(loaded, "KC305")
    total, difference = money(loaded)["AUM"][-2:]
    assert [value["difference"] for value in told] == ([f"{difference:,.2f}"] if difference else [])
    return [total, difference]


@pytest.mark.parametrize(
    ("totals", "total", "difference"),
    [
        ("合计 | | 600.60", "600.60", "0"),
        ("合计 | | 600.00", "600.00", "0.60"),
        ("合计： | | 1,600.60", "1600.60", "-1000.00"),
        ("总计 | | 600.60\n平均 | | 200.20", "600.60", "0"),
        (" | 小计 | 600.60", "600.60", "0"),
        ("小计 | | 100.10\n小计 | | 500.50", "600.60", "0"),
        ("小计 | | 100.10\n小计 | | 500.50\n合计 | | 600.00", "600.00", "0.60"),
        ("合计 | | 100.10\n合计 | | 500.50", "600.60", "0"),
        ("合计 | | 100.10\n合计 | | 500.50\n总计 | | 600.60", "600.60", "0"),
        ("合计 | | 0.06006万", "600.60", "0"),
        ("合计 | | 300.30\n合计 | | 600.60", "600.60", "0"),
        ("小计 | | 100.10\n小计 | | 300.30\n小计 | | 600.60", "600.60", "0"),
        ("合计 | | 300.30\n合计 | | 600.00", "900.30", "-299.70"),
        ("合计 | | 600.60\n上月合计 | | 590", "600.60", "0"),
    ],
)
def test_the_customers_are_held_against_the_books_own_total(
    tmp_path: Path, totals: str, total: str, difference: str
) -> None:
    assert checksum(tmp_path, THREE + totals) == [Decimal(total), Decimal(difference)]


@pytest.mark.parametrize("totals", ["", "平均 | | 200.20", "合计 | | ", "合计 | | 见附表", "合计 | | 100%"])
def test_a_book_without_a_readable_total_is_held_against_none(tmp_path: Path, totals: str) -> None:
    assert checksum(tmp_path, THREE + totals) == [None, None]


def test_every_error_cell_of_a_total_row_is_told_once(tmp_path: Path) -> None:
    book = "客户号 | 存款 | 评分\nC1 | 5 | 1\n合计 | #REF! | #N/A\n平均 | #DIV/0! | 1"
    loaded = read(write_xlsx(tmp_path, book))
    assert rows(loaded) == {"read": 3, "customers": 1, "totals": 2}
    assert issues(loaded, "KC309", "KC101") == [
        "KC309 客户!B3 warning",
        "KC101 客户!B4 warning",
        "KC101 客户!C3 warning",
    ]


def test_a_total_row_without_any_amount_is_told(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, "客户号 | 网点 | AUM\nC1 | 城东 | 5\n | | 合计\n平均 | | -"))
    assert rows(loaded) == {"read": 3, "customers": 1, "totals": 2}
    assert issues(loaded, "KC312") == ["KC312 C3 note", "KC312 A4 note"]


def test_total_rows_above_below_and_between_are_no_customers(tmp_path: Path) -> None:
    book = """
    客户号 | 客户名称 | 网点 | AUM
    合计 | | | 6
    1 | 张三 | 城东 | 1
    2 | 李四 | 城东 | 2
     | | 小计 | 3
    3 | 合计贸易公司 | 城西 | 3
     | | 小计 | 3
    合计 | | | 6
    平均 | | | 2
    """
    loaded = read(write_csv(tmp_path, book))
    assert rows(loaded) == {"read": 8, "customers": 3, "totals": 5}
    assert money(loaded)["AUM"] == [6, 6, 0, 6, 0]
    assert customers(loaded, "name") == ["张三", "李四", "合计贸易公司"]


def test_the_total_of_a_column_is_in_the_columns_unit(tmp_path: Path) -> None:
    book = "单位：万元\n客户号 | AUM | 存款(元)\n1 | 1.5 | 20\n2 | 2.5 | 30\n合计 | 4 | 50"
    loaded = read(write_csv(tmp_path, book))
    assert money(loaded) == {"AUM": [40000, 40000, 0, 40000, 0], "存款(元)": [50, 50, 0, 50, 0]}


def test_rows_that_are_set_aside_belong_to_what_the_total_is_held_against(tmp_path: Path) -> None:
    book = "客户号 | AUM | 存款\n1 | 100 | 10\n2 | 约50 | 20\n合计 | 150 | 30"
    loaded = read(write_csv(tmp_path, book))
    assert money(loaded) == {"AUM": [100, 100, 0, 150, -50], "存款": [30, 10, 20, 30, 0]}
    assert issues(loaded) == ["KC102 B3 error", "KC305 B4 error"]


def test_a_difference_is_told_with_column_sums_and_amount(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, "客户号 | AUM余额\n1 | 1000\n2 | 2000.50\n合计 | 4000"))
    told = {
        "column": "AUM余额",
        "read": "3,000.50",
        "book_total": "4,000.00",
        "difference": "-999.50",
        "perhaps": "",
    }
    assert values(loaded, "KC305") == [told]


def test_rounding_to_the_fen_is_no_difference(tmp_path: Path) -> None:
    within = "客户号 | AUM\n1 | 0.333\n2 | 0.333\n3 | 0.333\n合计 | 1.00"
    assert money(read(write_csv(tmp_path, within)))["AUM"][-1] == Decimal("-0.01")
    assert issues(read(write_csv(tmp_path, within))) == ["KC109 note"]
    beyond = within.replace("1.00", "1.01")
    assert issues(read(write_csv(tmp_path, beyond))) == ["KC109 note", "KC305 B5 error"]


LAST = """
客户号 | 客户名称 | AUM | 存款 | 年龄
1 | 张三 | 100 | 5 | 30
2 | 李四 | 200 | | 40
3 | 王五 | 300 | 6 | 50
4 | 赵六 | 400 | 7 | 60
"""


@pytest.mark.parametrize("last", [" | | 1000 | 18 |", " | | 1000 | | 45", " | - | 1,000.00 | 18 | 共4户"])
def test_an_unlabelled_last_row_that_adds_up_is_a_total(tmp_path: Path, last: str) -> None:
    loaded = read(write_csv(tmp_path, f"{LAST}{last}\n制表人：王五 | | | |"))
    assert rows(loaded) == {"read": 6, "customers": 4, "totals": 1, "other": 1}
    assert money(loaded)["AUM"] == [1000, 1000, 0, 1000, 0]


@pytest.mark.parametrize(
    "last",
    [
        " | | 1000 | 17 |",
        " | | 999.99 | |",
        "5 | | 1000 | 18 |",
        " | 孙七 | 1000 | 18 |",
        " | | | | 45",
        " | | 1000 | 约18 |",
        "#N/A | | 1000 | 18 |",
    ],
)
def test_an_unlabelled_last_row_that_does_not_add_up_or_has_a_name_is_a_customer(
    tmp_path: Path, last: str
) -> None:
    assert rows(read(write_csv(tmp_path, LAST + last))) == {"read": 5, "customers": 5}


def test_an_unlabelled_total_may_have_notes_below_it(tmp_path: Path) -> None:
    notes = "说明 | | | |\n一、数据来源：核心系统 | | | |\n3、以上客户均为重点客户 | | | |\n制表 王五 | | | 复核 李四 |"
    loaded = read(write_csv(tmp_path, f"{LAST} | | 1000 | 18 |\n{notes}"))
    assert rows(loaded) == {"read": 9, "customers": 4, "totals": 1, "other": 4}


def test_a_label_in_front_of_an_id_makes_a_last_row_that_adds_up_a_total(tmp_path: Path) -> None:
    book = "序号 | 客户号 | 客户名称 | AUM\n1 | C1 | 张三 | 1\n2 | C2 | 李四 | 2\n3 | C3 | 王五 | 4\n"
    loaded = read(write_csv(tmp_path, f"{book}合计 | 本外币 | 各项存款 | 7"))
    assert (rows(loaded), issues(loaded)) == ({"read": 4, "customers": 3, "totals": 1}, [])
    loaded = read(write_csv(tmp_path, f"{book}合计 | 本外币 | 各项存款 | 8"))
    assert (rows(loaded), issues(loaded)) == ({"read": 4, "customers": 4}, ["KC306 A5 warning"])


@pytest.mark.parametrize("last", ["5 | | 1000 | 18 |", "A1 | 孙七 | | 18 |"])
def test_a_last_customer_that_is_the_sum_of_all_others_is_told(tmp_path: Path, last: str) -> None:
    loaded = read(write_csv(tmp_path, f"{LAST}{last}\n6 | 周八 | | |"))
    assert rows(loaded) == {"read": 6, "customers": 6}
    at = "C6" if "1000" in last else "D6"
    assert issues(loaded) == [f"KC313 {at} warning"]


@pytest.mark.parametrize(
    "word", ["本机构 | | 1000 | 18 |", "总 | 计划 | 1000 | |", "本机构 | 云州 | 1000 | 18 |"]
)
def test_a_word_for_an_id_does_not_make_a_customer_of_the_sum_of_all_others(
    tmp_path: Path, word: str
) -> None:
    for book in (
        f"{LAST}{word}",
        f"{LAST}{word}\n6 | 周八 | | |",
        LAST.replace("1 | 张三", f"{word}\n1 | 张三"),
    ):
        loaded = read(write_csv(tmp_path, book))
        assert rows(loaded)["totals"] == 1
        assert money(loaded)["AUM"] == [1000, 1000, 0, 1000, 0]
        assert str(values(loaded, "KC315")[0]["amounts"]).startswith("AUM 1,000.00")


HEAD_OF_GROUPS = "客户号 | 客户名称 | 客户经理 | 存款"
GROUPS = f"""
{HEAD_OF_GROUPS}
 | | 王芳 | 60
1 | 张三 | 王芳 | 10
2 | 李四 | 王芳 | 20
3 | 王五 | 王芳 | 30
 | | 孙浩 | 40
4 | 赵六 | 孙浩 | 40
"""


@pytest.mark.parametrize("book", [GROUPS, "\n".join([HEAD_OF_GROUPS, *reversed(GROUPS.split("\n")[2:-1])])])
def test_sums_of_groups_above_or_below_their_customers_are_left_out_and_told(
    tmp_path: Path, book: str
) -> None:
    loaded = read(write_csv(tmp_path, book))
    assert rows(loaded) == {"read": 6, "customers": 4, "totals": 2}
    assert money(loaded)["存款"] == [100, 100, 0, None, None]
    assert values(loaded, "KC316") == [{"count": 2, "amounts": "存款 100.00"}]


def test_sums_of_groups_of_groups_are_left_out(tmp_path: Path) -> None:
    head, *groups = GROUPS.strip("\n").split("\n")
    book = "\n".join([head, " | | 城东 | 100", *groups, " | | 城西 | 7", " | | 周 | 7", "9 | 周八 | 周 | 7"])
    assert rows(read(write_csv(tmp_path, book))) == {"read": 10, "customers": 5, "totals": 5}


def test_customers_without_ids_that_add_up_to_nothing_stay_customers(tmp_path: Path) -> None:
    book = GROUPS.replace("| 60", "| 61")
    assert rows(read(write_csv(tmp_path, book))) == {"read": 6, "customers": 6}


def test_the_name_of_a_group_with_the_number_of_its_rows_is_no_customer(tmp_path: Path) -> None:
    book = "商机编号 | 客户名称 | 金额\nNew (2) | | 30\nDeal a | 张三 | 10\nDeal b | 李四 | 20\nWon (1) | | 5\nDeal c | 王五 | 5"
    loaded = read(write_csv(tmp_path, book), replace(ANY, measure="金额"))
    assert rows(loaded) == {"read": 5, "customers": 3, "totals": 2}
    assert values(loaded, "KC316") == [{"count": 2, "amounts": "金额 35"}]
    other = read(write_csv(tmp_path, book.replace("New (2)", "New (7)")), replace(ANY, measure="金额"))
    assert rows(other) == {"read": 5, "customers": 5}


@pytest.mark.parametrize("last", ["5 | 孙七 | 1000 | 17 |", "5 | 孙七 | 0 | |", "5 | 孙七 | | | 70"])
def test_a_last_customer_that_is_not_the_sum_of_all_others_is_not_told(tmp_path: Path, last: str) -> None:
    assert issues(read(write_csv(tmp_path, LAST + last))) == []


def test_a_customer_that_the_books_own_total_counts_in_looks_like_no_total(tmp_path: Path) -> None:
    book = "客户号 | AUM\n1 | 1\n2 | 2\n3 | 3\n4 | 6\n合计 | 12"
    assert issues(read(write_csv(tmp_path, book))) == []
    assert issues(read(write_csv(tmp_path, book.replace("12", "6")))) == [
        "KC313 B5 warning",
        "KC305 B6 error",
    ]


def test_a_table_without_any_amount_has_nothing_like_a_total(tmp_path: Path) -> None:
    request = replace(ANY, needs_measure=False)
    assert issues(read(write_csv(tmp_path, "客户号 | AUM\n1 |\n2 |"), request)) == []


def test_zeros_look_like_no_total(tmp_path: Path) -> None:
    assert issues(read(write_csv(tmp_path, "客户号 | AUM\n1 | 0\n2 | 0\n3 | 0\n4 | 0"))) == []


def test_two_customers_do_not_make_the_row_under_them_a_total(tmp_path: Path) -> None:
    book = "客户号 | AUM\n1 | 100\n2 | 200\n | 300"
    assert rows(read(write_csv(tmp_path, book))) == {"read": 3, "customers": 3}
    book = "客户号 | AUM\n1 | 100\n2 | 200\n3 |\n | 300"
    assert rows(read(write_csv(tmp_path, book))) == {"read": 4, "customers": 4}


def test_a_book_that_names_nobody_has_no_unlabelled_total(tmp_path: Path) -> None:
    assert rows(read(write_csv(tmp_path, "AUM | 网点\n1 | 甲\n2 | 乙\n3 | 丙\n6 |"))) == {
        "read": 4,
        "customers": 4,
    }


@pytest.mark.parametrize(
    ("total", "told"),
    [
        ("700 | 60", ["KC305 C5 error"]),
        ("600 | 70", ["KC305 D5 error"]),
        ("700 | 70", ["KC305 C5 error", "KC305 D5 error"]),
        ("600 | 60", []),
    ],
)
@pytest.mark.parametrize("mapping", [{"deposits": 1, "loans": 2}, {"deposits": 2, "loans": 1}])
def test_of_two_equal_headings_each_is_held_against_its_own_total(
    tmp_path: Path, total: str, told: list[str], mapping: dict[str, int]
) -> None:
    rows = "C1 | 甲 | 100 | 10\nC2 | 乙 | 200 | 20\nC3 | 丙 | 300 | 30"
    book = write_csv(tmp_path, f"客户号 | 户名 | 余额(元) | 余额(元)\n{rows}\n合计 | | {total}")
    wanted = {field: f"余额(元)#{number}" for field, number in mapping.items()}
    assert sorted(issues(read(book, replace(ANY, mapping=wanted)), "KC305")) == told
