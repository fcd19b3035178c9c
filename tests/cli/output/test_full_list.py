"""The command that lists everything which a run has told."""

import shlex
from pathlib import Path

import pytest

from keyclient.cli.output.full_list import quoted
from tests.program import typed

BOOK = "编号,户名,余额,余额,分 数,阶段\nC1,甲,100,5,3,调查\nC2,乙,约200,6,三个,调擦\nC3,丙,300,x,5,签约\n"
MAPPED = ["--map", "customer_id=编号", "--map", "deposits=余额#1", "--map", "loans=余额#2"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "客户 1.csv").write_text(BOOK, encoding="utf-8")
    return tmp_path


def _offered(folder: Path, *words: str) -> tuple[set[str], list[str]]:
    """The codes that a run tells, and the words of the command that it offers."""
    said = typed(folder, "--lang", "en", *words).stderr.splitlines()
    codes = {line.split()[1].strip(":,") for line in said if line.startswith(("error KC", "warning KC"))}
    offer = next(line for line in said if line.startswith("Full list: "))
    return codes, shlex.split(offer.removeprefix("Full list: "))[1:]


@pytest.mark.parametrize("more", [[], ["-m", "分 数"], ["--set", "segment.top_share=0.1"]])
def test_what_is_offered_lists_what_was_told(folder: Path, more: list[str]) -> None:
    told, offered = _offered(folder, "segment", "客户 1.csv", *MAPPED, *more)
    assert offered[:2] == ["check", "客户 1.csv"]
    listed = typed(folder, "--lang", "en", *offered, "--format", "json").stdout
    assert told
    assert [code for code in told if code not in listed] == []


def test_issues_of_an_analysis_are_listed_by_itself(folder: Path) -> None:
    told, offered = _offered(folder, "funnel", "客户 1.csv", *MAPPED, "--stages", "调查,签约")
    assert "KC430" in told
    assert offered[:2] == ["funnel", "客户 1.csv"]
    assert offered[-4:] == ["--stages", "调查,签约", "--out", "客户 1.funnel.xlsx"]
    listed = typed(folder, "--lang", "en", *offered[:-2], "--format", "json").stdout
    assert [code for code in told if code not in listed] == []


def test_words_are_quoted_where_a_shell_needs_it() -> None:
    assert [quoted(word) for word in ("客户.csv", "a b", "余额(元)#1", 'x"y', "a&b", "")] == [
        "客户.csv", '"a b"', '"余额(元)#1"', '"x\\"y"', '"a&b"', '""',
    ]  # fmt: skip
