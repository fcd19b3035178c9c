from pathlib import Path

import pytest

from keyclient.ingest.layout.total_functions import FUNCTION_LABELS, Function
from keyclient.model.label import Label, Lang
from tests.ingest.marked_rows import write_rows, write_table
from tests.ingest.writing import customers, issues, money, read, rows, values, write_csv

FOUR = """
客户号 | 客户名称 | 存款余额
C1 | 甲 | 400
C2 | 乙 | 300
C3 | 丙 | 200
C4 | 丁 | 100
"""
ALL = ["C1", "C2", "C3", "C4"]


@pytest.mark.parametrize(
    ("total", "function"),
    [
        ("本期情况 | | 1000", "sum"),
        ("C9 | 张三 | 1000", "sum"),
        ("4 | | 1000", "sum"),
        (" | | 250", "average"),
        ("汇总 | | 4", "count"),
        ("情况 | | 400", "max"),
        ("情况 | | 129.1", "stdDev"),
    ],
)
def test_the_totals_row_of_a_table_is_no_customer_whatever_its_label_and_function(
    tmp_path: Path, total: str, function: str
) -> None:
    loaded = read(write_table(tmp_path, FOUR + total, {"存款余额": function}))
    assert customers(loaded, "customer_id") == ALL
    assert rows(loaded)["totals"] == 1
    assert issues(loaded, "KC305", "KC350") == ([] if function == "sum" else ["KC350 客户!C6 note"])


@pytest.mark.parametrize(
    ("formula", "value", "figure"),
    [
        ("SUBTOTAL(101,C2:C5)", "250", Function.AVERAGE),
        ("SUBTOTAL(1,C2:C5)", "250", Function.AVERAGE),
        ("AGGREGATE(1,5,C2:C5)", "250", Function.AVERAGE),
        ("ROUND(AVERAGE(C2:C5),2)", "250", Function.AVERAGE),
        ("IFERROR(SUM(C2:C5)/COUNT(C2:C5),0)", "250", Function.AVERAGE),
        ("SUBTOTAL(103,C2:C5)", "4", Function.COUNT),
        ("COUNTA(C2:C5)", "4", Function.COUNT),
        ("MAX(C2:C5)", "400", Function.LARGEST),
        ("SUBTOTAL(105,C2:C5)", "100", Function.SMALLEST),
        ("_xlfn.STDEV.S(C2:C5)", "129.1", Function.OTHER),
    ],
)
def test_a_total_row_that_computes_another_figure_is_named_as_that(
    tmp_path: Path, formula: str, value: str, figure: Function
) -> None:
    loaded = read(write_rows(tmp_path, f"{FOUR}合计 | | {value}", formulas={"C6": formula}))
    assert customers(loaded, "customer_id") == ALL
    assert money(loaded)["存款余额"][-2:] == [None, None]
    assert issues(loaded, "KC305", "KC350") == ["KC350 客户!C6 note"]
    assert values(loaded, "KC350") == [
        {
            "column": "存款余额",
            "figure": FUNCTION_LABELS[figure],
            "whose": Label("the customers", "各客户"),
            "read": "1,000.00",
        }
    ]


def test_a_sum_that_does_not_tie_is_an_error_though_a_formula_computes_it(tmp_path: Path) -> None:
    loaded = read(write_rows(tmp_path, f"{FOUR}合计 | | 900", formulas={"C6": "SUM(C2:C4)"}))
    assert issues(loaded, "KC305", "KC350") == ["KC305 客户!C6 error"]


@pytest.mark.parametrize(
    ("total", "formula"), [("合计 | | 500", "SUBTOTAL(109,C2:C5)"), ("合计 | | 500", "")]
)
@pytest.mark.parametrize("top", [True, False])
def test_a_total_of_the_rows_that_a_filter_shows_is_named_as_that(
    tmp_path: Path, total: str, formula: str, *, top: bool
) -> None:
    heading, *body = FOUR.strip().splitlines()
    sheet = "\n".join([heading, total, *body] if top else [heading, *body, total])
    hidden, at = ((3, 6), "C2") if top else ((2, 5), "C6")
    loaded = read(write_rows(tmp_path, sheet, hidden=hidden, formulas={at: formula} if formula else {}))
    assert customers(loaded, "customer_id") == ALL
    assert money(loaded)["存款余额"][-2:] == [None, None]
    assert issues(loaded, "KC305", "KC351") == [f"KC351 客户!{at} warning"]
    assert values(loaded, "KC351") == [
        {"column": "存款余额", "shown": "500.00", "hidden": 2, "read": "1,000.00"}
    ]


def test_a_filtered_total_without_a_label_is_no_customer(tmp_path: Path) -> None:
    six = FOUR + "C5 | 戊 | 50\nC6 | 己 | 20\n | | 320"
    loaded = read(write_rows(tmp_path, six, hidden=(2, 3, 6)))
    assert rows(loaded) == {"read": 7, "customers": 6, "totals": 1}
    assert issues(loaded, "KC351") == ["KC351 客户!C8 warning"]


def test_a_total_of_all_rows_ties_though_rows_are_hidden(tmp_path: Path) -> None:
    loaded = read(write_rows(tmp_path, f"{FOUR}合计 | | 1000", hidden=(2,)))
    assert money(loaded)["存款余额"][-2:] == [1000, 0]
    assert issues(loaded, "KC305", "KC351") == []


@pytest.mark.parametrize(
    ("total", "perhaps"),
    [
        ("250", " Perhaps it is no sum: it equals the average of the customers."),
        ("4", " Perhaps it is no sum: it equals the number of the customers."),
        ("400", " Perhaps it is no sum: it equals the largest value of the customers."),
        ("999", ""),
    ],
)
def test_what_a_total_that_does_not_tie_may_be_is_said(tmp_path: Path, total: str, perhaps: str) -> None:
    told = read(write_csv(tmp_path, f"{FOUR}汇总 | | {total}")).issues
    assert [issue.message(Lang.EN).partition(").")[2] for issue in told] == [perhaps]


@pytest.mark.parametrize("formula", ["AVERAGE(C2:C6)", "SUBTOTAL(1,C2:C6)", None])
def test_an_average_without_a_label_is_no_customer(tmp_path: Path, formula: str | None) -> None:
    sheet = f"{FOUR}C5 | 戊 | 250\n | | 250"
    loaded = read(write_rows(tmp_path, sheet, formulas={"C7": formula} if formula else {}))
    assert rows(loaded) == {"read": 6, "customers": 5, "totals": 1}
    assert values(loaded, "KC352") == [{"count": 1, "amounts": "存款余额 250.00"}]


def test_a_customer_without_id_and_name_is_no_average_among_equal_amounts(tmp_path: Path) -> None:
    loaded = read(
        write_csv(tmp_path, "客户号 | 客户名称 | 存款\nC1 | 甲 | 5\nC2 | 乙 | 5\nC3 | 丙 | 5\n | | 5")
    )
    assert rows(loaded)["customers"] == 4


@pytest.mark.parametrize("formula", ["SUM(C2:C4)", "SUBTOTAL(9,C2:C4)"])
def test_sums_of_groups_are_known_by_their_formulas(tmp_path: Path, formula: str) -> None:
    sheet = "客户号 | 客户名称 | 存款余额\nC1 | 甲 | 5\nC2 | 乙 | 6\nC3 | 丙 | 7\n | | 18\nC4 | 丁 | 9\nC5 | 戊 | 9"
    loaded = read(write_rows(tmp_path, sheet, formulas={"C5": formula}))
    assert rows(loaded) == {"read": 6, "customers": 5, "totals": 1}
    assert values(loaded, "KC316") == [{"count": 1, "amounts": "存款余额 18.00"}]


@pytest.mark.parametrize("formula", ["SUM(参数!A1:A9)", "B6*2", "VLOOKUP(A6,D:E,2,0)"])
def test_a_customer_without_id_whose_amount_is_looked_up_is_a_customer(tmp_path: Path, formula: str) -> None:
    sheet = f"{FOUR} | | 77"
    assert rows(read(write_rows(tmp_path, sheet, formulas={"C6": formula})))["customers"] == 5


def test_a_last_row_without_an_id_is_no_average_where_others_have_none_either(tmp_path: Path) -> None:
    book = f"{FOUR}C5 | 戊 | 250\n | | 90\n | | 223.33"
    assert rows(read(write_csv(tmp_path, book))) == {"read": 7, "customers": 7}


FIVE = """
客户号 | 客户名称 | 存款余额 | 存款日均
C1 | 甲 | 400 | 1.5
C2 | 乙 | 300 | 2.5
C3 | 丙 | 200 | 4
C4 | 丁 | 100 | 4.5
C5 | 戊 | 50 | 3
"""


@pytest.mark.parametrize("label", ["合计", "", "平均利率"])
@pytest.mark.parametrize("formulas", [{}, {"C7": "SUBTOTAL(109,C2:C6)", "D7": "SUBTOTAL(101,D2:D6)"}])
def test_an_average_beside_the_total_of_a_filter_leaves_it_the_total_of_the_shown_rows(
    tmp_path: Path, label: str, formulas: dict[str, str]
) -> None:
    book = write_rows(tmp_path, f"{FIVE}{label} | | 900 | 2.67", hidden=(5, 6), formulas=formulas)
    loaded = read(book)
    assert customers(loaded, "customer_id") == [*ALL, "C5"]
    assert rows(loaded)["totals"] == 1
    assert issues(loaded, "KC305", "KC350", "KC351") == ["KC351 客户!C7 warning", "KC350 客户!D7 note"]
    assert [item["shown"] for item in values(loaded, "KC351")] == ["900.00"]


@pytest.mark.parametrize("label", ["", "全行"])
def test_an_average_beside_a_sum_leaves_a_row_a_total(tmp_path: Path, label: str) -> None:
    loaded = read(write_rows(tmp_path, f"{FIVE}{label} | | 1050 | 3.1"))
    assert customers(loaded, "customer_id") == [*ALL, "C5"]
    assert money(loaded)["存款余额"][-1] == 0


def test_a_row_of_averages_and_another_amount_is_no_total(tmp_path: Path) -> None:
    loaded = read(write_rows(tmp_path, f"{FIVE}C6 | 己 | 70 | 3.1"))
    assert customers(loaded, "customer_id")[-1] == "C6"


@pytest.mark.parametrize(
    ("formula", "value"),
    [("SUBTOTAL(101,C2:C7)", "25"), ("SUBTOTAL(102,C2:C7)", "4"), ("SUBTOTAL(104,C2:C7)", "40"), ("", "25")],
)
def test_a_figure_of_the_rows_that_a_filter_shows_is_told_as_that_of_those_rows(
    tmp_path: Path, formula: str, value: str
) -> None:
    six = "客户号 | 客户名称 | 存款余额\n" + "".join(
        f"C{number} | 客户{number} | {amount}\n" for number, amount in enumerate((10, 500, 20, 600, 30, 40))
    )
    formulas = {"C8": formula} if formula else {}
    loaded = read(write_rows(tmp_path, f"{six}合计 | | {value}", hidden=(3, 5), formulas=formulas))
    (told,) = (issue for issue in loaded.issues if issue.code == "KC350")
    assert "of the rows that are shown (2 more are hidden or filtered out, and count)" in told.message(
        Lang.EN
    )
    assert "显示的行（另有 2 行被隐藏或筛选掉，仍计入）" in told.message(Lang.ZH)
