import os
from pathlib import Path

import pytest

from keyclient.batch.record.layout import PORTFOLIO_FILES, ResultsLayout
from keyclient.batch.record.staging import Staged, StagingArea, prune, sha256_of, write_through

pytestmark = pytest.mark.usefixtures("settled_disk")


def _begun(out: Path) -> StagingArea:
    stage = StagingArea(ResultsLayout(out))
    stage.begin()
    return stage


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_file_appears_complete_and_nothing_else_is_left(tmp_path: Path) -> None:
    stage = _begun(tmp_path)
    stage.write(tmp_path / "a" / "b.txt", b"new")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"new"
    stage.end()
    assert _files(tmp_path) == ["a/b.txt"]


def test_leftovers_of_a_killed_run_are_deleted(tmp_path: Path) -> None:
    before = _begun(tmp_path)
    write_through(before.folder() / "half", b"ha")
    after = _begun(tmp_path)
    assert _files(tmp_path) == []
    after.end()


def test_files_of_a_job_move_together(tmp_path: Path) -> None:
    stage = _begun(tmp_path)
    folder = stage.folder()
    for name in "ab":
        write_through(folder / name, name.encode())
    stage.commit([Staged(folder / name, tmp_path / "x" / name) for name in "ab"])
    assert _files(tmp_path) == ["x/a", "x/b"]
    assert not folder.exists()


def test_old_file_stays_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = _begun(tmp_path)
    stage.write(tmp_path / "a", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            stage.write(tmp_path / "a", b"new")
    stage.end()
    assert (tmp_path / "a").read_bytes() == b"old"
    assert _files(tmp_path) == ["a"]


def test_files_not_kept_and_their_empty_folders_are_deleted(tmp_path: Path) -> None:
    for name in (
        "branch=a/x.parquet",
        "branch=a/y.parquet",
        "branch=b/z.parquet",
        "branch=c/notes.txt",
        "own.xlsx",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    gone = prune(tmp_path, PORTFOLIO_FILES, {tmp_path / "branch=a" / "x.parquet"})
    assert [path.name for path in gone] == ["y.parquet", "z.parquet"]
    assert _files(tmp_path) == ["branch=a/x.parquet", "branch=c/notes.txt", "own.xlsx"]
    assert not (tmp_path / "branch=b").exists()
    assert prune(tmp_path / "nothing", PORTFOLIO_FILES, set()) == []


def test_checksum_is_that_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_of(tmp_path / "a").startswith("ba7816bf")
