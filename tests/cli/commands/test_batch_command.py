import json
import re
from pathlib import Path
from unittest.mock import patch

import pytest
from jsonschema import Draft202012Validator

from keyclient.batch.record.lock import LockOwner, hold_lock
from keyclient.batch.run import execute
from tests.batch.here import Here
from tests.batch.shares import placed, small_book
from tests.program import Ended, run

ROWS = ("001,张三,城东支行,王芳,100.10,2026-10-31", "002,李四,滨江支行,王芳,250.05,2026-10-31")
SCHEMAS = Path(__file__).parents[3] / "docs" / "schema"


def _batch(folder: Path, *arguments: str, lang: str = "en") -> Ended:
    quick = ["--set", "batch.settle_seconds=0", "--jobs", "1", "--analyses", "tier"]
    with patch.object(execute, "Pool", Here):
        return run(
            ["--lang", lang, "batch", str(folder / "s"), "--out", str(folder / "out"), *quick, *arguments]
        )


@pytest.fixture
def share(tmp_path: Path) -> Path:
    small_book(tmp_path / "s" / "a.csv", *ROWS)
    placed(tmp_path / "s" / "坏.xlsx", b"PK\x03\x04")
    return tmp_path


def test_summary_says_what_is_missing_and_what_to_do(share: Path) -> None:
    ended = _batch(share)
    assert ended.code == 1
    assert "1 of 2 books processed; 1 failed." in ended.out
    assert "KC505" in ended.out
    assert "s/坏.xlsx" in ended.out
    assert "Ask the branch to open it in Excel" in ended.out
    assert "done: s/a.csv" in ended.err
    assert "warning: " in ended.err


@pytest.mark.parametrize("more", [(), ("--dry-run",), ("--format", "md")])
def test_a_retry_speaks_the_language_of_the_run_that_it_continues_throughout(
    share: Path, more: tuple[str, ...]
) -> None:
    _batch(share, lang="zh")
    ended = _batch(share, "--retry", str(share / "out" / "run.json"), *more)
    assert "结果沿用原运行的语言：中文。" in ended.err
    in_english = re.compile(r"[a-z]{3,} [a-z]{3,}")
    told = (ended.out + ended.err).splitlines()
    assert [line for line in told if in_english.search(line.replace(str(share), ""))] == []
    (failed,) = (line for line in _record(share)["books"] if line["status"] == "failed")
    assert not in_english.search(failed["message"] + failed["remedy"])


def test_a_retry_of_a_run_without_any_result_is_in_its_own_language(share: Path) -> None:
    (share / "s" / "a.csv").unlink()
    _batch(share, lang="zh")
    ended = _batch(share, "--retry", str(share / "out" / "run.json"))
    (failed,) = _record(share)["books"]
    assert "Ask the branch" in failed["remedy"]
    assert "Ask the branch" in ended.out


def _record(share: Path) -> dict[str, list[dict[str, str]]]:
    record: dict[str, list[dict[str, str]]] = json.loads(
        (share / "out" / "run.json").read_text(encoding="utf-8")
    )
    return record


def test_summary_in_chinese(share: Path) -> None:
    ended = _batch(share, lang="zh")
    assert "2 份表格中 1 份处理完成，1 份失败。" in ended.out
    assert "完成：s/a.csv" in ended.err


def test_quiet_run_shows_errors_only(share: Path) -> None:
    (share / "s" / "坏.xlsx").unlink()
    ended = _batch(share, "--quiet")
    assert (ended.code, ended.err) == (0, "")
    assert "1 of 1 books processed." in ended.out


def test_json_is_the_record_of_the_run(share: Path) -> None:
    ended = _batch(share, "--format", "json")
    record = json.loads(ended.out)
    assert record == json.loads((share / "out" / "run.json").read_text(encoding="utf-8"))
    Draft202012Validator(json.loads((SCHEMAS / "run.json").read_text(encoding="utf-8"))).validate(record)
    assert record["schema"] == "keyclient/run/1"
    assert record["exit_code"] == ended.code == 1


def test_csv_has_one_line_per_book(share: Path) -> None:
    lines = _batch(share, "--format", "csv").out.splitlines()
    assert lines[0].startswith("book,status,reason,standing,code,message,remedy,as_of,customers")
    assert [line.split(",")[1] for line in lines[1:]] == ["done", "failed"]


def test_dry_run_shows_what_would_be_done_and_writes_nothing(share: Path) -> None:
    ended = _batch(share, "--dry-run")
    assert ended.code == 0
    assert "2 of 2 books would be processed. Nothing was written." in ended.out
    assert "no result yet" in ended.out
    assert not (share / "out").exists()
    _batch(share)
    small_book(share / "s" / "b.csv", ROWS[0])
    plan = json.loads(_batch(share, "--dry-run", "--format", "json").out)
    Draft202012Validator(json.loads((SCHEMAS / "dry_run.json").read_text(encoding="utf-8"))).validate(plan)
    assert [(line["book"], line["action"], line["why"]) for line in plan["books"]] == [
        ("s/a.csv", "skip", "unchanged"),
        ("s/b.csv", "read", "new"),
        ("s/坏.xlsx", "read", "new"),
    ]


@pytest.mark.parametrize("option", [["--force"], ["--since-unchanged", "redo"]])
def test_every_book_is_processed_again_on_request(share: Path, option: list[str]) -> None:
    _batch(share)
    assert "done: s/a.csv" in _batch(share, *option).err


def test_scheduled_line_needs_no_arguments(share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = "[batch]\nsources = ['s']\nout = 'out'\nexpect = 'branches.txt'\nsettle_seconds = 0\njobs = 1\nanalyses = ['tier']\n"
    placed(share / "keyclient.toml", policy.encode())
    placed(share / "branches.txt", "城东支行\n北苑支行\n".encode())
    monkeypatch.chdir(share)
    ended = run(["--lang", "en", "--quiet", "batch"])
    assert ended.code == 1
    assert "Branches without a book: 北苑支行." in ended.out


def test_second_run_exits_with_2_and_names_the_first(share: Path) -> None:
    (share / "out" / ".keyclient").mkdir(parents=True)
    with hold_lock(share / "out" / ".keyclient", LockOwner("pc7", 1, "night", "06:00"), wait=0):
        ended = _batch(share)
    assert (ended.code, ended.out) == (2, "")
    assert "night@pc7" in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["batch"], "No source folder was given"),
        (["batch", "."], "No results folder was given"),
        (["batch", ".", "--out", "."], "is inside the results folder"),
        (["batch", "s", "--out", "o", "--analyses", "segment,risks"], "Unknown analysis “risks”"),
        (["batch", "s", "--out", "o", "--retry", "gone.json"], "not the record of a run"),
        (["batch", "s", "--out", "o", "--expect", "gone.txt"], "the list of branches cannot be read"),
    ],
)
def test_wrong_options_exit_with_2_and_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    (tmp_path / "s").mkdir()
    monkeypatch.chdir(tmp_path)
    ended = run(["--lang", "en", *arguments])
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_missing_source_is_an_outcome(tmp_path: Path) -> None:
    ended = run(["--lang", "en", "batch", str(tmp_path / "gone"), "--out", str(tmp_path / "out")])
    assert ended.code == 1
    assert "KC503" in ended.out
    assert (
        json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["sources"][0]["reached"]
        is False
    )
