from dataclasses import replace

import pytest

from keyclient.model.label import Label
from keyclient.model.report import Kind, TableColumn
from keyclient.render.workbook.forms import plan as form_plan
from keyclient.render.workbook.forms.widths import Wanted, lowest
from tests.render.workbook.forms.opening import (
    HEADINGS,
    choices,
    column,
    headings,
    rules_of,
    values,
    written,
)
from tests.render.workbook.forms.plan_report import line, lines_of, plan


def test_each_manager_has_a_sheet_with_her_own_lines_and_those_of_nobody_come_last() -> None:
    book = written(plan([line(1, "王芳"), line(2, None), line(3, "张伟"), line(4, "王芳")]))
    assert book.sheetnames[:5] == ["概要", "行动", "王芳", "张伟", "未指定"]
    found = {name: values(book[name], "行动编号") for name in book.sheetnames[2:5]}
    assert found == {"王芳": ["L000001", "L000004"], "张伟": ["L000003"], "未指定": ["L000002"]}
    assert book["王芳"]["A1"].value == "行动：王芳"


def test_the_sheet_of_a_manager_is_filled_in_as_the_whole_form_is() -> None:
    book = written(plan(lines_of(10)))
    page = book["王芳"]
    assert choices(book, rules_of(page, "状态")) == ["待办", "进行中", "已完成", "取消"]
    assert choices(book, rules_of(page, "责任人")) == ["刘洋", "张伟", "李娜", "王芳", "陈静"]
    assert {cell.protection.locked for cell in column(page, "备注")} == {False}
    assert {cell.protection.locked for cell in column(page, "验收标准")} == {False}
    assert {cell.protection.locked for cell in column(page, "客户号")} == {True}
    assert page.protection.sheet


def test_what_nobody_fills_in_behind_the_last_editable_column_is_not_printed() -> None:
    book = written(plan(lines_of(10)))
    assert headings(book["王芳"]) == headings(book["行动"])[:14]
    assert headings(book["王芳"])[-1] == "备注"


def test_the_sheet_of_a_manager_prints_across_one_page_wide_with_title_and_signature() -> None:
    page = written(plan(lines_of(10)))["王芳"]
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == f"$1:${HEADINGS}"
    assert page.print_area == "'王芳'!$A$1:$N$5"
    assert "签字" in page.oddFooter.center.text


def test_names_that_no_sheet_may_have_still_get_one() -> None:
    book = written(plan([line(1, "说明"), line(2, "a/b"), line(3, "A/B"), line(4, "行动")]))
    assert book.sheetnames[1:6] == ["行动", "说明 2", "a b", "A B 2", "行动 2"]


def test_the_first_sheet_links_to_the_sheets_of_few_managers_and_not_of_many() -> None:
    few, many = (
        written(plan(lines_of(count, [f"经理{number}" for number in range(count)])))["概要"]
        for count in (12, 13)
    )
    linked = [
        [cell.value for row in page.iter_rows() for cell in row if cell.hyperlink is not None]
        for page in (few, many)
    ]
    assert "→ 经理0" in linked[0]
    assert linked[1][0] == "→ 行动"
    assert not any("经理" in str(text) for text in linked[1])


def test_of_more_managers_than_anybody_looks_through_there_is_the_whole_form_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(form_plan, "_MOST_SHEETS", 3)
    assert written(plan(lines_of(8))).sheetnames == [
        "概要",
        "行动",
        "客户表中发现的问题",
        "说明",
        "_keyclient",
    ]


def test_codes_are_never_broken_and_long_texts_get_the_room() -> None:
    page = written(plan([line(1, "张伟", criterion="aum >= 500000 and contact since 2026-11-01 " * 3)]))[
        "张伟"
    ]
    widths = {cell.value: page.column_dimensions[cell.column_letter].width for cell in page[HEADINGS]}
    assert widths["客户号"] >= len("6222000000000001")
    assert widths["验收标准"] > widths["层级"]
    assert page.row_dimensions[HEADINGS + 1].height >= 4 * 15


def test_the_lines_of_a_manager_print_on_one_page_unless_they_are_too_many_to_be_read_there() -> None:
    few, many = (written(plan(lines_of(count, ["王芳"])))["王芳"].page_setup for count in (14, 60))
    assert (few.fitToHeight or 1, many.fitToHeight) == (1, 0)


def test_what_has_most_to_spare_is_not_printed_where_a_page_has_no_room_for_it() -> None:
    report = plan([line(1, "王芳", reasons="已203天未联系（铁客户间隔不超过180天）；他行资产不明；" * 4)])
    (table,) = report.tables
    spared = tuple(replace(one, spare={"strategy": 4, "target": 3}.get(one.key, 0)) for one in table.columns)
    book = written(replace(report, tables=(replace(table, columns=spared),), records=None))
    assert {"策略", "目标"} <= {*headings(book["行动"])}
    assert {"策略", "目标"}.isdisjoint(headings(book["王芳"]))
    assert {"责任人", "完成时限", "验收标准", "状态", "备注"} <= {*headings(book["王芳"])}


def test_room_goes_where_it_makes_the_rows_lower() -> None:
    texts = (
        TableColumn("why", Label("why", "理由"), Kind.TEXT),
        TableColumn("what", Label("what", "行动"), Kind.TEXT),
    )
    wanted = [Wanted(one, 80.0, one.label.zh, is_code=False) for one in texts]
    cells = ["已203天未联系" * 6] * 3, ["面谈"] * 3
    long, short = lowest(wanted, [35.0, 35.0], cells)
    assert long > 35 > short
    assert long + short == 70
