from pathlib import Path

import pytest

from keyclient.ingest.layout.heading_groups import blank_repeats, has_groups
from keyclient.ingest.layout.located import Located
from tests.ingest.texts import table
from tests.ingest.writing import customers, lines, money, read, rows, write_csv, write_xlsx

ROWS = "\n001 | 甲 | 1 | 2 | 3 | 王\n002 | 乙 | 4 | 5 | 9 | 赵"


def heads(located: Located) -> list[str]:
    return [heading.text for heading in located.understanding.headings]


def taken(located: Located) -> dict[str, int]:
    return {name: heading.position for name, heading in located.understanding.taken.items()}


@pytest.mark.parametrize(
    ("sheet", "under", "deposits"),
    [
        (
            "客户号 | 客户名称 | 存款余额 | | | 客户经理\n | | 活期 | 定期 | 合计 |",
            ["活期", "定期", "合计"],
            4,
        ),
        (
            "客户号 | 客户名称 | 存款余额 | | | 客户经理\n客户号 | | 活期 | 定期 | 合计 | 客户经理",
            ["活期", "定期", "合计"],
            4,
        ),
        (
            "客户号 | 客户名称 | 存款余额 | | | 客户经理\n | | 2022 | 2023 | 2024 |",
            ["2022", "2023", "2024"],
            None,
        ),
        (
            "客户号 | 客户名称 | 存款余额 | | | 客户经理\n | | 2022年 | 2023年 | 2024年 |",
            ["2022年", "2023年", "2024年"],
            None,
        ),
    ],
)
def test_headings_under_a_known_heading_of_several_columns_are_read_with_it(
    sheet: str, under: list[str], deposits: int | None
) -> None:
    located = table("某支行 | | | | |\n" + sheet + ROWS)
    assert located.header_row == len(sheet.splitlines())
    assert heads(located) == ["客户号", "客户名称", *(f"存款余额 {text}" for text in under), "客户经理"]
    assert taken(located).get("deposits") == deposits


def test_groups_may_stand_under_a_group() -> None:
    sheet = "客户号 | 存款余额 | | | | 客户经理\n | 本币 | | 外币 | |\n | 活期 | 定期 | 活期 | 定期 |"
    located = table(sheet + "\n1 | 2 | 3 | 4 | 5 | 王" * 2)
    assert located.header_row == 2
    assert heads(located)[1:3] == ["存款余额 本币 活期", "存款余额 本币 定期"]
    assert heads(located)[3:] == ["外币 活期", "外币 定期", "客户经理"]
    assert "deposits" not in taken(located)


def test_a_group_over_one_column_may_stand_beside_one_over_several() -> None:
    located = table("客户号 | 存款余额 | | 贷款\n | 活期 | 定期 | 余额" + "\n1 | 2 | 3 | 4" * 2)
    assert heads(located) == ["客户号", "存款余额 活期", "存款余额 定期", "贷款 余额"]


def test_the_sum_of_a_group_is_the_field_and_its_headings_are_no_customer(tmp_path: Path) -> None:
    sheet = (
        "客户号 | 客户名称 | 存款（万元） | | | 客户经理\n | | 活期 | 定期 | 合计 |"
        + ROWS
        + "\n合计 | | 5 | 7 | 12 |"
    )
    for path in (write_csv(tmp_path, sheet), write_xlsx(tmp_path, sheet)):
        loaded = read(path)
        assert customers(loaded, "deposits") == ["30000", "90000"]
        assert rows(loaded) == {"read": 3, "customers": 2, "totals": 1}
        assert money(loaded)["存款（万元） 合计"] == [120000, 120000, 0, 120000, 0]


@pytest.mark.parametrize(
    "lower",
    [
        "张三 |  | 待定 | 大额 |",  # something under another heading
        " | | 活期 | 活期 |",  # not different
        " | | 活期 | |",  # one of them only
        " | | | 活期 | 定期",  # nothing under its own column
        " | | 100 | 200 |",  # numbers that are no years
        " | | 合计 | 200 |",
    ],
)
def test_a_customers_row_or_a_total_is_no_row_under_groups(lower: str) -> None:
    assert (
        table(
            "客户号 | 客户名称 | 存款余额 | |\n" + lower + ROWS.replace(" | 王", "").replace(" | 赵", "")
        ).header_row
        == 0
    )


def test_words_under_which_no_number_stands_are_no_headings() -> None:
    upper, lower, *below = lines("客户号 | 备注 |\n | 待定 | 大额\n001 | 甲 | 乙")
    assert not has_groups(upper, lower, below, is_lowest=True)
    assert has_groups(upper, lower, [["001", "甲", "5"]], is_lowest=True)


def test_where_every_heading_has_something_under_it_the_rows_may_be_customers() -> None:
    upper, lower, *below = lines("存款 | | 贷款 |\n活期 | 定期 | 余额 | 逾期\n1 | 2 | 3 | 4")
    assert not has_groups(upper, lower, below, is_lowest=True)


def test_gaps_among_headings_of_a_group_are_filled_by_the_next_row() -> None:
    upper, lower, *below = lines("客户号 | 存款 | | |\n | 本币 | | 外币 |\n1 | 2 | 3 | 4 | 5")
    assert has_groups(upper, lower, below, is_lowest=False)
    assert not has_groups(upper, lower, below, is_lowest=True)


def test_cells_that_repeat_the_one_above_are_blank() -> None:
    assert blank_repeats([["客户号", "存款"], ["客户号", "活期"], ["客户号", "余额"]]) == [
        ["客户号", "存款"],
        ["", "活期"],
        ["", "余额"],
    ]


def test_a_blank_row_heads_no_groups() -> None:
    assert not has_groups(["", ""], ["活期", "定期"], [["1", "2"]], is_lowest=True)
    assert table("某表 | \n | \n客户号 | 存款\n1 | 2\n2 | 3").header_row == 2


@pytest.mark.parametrize(
    ("group", "under", "field"),
    [
        ("存款", "时点 | 日均", "deposits"),
        ("存款", "日均 | 时点", "deposits"),
        ("存款", "年日均 | 时点余额", "deposits"),
        ("金融资产", "时点 | 月日均", "aum"),
        ("金融资产", "月日均余额 | 时点余额", "aum"),
        ("管理资产", "期末 | 月日均", "aum"),
        ("贷款余额", "时点 | 日均", "loans"),
        ("理财", "时点 | 日均", "investments"),
    ],
)
def test_a_point_balance_and_an_average_are_two_fields(
    tmp_path: Path, group: str, under: str, field: str
) -> None:
    amounts = "100 | 900" if "时点" in under.split("|", maxsplit=1)[0] or "期末" in under else "900 | 100"
    book = f"客户号 | 客户名称 | {group} |\n | | {under}\nC1 | 甲 | {amounts}\nC2 | 乙 | {amounts}"
    loaded = read(write_csv(tmp_path, book))
    assert customers(loaded, field) == ["100", "100"]
    average = next(column for column in loaded.columns if "日均" in column.heading)
    assert average.field == ({"aum": "aum_average", "deposits": "deposits_average"}.get(field))
    if average.field is not None:
        assert customers(loaded, average.field) == ["900", "900"]
