"""What every test of a child process has to leave behind: nothing."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """After the test: no child process, no open file, nothing in the temporary folder."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    before = _traces()
    yield
    assert _traces() == before
    assert list((tmp_path / "temporary").iterdir()) == []


def _traces() -> tuple[int, set[str]]:
    """The number of open files, and the child processes."""
    gc.collect()
    if sys.platform != "linux":
        return 0, set()
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    return len(list(Path("/proc/self/fd").iterdir())), set(children.read_text().split())
