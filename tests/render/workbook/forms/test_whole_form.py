import datetime as dt
import io

import openpyxl
import pytest

from keyclient.model.amount_unit import AmountUnit
from keyclient.model.forms import PLAN_STATUSES
from keyclient.model.label import Lang
from keyclient.render.units import in_unit
from keyclient.render.workbook.book import render_workbook
from keyclient.render.workbook.paper import WIDEST
from tests.render.test_formats import ENVELOPE
from tests.render.workbook.forms.opening import (
    HEADINGS,
    choices,
    colours,
    column,
    column_width,
    headings,
    rules_of,
    values,
    written,
)
from tests.render.workbook.forms.plan_report import line, lines_of, plan
from tests.render.workbook.reading import midnight

EDITABLE = ["责任人", "完成时限", "验收标准", "状态", "备注"]


def test_what_people_fill_in_is_open_and_everything_else_is_locked() -> None:
    page = written(plan(lines_of(4), spare=0))["行动"]
    open_columns = {
        heading: [cell.protection.locked for cell in column(page, heading)] for heading in headings(page)
    }
    assert {heading for heading, locked in open_columns.items() if locked == [False] * 4} == {*EDITABLE}
    assert {heading for heading, locked in open_columns.items() if locked == [True] * 4} == {
        *headings(page)
    } - {*EDITABLE}
    assert all(cell.protection.locked for row in page.iter_rows(max_row=HEADINGS) for cell in row)


def test_blank_rows_below_are_open_in_every_column_and_keep_its_format() -> None:
    page = written(plan(lines_of(2), spare=3))["行动"]
    blank = [*page.iter_rows(min_row=HEADINGS + 3)]
    assert len(blank) == 3
    assert {(cell.value, cell.protection.locked) for row in blank for cell in row} == {(None, False)}
    assert column(page, "完成时限")[4].number_format == "yyyy-mm-dd"


def test_the_sheet_is_protected_without_a_password_and_filters_and_widths_stay_in_reach() -> None:
    page = written(plan(lines_of(4)))["行动"]
    guard = page.protection
    assert (guard.sheet, guard.password) == (True, None)
    refused = {name for name in ("sort", "autoFilter", "formatColumns", "formatRows", "deleteColumns", "formatCells")
               if getattr(guard, name)}  # fmt: skip
    assert refused == {"deleteColumns", "formatCells"}
    assert "撤销工作表保护" in page["A2"].value


def test_headings_stay_in_view_and_have_a_filter_over_the_blank_rows_too() -> None:
    page = written(plan(lines_of(4), spare=3))["行动"]
    assert (page.freeze_panes, page.auto_filter.ref, len(page.tables)) == ("D4", "A3:S10", 0)


def test_a_status_is_chosen_from_a_list_out_of_sight_and_nothing_else_is_taken() -> None:
    book = written(plan(lines_of(4), spare=3))
    rule = rules_of(book["行动"], "状态")
    assert choices(book, rule) == ["待办", "进行中", "已完成", "取消"]
    assert (rule.type, rule.errorStyle or "stop", rule.showErrorMessage) == ("list", "stop", True)
    assert book["_keyclient"].sheet_state == "hidden"


def test_the_managers_of_the_form_are_offered_and_another_one_may_be_written() -> None:
    book = written(plan([line(1, "王芳"), line(2, None), line(3, "张伟"), line(4, "王芳")]))
    rule = rules_of(book["行动"], "责任人")
    assert choices(book, rule) == ["张伟", "王芳"]
    assert rule.errorStyle == "warning"


def test_a_deadline_is_a_date_and_a_criterion_comes_with_examples() -> None:
    page = written(plan(lines_of(4)))["行动"]
    rule = rules_of(page, "完成时限")
    assert (rule.type, rule.operator, "2026-10-31" in (rule.prompt or "")) == (
        "date",
        "greaterThanOrEqual",
        True,
    )
    assert "资产 >= 50万" in (rules_of(page, "验收标准").prompt or "")
    assert rules_of(page, "验收标准").type is None


def test_what_is_blank_overdue_or_said_by_its_status_has_a_colour() -> None:
    found = colours(written(plan(lines_of(4), spare=3))["行动"])
    assert found["J4:J10"] == ["AND(LEN(TRIM($J4))=0,COUNTA($A4:$S4)>0)"]
    overdue = 'AND(ISNUMBER($K4),$K4<TODAY(),NOT(OR($M4="已完成",$M4="取消")))'
    assert found["K4:K10"] == ["AND(LEN(TRIM($K4))=0,COUNTA($A4:$S4)>0)", overdue]
    assert found["M4:M10"] == ["AND(LEN(TRIM($M4))=0,COUNTA($A4:$S4)>0)", '"进行中"', '"已完成"', '"取消"']
    assert found["A4:S10"] == ['OR($M4="已完成",$M4="取消")']


def test_a_hash_makes_no_row_higher_and_no_column_wider_than_a_glance_needs() -> None:
    page = written(plan([line(2, "张伟", baseline_book="0" * 64, reasons="x", criterion="tier >= gold")]))[
        "行动"
    ]
    cell = column(page, "基期表指纹")[0]
    assert (cell.value, cell.alignment.wrap_text) == ("0" * 64, None)
    assert page.column_dimensions[cell.column_letter].width < 20
    assert page.row_dimensions[cell.row].height is None


def test_every_cell_is_what_it_is_whatever_people_wrote_before() -> None:
    remark = "=1+1"
    day = dt.date(2026, 11, 30)
    page = written(plan([line(7, "张伟", remark=remark, deadline=day, status=PLAN_STATUSES["done"])]))["行动"]
    cell = column(page, "备注")[0]
    assert (cell.value, cell.data_type, cell.quotePrefix, cell.protection.locked) == (
        remark,
        "s",
        True,
        False,
    )
    assert values(page, "完成时限")[0] == midnight(2026, 11, 30)
    assert (values(page, "状态")[0], values(page, "价值")[0]) == ("已完成", 48_493_000)


@pytest.mark.parametrize(
    ("lang", "sheet", "heading"), [(Lang.ZH, "行动", "价值（万元）"), (Lang.EN, "Lines", "value (10k yuan)")]
)
def test_amounts_in_ten_thousand_leave_the_form_a_form(lang: Lang, sheet: str, heading: str) -> None:
    page = written(in_unit(plan(lines_of(2)), AmountUnit.WAN), lang)[sheet]
    assert values(page, heading)[0] == 4850
    assert page.protection.sheet


def test_a_plan_without_lines_has_room_for_those_of_people() -> None:
    book = written(plan([], spare=3))
    assert book.sheetnames == ["概要", "行动", "客户表中发现的问题", "说明", "_keyclient"]
    assert [len(row) for row in book["行动"].iter_rows(min_row=HEADINGS + 1)] == [19] * 3
    assert choices(book, rules_of(book["行动"], "状态"))[0] == "待办"


def test_the_whole_form_prints_legibly_on_pages_beside_each_other_without_what_nobody_fills_in() -> None:
    page = written(plan(lines_of(4), spare=3))["行动"]
    assert page.print_area == "'行动'!$A$1:$N$10"
    assert headings(page)[13:] == ["备注", "投入", "基期值", "基期日期", "基期表指纹", "目录条目"]
    assert page.print_title_cols == "$A:$C"
    printed = [column_width(page, place) for place in range(14)]
    assert page.page_setup.fitToWidth == 2
    assert sum(printed) + sum(printed[:3]) < 2 * WIDEST * 1.2


def test_a_plan_of_a_book_without_any_issue_is_written_and_lists_its_lines_as_the_records() -> None:
    clean = ENVELOPE.model_copy(update={"issues": ()})
    written_clean = openpyxl.load_workbook(io.BytesIO(render_workbook(plan(lines_of(2)), clean, Lang.ZH)))
    assert written_clean.sheetnames[:2] == ["概要", "行动"]
    assert "客户表中发现的问题" not in written_clean.sheetnames
