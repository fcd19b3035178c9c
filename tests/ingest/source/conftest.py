"""What every test of a child process has to leave behind: nothing."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forked import started_children


@pytest.fixture(autouse=True)
def _started_children() -> Iterator[None]:
    """Here children are started as for users."""
    with started_children():
        yield


@pytest.fixture
def no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """After the test: no child process, no open file, nothing in the temporary folder."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    files, children = _open_files(), _children()
    yield
    if _open_files() > files:
        gc.collect()  # what an exception was raised over lives as long as the exception
    assert _open_files() <= files
    assert _children() == children
    assert list((tmp_path / "temporary").iterdir()) == []


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0


def _children() -> str:
    path = Path(f"/proc/self/task/{os.getpid()}/children")
    return path.read_text() if sys.platform == "linux" else ""
