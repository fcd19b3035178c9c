from pathlib import Path

import pytest

from keyclient.ingest.filled_in.read_form import forms_in
from keyclient.ingest.source.opening import open_book
from keyclient.model.filled_in import FormKind
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from tests.ingest.filled_in.forms import HEADINGS, A, B, column, read_form, read_plan, sheet
from tests.ingest.writing import write_csv, write_xlsx

CALLS = """
联系编号 | 客户号 | 客户名称 | 联系理由   | 联系结果 | 联系日期   | 备注
C7       | '001   | 张三     | 存款到期   | 已联系   | 2026-11-02 | 已续存
C8       | '002   | 李四     | 生日       |          |            |
"""


def test_a_plan_is_known_by_its_headings_wherever_they_stand_and_in_whatever_order() -> None:
    moved = """
2026年四季度行动计划 | | | | |
请填写黄色列         | | | | |
                     | | | | |
备注 | 状态   | 费用 | 验收标准     | 完成时限   | 责任人 | 行动   | 客户号 | 行动编号
好   | 已完成 | 200  | 资产 >= 50万 | 2026-11-12 | 王芳   | 品茶会 | '001   | LA
"""
    form = read_plan(计划=moved)
    assert (column(form, "status")["LA"], column(form, "remark")["LA"]) == ("done", "好")
    assert [issue.code for issue in form.issues] == ["KC727"]
    assert "费用" in form.issues[0].message(Lang.ZH)


@pytest.mark.parametrize(
    "headings",
    [
        "line_id | customer_id | name | activity | owner | deadline | criterion | status | remark",
        "line | customer ID | name | activity | owner | deadline | acceptance criterion | status | remark",
        "LINE_ID | Customer  Id | Name | Activity | Owner | Deadline | Criterion | Status ▼ | Remark",
    ],
)
def test_headings_may_be_the_keys_or_the_names_in_either_language(tmp_path: Path, headings: str) -> None:
    form = read_form(write_csv(tmp_path, f"{headings}\n{A}"))
    assert form.rows[0].cells["criterion"] == "资产 >= 50万"
    assert form.rows[0].cells["customer_id"] == "001"


def test_amounts_under_a_heading_in_ten_thousands_are_yuan() -> None:
    page = "\n".join((f"{HEADINGS} | 基期值（万元）", f"{A} | 48.123456"))
    assert column(read_plan(计划=page), "baseline_value")["LA"] == 481_234.56


def test_a_list_of_calls_is_read_too_and_a_workbook_may_hold_both(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, sheet(A), CALLS, names=["计划", "联系"])
    limits = Policy().read
    plan, calls = forms_in(open_book(path, sheet=None, limits=limits).cells(), limits)
    assert (plan.kind, calls.kind) == (FormKind.PLAN, FormKind.CALLS)
    assert column(calls, "status") == {"C7": "contacted", "C8": None}


@pytest.mark.parametrize(
    "book",
    [
        "客户号 | 姓名 | AUM\n001 | 张三 | 5",
        "line | customer ID | name | tier | value\n1 | 001 | Zhang | gold | 5",
        "行动编号 | 客户号 | 备注\nLA | 001 | x",
    ],
)
def test_a_book_of_customers_is_no_form(tmp_path: Path, book: str) -> None:
    limits = Policy().read
    assert forms_in(open_book(write_csv(tmp_path, book), sheet=None, limits=limits).cells(), limits) == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_text_file_of_excel_in_either_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = write_csv(tmp_path, sheet(A, B))
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert column(read_form(path), "owner") == {"LA": "王芳", "LB": "王芳"}


def test_the_columns_of_the_own_text_file_are_no_further_ones() -> None:
    heads = "call_id | customer_id | row | manager | branch | tier | value | codes | amount | reasons | offer | withheld | last_contact | listed_on | status | contacted_on | remark"
    form = read_plan(
        given=None,
        calls=f"{heads}\nC7 | 001 | 2 | 王芳 |  | gold | 5 | near | 10 | x | | | | 2026-11-30 | | |",
    )
    assert form.issues == ()
