import pytest

from keyclient.ingest.layout.located import Located, TableRequest
from tests.ingest.texts import table


def wish(
    sheet: str | None = None, header_row: int | None = None, names: tuple[str, ...] = (), **mapping: str
) -> TableRequest:
    return TableRequest(sheet, header_row, mapping, names)


def fields_at(located: Located) -> dict[str, int]:
    return {name: heading.position for name, heading in located.understanding.taken.items()}


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
            {"customer_id": 0, "aum": 2, "deposits_average": 1, "loans": 3},
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
