import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl.utils import column_index_from_string

from keyclient.model.label import Label, Lang
from keyclient.model.policy_change import PolicyChange
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.render.answer import PartAnswer
from keyclient.render.links import Book
from keyclient.render.workbook.book import render_workbook
from tests import golden
from tests.render import sample
from tests.render.test_formats import ENVELOPE
from tests.render.workbook.reading import dump, midnight, opened, parts

PLACE = Table(
    "codes",
    Label("By kind", "按问题类型"),
    (
        TableColumn("title", Label("kind", "问题类型"), Kind.TEXT),
        TableColumn("count", Label("count", "数量"), Kind.COUNT),
        TableColumn("first", Label("first cell", "首个单元格"), Kind.TEXT, is_place=True),
    ),
    (("=1+1", 3, "客户!F17"), (Label("error cell", "错误值"), None, None)),
)

NOTICED = "Issues found in the book"


def _table(key: str, rows: int) -> Table:
    columns = (TableColumn("n", Label("number", "数"), Kind.COUNT),)
    return Table(key, Label(f"Table {key}", f"表{key}"), columns, [(row,) for row in range(rows)])


def _names(report: Report, lang: Lang = Lang.EN) -> list[str]:
    return [*opened(render_workbook(report, ENVELOPE, lang)).sheetnames]


def _report(*tables: Table, title: Label = sample.CLASSES.title) -> Report:
    return Report(title, (), (), tables)


@pytest.mark.parametrize("lang", list(Lang))
def test_cells_of_a_whole_answer(lang: Lang) -> None:
    content = render_workbook(sample.segment(), ENVELOPE, lang, Book("客户.xlsx", "客户"))
    golden.check(f"render/segment-{lang}-workbook.txt", "\n".join(dump(content)).encode())


def test_names_that_would_run_break_or_steer_stay_texts() -> None:
    content = render_workbook(sample.nasty(), ENVELOPE, Lang.ZH)
    assert {cell.data_type for sheet in opened(content) for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
        "d",
    }
    assert not any("<f>" in text for text in parts(content).values())


def test_the_same_answer_gives_the_same_bytes() -> None:
    first, second = (render_workbook(sample.segment(), ENVELOPE, Lang.ZH) for _ in range(2))
    assert first == second


def test_the_file_says_that_it_is_an_answer() -> None:
    properties = opened(render_workbook(sample.segment(), ENVELOPE, Lang.EN)).properties
    assert (properties.creator, properties.category) == ("keyclient", "keyclient/sample/1")


def test_long_tables_stand_on_sheets_of_their_own_and_the_records_always_do() -> None:
    report = replace(_report(_table("a", 30), _table("b", 31)), records=_table("r", 1))
    assert _names(report) == ["Summary", "Table r", "Table b", NOTICED, "Notes"]
    assert _names(_report(_table("a", 3))) == ["Summary", NOTICED, "Notes"]


def test_what_has_no_room_on_one_page_stands_under_details() -> None:
    tables = [_table(letter, 25) for letter in "abc"]
    assert _names(_report(*tables)) == ["Summary", NOTICED, "Details", "Notes"]
    summary = opened(render_workbook(_report(*tables), ENVELOPE, Lang.EN))["Summary"]
    titles = [row[0].value for row in summary.iter_rows() if str(row[0].value).startswith("Table")]
    assert titles == ["Table a"]
    assert (summary.page_setup.fitToWidth, summary.page_setup.fitToHeight) in ((1, 1), (None, None))


def test_a_table_without_rows_is_left_out() -> None:
    empty = Table("r", Label("R", "R"), PLACE.columns, ())
    assert _names(replace(_report(_table("a", 1)), records=empty)) == ["Summary", NOTICED, "Notes"]


def test_titles_that_no_sheet_may_have_are_mended_and_never_clash() -> None:
    titles = ["Summary", "a/b:c?[x]", "History", "x" * 40, "x" * 40, "'"]
    tables = [
        replace(_table(str(number), 31), title=Label(title, title)) for number, title in enumerate(titles)
    ]
    names = _names(_report(*tables))
    assert names[1:-1] == ["Summary 2", "a b c  x", "History 2", "x" * 31, "x" * 29 + " 2", "-", NOTICED]


def test_the_summary_links_to_every_other_sheet_and_to_cells_of_the_book() -> None:
    report = replace(_report(PLACE), records=_table("r", 1))
    summary = opened(render_workbook(report, ENVELOPE, Lang.ZH, Book("客户.xlsx", "客户")))["概要"]
    links = {
        cell.value: cell.hyperlink.location for row in summary.iter_rows() for cell in row if cell.hyperlink
    }
    assert links == {
        "→ 表r": "'表r'!A1",
        "→ 客户表中发现的问题": "'客户表中发现的问题'!A1",
        "→ 说明": "'说明'!A1",
        "客户!F17": "'客户'!F17",
    }


def test_headline_and_figures_come_first_as_text_and_numbers() -> None:
    sentence = Sentence(Label("{n} of them.", "其中 {n}。"), {"n": Value(1234, Kind.COUNT)})
    facts = (
        Fact(Label("total", "合计"), Decimal("12.50"), Kind.MONEY),
        Fact(Label("since", "自"), dt.date(2026, 1, 31), Kind.DATE),
        Fact(Label("none", "无"), None, Kind.SHARE),
    )
    report = Report(Label("=Title", "=题"), (sentence,), facts, ())
    summary = opened(render_workbook(report, ENVELOPE, Lang.EN))["Summary"]
    values = [cell.value for row in summary.iter_rows() for cell in row if cell.value is not None]
    assert values[:10] == [
        "=Title",
        "客户.xlsx · Data date 2026-01-31",
        "1,234 of them.",
        "total",
        "since",
        "none",
        12.5,
        midnight(2026, 1, 31),
        f"→ {NOTICED}",
        "→ Notes",
    ]
    assert summary["A1"].data_type == "s"


def test_short_tables_keep_text_as_text_and_days_that_excel_has_not() -> None:
    columns = (
        TableColumn("name", Label("name", "名称"), Kind.TEXT),
        TableColumn("day", Label("day", "日期"), Kind.DATE),
    )
    rows = (("=1+1", dt.date(1850, 1, 1)), ("x", dt.date(2026, 1, 31)))
    table = Table("t", Label("T", "表"), columns, rows)
    summary = opened(render_workbook(_report(table), ENVELOPE, Lang.EN))["Summary"]
    cells = {cell.value: cell for row in summary.iter_rows() for cell in row if cell.value is not None}
    assert (cells["=1+1"].data_type, cells["=1+1"].quotePrefix, cells["x"].quotePrefix) == ("s", True, False)
    assert {"1850-01-01", midnight(2026, 1, 31)} <= set(cells)


def test_notes_say_where_the_figures_come_from() -> None:
    notes = opened(render_workbook(sample.segment(), ENVELOPE, Lang.EN))["Notes"]
    said = [(row[0] or "", row[1]) for row in notes.iter_rows(values_only=True) if row[1]]
    assert ("Made by", "keyclient 0.1.0 · keyclient/sample/1") in said
    assert ("Data date", "2026-01-31") in said
    assert ("Book", "客户.xlsx") in said
    assert ("SHA-256 of the book", "0" * 64) in said
    assert "target" not in {name for name, _ in said}
    rows = dict(said)["Rows"]
    assert rows.startswith("7 read = 4 customers + 1 merged + 1 set aside + 1 totals + 0 blank + 0 headings")


def test_what_was_noticed_is_listed_with_its_cells_unless_the_answer_lists_it_itself() -> None:
    book = opened(render_workbook(sample.segment(), ENVELOPE, Lang.EN, Book("客户.xlsx", "客户")))
    heads, *rows = book[NOTICED].iter_rows(values_only=True)
    assert heads == ("severity", "code", "cell", "what is wrong")
    assert [row[1:3] for row in rows] == [(issue.code, issue.cell) for issue in ENVELOPE.issues]
    assert NOTICED not in _names(_report(replace(_table("a", 40), key="issues")))


def test_a_report_lists_with_their_words_the_issues_that_none_of_its_parts_lists() -> None:
    first, *_ = ENVELOPE.issues
    others = [first.model_copy(update={"code": "KC402", "message": "Negative values: 2."})]
    check = ENVELOPE.model_copy(update={"issues": (first,)})
    part = PartAnswer(
        "check", Label("quality", "质量"), _report(replace(_table("a", 40), key="issues")), check
    )
    whole = ENVELOPE.model_copy(update={"issues": (first, *others)})
    book = opened(render_workbook(sample.segment(), whole, Lang.EN, parts=[part]))
    _, *rows = book["Found by the analyses"].iter_rows(values_only=True)
    assert [row[3] for row in rows] == [issue.message for issue in others]


def test_the_policy_is_a_table_of_what_is_not_the_default() -> None:
    changes = (
        PolicyChange("segment.target", 0.7, 0.8),
        PolicyChange("tier.tiers", None, [{"name": "=1+1"}]),
    )
    for lang, heads in (
        (Lang.EN, ("key", "value", "default")),
        (Lang.ZH, ("策略项", "本次取值", "默认值")),
    ):
        book = opened(render_workbook(sample.segment(), ENVELOPE, lang, changes=changes))
        rows = [row[:3] for row in book.worksheets[-1].iter_rows(values_only=True)]
        start = rows.index(heads)
        unset = "not set" if lang is Lang.EN else "未设置"
        assert rows[start + 1 : start + 3] == [
            ("segment.target", "0.7", "0.8"),
            ("tier.tiers", unset, '[{"name": "=1+1"}]'),
        ]


def test_a_policy_of_defaults_is_one_line() -> None:
    book = opened(render_workbook(sample.segment(), ENVELOPE, Lang.ZH))
    said = [row[0] for row in book["说明"].iter_rows(values_only=True) if row[0]]
    assert said[-2:] == ["策略：与默认值不同的设置", "全部为默认值。"]


def test_a_list_prints_its_first_rows_and_says_so() -> None:
    report = replace(_report(_table("a", 3)), records=_table("r", 1000))
    sheet = opened(render_workbook(report, ENVELOPE, Lang.ZH))["表r"]
    assert sheet.print_area.replace("$", "").endswith("A1:A101")
    assert "前 100 行，共 1,000 行，全部见文件" in str(sheet.oddFooter.center.text)


@pytest.mark.parametrize("count", range(2, 9))
def test_no_link_of_the_summary_reaches_beyond_what_is_printed(count: int) -> None:
    tables = [
        replace(_table(str(at), 31), title=Label("Largest customers " * at, "大" * at))
        for at in range(1, count)
    ]
    report = _report(PLACE, *tables)
    summary = opened(render_workbook(report, ENVELOPE, Lang.EN))["Summary"]
    widths = {
        at: found.width
        for found in summary.column_dimensions.values()
        for at in range(found.min, found.max + 1)
    }
    last = column_index_from_string(re.findall("[A-Z]+", str(summary.print_area).rpartition(":")[2])[0])
    links = [cell for row in summary.iter_rows() for cell in row if str(cell.value).startswith("→")]
    assert len(links) == count + 1
    for cell in links:
        room = sum(widths[at] for at in range(cell.column, last + 1))
        assert cell.column == 1 or room >= len(str(cell.value))


def test_a_report_prints_the_first_sheet_of_each_answer_and_nothing_else() -> None:
    part = PartAnswer("segment", Label("Value", "客户价值"), sample.segment(300), ENVELOPE)
    book = opened(render_workbook(_report(_table("a", 3)), ENVELOPE, Lang.ZH, parts=[part]))
    printed = [page.title for page in book.worksheets if "XFD" not in str(page.print_area)]
    assert printed == ["概要", "客户价值"]
    assert len(book.worksheets) > len(printed)


def test_a_summary_has_no_table_that_would_make_its_letters_too_small() -> None:
    wide = Table(
        "w",
        Label("Wide", "宽"),
        tuple(
            TableColumn(str(at), Label("a heading of many words", "很长的列名"), Kind.MONEY)
            for at in range(16)
        ),
        [[123456789.12] * 16],
    )
    assert "Details" in _names(_report(_table("a", 3), wide))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (Lang.EN, "2月.xlsx and 2 more, listed under Notes"),
        (Lang.ZH, "2月.xlsx 及另外 2 份文件（列于“说明”）"),
    ],
)
def test_of_many_books_the_one_that_links_lead_to_is_named_and_the_notes_have_all(
    lang: Lang, said: str
) -> None:
    (own,) = ENVELOPE.sources
    sources = tuple(own.model_copy(update={"path": f"银行/{name}.xlsx"}) for name in ("1月", "2月", "3月"))
    envelope = ENVELOPE.model_copy(update={"sources": sources})
    book = opened(render_workbook(sample.segment(), envelope, lang, Book("2月.xlsx", "2月")))
    first, *_, notes = book.worksheets
    assert str(first["A2"].value).startswith(f"{said} · ")
    told = [row[1] for row in notes.iter_rows(values_only=True)]
    assert [path for path in told if path in {source.path for source in sources}] == [
        source.path for source in sources
    ]
