"""Several tables on one sheet: which is read, what becomes of the others, and that no row of theirs is a customer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.base.table_refusals import TablesTie
from keyclient.ingest.layout.located import TableRequest
from keyclient.ingest.layout.table import locate
from keyclient.ingest.rows.other_rows import OtherKind
from keyclient.ingest.rows.row_kinds import sort_rows
from keyclient.model.label import Lang
from tests.ingest.layout.located import BRANCHES, CUSTOMERS, accounted, customers, others, places, wish
from tests.ingest.texts import ANYTHING, cells, grid, table


def test_a_table_below_the_customers_is_told_and_none_of_its_rows_is_a_customer() -> None:
    located = table(f"{CUSTOMERS}\n\n{BRANCHES}")
    assert customers(located) == [2, 3, 4]
    assert others(located) == dict.fromkeys([6, 7, 8], OtherKind.TABLE)
    assert [(other.place, other.title.en) for other in located.neighbours] == [
        ("客户!A6:D8", "网点, 户数, 金额")
    ]


def test_the_title_and_the_unit_line_of_a_table_below_are_its_own() -> None:
    located = table(
        f"{CUSTOMERS}\n合计 | | | 600\n\n二、按网点汇总\n单位：万元\n{BRANCHES}\n合计 | 3 | 600 |"
    )
    assert customers(located) == [2, 3, 4]
    assert others(located) == dict.fromkeys(range(7, 13), OtherKind.TABLE)
    assert [total.row + 1 for total in sort_rows(located).totals] == [5]
    assert (located.unit, places(located)) == (None, ["客户!A9:D12"])


def test_a_table_directly_under_a_total_row_begins_with_its_headings() -> None:
    located = table(
        f"{CUSTOMERS}\n合计 | | | 600\n产品 | 户数 | 金额 | 占比\n定期 | 1 | 100 | 5%\n活期 | 2 | 500 | 6%"
    )
    assert (customers(located), list(others(located))) == ([2, 3, 4], [6, 7, 8])


def test_of_two_tables_the_one_with_more_known_headings_is_read_wherever_it_stands() -> None:
    located = table(f"{BRANCHES}\n\n单位：万元\n{CUSTOMERS}")
    assert (located.header_row, customers(located), places(located)) == (5, [7, 8, 9], ["客户!A1:D3"])
    assert located.unit is not None
    far = "\n".join(["网点 | 金额"] + [f"网点{number} | 5" for number in range(90)])
    located = table(f"{far}\n\n{CUSTOMERS}")
    assert (located.header_row, customers(located)) == (92, [94, 95, 96])


@pytest.mark.parametrize("height", [61, 62, 63, 64, 65, 66, 190, 191, 192, 193])
def test_another_table_is_found_however_far_down_it_begins(height: int) -> None:
    page = "\n".join(
        ["客户号 | 客户名称 | 网点 | AUM", *(f"C{number} | 张三 | 城东 | 1" for number in range(height))]
    )
    located = table(f"{page}\n\n{BRANCHES}")
    assert customers(located) == list(range(2, height + 2))
    assert places(located) == [f"客户!A{height + 3}:D{height + 5}"]


def test_a_unit_above_another_table_is_not_this_ones() -> None:
    located = table(f"单位：万元\n{BRANCHES}\n\n{CUSTOMERS}")
    assert (located.unit, customers(located)) == (None, [7, 8, 9])


def test_the_table_that_names_customers_goes_before_one_with_as_many_known_headings() -> None:
    located = table("网点 | 存款 | 贷款\n城东 | 5 | 6\n城西 | 7 | 8\n\n客户号 | 网点 | AUM\nC1 | 城东 | 9")
    assert (located.header_row, customers(located)) == (4, [6])


def test_tables_that_fit_equally_well_are_named_and_none_is_read() -> None:
    sheet = (
        "客户号 | 客户名称 | AUM |\nC1 | 张三 | 100 |\n\n商机 | 客户号 | 客户名称 | 存款\nD | C1 | 张三 | 5"
    )
    with pytest.raises(TablesTie) as refusal:
        table(sheet)
    assert "“客户!A1:D2”, “客户!A4:D5”" in refusal.value.text(Lang.EN)
    assert "--header-row" in refusal.value.text(Lang.ZH)
    assert customers(table(sheet, wish(4))) == [5]
    assert customers(table(sheet, wish(1))) == [2]
    assert customers(table(sheet, wish(None, "存款"))) == [5]


def test_a_table_goes_on_under_its_repeated_headings_even_after_another_table() -> None:
    head, *rows = CUSTOMERS.splitlines()
    page = "\n".join([head, *rows])
    located = table(f"{page}\n{page}\n\n{BRANCHES}\n\n{page}")
    assert customers(located) == [2, 3, 4, 6, 7, 8, 15, 16, 17]
    assert others(located)[14] is OtherKind.HEADING
    assert places(located) == ["客户!A10:D12"]


@pytest.mark.parametrize(
    "rows",
    [
        "\n\nC4 | 赵六 | 城东 | 400",
        "\n\nC4 | 赵六 | 城东 | 约五十万\nC5 | 孙七 | 城东 | 500",
        "\n\n赵六 | 未知 | 城东 | 待定\nC5 | 孙七 | 城东 | 500",
        "\nC4 | 存款 | 贷款 | 400",
        "\n\n | 钱六 | | \n | 孙七 | | ",
    ],
)
def test_customers_after_blank_rows_stay_customers(rows: str) -> None:
    located = table(f"{CUSTOMERS}{rows}")
    assert not located.neighbours
    assert len(customers(located)) == 3 + sum(bool(line) for line in rows.split("\n"))


def test_in_a_book_without_ids_a_word_for_an_amount_is_no_heading() -> None:
    located = table("客户名称 | AUM\n张三 | 100\n李四 | 200\n\n王五 | 约五十万\n赵六 | 600")
    assert customers(located) == [2, 3, 5, 6]


def test_row_nought_means_that_there_are_no_headings() -> None:
    located = table("甲 | 乙\n丙 | 5", wish(0))
    assert (located.has_headings, located.first_row, customers(located)) == (False, 0, [1, 2])


def test_other_tables_are_told_beside_the_one_whose_heading_row_was_given() -> None:
    located = table(f"{CUSTOMERS}\n\n{BRANCHES}", wish(1))
    assert (customers(located), places(located)) == ([2, 3, 4], ["客户!A6:D8"])


NOTES = "填写说明 | \n一、 | 每行一个客户\n二、 | 金额单位为元"


@pytest.mark.parametrize(
    ("sheets", "chosen"),
    [
        ({"说明": NOTES, "数据": "品名 | 销量\n鱼 | 5"}, "数据"),
        ({"说明": "说明\n本表由系统生成", "数据": "品名 | 销量\n鱼 | 5"}, "数据"),
        ({"说明": "字段 | 说明\n品名 | 菜品\n销量 | 数", "数据": "品名 | 销量\n鱼 | 5"}, "数据"),
        ({"说明": NOTES, "空表": "客户号 | 客户名称 | AUM"}, "空表"),
        ({"空表": "客户号 | 客户名称 | AUM", "数据": "品名 | 销量\n鱼 | 5"}, "数据"),
        ({"小": "品名 | 销量\n鱼 | 5", "大": "货号 | 件数 | 金额\nA | 1 | 2"}, "大"),
        ({"短": "品名 | 销量\n鱼 | 5", "长": "货号 | 件数\nA | 1\nB | 2"}, "长"),
        ({"数": "1 | 2\n3 | 4", "表": "品名 | 销量\n鱼 | 5"}, "表"),
    ],
)
def test_of_sheets_without_known_headings_the_one_with_the_most_numbers_is_read(
    sheets: dict[str, str], chosen: str
) -> None:
    for names in (list(sheets), list(sheets)[::-1]):
        book = cells(*(grid(sheets[name], name) for name in names))
        assert locate(book, ANYTHING).grid.sheet == chosen


@pytest.mark.parametrize("wanted", [ANYTHING, wish(None, "销量")])
def test_of_sheets_with_the_same_unknown_headings_the_first_is_read_and_the_others_are_told(
    wanted: TableRequest,
) -> None:
    sheets = [grid("品名 | 销量\n鱼 | 5", name) for name in ("一月", "二月")]
    located = locate(cells(*sheets), wanted)
    assert (located.grid.sheet, located.rivals) == ("一月", ("二月!A1:B2",))


def test_a_heading_that_is_asked_for_goes_before_many_that_are_known() -> None:
    book = cells(grid(CUSTOMERS, "客户"), grid("品名 | 销量\n鱼 | 5", "菜品"))
    assert locate(book, ANYTHING).grid.sheet == "客户"
    assert locate(book, wish(None, "销量")).grid.sheet == "菜品"


ROW = st.sampled_from(
    [
        "C4 | 赵六 | 城东 | 400",
        " | | | ",
        "合计 | | | 600",
        "网点 | 户数 | 金额 | ",
        "城东 | 1 | 100 | ",
        "客户号 | 客户名称 | 网点 | AUM",
        "二、按网点汇总 | | | ",
        "制表人：王五 | | | ",
        "产品 | 存款 | 贷款 | 余额",
    ]
)


@given(rows=st.lists(ROW, max_size=16), beside=st.booleans())
def test_every_row_under_the_headings_is_of_exactly_one_kind(rows: list[str], *, beside: bool) -> None:
    side = [" | | 等级 | 标准", " | | 铂金 | 高", " | | 黄金 | 中", " | | 铁 | 低"] if beside else []
    lines = [*CUSTOMERS.splitlines(), *rows]
    lines = [line + (side[at] if at < len(side) else "") for at, line in enumerate(lines)]
    try:
        located = table("\n".join(lines))
    except TablesTie:
        return
    found = sort_rows(located)
    assert accounted(found) == found.read == max(located.whole.used - located.first_row, 0)
    assert not {*found.customers.tolist()} & {*found.others, *(total.row for total in found.totals)}
