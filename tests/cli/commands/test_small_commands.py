"""`explain`, `template`, `demo --ugly` and `columns --save` as somebody types them."""

import csv
import io
import json
import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from keyclient.cli.output.files import NotWritableError, write_over
from keyclient.model.rules.catalogue import RULES
from tests.ingest.writing import write_xlsx
from tests.program import typed

BOOK = "客户号,户头,月末资产\n001,张三,100\n002,李四,50\n"
MAPS = ("--map", "name=户头", "--map", "aum=月末资产")


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return typed(folder, *arguments)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    return tmp_path


def test_explain_answers_in_every_format(tmp_path: Path) -> None:
    table, machine, lines = (
        _run(tmp_path, "explain", "kc102", "-f", form) for form in ("table", "json", "csv")
    )
    assert "KC102: unreadable amount" in table.stdout
    answer = json.loads(machine.stdout)
    assert (answer["schema"], answer["policy"]) == ("keyclient/explain/1", {})
    assert [code["code"] for code in answer["result"]["codes"]] == ["KC102"]
    ((row),) = csv.DictReader(io.StringIO(lines.stdout))
    assert (row["code"], row["severity"], row["example"]) == ("KC102", "warning", "约50万")
    assert {done.returncode for done in (table, machine, lines)} == {0}


def test_explain_without_a_code_lists_all_and_an_unknown_code_ends_with_2(tmp_path: Path) -> None:
    listed = _run(tmp_path, "explain", "--lang", "zh")
    assert [code for code in RULES if code not in listed.stdout] == []
    unknown = _run(tmp_path, "explain", "KC999")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "There is no issue code “KC999”. Nearest: " in unknown.stderr


def test_template_is_written_once_and_says_where(tmp_path: Path) -> None:
    done = _run(tmp_path, "template", "mine.xlsx", "--fields", "客户号,aum", "--lang", "zh")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "已写入 mine.xlsx。\n")
    again = _run(tmp_path, "template", "mine.xlsx")
    assert again.returncode == 2
    assert "already exists" in again.stderr
    assert _run(tmp_path, "template", "other.xlsx", "--fields", "aumm,name").returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.xlsx"]


def test_messy_book_is_written_and_checked_with_findings(tmp_path: Path) -> None:
    assert _run(tmp_path, "demo", "ugly.xlsx", "--ugly", "--customers", "80").returncode == 0
    done = _run(tmp_path, "check", "ugly.xlsx", "-f", "json")
    assert done.returncode == 1
    (source,) = json.loads(done.stdout)["sources"]
    assert {line["difference"] for line in source["money"]} == {0}
    assert source["rows"]["set_aside"] == 2


def test_saved_headings_are_understood_the_next_time(folder: Path) -> None:
    saved = _run(folder, "columns", "book.csv", *MAPS, "--save")
    file = folder / "keyclient.toml"
    assert saved.returncode == 0
    assert saved.stderr.splitlines()[-1] == (
        f'Saved in {file} under [columns]: name = "户头", aum = "月末资产".'
    )
    assert tomllib.loads(file.read_text(encoding="utf-8")) == {"columns": {"name": "户头", "aum": "月末资产"}}
    assert _run(folder, "segment", "book.csv", "-m", "aum").returncode == 0
    again = _run(folder, "columns", "book.csv", *MAPS, "--save", "--lang", "zh")
    assert f"{file} 中已有：" in again.stderr


def test_headings_are_saved_in_the_nearest_file_above_or_in_the_one_that_is_named(folder: Path) -> None:
    below = folder / "below"
    below.mkdir()
    nearest, named = folder / "keyclient.toml", folder / "named.toml"
    nearest.write_text("# ours\n[segment]\ntarget = 0.7 # agreed\n", encoding="utf-8")
    named.write_text("", encoding="utf-8")
    _run(below, "columns", "../book.csv", *MAPS, "--save")
    assert nearest.read_text(encoding="utf-8") == (
        '# ours\n[segment]\ntarget = 0.7 # agreed\n\n[columns]\nname = "户头"\naum = "月末资产"\n'
    )
    _run(below, "columns", "../book.csv", "--map", "name=户头", "--save", "--config", "../named.toml")
    assert named.read_text(encoding="utf-8") == '[columns]\nname = "户头"\n'
    assert list(below.iterdir()) == []


def test_save_without_map_saves_nothing_and_says_so(folder: Path) -> None:
    done = _run(folder, "columns", "book.csv", "--save")
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1].startswith("Nothing was saved: --save keeps the --map headings")
    assert not (folder / "keyclient.toml").exists()


@pytest.mark.parametrize("text", ["[columns\naum = 1", "[columns]\naumm = 'x'\n"])
def test_a_broken_policy_file_is_refused_and_stays(folder: Path, text: str) -> None:
    (folder / "keyclient.toml").write_text(text, encoding="utf-8")
    done = _run(folder, "columns", "book.csv", *MAPS, "--save")
    assert (done.returncode, done.stdout) == (2, "")
    assert "keyclient.toml, line " in done.stderr
    assert (folder / "keyclient.toml").read_text(encoding="utf-8") == text


def test_a_heading_that_the_book_has_not_is_not_saved(folder: Path) -> None:
    assert _run(folder, "columns", "book.csv", "--map", "aum=年末资产", "--save").returncode == 2
    assert not (folder / "keyclient.toml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_file_that_is_replaced_keeps_its_permissions_and_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_over(link, b"new")
    assert link.is_symlink()
    assert (real.read_bytes(), stat.S_IMODE(real.stat().st_mode)) == (b"new", 0o640)


def test_a_file_that_cannot_be_replaced_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritableError, match="No space"):
        write_over(path, b"new")
    assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [("file", b"old")]


@pytest.mark.parametrize("top", ["banana", "-1"])
def test_check_refuses_a_number_of_findings_that_is_none(folder: Path, top: str) -> None:
    done = _run(folder, "check", "book.csv", "--top", top)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: --top {top}: write a number")


@pytest.mark.parametrize("command", ["check", "columns", "segment"])
def test_every_command_names_the_sheets_that_it_did_not_read(tmp_path: Path, command: str) -> None:
    columns = "字段 | 说明\n客户号 | 核心客户号\nAUM | 金融资产"
    path = write_xlsx(tmp_path, columns, "客户号 | AUM\nC1 | 100\nC2 | 50", names=("数据字典", "客户"))
    done = _run(tmp_path, command, path.name, "--as-of", "2026-01-31")
    assert done.stderr.count("Of 2 sheets, “客户” fits best and was read. Not read: 数据字典.") == 1
