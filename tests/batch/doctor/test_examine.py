import json
import os
import tempfile
from importlib import metadata
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from keyclient.batch.doctor import folders as doctor_folders
from keyclient.batch.doctor import machine as doctor_machine
from keyclient.batch.doctor.folders import CheckedFolder, folder_checks
from keyclient.batch.doctor.machine import console_check, expect_check
from keyclient.batch.doctor.result import Check
from keyclient.model.label import Lang
from tests.batch.shares import placed
from tests.program import run

SCHEMA = Path(__file__).parents[3] / "docs" / "schema" / "doctor.json"


def _checks(path: Path, *, is_for_results: bool) -> dict[str, Check]:
    return {one.check: one for one in folder_checks(CheckedFolder(path, is_for_results), Lang.EN)}


def _states(path: Path, *, is_for_results: bool) -> dict[str, str]:
    return {name: one.state for name, one in _checks(path, is_for_results=is_for_results).items()}


def test_good_folder_passes_and_is_left_as_it_was(tmp_path: Path) -> None:
    placed(tmp_path / "a.csv", b"x")
    found = _states(tmp_path, is_for_results=True)
    assert found == dict.fromkeys(("reachable", "writable", "lockable", "clock", "room"), "ok")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_nothing_is_written_into_a_source_even_to_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(tmp_path / "a.csv", b"x")
    before = tmp_path.stat().st_mtime_ns
    monkeypatch.setattr(tempfile, "mkdtemp", lambda **_: pytest.fail("a trial in a source"))
    assert _states(tmp_path, is_for_results=False) == {"reachable": "ok", "readable": "ok"}
    results = CheckedFolder(tmp_path / "out", is_for_results=True, sources=(tmp_path,))
    assert [one.check for one in folder_checks(results, Lang.EN)] == ["missing", "reachable"]
    assert tmp_path.stat().st_mtime_ns == before


def test_a_book_in_a_folder_below_is_tried(tmp_path: Path) -> None:
    placed(tmp_path / "说明.docx", b"x")
    placed(tmp_path / "城东支行" / "~$客户.xlsx", b"x")
    placed(tmp_path / "城东支行" / "2026" / "客户.xlsx", b"x")
    folder = CheckedFolder(tmp_path, is_for_results=False, files=("*.XLSX", "*.csv"))
    messages = {one.check: one.message for one in folder_checks(folder, Lang.EN)}
    assert messages["readable"] == "城东支行/2026/客户.xlsx can be opened"
    empty = CheckedFolder(tmp_path / "城东支行", is_for_results=False, files=("*.csv",))
    assert {one.check: one.state for one in folder_checks(empty, Lang.EN)}["readable"] == "warning"


def test_missing_folder_is_an_error(tmp_path: Path) -> None:
    found = _checks(tmp_path / "gone", is_for_results=False)
    assert [(one.state, bool(one.remedy)) for one in found.values()] == [("error", True)]


def test_missing_results_folder_is_named_and_checked_by_its_nearest_parent(tmp_path: Path) -> None:
    found = _checks(tmp_path / "a" / "b", is_for_results=True)
    assert (found["missing"].state, found["missing"].message) == (
        "warning",
        f"does not exist; a run makes it in {tmp_path}",
    )
    assert {one.state for name, one in found.items() if name != "missing"} == {"ok"}
    assert not (tmp_path / "a").exists()


def test_read_only_folder_is_unfit_for_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    found = _checks(tmp_path, is_for_results=True)["writable"]
    assert found.state == "error"
    assert "Permission denied" in found.message


def test_wrong_clock_of_a_share_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_folders, "skew_of", lambda _path, _now: -3600.0)
    found = _checks(tmp_path, is_for_results=True)["clock"]
    assert (found.state, found.message) == ("warning", "differs by -3600 s")
    assert found.remedy
    file = placed(tmp_path / "x", b"")
    os.utime(file, (1000, 1000))
    monkeypatch.undo()
    assert doctor_folders.skew_of(file, 400.0) == 600.0


def test_folder_that_cannot_be_locked_is_unfit_for_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoLocks:
        def __init__(self, *_: object) -> None: ...

        def acquire(self, **_: object) -> None:
            raise OSError(95, "Operation not supported")

    monkeypatch.setattr(doctor_folders, "FileLock", NoLocks)
    assert _states(tmp_path, is_for_results=True)["lockable"] == "error"


@pytest.mark.parametrize(
    ("encoding", "state"), [("utf-8", "ok"), ("gbk", "ok"), ("cp1252", "warning"), ("no-such", "warning")]
)
def test_console_without_chinese_is_a_warning(encoding: str, state: str) -> None:
    found = console_check(encoding, Lang.EN)
    assert (found.state, found.remedy is None) == (state, state == "ok")


def test_list_of_branches_is_read(tmp_path: Path) -> None:
    assert expect_check(placed(tmp_path / "b.txt", "甲\n乙\n".encode()), Lang.EN).message == "2 branches"
    assert expect_check(tmp_path / "gone.txt", Lang.EN).state == "error"


def test_old_library_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "version", lambda name: {"pandas": "2.9.1"}[name])
    monkeypatch.setattr(doctor_machine, "LIBRARIES", ("pandas",))
    monkeypatch.setattr(metadata, "requires", lambda _: ["pandas>=3.0", 'duckdb>=1 ; extra == "dev"'])
    assert [one.state for one in doctor_machine._libraries(Lang.EN)] == ["error"]
    monkeypatch.setattr(metadata, "version", lambda _: "3.0.4")
    assert [one.state for one in doctor_machine._libraries(Lang.EN)] == ["ok"]


def test_command_exits_with_1_on_an_error(tmp_path: Path) -> None:
    good = run(["--lang", "en", "doctor", str(tmp_path), "--format", "json"])
    found = json.loads(good.out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(found)
    assert (good.code, found["result"]["errors"]) == (0, 0)
    assert {"program", "library", "worker", "locale", "policy", "reachable"} <= {
        one["check"] for one in found["result"]["checks"]
    }
    bad = run(["--lang", "zh", "doctor", str(tmp_path / "gone")])
    assert bad.code == 1
    assert "需处理 1 项" in bad.out


def test_folders_of_the_policy_are_checked_when_none_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(tmp_path / "keyclient.toml", b"[batch]\nsources = ['s']\nout = 'o'\nexpect = 'gone.txt'\n")
    (tmp_path / "s").mkdir()
    monkeypatch.chdir(tmp_path)
    found = json.loads(run(["doctor", "--format", "json"]).out)["result"]["checks"]
    assert {Path(one["place"]).name for one in found if one["place"]} == {"s", "o", "gone.txt"}
