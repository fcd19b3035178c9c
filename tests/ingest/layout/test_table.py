import datetime as dt
from pathlib import Path

import pytest

from keyclient.ingest.base.table_refusals import NoTable, SheetNotFound, SheetsTie
from keyclient.ingest.layout.located import Located, TableRequest
from keyclient.ingest.layout.table import locate
from keyclient.model.label import Lang
from tests.ingest.texts import ANYTHING, cells, grid, table

BOOK = """
客户号 | 客户名称 | AUM
001    | 张三     | 100
"""
NOTES = """
说明
本表由系统生成
"""


def wish(
    sheet: str | None = None, header_row: int | None = None, names: tuple[str, ...] = (), **mapping: str
) -> TableRequest:
    return TableRequest(sheet, header_row, mapping, names)


def fields_at(located: Located) -> dict[str, int]:
    return {name: heading.position for name, heading in located.understanding.taken.items()}


def test_a_plain_table_starts_with_its_headings() -> None:
    located = table(BOOK)
    assert (located.header_row, fields_at(located)) == (0, {"customer_id": 0, "name": 1, "aum": 2})
    assert (located.unit, located.data_dates, located.passed_over) == (None, (), ())


def test_title_rows_and_blank_rows_stand_above_the_headings() -> None:
    located = table("某某支行客户资产明细表 | | \n\n制表：王五 | | 单位：万元\n" + BOOK)
    assert located.header_row == 4
    assert located.unit is not None
    assert located.unit.name == "万元"


def test_a_title_that_is_a_known_heading_is_no_heading_row() -> None:
    assert table("存款\n客户号 | 余额合计\n001 | 5").header_row == 1


def test_blank_columns_are_headed_by_their_letters() -> None:
    located = table(" | 客户号 | | AUM\n | 001 | | 5")
    assert [heading.text for heading in located.understanding.headings] == ["A", "客户号", "C", "AUM"]


def test_a_year_may_stand_among_known_headings() -> None:
    assert table("客户号 | AUM | 2025\n1 | 2 | 3").header_row == 0


def test_words_in_customers_rows_do_not_make_them_headings() -> None:
    sheet = "客户号 | 产品 | 存量\n001 | 存款 | 100\n002 | 贷款 | 200\n003 | 客户名称 | 300"
    assert table(sheet).header_row == 0


def test_a_known_word_among_words_is_a_customers_where_other_words_head_its_column() -> None:
    assert (
        table("产品 | 渠道 | 笔数\n定期 | 柜面 |\n活期 | 手机 |\n存款 | 柜面 |\n基金 | 网银 | 5").header_row
        == 0
    )
    assert table("某表 | 某支行\n品名 | 存款\n鱼 | 5").header_row == 1


def test_of_two_rows_with_as_many_known_headings_the_upper_has_them() -> None:
    assert table("客户号 | AUM | 存款\n客户号 | AUM | 存款\n001 | 1 | 2").header_row == 0


def test_a_table_with_a_single_column_has_a_heading() -> None:
    assert table("AUM\n100\n200").header_row == 0
    assert table("明细\n100\n200").header_row == 0


@pytest.mark.parametrize(
    ("sheet", "row"),
    [
        ("菜品名 | 销量\n鱼 | 5\n肉 | 6", 0),
        ("2026年菜品表 | \n菜品名 | 销量\n鱼 | 5", 1),
        ("菜品名 | 销量\n存款 | 5\n肉 | 6", 0),
        ("2026-01-03 | 2026-01-04 | x\n菜品名 | 销量\n鱼 | 5", 1),
        ("甲 | 甲\n菜品名 | 销量\n鱼 | 5", 1),
        ("菜品名 | 销量 | 备份\n\n鱼 | 5 | 甲", 0),
    ],
)
def test_without_a_known_heading_the_widest_row_of_words_over_numbers_has_them(sheet: str, row: int) -> None:
    located = table(sheet)
    assert (located.header_row, located.understanding.taken) == (row, {})


@pytest.mark.parametrize(
    "sheet", ["只有\n文字", "说明\n\n一、口径\n本表由系统生成", "甲 | 乙", "甲 | \n | 乙", ""]
)
def test_a_sheet_of_words_in_one_column_has_no_table(sheet: str) -> None:
    with pytest.raises(NoTable) as refusal:
        table(sheet)
    assert "“客户”" in refusal.value.text(Lang.EN)


def test_a_text_file_without_a_table_is_called_the_text() -> None:
    with pytest.raises(NoTable) as refusal:
        locate(cells(grid("甲 | 乙", name=None)), ANYTHING)
    assert "文本" in refusal.value.text(Lang.ZH)


def test_a_heading_that_is_asked_for_shows_the_heading_row() -> None:
    sheet = "甲 | 乙 | 丙\n品名 | 销量 | 单价\n鱼 | 5 | 3"
    assert table(sheet).header_row == 0
    assert table(sheet, wish(names=("销量",))).header_row == 1
    assert table(sheet, wish(aum="销量")).header_row == 1


# The heading row that was given


@pytest.mark.parametrize("row", [1, 2, 3])
def test_the_heading_row_that_was_given_is_taken(row: int) -> None:
    assert table("a | b\nc | d\n1 | 2", wish(header_row=row)).header_row == row - 1


@pytest.mark.parametrize("row", [-1, 4])
def test_a_heading_row_outside_the_sheet_is_refused(row: int) -> None:
    with pytest.raises(NoTable):
        table("a | b\nc | d\n1 | 2", wish(header_row=row))


@pytest.mark.parametrize("preface", ["1 | 2 | 3", "说明"])
def test_headings_far_down_are_found_too(preface: str) -> None:
    sheet = "\n".join([preface] * 60) + BOOK
    assert table(sheet).header_row == 60
    assert table(sheet, wish(header_row=61)).header_row == 60


# Headings in two or three rows


@pytest.mark.parametrize(
    ("sheet", "row", "taken"),
    [
        (
            "客户号 | 客户名称 | 资产 | \n | | AUM | 存款\n001 | 张三 | 1 | 2",
            1,
            {"customer_id": 0, "name": 1, "aum": 2, "deposits": 3},
        ),
        (
            "基本信息 | | 余额\n客户号 | 姓名 | 存款\n1 | 张三 | 2",
            1,
            {"customer_id": 0, "name": 1, "deposits": 2},
        ),
        ("客户号 | 存款 | 贷款\n | 余额 | 余额\n1 | 2 | 3", 1, {"customer_id": 0, "deposits": 1, "loans": 2}),
        (
            "客户号 | 金融资产 | | 贷款\n | 存款 | AUM | 余额\n | 年日均 | 余额 |\n1 | 2 | 3 | 4",
            2,
            {"customer_id": 0, "aum": 2, "deposits": 1, "loans": 3},
        ),
        (
            "客户资产表 | | \n客户号 | 资产 | \n | AUM | 存款\n1 | 2 | 3",
            2,
            {"customer_id": 0, "aum": 1, "deposits": 2},
        ),
    ],
)
def test_headings_in_several_rows_are_read_together(sheet: str, row: int, taken: dict[str, int]) -> None:
    for located in (table(sheet), table(sheet, wish(header_row=row + 1))):
        assert (located.header_row, fields_at(located)) == (row, taken)


def test_lines_above_headings_in_two_rows_are_no_part_of_them() -> None:
    located = table("单位：万元 | |\n客户号 | 存款 | 贷款\n | 余额 | 余额\n1 | 2 | 3")
    assert located.header_row == 2
    assert located.unit is not None
    assert located.unit.name == "万元"


def test_a_group_stands_before_the_headings_under_it() -> None:
    located = table("客户号 | 上年 | | 备注\n | 户数 | AUM |\n1 | 2 | 3 | x")
    assert [heading.text for heading in located.understanding.headings] == [
        "客户号",
        "上年 户数",
        "AUM",
        "备注",
    ]


def test_one_heading_under_two_groups_stays_ambiguous() -> None:
    located = table("客户号 | 上月 | 本月\n | AUM | AUM\n1 | 2 | 3")
    assert [heading.position for heading in located.understanding.twice["aum"]] == [1, 2]


def test_a_customers_row_of_words_is_no_second_heading_row() -> None:
    for row in ("001 | 张三 | 存款 | 无", "存款 | 贷款 | |", "客户号 | 张三 | AUM | --"):
        assert table(f"客户号 | 客户名称 | 产品 | AUM\n{row}\n002 | 李四 | 理财 | 5").header_row == 0


# Units


@pytest.mark.parametrize(
    ("sheet", "unit"),
    [
        ("单位：万元\n客户号 | AUM\n1 | 2", "万元"),
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


# Data dates


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
    ],
)
def test_other_dates_above_the_table_are_no_data_dates(line: str) -> None:
    assert table(line + BOOK).data_dates == ()


# Sheets


def test_the_sheet_whose_headings_match_best_is_read() -> None:
    book = cells(grid(NOTES, "说明"), grid("客户号 | AUM\n1 | 2", "旧"), grid(BOOK, "客户"))
    located = locate(book, ANYTHING)
    assert (located.grid.sheet, located.passed_over) == ("客户", ("说明", "旧"))


def test_headings_without_rows_under_them_fit_worst() -> None:
    book = cells(grid("客户号 | 客户名称 | AUM | 存款", "模板"), grid("客户号 | AUM\n1 | 2", "数据"))
    assert locate(book, ANYTHING).grid.sheet == "数据"


def test_sheets_that_fit_equally_well_are_named_and_none_is_read() -> None:
    with pytest.raises(SheetsTie) as refusal:
        locate(cells(grid(BOOK, "一月"), grid(BOOK, "二月")), ANYTHING)
    assert "“一月”, “二月”" in refusal.value.text(Lang.EN)


def test_a_heading_that_is_asked_for_decides_between_sheets() -> None:
    other = BOOK.replace("AUM", "AUM | 评分").replace("100", "100 | 5")
    book = cells(grid(BOOK, "一月"), grid(other, "二月"))
    assert locate(book, wish(names=("评分",))).grid.sheet == "二月"


def test_a_sheet_that_is_not_there_is_refused_with_the_names_of_all() -> None:
    with pytest.raises(SheetNotFound) as refusal:
        locate(cells(grid(BOOK), hidden=("底稿",)), wish(sheet="三月"))
    assert "“客户”, “底稿”" in refusal.value.text(Lang.EN)


def test_a_hidden_sheet_may_be_asked_for_by_name() -> None:
    assert locate(cells(grid(BOOK), hidden=("客户",)), wish(sheet="客户")).grid.sheet == "客户"


def test_a_text_file_has_no_sheets_to_choose_from() -> None:
    book = cells(grid(BOOK, None), path=Path("book.csv"))
    assert locate(book, wish(sheet="客户")).passed_over == ()
