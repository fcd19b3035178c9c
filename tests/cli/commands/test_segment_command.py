"""`segment` as somebody types it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.program import typed

BOOK = "客户号,网点,AUM\n001,东支行,97\n002,东支行,1\n003,西支行,1\n004,,1\n"


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return typed(folder, "segment", "book.csv", *arguments)


def _result(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(done.stdout)["result"]
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    return tmp_path


def test_cut_is_an_option_and_a_key_of_the_policy(folder: Path) -> None:
    by_option, by_key, usual = (
        _run(folder, "-f", "json", *more)
        for more in (["--cut", "auto"], ["--set", "segment.cut=auto"], ["--cut", "share"])
    )
    assert by_option.stdout == by_key.stdout
    assert _result(by_option)["a_edge"]["share_of_value"] == 0.97
    assert json.loads(by_option.stdout)["policy"]["cut"] == "auto"
    assert "a_edge" not in _result(usual)
    assert [size["customers"] for size in _result(by_option)["classes"]] == [1, 0, 3]


def test_the_option_goes_before_the_policy_file(folder: Path) -> None:
    (folder / "keyclient.toml").write_text('[segment]\ncut = "auto"\n', encoding="utf-8")
    assert "a_edge" in _result(_run(folder, "-f", "json"))
    assert "a_edge" not in _result(_run(folder, "-f", "json", "--cut", "share"))


def test_a_cut_that_there_is_not_ends_with_2(folder: Path) -> None:
    done = _run(folder, "--cut", "guess")
    assert (done.returncode, done.stdout) == (2, "")
    assert "guess" in done.stderr


def test_groups_of_a_field_are_headed_by_its_name_and_those_of_a_heading_as_it_stands(folder: Path) -> None:
    assert "按网点分组" in _run(folder, "--by", "branch", "--lang", "zh").stdout
    assert "By branch" in _run(folder, "--by", "branch", "--lang", "en").stdout
    assert "By 网点" in _run(folder, "--by", "网点", "--lang", "en").stdout


def test_unevenness_between_groups_is_in_the_answer(folder: Path) -> None:
    theil = _result(_run(folder, "-f", "json", "--by", "网点"))["theil"]
    assert list(theil) == ["between", "within"]
    assert _result(_run(folder, "-f", "json"))["theil"] is None
    assert "组间差异占比" in _run(folder, "--by", "网点", "--lang", "zh").stdout


def test_names_stand_in_what_people_read_and_not_in_what_programs_read(folder: Path) -> None:
    (folder / "book.csv").write_text("客户号,客户名称,AUM\n001,张三,9\n002,李四,1\n", encoding="utf-8")
    table, page, lines, answer = (_run(folder, "-f", form).stdout for form in ("table", "md", "csv", "json"))
    assert "张三" in table
    assert "张三" in page
    assert lines.splitlines()[0] == "rank,customer_id,row,value,share,cumulative_share,class"
    assert list(json.loads(answer)["result"]["top"][0]) == lines.splitlines()[0].split(",")
    assert "张三" not in lines + answer


def test_who_asks_for_more_is_told_which_policy_file_is_read(folder: Path) -> None:
    assert "policy file" not in _run(folder, "--lang", "en").stderr
    assert "No policy file; the defaults are in force." in _run(folder, "--verbose", "--lang", "en").stderr
    file = folder / "keyclient.toml"
    file.write_text("[segment]\ntarget = 0.7\n", encoding="utf-8")
    assert f"{file} is valid." in _run(folder, "--verbose", "--lang", "en").stderr
