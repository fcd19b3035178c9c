import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Report, Table, TableColumn
from keyclient.render.screen import Screen
from keyclient.render.terminal import render_terminal
from keyclient.render.width import cells
from tests.render import sample

TALL = Screen(terminal=True, height=200)


def _lines(report: Report, lang: Lang = Lang.ZH, screen: Screen = TALL, *, whole: bool = False) -> list[str]:
    return render_terminal(report, lang, screen, whole=whole).splitlines()


def _ranks(lines: list[str]) -> list[int]:
    return [int(line[:4]) for line in lines if re.match(r" *\d+  6222", line)]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("lang", Lang)
def test_no_line_is_wider_than_the_screen(lang: Lang, width: int) -> None:
    screen = replace(TALL, width=width)
    for report in (sample.segment(), sample.nasty()):
        assert max(map(cells, _lines(report, lang, screen))) <= width


@pytest.mark.parametrize("width", [40, 80, 120])
def test_all_lines_of_a_table_are_equally_wide(width: int) -> None:
    lines = _lines(sample.nasty(), screen=replace(TALL, width=width))
    ruler = next(number for number, line in enumerate(lines) if line.startswith("──"))
    assert len({cells(line) for line in lines[ruler : ruler + 1 + len(sample.NASTY_NAMES)]}) == 1


@given(st.lists(st.text(st.characters()), min_size=1, max_size=4), st.integers(20, 130))
def test_any_names_give_one_line_each_that_fits(names: list[str], width: int) -> None:
    columns = (
        TableColumn("name", Label("name", "名称"), Kind.TEXT),
        TableColumn("share", Label("share", "占比"), Kind.SHARE, bar=True),
    )
    table = Table("t", Label("T", "表"), columns, [(name, 0.5) for name in names])
    lines = _lines(Report(Label("R", "报告"), (), (), (table,)), screen=replace(TALL, width=width))
    body = lines[-len(names) :]
    assert lines[-len(names) - 1].startswith("──")
    assert len({cells(line) for line in body}) == 1
    assert cells(body[0]) <= width
    assert not any(character < " " for line in lines for character in line)


def test_figures_stand_against_the_right_edge() -> None:
    lines = _lines(sample.segment(), Lang.EN, replace(TALL, width=120))
    ends = {
        line.index(amount) + len(amount)
        for line in lines
        for amount in ("326,482,911.40", "-15,300.25")
        if amount in line and line[0] in "AN"
    }
    assert len(ends) == 1


@pytest.mark.parametrize("name", ["张三[/b]", "[red]李四[/red]", "王\\[五]", 'O\'Brien, "Bob" & Sons'])
def test_a_name_that_looks_like_markup_is_printed_as_it_is(name: str) -> None:
    assert name in render_terminal(sample.nasty(), Lang.ZH, replace(TALL, colour=True))


def test_an_escape_sequence_in_a_name_never_reaches_the_terminal() -> None:
    assert "\x1b[31m六" not in render_terminal(sample.nasty(), Lang.ZH, replace(TALL, colour=True))
    assert "\x1b" not in render_terminal(sample.nasty(), Lang.ZH, TALL)


def test_the_headline_comes_first_and_the_notes_last() -> None:
    lines = _lines(sample.segment())
    assert lines[0] == "客户价值分层"
    assert lines[2].startswith("▌ 全部 1,234 个客户中，221 个（17.94%）")
    assert lines[-1] == "· 数值相同的客户归入同一类。"


def test_figures_stand_side_by_side_where_there_is_room() -> None:
    narrow, wide = (_lines(sample.segment(), screen=replace(TALL, width=width)) for width in (40, 120))
    assert [line.split()[0::2] for line in wide if line.startswith(("客户数 ", "基尼系数"))] == [
        ["客户数", "无数值", "合计", "正值合计"],
        ["基尼系数", "等效客户数", "前十大占比", "峰值/净值"],
    ]
    assert sum(line.startswith(("客户数 ", "无数值", "合计", "正值合计")) for line in narrow) == 4


def test_the_bar_is_drawn_after_the_last_column() -> None:
    lines = _lines(sample.segment(), screen=replace(TALL, width=120))
    (row,) = [line for line in lines if line.startswith("A ") and "326,482,911.40" in line]
    assert re.search(r"48,500,000\.00  █+▌? *$", row)


def test_columns_without_room_are_named() -> None:
    text = render_terminal(sample.segment(), Lang.EN, replace(TALL, width=40))
    assert "Not shown: value, share of value,\nsmallest, largest." in text


@pytest.mark.parametrize("height", [40, 45, 60])
def test_an_elastic_table_fills_the_screen_and_no_more(height: int) -> None:
    lines = _lines(sample.segment(100), screen=replace(TALL, width=120, height=height))
    assert height - 3 <= len(lines) <= height - 2


def test_an_elastic_table_says_how_many_rows_it_does_not_show_and_how_to_get_them() -> None:
    text = render_terminal(sample.segment(20), Lang.ZH, replace(TALL, height=45))
    shown = len(_ranks(text.splitlines()))
    assert 5 <= shown < 20
    assert f"另有 {1234 - shown:,} 行未显示（共 1,234 行），加 --top all 查看全部" in text


def test_a_remark_never_hides_a_single_row() -> None:
    report = replace(sample.segment(), tables=(replace(sample.top(4), total_rows=None),))
    assert _ranks(_lines(report, screen=replace(TALL, height=5))) == [1, 2, 3, 4]


def test_who_asks_for_a_number_of_rows_gets_them_all() -> None:
    lines = _lines(sample.segment(80), screen=replace(TALL, height=24), whole=True)
    assert _ranks(lines) == list(range(1, 81))
    assert not any("--top" in line for line in lines)


def test_a_short_screen_loses_blank_lines_then_notes_then_tables_then_figures_and_says_which() -> None:
    tight, terse, shorter, shortest = (
        _lines(sample.segment(), screen=replace(TALL, width=120, height=height))
        for height in (35, 33, 30, 25)
    )
    assert "" not in tight
    assert "· 数值相同的客户归入同一类。" in tight
    assert terse[-1] == "· 窗口太小，未显示：说明。请放大窗口，或加 --top all 查看全部。"
    assert shorter[-1] == "· 窗口太小，未显示：客户金字塔对照、说明。请放大窗口，或加 --top all 查看全部。"
    assert (
        shortest[-1]
        == "· 窗口太小，未显示：指标、客户金字塔对照、说明。请放大窗口，或加 --top all 查看全部。"
    )
    for lines, height in ((tight, 35), (terse, 33), (shorter, 30), (shortest, 25)):
        assert len(lines) <= height - 2


@pytest.mark.parametrize("height", [-3, 1, 5])
def test_headline_and_three_rows_stay_on_the_smallest_screen(height: int) -> None:
    lines = _lines(sample.segment(), screen=replace(TALL, width=120, height=height))
    assert lines[0].startswith("▌ 全部 1,234 个客户中")
    assert lines[1] == "价值最高的客户"
    assert _ranks(lines) == [1, 2, 3]
    assert lines[-1] == "· 另有 4 个部分未显示，加 --top all 查看全部"


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize(
    "heights", [(14, 15, 19, 24, 30, 45), pytest.param(range(14, 60), marks=pytest.mark.judgement)]
)
def test_whatever_the_height_the_answer_fits(width: int, lang: Lang, heights: Iterable[int]) -> None:
    report = sample.segment(100)
    for height in heights:
        lines = _lines(report, lang, replace(TALL, width=width, height=height))
        assert len(lines) <= height - 2
        assert len(_ranks(lines)) >= 3


def test_rows_go_before_the_first_table_and_smaller_parts_come_back_in_its_place() -> None:
    full, rows_gone, table_gone, filled = (
        _lines(sample.segment(), screen=replace(TALL, width=120, height=height))
        for height in (21, 20, 19, 18)
    )
    assert (full[1], _ranks(full)) == ("价值分类（ABC）", [1, 2, 3, 4])
    assert (rows_gone[1], _ranks(rows_gone)) == ("价值分类（ABC）", [1, 2, 3])
    assert table_gone[0] == "客户价值分层"
    assert any(line.startswith("客户数 ") for line in table_gone)
    assert "价值分类（ABC）" not in table_gone
    assert table_gone[-1] == (
        "· 窗口太小，未显示：价值分类（ABC）、客户金字塔对照、说明。请放大窗口，或加 --top all 查看全部。"
    )
    assert len(_ranks(table_gone)) > len(_ranks(filled)) >= 5


def test_a_table_that_cannot_be_shortened_stays_where_it_is_the_only_one() -> None:
    report = replace(sample.segment(), tables=(sample.CLASSES, sample.BANDS))
    lines = _lines(report, screen=replace(TALL, width=120, height=5))
    assert lines[1] == "价值分类（ABC）"
    assert "客户金字塔对照" not in lines


def test_a_first_table_that_is_the_answer_stays_whole_and_lists_go_before_it() -> None:
    answer = replace(sample.CLASSES, stays=True)
    report = replace(sample.segment(), tables=(answer, *sample.segment().tables[1:]))
    rows = len(answer.rows)
    for height in (24, 18, 12, 5):
        lines = _lines(report, screen=replace(TALL, width=80, height=height))
        at = next(place for place, line in enumerate(lines) if line == "价值分类（ABC）")
        assert all(any(line.strip() for line in lines[at + 2 + row : at + 3 + row]) for row in range(rows))
        assert "all 查看全部" in lines[-1]
    assert _ranks(lines) == []


def test_of_several_elastic_tables_the_first_stays() -> None:
    report = replace(
        sample.segment(), tables=(sample.CLASSES, sample.top(9), replace(sample.top(9), key="more"))
    )
    assert _ranks(_lines(report, screen=replace(TALL, width=120, height=10))) == [1, 2, 3]


def test_a_table_without_rows_says_so() -> None:
    report = Report(Label("R", "报告"), (), (), (replace(sample.CLASSES, rows=()),))
    assert _lines(report)[-1] == "（无）"


def test_colour_is_only_for_screens_that_have_it() -> None:
    assert "\x1b[" in render_terminal(sample.segment(), Lang.ZH, replace(TALL, colour=True))
    assert "\x1b" not in render_terminal(sample.segment(), Lang.ZH, TALL)


def test_colour_changes_no_character() -> None:
    coloured = render_terminal(sample.segment(), Lang.ZH, replace(TALL, colour=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render_terminal(sample.segment(), Lang.ZH, TALL)


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_everything_is_expressible_in_the_encoding_of_the_console(encoding: str) -> None:
    for report in (sample.segment(), sample.nasty()):
        render_terminal(report, Lang.ZH, replace(TALL, encoding=encoding)).encode(encoding)


def test_a_console_without_blocks_gets_ascii_drawings() -> None:
    text = render_terminal(sample.segment(), Lang.EN, replace(TALL, encoding="ascii", width=120))
    assert "====" in text
    assert "####" in text
    assert "| 221 of 1,234 customers" in text


@pytest.mark.parametrize("width", [40, 60, 80, 100, 132])
def test_a_terminal_without_abilities_has_the_width_it_says(
    monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    screen, report = Screen(terminal=True, width=width, height=60), sample.segment()
    drawn = render_terminal(report, Lang.ZH, screen)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "80")
    assert render_terminal(report, Lang.ZH, screen) == drawn
