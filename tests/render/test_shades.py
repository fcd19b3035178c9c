from dataclasses import replace
from decimal import Decimal

import pytest

from keyclient.model.label import Label, Lang
from keyclient.model.report import Cell, Kind, Report, Table, TableColumn
from keyclient.render.bars import shade
from keyclient.render.machine import render_csv
from keyclient.render.plain import render_plain
from keyclient.render.screen import ASCII_MARKS, BLOCK_MARKS, Screen
from keyclient.render.terminal import render_terminal

SCREEN = Screen(terminal=True, width=60, height=40)
HEAT = Table(
    "bands",
    Label("Coverage", "覆盖率"),
    (
        TableColumn("band", Label("band", "年龄段"), Kind.TEXT),
        TableColumn("basic", Label("basic", "基础业务"), Kind.SHARE, shade=True),
        TableColumn("estate", Label("estate", "传承"), Kind.SHARE, shade=True),
    ),
    [("<30", 1.0, None), ("30-39", 0.305, 0.0), ("40-49", 0.999, 0.05)],
)
REPORT = Report(Label("Bands", "年龄段"), (), (), (HEAT,))


@pytest.mark.parametrize(
    ("share", "block"),
    [
        (1.0, "██"),
        (0.8, "██"),
        (0.7999, "▇▇"),
        (0.5, "▅▅"),
        (0.2, "▃▃"),
        (0.1999, "▁▁"),
        (1e-9, "▁▁"),
        (1.5, "██"),
    ],
)
def test_the_larger_the_share_the_fuller_the_block(share: float, block: str) -> None:
    assert shade(share, BLOCK_MARKS) == block


@pytest.mark.parametrize("value", [0.0, -0.5, None, float("nan"), "x", Decimal(0)])
def test_nothing_has_no_block(value: Cell) -> None:
    assert shade(value, BLOCK_MARKS) == shade(value, ASCII_MARKS) == "  "


def test_blocks_can_be_written_in_gbk() -> None:
    assert BLOCK_MARKS.shades.encode("gbk").decode("gbk") == BLOCK_MARKS.shades
    assert "#" in render_terminal(REPORT, Lang.EN, replace(SCREEN, encoding="ascii"))


def test_a_terminal_draws_a_heat_map() -> None:
    lines = [line.rstrip() for line in render_terminal(REPORT, Lang.ZH, SCREEN).splitlines()]
    assert lines[-3:] == [
        "<30     ██ 100.00%",
        "30-39   ▃▃  30.50%     0.00%",
        "40-49   ██  99.90%  ▁▁ 5.00%",
    ]


def test_a_console_that_draws_blocks_two_cells_wide_gets_signs() -> None:
    text = render_terminal(REPORT, Lang.ZH, replace(SCREEN, wide_marks=True))
    assert "##  99.90%  .. 5.00%" in text
    assert "█" not in text


def test_through_a_pipe_and_in_a_file_there_are_only_figures() -> None:
    text = render_plain(REPORT, Lang.EN)
    assert "<30    100.00%\n30-39   30.50%   0.00%\n40-49   99.90%   5.00%\n" in text
    assert render_csv(HEAT) == b"band,basic,estate\n<30,1.0,\n30-39,0.305,0.0\n40-49,0.999,0.05\n"


def test_a_share_that_does_not_exist_stays_blank_in_a_heat_map_only() -> None:
    assert "n/a" not in render_plain(REPORT, Lang.EN)
    plain = replace(HEAT, columns=tuple(replace(column, shade=False) for column in HEAT.columns))
    assert "n/a" in render_plain(replace(REPORT, tables=(plain,)), Lang.EN)
