import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Report, Table, TableColumn
from keyclient.render.plain import render_plain
from keyclient.render.width import cells
from tests.render import sample


def _blocks(text: str) -> list[list[str]]:
    return [block.splitlines() for block in text.rstrip("\n").split("\n\n")]


def _one_table(names: list[str]) -> Report:
    columns = (
        TableColumn("name", Label("name", "名称"), Kind.TEXT),
        TableColumn("n", Label("n", "数"), Kind.COUNT),
    )
    table = Table("t", Label("T", "表"), columns, [(name, number) for number, name in enumerate(names)])
    return Report(Label("R", "报告"), (), (), (table,))


@pytest.mark.parametrize("lang", Lang)
def test_no_line_of_a_table_is_wider_than_its_ruler_or_ends_in_blanks(lang: Lang) -> None:
    for report in (sample.segment(), sample.nasty()):
        tables = _blocks(render_plain(report, lang))[-len(report.tables) - bool(report.notes) :][
            : len(report.tables)
        ]
        for (_, heading, ruler, *rows), table in zip(tables, report.tables, strict=True):
            lines = [heading, ruler, *rows[: len(table.rows)]]
            assert max(map(cells, lines)) == cells(ruler)
            assert [line for line in lines if line != line.rstrip()] == []


@given(st.lists(st.text(st.characters()), min_size=1, max_size=5))
def test_any_names_give_one_line_each_of_equal_width(names: list[str]) -> None:
    _, table = _blocks(render_plain(_one_table(names), Lang.ZH))
    assert len(table) == 3 + len(names)
    assert len({cells(line) for line in table[1:]}) == 1


def test_nothing_is_cut_and_every_row_is_there() -> None:
    text = render_plain(sample.segment(300), Lang.ZH)
    assert text.count("苏州工业园区恒泰精密机械制造有限公司") == 60
    assert "62220210010001234567" in text
    assert "…" not in text


def test_figures_are_exact() -> None:
    text = render_plain(sample.segment(), Lang.EN)
    assert "80.04%" in text
    assert "0.7312345678" in text
    assert "326,482,911.40" in text


def test_there_is_no_colour_and_no_drawing() -> None:
    text = render_plain(sample.segment(), Lang.ZH)
    assert "\x1b" not in text
    assert "█" not in text


def test_rows_that_the_report_does_not_hold_are_told() -> None:
    assert "1,214 more of 1,234 rows; see all with --top all" in render_plain(sample.segment(), Lang.EN)


def test_a_table_without_rows_says_so() -> None:
    assert _blocks(render_plain(_one_table([]), Lang.ZH))[1] == ["表", "（无）"]


def test_the_headline_stands_before_every_figure() -> None:
    title, headline, facts, *_ = _blocks(render_plain(sample.segment(), Lang.EN))
    assert title == ["Customers by value"]
    assert headline[0].startswith("221 of 1,234 customers (17.94%)")
    assert facts[0] == "customers            1,234"


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_everything_is_expressible_in_the_encoding_of_the_pipe(encoding: str) -> None:
    render_plain(sample.nasty(), Lang.ZH, encoding=encoding).encode(encoding)
