import io
import os
from collections.abc import Mapping

import pytest

from keyclient.render.screen import ASCII_MARKS, BLOCK_MARKS, Screen, screen_of

ENVIRONMENT = {"TERM": "xterm-256color"}


class Terminal(io.StringIO):
    """A stream that claims to be a terminal and has no size of its own."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return _NO_TERMINAL


_NO_TERMINAL = os.open(os.devnull, os.O_RDONLY)


def test_every_drawing_character_is_in_gbk() -> None:
    "".join(BLOCK_MARKS).encode("gbk")


@pytest.mark.parametrize(
    ("encoding", "marks"),
    [("utf-8", BLOCK_MARKS), ("gbk", BLOCK_MARKS), ("cp1252", ASCII_MARKS), ("ascii", ASCII_MARKS)],
)
def test_a_console_draws_with_what_it_has(encoding: str, marks: tuple[str, ...]) -> None:
    assert Screen(encoding=encoding).marks == marks


def test_a_console_that_draws_lines_two_cells_wide_gets_none() -> None:
    assert Screen(wide_marks=True).marks == ASCII_MARKS


def test_a_pipe_is_no_terminal_and_has_no_colour() -> None:
    assert screen_of(io.TextIOWrapper(io.BytesIO(), encoding="gbk"), {"FORCE_COLOR": "1"}) == Screen(
        encoding="gbk"
    )


def test_a_closed_stream_is_no_terminal() -> None:
    assert screen_of(None, ENVIRONMENT) == Screen()


def test_a_terminal_has_colour() -> None:
    screen = screen_of(Terminal(), ENVIRONMENT)
    assert screen.terminal
    assert screen.colour


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_the_environment_can_switch_colour_off(environment: Mapping[str, str]) -> None:
    assert not screen_of(Terminal(), {**ENVIRONMENT, **environment}).colour


def test_the_user_can_switch_colour_off() -> None:
    assert not screen_of(Terminal(), ENVIRONMENT, no_color=True).colour


def test_an_empty_no_color_means_nothing() -> None:
    assert screen_of(Terminal(), {**ENVIRONMENT, "NO_COLOR": ""}).colour


def test_a_terminal_that_tells_no_size_has_80_columns() -> None:
    screen = screen_of(Terminal(), ENVIRONMENT)
    assert (screen.width, screen.height) == (80, 24)


@pytest.mark.parametrize(("columns", "width"), [("132", 132), ("0", 80), ("wide", 80), ("-5", 80), ("3", 20)])
def test_columns_and_lines_of_the_environment_win(columns: str, width: int) -> None:
    screen = screen_of(Terminal(), {**ENVIRONMENT, "COLUMNS": columns, "LINES": "50"})
    assert (screen.width, screen.height) == (width, 50)


def test_whether_a_console_has_chinese_can_be_asked() -> None:
    assert Screen(encoding="gbk").shows("客户")
    assert not Screen(encoding="cp1252").shows("客户")
