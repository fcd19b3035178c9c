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
        locate(cells(grid("只有\n文字", name=None)), ANYTHING)
    assert "文本" in refusal.value.text(Lang.ZH)


def test_a_heading_that_is_asked_for_shows_the_heading_row() -> None:
    sheet = "甲 | 乙 | 丙\n品名 | 销量 | 单价\n鱼 | 5 | 3"
    assert table(sheet).header_row == 0
    assert table(sheet, wish(names=("销量",))).header_row == 1
    assert table(sheet, wish(aum="销量")).header_row == 1


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
