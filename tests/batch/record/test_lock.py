import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from keyclient.batch.record.lock import LockOwner, hold_lock
from keyclient.batch.record.refusals import CannotLockError, FolderBusyError
from keyclient.model.label import Lang

OWNER = LockOwner("pc7", 42, "op", "2026-11-24T06:00:00+00:00")
HOLD = """
import sys, time
from pathlib import Path
from keyclient.batch.record.lock import LockOwner, hold_lock
with hold_lock(Path(sys.argv[1]), LockOwner("branch-pc", 7, "night", "06:00"), wait=0):
    print("held", flush=True)
    time.sleep(3600)
"""


def _holder(folder: Path) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", HOLD, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    return process


def _ended(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.communicate()


def test_second_run_is_refused_with_the_owner_of_the_lock(tmp_path: Path) -> None:
    process = _holder(tmp_path)
    try:
        with pytest.raises(FolderBusyError) as refused, hold_lock(tmp_path, OWNER, wait=0):
            pass
        assert "night@branch-pc, pid 7, 06:00" in refused.value.text(Lang.EN)
    finally:
        _ended(process)


def test_lock_of_an_owner_that_was_killed_is_free(tmp_path: Path) -> None:
    process = _holder(tmp_path)
    process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    process.communicate()
    assert (tmp_path / "owner.json").exists()
    with hold_lock(tmp_path, OWNER, wait=0):
        assert "pc7" in (tmp_path / "owner.json").read_text(encoding="utf-8")
    assert not (tmp_path / "owner.json").exists()


def test_waiting_run_starts_when_the_other_one_ends(tmp_path: Path) -> None:
    process = _holder(tmp_path)
    ending = threading.Timer(0.3, _ended, [process])
    try:
        with pytest.raises(FolderBusyError), hold_lock(tmp_path, OWNER, wait=0.1):
            pass
        ending.start()
        with hold_lock(tmp_path, OWNER, wait=300):
            assert process.poll() is not None
    finally:
        ending.join()


def test_folder_that_cannot_be_locked_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(CannotLockError) as refused, hold_lock(tmp_path, OWNER, wait=0):
        pass
    assert "doctor" in refused.value.text(Lang.ZH)


def test_lock_is_free_after_an_error_inside(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="inside"), hold_lock(tmp_path, OWNER, wait=0):
        raise ValueError("inside")
    with hold_lock(tmp_path, OWNER, wait=0):
        pass
