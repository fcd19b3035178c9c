import datetime as dt
from pathlib import Path

import pytest

from keyclient.model.label import Label, Lang
from keyclient.model.rules.filled_in import EntryNotUnderstood
from tests.ingest.filled_in.forms import (
    HEADINGS,
    A,
    B,
    C,
    D,
    codes,
    column,
    line,
    read_form,
    read_plan,
    sheet,
    write_plan,
)
from tests.ingest.writing import write_csv


def changed(row: str, **cells: str) -> str:
    """A line with other cells, by heading."""
    names = [name.strip() for name in HEADINGS.split("|")]
    texts = [cell.strip() for cell in row.split("|")]
    for name, text in cells.items():
        texts[names.index(name)] = text
    return " | ".join(texts)


def test_an_untouched_plan_comes_back_as_it_was_handed_out() -> None:
    form = read_plan(行动=sheet(A, B, C, D), 王芳=sheet(A, B), 李娜=sheet(C, D))
    assert [row.line for row in form.rows] == ["LA", "LB", "LC", "LD"]
    assert form.issues == ()
    assert form.remembered == ("LOLD",)
    assert all(form.handed_out[str(row.line)].items() <= row.cells.items() for row in form.rows)


def test_what_differs_from_what_was_handed_out_wins_on_whichever_sheet_it_stands() -> None:
    here, there = changed(A, 备注="见过"), changed(A, 状态="√", 完成时限="2026-12-01")
    form = read_plan(行动=sheet(D, here, C, B), 王芳=sheet(B, there), 李娜=sheet(C, D))
    cells = line(form, "LA").cells
    assert (cells["remark"], cells["status"], cells["deadline"]) == ("见过", "done", dt.date(2026, 12, 1))
    assert form.issues == ()


def test_of_two_different_changes_that_on_the_main_sheet_counts_and_both_places_are_told() -> None:
    here, there = changed(A, 状态="进行中"), changed(A, 状态="完成")
    main = "\n".join((f"{HEADINGS} | 目录条目", *(f"{row} | near" for row in (here, B, C, D))))
    form = read_plan(王芳=sheet(B, there), 行动=main, 李娜=sheet(C, D))
    assert line(form, "LA").cells["status"] == "doing"
    assert codes(form) == [("KC721", "行动!2")]
    assert "王芳!3" in form.issues[0].message(Lang.ZH)


def test_the_same_change_on_two_sheets_is_one() -> None:
    done = changed(A, 状态="完成")
    form = read_plan(行动=sheet(done, B, C, D), 王芳=sheet(B, changed(A, 状态="√")))
    assert line(form, "LA").cells["status"] == "done"
    assert form.issues == ()


def test_what_cannot_be_read_is_told_with_its_cell_and_what_was_there_stays() -> None:
    odd = changed(A, 状态="等客户回国", 完成时限="下周三")
    form = read_plan(行动=sheet(odd, B, C, D))
    row = line(form, "LA")
    assert (row.cells["status"], row.cells["deadline"]) == ("todo", dt.date(2026, 11, 12))
    assert row.unread == {"status": "等客户回国", "deadline": "下周三"}
    assert sorted(codes(form)) == [("KC720", "行动!F2"), ("KC720", "行动!H2")]


def test_an_error_cell_and_a_formula_never_calculated_are_unread_and_not_blank(tmp_path: Path) -> None:
    odd = changed(A, 责任人="#REF!", 备注="=A1&B1")
    form = read_form(write_plan(tmp_path, 行动=sheet(odd, B, C, D)))
    assert line(form, "LA").cells["owner"] == "王芳"
    assert line(form, "LA").unread == {"owner": "#REF!", "remark": "="}


def test_rows_without_a_number_are_added_once_wherever_they_stand() -> None:
    new = "| '009 | 孙七 | 拜访 | 王芳 | 2026-11-20 | 联系 自 2026-11-01 | |"
    form = read_plan(行动=sheet(A, B, C, D, new), 王芳=sheet(new, A, B))
    added = [row for row in form.rows if row.line is None]
    assert [row.cells["name"] for row in added] == ["孙七"]
    assert form.issues == ()


def test_a_row_that_lacks_customer_or_content_is_told_and_a_place_to_sign_is_no_row() -> None:
    rows = (
        "| | | 拜访 | | | | 待办 |",
        "| '009 | 孙七 | | | | | 待办 |",
        "| | | | | | | 待办 |",
        "| | | 客户经理签字： | | | 日期： | |",
        "注：黄色列请填写 | | | | | | | |",
        HEADINGS,
    )
    form = read_plan(行动=sheet(A, B, C, D, *rows))
    assert len(form.rows) == 4
    assert codes(form) == [("KC725", "行动!6"), ("KC725", "行动!7")]
    assert form.issues[0].value == "拜访 | 待办"


@pytest.mark.parametrize(
    "row", ["| | 孙七 | | | | | | 想办信用卡", "| 9 | | | | | 持有 基金 | |", "| '009 | | | | 下周 | | | "]
)
def test_an_added_row_needs_a_customer_and_anything_written_and_the_missing_activity_is_told(
    row: str,
) -> None:
    form = read_plan(行动=sheet(A, B, C, D, row))
    assert len([row for row in form.rows if row.line is None]) == 1
    assert ("KC748", "行动!6") in codes(form)


def test_the_result_of_an_added_call_that_is_not_understood_is_kept_as_typed() -> None:
    page = """
联系编号 | 客户号 | 客户名称 | 联系理由 | 名单日期   | 联系结果     | 联系日期 | 备注
C7       | '001   | 张三     | 存款到期 | 2026-11-02 | 已联系       | 11月3日  |
         | '009   | 孙七     |          |            | 等他回国再说 |          |
"""
    form = read_plan(given=None, 联系=page)
    (added,) = (row for row in form.rows if row.line is None)
    assert added.unread == {"status": "等他回国再说"}
    assert added.cells["listed_on"] == dt.date(2026, 11, 2)
    assert line(form, "C7").cells["contacted_on"] == dt.date(2026, 11, 3)
    assert codes(form) == [("KC720", "联系!F3")]


def test_a_day_without_a_year_is_the_one_next_to_the_day_of_the_plan() -> None:
    heading = f"{HEADINGS} | 基期日期"
    rows = [f"{changed(A, 完成时限='12月30日')} | 2026-12-20", f"{changed(B, 完成时限='1.15')} | 2026-11-20"]
    form = read_plan(given=None, 行动="\n".join((heading, *rows)))
    assert column(form, "deadline") == {"LA": dt.date(2026, 12, 30), "LB": dt.date(2027, 1, 15)}


def test_what_people_wrote_beside_a_status_goes_into_the_remark() -> None:
    form = read_plan(行动=sheet(changed(A, 状态="客户不同意，取消", 备注="见过"), B, C, D))
    cells = line(form, "LA").cells
    assert (cells["status"], cells["remark"]) == ("dropped", "见过；客户不同意，取消")
    assert form.issues == ()


def test_one_line_tells_of_all_files_and_columns_in_which_an_entry_is_not_understood() -> None:
    first, second = (
        EntryNotUnderstood("A!F2", "status", "?", book=book, column=Label(name, name))
        for book, name in (("plan.xlsx", "状态"), ("list.xlsx", "联系结果"))
    )
    said = first.together([second]).message(Lang.ZH)
    assert "plan.xlsx + list.xlsx 的“状态、联系结果”列" in said


def test_a_line_copied_for_another_customer_is_an_added_one() -> None:
    copied = changed(A, 客户号="'009", 客户名称="孙七")
    form = read_plan(行动=sheet(A, copied, B, C, D))
    assert line(form, "LA").cells["name"] == "张三"
    assert [row.cells["name"] for row in form.rows if row.line is None] == ["孙七"]
    assert codes(form) == [("KC722", "行动!3")]


def test_ids_are_known_whatever_case_and_width_they_have() -> None:
    form = read_plan(行动=sheet(changed(A, 行动编号="ｌａ"), B, C, D))
    assert {row.line for row in form.rows} == {"LA", "LB", "LC", "LD"}


def test_a_text_file_says_that_it_does_not_know_what_was_handed_out(tmp_path: Path) -> None:
    form = read_form(write_csv(tmp_path, sheet(A, changed(B, 状态="完成"))))
    assert column(form, "status") == {"LA": "todo", "LB": "done"}
    assert codes(form) == [("KC726", None)]
    assert form.handed_out == {}


def test_a_line_that_people_put_back_is_remembered_as_deleted_no_more() -> None:
    form = read_plan(行动=sheet(A, B, C, D, changed(A, 行动编号="LOLD")))
    assert form.remembered == ()
