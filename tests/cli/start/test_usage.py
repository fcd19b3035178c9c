"""What is said about a command line that cannot be understood."""

import sys
from unittest.mock import patch

import pytest

from keyclient.cli.start.arguments import ValueMissingError, hoisted
from tests.program import run

MISTAKES = [
    (["segmnt"], "没有名为“segmnt”的命令。是否要用 segment？"),
    (["xyzzy"], "没有名为“xyzzy”的命令。"),
    (["policy", "shw"], "没有名为“shw”的命令。"),
    (["segment", "--topp", "3"], "没有 --topp 这个选项。可能是："),
    (["segment", "a", "b"], "多余的参数：b。"),
    (["segment", "--top"], "选项 --top 后面缺少取值。"),
    (["segment", "--strict=1"], "选项 --strict 不带取值。"),
    (["demo", "--customers", "x"], "--customers 的取值不正确：应为整数。"),
    (["batch", "x", "--jobs", "0"], "--jobs / -j 的取值不正确：不得小于 1。"),
    (["segment", "-f", "pdf"], "--format / -f 的取值不正确：“pdf”不在可选值之内：table、json、csv、md。"),
    (["segment", "--date-order", "ymd"], "--date-order ymd：请写 dmy（日在前）或 mdy（月在前）。"),
    (["segment", "--config"], "--config 后面缺少取值"),
    (["segment", "a.xlsx", "--quiet=1"], "--quiet 不带取值。"),
    (["segment", "a.xlsx", "--period"], "选项 --period 后面缺少取值。"),
    (["batch", "x", "--out", "o", "--expect", "gone.txt"], "无法读取网点清单（文件或文件夹不存在）。"),
]


@pytest.mark.parametrize(("typed", "said"), MISTAKES, ids=[" ".join(typed) for typed, _ in MISTAKES])
def test_a_mistake_in_the_command_line_is_told_in_chinese(typed: list[str], said: str) -> None:
    ended = run(["--lang", "zh", *typed])
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert not [word for word in ("Error", "Usage", "No such", "Invalid", "--set") if word in ended.err]


def test_in_english_the_parser_says_it() -> None:
    ended = run(["--lang", "en", "segmnt"])
    assert ended.code == 2
    assert "No such command 'segmnt'" in ended.err


def test_a_group_without_a_command_shows_its_help() -> None:
    ended = run(["--lang", "zh", "policy"])
    assert ended.code == 2
    assert "validate" in ended.out + ended.err


@pytest.mark.parametrize(
    "typed",
    [
        ["--config"],
        ["segment", "a.xlsx", "--config"],
        ["segment", "--config", "--top", "3"],
        ["--config=", "segment"],
        ["segment", "--lang"],
    ],
)
def test_an_option_without_its_value_says_so(typed: list[str]) -> None:
    with pytest.raises(ValueMissingError) as told:
        hoisted(typed)
    assert "needs a value" in str(told.value)


def test_options_of_the_run_stand_in_front() -> None:
    assert hoisted(["segment", "a", "--config=x.toml", "-q", "--lang", "zh"]) == [
        "--config", "x.toml", "-q", "--lang", "zh", "segment", "a",
    ]  # fmt: skip
    assert hoisted(["segment", "--", "--config"]) == ["segment", "--", "--config"]


def test_help_is_recommended_by_the_name_of_the_program_however_it_was_started() -> None:
    with patch.object(sys.modules["__main__"], "__package__", "keyclient", create=True):
        ended = run(["--lang", "zh", "segment", "--topp", "3"])
    assert "用 keyclient segment --help 查看用法。" in ended.err
