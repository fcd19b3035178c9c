import datetime as dt
from pathlib import Path

from keyclient.model.label import Lang
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


def test_a_row_that_lacks_customer_or_activity_is_told_and_a_place_to_sign_is_no_row() -> None:
    rows = (
        "| | | 拜访 | | | | 待办 |",
        "| '009 | 孙七 | | | | 联系 自 2026-11-01 | 待办 |",
        "| | | | | | | 待办 |",
        "| | | 客户经理签字： | | | 日期： | |",
        "注：黄色列请填写 | | | | | | | |",
        HEADINGS,
    )
    form = read_plan(行动=sheet(A, B, C, D, *rows))
    assert len(form.rows) == 4
    assert codes(form) == [("KC725", "行动!6"), ("KC725", "行动!7")]


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
