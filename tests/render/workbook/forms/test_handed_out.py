from dataclasses import replace

import pytest

from keyclient.model.forms import ALSO_HANDED_OUT, PLAN_STATUSES
from keyclient.model.label import Label, Lang
from keyclient.model.report import Form, Kind, Report, Table, TableColumn
from keyclient.render.answer import Answer, PartAnswer, View
from keyclient.render.formats import FILES, RENDERERS
from keyclient.render.links import Book
from keyclient.render.workbook.book import render_workbook
from keyclient.render.writeback.page import page_xml
from keyclient.render.writeback.styles import Formats
from tests.render.test_formats import ENVELOPE
from tests.render.workbook.forms.opening import written
from tests.render.workbook.forms.plan_report import line, lines_of, plan
from tests.render.workbook.reading import midnight, opened

PLACES = Table(
    "records",
    Label("Records", "记录"),
    (TableColumn("row", Label("row", "行"), Kind.TEXT, is_place=True),),
    [("客户!A7",), ("客户!A9",)],
)


def _without_form(report: Report) -> Report:
    tables = tuple(replace(table, form=None) for table in report.tables)
    return replace(report, tables=tables, records=tables[0])


def test_ids_and_what_people_may_change_stand_out_of_sight_as_they_were_handed_out() -> None:
    rows = [line(1, "王芳", remark="=2"), line(2, None, status=PLAN_STATUSES["doing"])]
    page = written(plan(rows, remembered=("L9", "L8", "L7")))["_keyclient"]
    criterion = "aum >= 500000 and contact since 2026-11-01"
    columns = [column for column in page.iter_cols(values_only=True) if column[0] not in ALSO_HANDED_OUT]
    assert [list(row) for row in zip(*columns, strict=True)] == [
        ["line_id", "owner", "deadline", "criterion", "status", "remark", "remembered", "choices:owner", "choices:status"],
        ["L000001", "王芳", midnight(2026, 11, 3), criterion, "待办", "=2", "L9", "王芳", "待办"],
        ["L000002", None, midnight(2026, 11, 4), criterion, "进行中", None, "L8", None, "进行中"],
        [None, None, None, None, None, None, "L7", None, "已完成"],
        [None, None, None, None, None, None, None, None, "取消"],
    ]  # fmt: skip


def test_whom_a_line_is_about_and_what_it_started_from_stand_there_too() -> None:
    page = written(plan([line(1, "王芳")]))["_keyclient"]
    cells = dict(zip(*page.iter_rows(max_row=2, values_only=True), strict=True))
    assert (cells["customer_id"], cells["name"], cells["activity"]) == ("6222000000000001", "欧阳1", "体检")
    assert {"effort", "baseline_value", "baseline_date", "baseline_book", "entry"} <= cells.keys()


def test_the_hidden_sheet_is_the_last_one_and_nothing_in_it_can_be_changed_by_chance() -> None:
    book = written(plan(lines_of(5)))
    assert book.sheetnames[-1] == "_keyclient"
    assert [page.sheet_state for page in book.worksheets].count("hidden") == 1
    assert book["_keyclient"].protection.sheet
    assert book.active.title == "概要"


def test_nothing_is_remembered_and_nothing_offered_where_there_is_nothing() -> None:
    columns = (
        TableColumn("call_id", Label("call", "编号"), Kind.TEXT),
        TableColumn("remark", Label("remark", "备注"), Kind.TEXT, is_editable=True),
    )
    table = Table("calls", Label("Calls", "名单"), columns, [("c1", None)], form=Form())
    page = written(Report(Label("Calls", "名单"), (), (), (table,)))["_keyclient"]
    assert [list(row) for row in page.iter_rows(values_only=True)] == [["call_id", "remark"], ["c1", None]]


def test_two_forms_of_one_workbook_keep_what_they_handed_out_apart() -> None:
    report = plan(lines_of(2, ["张伟"]))
    other = replace(report.tables[0], key="others", title=Label("Others", "其他"))
    book = written(replace(report, tables=(*report.tables, other)))
    assert book.sheetnames == ["概要", "行动", "张伟", "其他", "张伟 2", "客户表中发现的问题", "说明", "_keyclient", "_keyclient 2"]  # fmt: skip


def test_tables_and_links_behind_a_form_are_where_they_belong() -> None:
    report = replace(plan(lines_of(10)), records=PLACES)
    content = render_workbook(report, ENVELOPE, Lang.ZH, Book("客户.xlsx", "客户"))
    page = opened(content)["记录"]
    assert [cell.hyperlink.location for (cell,) in page["A2:A3"]] == ["'客户'!A7", "'客户'!A9"]
    assert [table.ref for table in page.tables.values()] == ["A1:A3"]


def test_the_form_takes_the_place_of_the_records() -> None:
    book = written(plan(lines_of(40)))
    assert [name for name in book.sheetnames if name.startswith("行动")] == ["行动"]
    assert book.properties.keywords == "行动"


def test_in_a_report_of_several_answers_a_form_is_a_table() -> None:
    report = plan(lines_of(10))
    part = PartAnswer("plan", Label("Plan", "行动计划"), report, ENVELOPE)
    content = render_workbook(replace(report, tables=(), records=None), ENVELOPE, Lang.ZH, None, (part,))
    book = opened(content)
    assert "_keyclient" not in book.sheetnames
    assert len(book["行动"].tables) == 1


@pytest.mark.parametrize("lang", list(Lang))
def test_the_same_form_gives_the_same_bytes(lang: Lang) -> None:
    first, second = (render_workbook(plan(lines_of(10)), ENVELOPE, lang) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", ["csv", "md", ".html", "table"])
def test_in_other_formats_a_form_is_a_table_as_others_are(name: str) -> None:
    form, plain = (
        {**RENDERERS, **FILES}[name](Answer(report, ENVELOPE), View(Lang.ZH))
        for report in (plan(lines_of(3)), _without_form(plan(lines_of(3))))
    )
    assert form == plain


def test_in_the_book_of_the_user_a_form_is_a_table_as_others_are() -> None:
    report = plan(lines_of(3))
    plain = _without_form(report)
    assert page_xml(report, Lang.ZH, Formats(), "x") == page_xml(plain, Lang.ZH, Formats(), "x")
