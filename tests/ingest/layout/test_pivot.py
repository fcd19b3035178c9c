import pytest

from keyclient.ingest.base.table_refusals import NotCustomers
from keyclient.ingest.layout.table import locate
from keyclient.model.label import Lang
from tests.ingest.layout.located import customers, wish
from tests.ingest.texts import ANYTHING, cells, grid, table


@pytest.mark.parametrize(
    ("sheet", "signs"),
    [
        (
            "行标签 | 求和项:AUM\n城东 | 5\n城西 | 6\n总计 | 11",
            "行标签 (客户!A1), 求和项:AUM (客户!B1), 总计 (客户!A4)",
        ),
        (
            "求和项:AUM | |\n网点 | 汇总 |\n城东 | 5 |\n城西 | 6 |\n总计 | 11 |",
            "求和项:AUM (客户!A1), 总计 (客户!A5)",
        ),
        ("Row Labels | Sum of AUM\nEast | 5\nWest | 6\nGrand Total | 11", "Row Labels (客户!A1)"),
        (
            "Branch | (All)\n\nCount of Customer ID | Column Labels |\nRow Labels | A | B\nx | 1 | 2",
            "Row Labels (客户!A4)",
        ),
    ],
)
def test_a_pivot_table_is_refused_with_what_gives_it_away(sheet: str, signs: str) -> None:
    with pytest.raises(NotCustomers) as refusal:
        table(sheet)
    assert signs in refusal.value.text(Lang.EN)
    assert "汇总表" in refusal.value.text(Lang.ZH)


def test_a_pivot_table_is_read_when_the_user_names_its_heading_row() -> None:
    assert customers(table("行标签 | 求和项:AUM\n张三 | 5\n李四 | 6\n总计 | 11", wish(1))) == [2, 3]


@pytest.mark.parametrize(
    "sheet",
    [
        "Customer ID | Sum of Balances\n1 | 5\n2 | 6\nGrand Total | 11",
        "网点 | 求和项:AUM\n城东 | 5\n城西 | 6",
        "网点 | AUM\n城东 | 5\n总计 | 5",
    ],
)
def test_a_total_or_a_sum_alone_makes_no_pivot_table(sheet: str) -> None:
    assert table(sheet).header_row == 0


def test_the_data_sheet_goes_before_the_pivot_sheet() -> None:
    pivot = grid("行标签 | 求和项:AUM\n城东 | 5\n城西 | 6\n总计 | 11", "汇总")
    data = grid("编号 | 数值\n1 | 5", "数据")
    assert locate(cells(pivot, data), ANYTHING).grid.sheet == "数据"
