import datetime as dt

from keyclient.ingest.filled_in.together import together
from keyclient.model.label import Lang
from tests.ingest.filled_in.forms import HEADINGS, A, B, C, D, codes, column, line, read_plan, sheet
from tests.ingest.filled_in.test_read_form import changed

GIVEN = """
line_id | customer_id | name | activity | owner | deadline   | criterion    | status | remark | effort | baseline_date | entry
LA      | '001        | 张三 | 品茶会   | 王芳  | 2026-11-12 | 资产 >= 50万 | 待办   |        | 1      | 2026-10-31    | near
LB      | '002        | 李四 | 体检     | 王芳  | 2026-11-13 | 持有 基金    | 待办   |        | 1      | 2026-10-31    | need
LC      | '003        | 王五 | 高尔夫   | 李娜  | 2026-11-13 | 持有 基金    | 待办   |        | 1      | 2026-10-31    | need
LD      | '004        | 赵六 | 讲座     | 李娜  | 2026-11-16 | 持有 基金    | 待办   |        | 1      | 2026-10-31    | need
"""


def test_rows_sorted_without_their_numbers_say_nothing_of_other_customers_and_are_told() -> None:
    torn = [
        changed(B, 行动编号="LA", 状态="完成", 备注="已买基金"),
        changed(A, 行动编号="LB", 状态="取消"),
        changed(C, 状态="完成"),
        D,
    ]
    form = read_plan(given=GIVEN, 行动=sheet(*torn))
    assert column(form, "status") == {"LA": "todo", "LB": "todo", "LC": "done", "LD": "todo"}
    assert (line(form, "LA").text("name"), line(form, "LA").text("remark")) == ("张三", None)
    assert codes(form) == [("KC734", "行动!2"), ("KC734", "行动!3")]
    first, second = form.issues
    assert "002、001" in first.together([second]).message(Lang.ZH)


def test_names_torn_from_their_ids_are_told_as_well() -> None:
    torn = (changed(A, 客户名称="李四", 状态="完成"), changed(B, 客户名称="张三"))
    form = read_plan(given=GIVEN, 行动=sheet(*torn, C, D))
    assert set(column(form, "status").values()) == {"todo"}
    assert [code for code, _ in codes(form)] == ["KC734", "KC734"]


def test_the_sheet_of_a_manager_that_is_whole_still_counts() -> None:
    torn = (changed(B, 行动编号="LA", 状态="完成"), changed(A, 行动编号="LB"))
    form = read_plan(given=GIVEN, 行动=sheet(*torn, C, D), 王芳=sheet(changed(A, 备注="见过"), B))
    assert column(form, "remark") == {"LA": "见过", "LB": None, "LC": None, "LD": None}


def test_a_number_that_lost_its_zeros_or_its_last_digits_is_still_hers() -> None:
    long = GIVEN.replace("'002 ", "'110101199001011234 ")
    rows = (changed(A, 客户号="1", 状态="完成"), changed(B, 客户号="110101199001011000", 状态="完成"))
    form = read_plan(given=long, 行动=sheet(*rows, C, D))
    assert (line(form, "LA").cells["status"], line(form, "LB").cells["status"]) == ("done", "done")
    assert form.issues == ()
    assert line(form, "LA").text("customer_id") == "001"


def test_the_number_of_the_customer_of_a_plan_without_them_says_nothing() -> None:
    form = read_plan(行动=sheet(changed(A, 客户号="'999", 状态="完成"), B, C, D))
    assert line(form, "LA").cells["status"] == "done"


def test_a_line_whose_number_was_erased_is_still_that_line() -> None:
    form = read_plan(given=GIVEN, 行动=sheet(A, changed(B, 行动编号="", 状态="完成"), C, D))
    assert column(form, "status") == {"LA": "todo", "LB": "done", "LC": "todo", "LD": "todo"}
    assert form.issues == ()


def test_another_activity_for_a_customer_whose_line_was_deleted_is_a_new_one() -> None:
    form = read_plan(given=GIVEN, 行动=sheet(A, changed(B, 行动编号="", 行动="拜访"), C, D))
    assert form.handed_out.keys() - {row.line for row in form.rows} == {"LB"}
    assert [row.text("activity") for row in form.rows if row.line is None] == ["拜访"]


def test_what_keyclient_works_out_stays_as_it_was_handed_out_and_changes_are_told_once() -> None:
    heading = f"{HEADINGS} | 投入"
    rows = (f"{changed(A, 客户名称='张三丰')} | 5", f"{B} | 1", f"{changed(C, 行动='拜访')} | 1", f"{D} | 1")
    form = read_plan(given=GIVEN, 行动="\n".join((heading, *rows)))
    assert line(form, "LA").cells["effort"] == 1
    assert line(form, "LC").cells["activity"] == "高尔夫"
    (issue,) = form.issues
    assert issue.code == "KC744"
    assert "2 行改动了自动生成的列（客户名称、行动、投入）" in issue.message(Lang.ZH)


def test_a_column_to_fill_in_under_another_heading_is_missed() -> None:
    form = read_plan(given=GIVEN, 行动=sheet(A, B, C, D).replace("状态", "进度"))
    (missing,) = (issue for issue in form.issues if issue.code == "KC743")
    assert missing.cell == "行动!1"
    assert "状态" in missing.message(Lang.ZH)
    assert column(form, "status")["LA"] == "todo"


def test_a_line_that_stands_on_no_sheet_any_more_keeps_its_customer_and_its_start() -> None:
    form = read_plan(given=GIVEN, 李娜=sheet(C, D))
    kept = line(form, "LA")
    assert (kept.text("customer_id"), kept.day("baseline_date")) == ("001", dt.date(2026, 10, 31))


def test_a_copy_of_the_plan_without_changes_deletes_what_another_copy_deleted() -> None:
    form = together(
        [
            read_plan(given=GIVEN, book="1.xlsx", 行动=sheet(A, C, D)),
            read_plan(given=GIVEN, book="2.xlsx", 行动=sheet(A, B, C, D)),
        ]
    )
    assert {row.line for row in form.rows} == {"LA", "LC", "LD"}
