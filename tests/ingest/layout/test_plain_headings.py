import pytest

from keyclient.ingest.layout.located import Located
from keyclient.ingest.layout.plain_headings import is_period
from tests.ingest.texts import table


def headings(located: Located) -> list[str]:
    return [heading.text for heading in located.understanding.headings]


@pytest.mark.parametrize(
    "cell", ["2023", "202301", "2023-1", "2023/12", "20230131", "2023-01-31", "２０２３"]
)
def test_years_months_and_days_head_figures_over_time(cell: str) -> None:
    assert is_period(cell)


@pytest.mark.parametrize("cell", ["45000", "1899", "2100", "20231", "5", "1.5", "客户号", ""])
def test_other_numbers_are_no_periods(cell: str) -> None:
    assert not is_period(cell)


@pytest.mark.parametrize(
    ("sheet", "row", "texts"),
    [
        ("网点 | 2023 | 2024\n城东 | 5 | 6\n城西 | 7 | 8", 0, ["网点", "2023", "2024"]),
        ("网点 | 2023-01-31 00:00:00\n城东 | 5\n城西 | 7", 0, ["网点", "2023-01-31 00:00:00"]),
        ("网点 | 1月 | 2月\n城东 | 5 | 6", 0, ["网点", "1月", "2月"]),
        ("网点 | 1 | 2 | 3\n城东 | 5 | 6 | 7", 0, ["网点", "1", "2", "3"]),
        ("编号 | 100022 | 100025\n1 | 5 | 6\n2 | 7 | 8", 0, ["编号", "100022", "100025"]),
        ("空 | 0 | 0.00 | 0.0# | d.m.\n | 5 | 6 | 7 | 8", 0, ["空", "0", "0.00", "0.0#", "d.m."]),
        ("true | false | \n甲 | 乙 | 丙\n1 | 2 | 3", 1, ["甲", "乙", "丙"]),
        ("2023 | 2024\n5 | 6\n7 | 8", 0, ["2023", "2024"]),
        ("编号 | 数值 | 编号 | 数值\n1 | 2 | 3 | 4", 0, ["编号", "数值", "编号", "数值"]),
        ("销量\n5\n6", 0, ["销量"]),
        ("某表 | |\n品名 | 单位 | 备用\n鱼 | 条 | 甲", 1, ["品名", "单位", "备用"]),
        ("产品 | 渠道\n定期 | 柜面\n活期 | 网银", 0, ["产品", "渠道"]),
    ],
)
def test_the_row_that_looks_most_like_headings_has_them(sheet: str, row: int, texts: list[str]) -> None:
    located = table(sheet)
    assert (located.header_row, headings(located), located.has_headings) == (row, texts, True)


@pytest.mark.parametrize(
    "sheet",
    [
        "1 | 2\n3 | 4",
        "张三 | 5 | 6\n李四 | 7 | 8",
        "2014-04-01 00:00:00 | 420\n2014-04-02 00:00:00 | 430",
        "项目 | 2019\n项目 | 2020",
        "5\n6\n7",
        "1 | 2 | 3\n4 | 5 | 6",
        "-100 | \n | \n | 合并",
    ],
)
def test_numbers_without_a_heading_row_are_called_by_their_letters(sheet: str) -> None:
    located = table(sheet)
    assert (located.has_headings, located.first_row) == (False, 0)
    assert headings(located) == ["A", "B", "C"][: len(located.grid.columns)]


def test_titles_above_a_table_without_headings_are_no_customers() -> None:
    assert table("某某支行\n\n张三 | 5 | 6\n李四 | 7 | 8").first_row == 2


def test_two_rows_of_unknown_headings_are_read_together() -> None:
    sheet = "地区 | 一季度 | | 二季度 |\n | 户数 | 金额 | 户数 | 金额\n甲 | 1 | 2 | 3 | 4\n乙 | 1 | 2 | 3 | 4"
    located = table(sheet)
    assert located.header_row == 1
    assert headings(located) == ["地区", "一季度 户数", "一季度 金额", "二季度 户数", "二季度 金额"]


@pytest.mark.parametrize(
    "sheet",
    [
        "姓名 | | 数值\n张三 | 城东 |\n李四 | 城西 | 5\n王五 | 城西 | 6",
        "姓名 | 数值 |\n张三 | 待定 | 大额\n李四 | 300 | x",
        "制表：王五 | | 单位：万元 |\n | 户数 | 金额 | 笔数\n甲 | 1 | 2 | 3",
    ],
)
def test_a_first_customer_or_a_line_of_titles_is_no_heading_row(sheet: str) -> None:
    assert not any(" " in text for text in headings(table(sheet)))


def test_words_only_go_before_words_and_days() -> None:
    located = table("2026-01-03 | 2026-01-04 | x\n菜品名 | 销量\n鱼 | 5")
    assert (located.header_row, headings(located)) == (1, ["菜品名", "销量", "C"])
