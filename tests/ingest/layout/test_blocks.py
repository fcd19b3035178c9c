import pytest

from keyclient.ingest.base.table_refusals import TablesTie
from keyclient.ingest.rows.other_rows import OtherKind
from keyclient.ingest.rows.row_kinds import sort_rows
from keyclient.model.label import Lang
from tests.ingest.layout.located import accounted, customers, others, places
from tests.ingest.texts import table


def test_a_legend_beside_the_customers_is_no_part_of_them() -> None:
    located = table(
        """客户号 | 客户名称 | AUM | | 等级 | 标准
        C1 | 张三 | 100 | | 铂金 | 100万以上
        C2 | 李四 | 200 | | 黄金 | 50万以上
        C3 | 王五 | 300 | | |
        C4 | 赵六 | 300 | | |"""
    )
    assert (customers(located), places(located)) == ([2, 3, 4, 5], ["客户!E1:F3"])
    assert [heading.text for heading in located.understanding.headings] == ["客户号", "客户名称", "AUM"]


def test_rows_of_a_longer_table_beside_are_accounted_for_and_no_customers() -> None:
    located = table(
        """客户号 | 客户名称 | AUM | | 网点 | 户数
        C1 | 张三 | 100 | | 城东 | 5
         | | | | 城南 | 6
        C2 | 李四 | 200 | | 城西 | 6
         | | | | 城北 | 7
         | | | | |
         | | | | 城外 | 8"""
    )
    found = sort_rows(located)
    assert customers(located) == [2, 4]
    assert others(located) == dict.fromkeys([3, 5, 7], OtherKind.TABLE)
    assert (found.blank, found.read, accounted(found)) == (1, 6, 6)


def test_a_table_lower_down_beside_the_customers_has_its_own_place() -> None:
    located = table(
        """客户号 | 客户名称 | AUM | | |
        C1 | 张三 | 100 | | |
        C2 | 李四 | 200 | | 网点 | 户数
        C3 | 王五 | 200 | | 城东 | 7
         | | | | 城北 | 8"""
    )
    assert (customers(located), list(others(located)), places(located)) == ([2, 3, 4], [5], ["客户!E3:F5"])


def test_the_better_of_two_tables_side_by_side_is_read_with_its_own_addresses_and_unit() -> None:
    located = table(
        """ | | | | 单位：万元 |
        网点 | 户数 | | 客户号 | 客户名称 | AUM
        城东 | 5 | | C1 | 张三 | 100
        城西 | 6 | | C2 | 李四 | 200
        城南 | 7 | | | |"""
    )
    assert (places(located), customers(located)) == (["客户!A2:B5"], [3, 4])
    assert others(located) == {5: OtherKind.TABLE}
    assert located.grid.address(2, located.understanding.taken["aum"].position) == "客户!F3"
    assert located.unit is not None
    assert located.unit.name == "万元"


def test_the_same_headings_side_by_side_are_a_tie() -> None:
    sheet = """客户号 | 客户名称 | AUM | | 客户号 | 客户名称 | AUM
    C1 | 张三 | 100 | | C4 | 赵六 | 5
    C2 | 李四 | 200 | | C5 | 孙七 | 6"""
    with pytest.raises(TablesTie) as refusal:
        table(sheet)
    assert "“客户!A1:C3”, “客户!E1:G3”" in refusal.value.text(Lang.EN)
    assert "--header-row" not in refusal.value.text(Lang.EN) + refusal.value.text(Lang.ZH)


@pytest.mark.parametrize(
    "sheet",
    [
        "客户号 | 客户名称 | | AUM | 存款\nC1 | 张三 | | 100 | 4\nC2 | 李四 | | 200 | 5\n | | | 300 | 9",
        "客户号 | AUM | | 客户名称 | 电话\nC1 | 5 | | 张三 | 1\nC2 | 6 | | 李四 | 2\nC3 | 7 | | |",
        "客户号 | 上月 | | 本月 | 备注\n | AUM | | AUM |\nC1 | 5 | | 6 | x\nC2 | 7 | | 8 |",
        " | 客户号 | 客户名称 | | | AUM | 存款\n | C1 | 张三 | | | 5 | 6",
    ],
)
def test_a_blank_column_alone_parts_no_table(sheet: str) -> None:
    located = table(sheet)
    assert len(located.grid.columns) == len(sheet.splitlines()[0].split("|"))
    assert not located.neighbours


def test_unknown_headings_side_by_side_stay_one_table() -> None:
    located = table("Id | Price | | Id | Price\n1 | 5 | | 1 | 6\n2 | 7 | | 2 | 8\n3 | 7 | | |")
    assert [heading.text for heading in located.understanding.headings] == ["Id", "Price", "C", "Id", "Price"]
