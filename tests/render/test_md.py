"""Markdown as a reader of Markdown sees it: parsed again, every cell says what plain text says."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from keyclient.model.label import Label, Lang
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.render.answer import PartAnswer
from keyclient.render.md import render_md
from keyclient.render.text import Voice, legible
from tests.render import sample
from tests.render.test_formats import ENVELOPE

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKS = (
    "<b>*张三*|",
    "`code` | ``",
    "[a](http://b) ![x](y)",
    "_x_ __y__ a_b",
    "# 1",
    "- x",
    "12. x",
    "+ 1",
    "&amp; &lt; & <",
    "$x$ ~~y~~",
    "ends in \\",
    "\\| \\* \\",
    "<!-- gone -->",
    "> said",
    "---",
)
BOOKLESS = ENVELOPE.model_copy(update={"sources": (), "as_of": None})


def _tokens(report: Report, lang: Lang) -> list[Token]:
    return GITHUB.parse(render_md(report, ENVELOPE, lang))


def _said(token: Token) -> str:
    """The text of a line; nothing in it may be a mark."""
    kinds = {child.type for child in token.children or ()}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close"}
    return "".join(child.content for child in token.children or ())


def _tables(report: Report, lang: Lang) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    tokens = _tokens(report, lang)
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            rows[-1].append(_said(tokens[place + 1]))
        elif token.type == "table_close":
            yield rows


def _lines(report: Report, lang: Lang, opening: str) -> list[str]:
    tokens = _tokens(report, lang)
    return [_said(tokens[place + 1]) for place, token in enumerate(tokens) if token.type == opening]


def _names(names: list[str]) -> Report:
    columns = (
        TableColumn("name", Label("name", "名称"), Kind.TEXT),
        TableColumn("n", Label("n", "数"), Kind.COUNT),
    )
    rows = [(name, number) for number, name in enumerate(names)]
    return Report(Label("R", "报告"), (), (), (Table("t", Label("T", "表"), columns, rows),))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("report", [sample.segment(), sample.nasty()], ids=["segment", "nasty"])
def test_every_cell_says_what_the_table_on_a_pipe_says(report: Report, lang: Lang) -> None:
    voice = Voice(lang, exact=True)
    expected = [
        [
            [voice.label(column.label) for column in table.columns],
            *(
                [
                    voice.formatter(column.kind)(cell).strip()
                    for column, cell in zip(table.columns, row, strict=True)
                ]
                for row in table.rows
            ),
        ]
        for table in report.tables
    ]
    assert list(_tables(report, lang))[bool(report.facts) :] == expected


@pytest.mark.parametrize("lang", Lang)
def test_facts_headline_and_notes_are_said_in_full(lang: Lang) -> None:
    report, voice = sample.segment(), Voice(lang, exact=True)
    heading, *facts = next(_tables(report, lang))
    assert heading == (["figures", "value"] if lang is Lang.EN else ["指标", "数值"])
    assert facts == [[voice.label(fact.label), voice.value(fact.value, fact.kind)] for fact in report.facts]
    said = _lines(report, lang, "paragraph_open")
    assert said[0] == voice.sentence(report.headline[0])
    assert said[-len(report.notes) :] == [voice.sentence(note) for note in report.notes]
    assert _lines(report, lang, "heading_open") == [
        voice.label(title) for title in (report.title, *(table.title for table in report.tables))
    ]


def test_the_book_and_its_day_are_named_below_the_headline() -> None:
    assert (
        _lines(sample.segment(), Lang.ZH, "paragraph_open")[1]
        == "客户.xlsx，工作表 客户 · 数据日期 2026-01-31"
    )
    assert (
        _lines(sample.segment(), Lang.EN, "paragraph_open")[1]
        == "客户.xlsx, sheet 客户 · data date 2026-01-31"
    )
    assert "data date" not in render_md(sample.segment(), BOOKLESS, Lang.EN)


def test_rows_that_the_report_does_not_hold_are_told() -> None:
    assert "1,214 more of 1,234 rows; see all with --top all" in render_md(
        sample.segment(), ENVELOPE, Lang.EN
    )


def test_a_table_without_rows_says_so() -> None:
    report = replace(_names([]), tables=(replace(sample.CLASSES, rows=()),))
    assert render_md(report, BOOKLESS, Lang.ZH) == "# 报告\n\n## 价值分类（ABC）\n\n（无）\n"


@pytest.mark.parametrize("name", MARKS)
def test_a_name_that_looks_like_a_mark_is_shown_as_it_stands(name: str) -> None:
    ((_, (cell, _)),) = _tables(_names([name]), Lang.ZH)
    assert cell == name


@pytest.mark.parametrize("name", MARKS)
def test_a_sentence_that_begins_like_a_list_or_a_heading_is_none(name: str) -> None:
    sentence = Sentence(Label("{name}", "{name}"), {"name": Value(name, Kind.TEXT)})
    report = Report(
        Label(name.replace("{", ""), "x"),
        (sentence,),
        (Fact(Label("f", "f"), name, Kind.TEXT),),
        (),
        (sentence,),
    )
    assert _lines(report, Lang.EN, "heading_open") == [name]
    assert _lines(report, Lang.EN, "paragraph_open")[0] == name
    assert _lines(report, Lang.EN, "paragraph_open")[-1] == name
    assert next(_tables(report, Lang.EN))[1] == ["f", name]


@given(st.lists(st.text(st.characters()), min_size=1, max_size=4))
def test_any_names_give_one_row_each(names: list[str]) -> None:
    ((_, *rows),) = _tables(_names(names), Lang.ZH)
    assert rows == [[legible(name).strip(), str(number)] for number, name in enumerate(names)]


def test_a_name_with_underscores_within_is_not_cluttered_with_backslashes() -> None:
    assert "\n| customer_id | 0 |\n" in render_md(_names(["customer_id"]), ENVELOPE, Lang.EN)


def test_a_report_ends_with_the_sentences_of_the_issues_that_no_part_lists() -> None:
    first, *_ = ENVELOPE.issues
    whole = ENVELOPE.model_copy(
        update={
            "issues": (first, first.model_copy(update={"code": "KC402", "message": "Negative values: 2."}))
        }
    )
    own = replace(sample.segment(), tables=(replace(sample.CLASSES, key="issues"),))
    part = PartAnswer(
        "check", Label("quality", "质量"), own, ENVELOPE.model_copy(update={"issues": (first,)})
    )
    _, _, listed = render_md(sample.segment(), whole, Lang.EN, [part]).partition("## Found by the analyses")
    assert "Negative values: 2." in listed
    assert first.message not in listed
    assert "Found by the analyses" not in render_md(sample.segment(), whole, Lang.EN)


def test_of_very_many_books_the_first_is_named_and_the_others_are_counted() -> None:
    (source,) = ENVELOPE.sources
    many = ENVELOPE.model_copy(update={"sources": (source,) * 200})
    page = render_md(sample.segment(), many, Lang.EN)
    once = render_md(sample.segment(), ENVELOPE, Lang.EN)
    assert "further books: 199" in page
    assert len(page) - len(once) < len("further books: 199") + 5
