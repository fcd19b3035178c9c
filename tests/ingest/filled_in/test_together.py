from dataclasses import replace

from keyclient.ingest.filled_in.together import together
from keyclient.model.filled_in import FilledIn
from tests.ingest.filled_in.forms import A, B, C, D, codes, column, line, read_plan, sheet
from tests.ingest.filled_in.test_read_form import changed


def copies(*plans: str) -> FilledIn:
    """What several managers gave back, as one plan."""
    return together([read_plan(行动=plan, book=f"{number}.xlsx") for number, plan in enumerate(plans)])


def test_each_manager_may_give_back_a_copy_with_lines_of_her_own_filled_in() -> None:
    form = copies(sheet(changed(A, 状态="完成"), B, C, D), sheet(A, B, C, changed(D, 状态="进行中")))
    assert column(form, "status") == {"LA": "done", "LB": "todo", "LC": "todo", "LD": "doing"}
    assert form.issues == ()


def test_of_two_different_changes_that_in_the_last_file_counts_and_is_told() -> None:
    form = copies(sheet(changed(A, 备注="甲"), B, C, D), sheet(changed(A, 备注="乙"), B, C, D))
    assert line(form, "LA").cells["remark"] == "乙"
    assert [code for code, _ in codes(form)] == ["KC721"]


def test_a_line_deleted_in_one_copy_is_deleted_unless_another_one_changed_it() -> None:
    form = copies(sheet(C, D, changed(B, 状态="完成")), sheet(A, C, D))
    assert {row.line for row in form.rows} == {"LB", "LC", "LD"}
    assert [code for code, _ in codes(form)] == ["KC733"]


def test_a_copy_with_the_lines_of_one_manager_alone_deletes_none_of_the_others() -> None:
    form = copies(sheet(A, B), sheet(C, changed(D, 状态="完成")))
    assert column(form, "status") == {"LA": "todo", "LB": "todo", "LC": "todo", "LD": "done"}


def test_what_people_added_to_two_copies_alike_is_one_line() -> None:
    new = "| '009 | 孙七 | 拜访 | 王芳 | 2026-11-20 | 联系 自 2026-11-01 | |"
    form = copies(sheet(A, B, C, D, new), sheet(A, B, C, D, new))
    assert [row.cells["name"] for row in form.rows if row.line is None] == ["孙七"]


def test_a_line_put_back_in_one_copy_is_back_whatever_another_one_remembers() -> None:
    whole = read_plan(行动=sheet(A, B, C, D))
    given = {line: cells for line, cells in whole.handed_out.items() if line != "LB"}
    back = replace(whole, handed_out=given, remembered=("LB",))
    one = replace(back, rows=tuple(row for row in whole.rows if row.line != "LB"))
    for files in ([one, back], [back, one]):
        form = together(files)
        assert ("LB" in {row.line for row in form.rows}, form.remembered) == (True, ())
    assert together([one, one]).remembered == ("LB",)
