import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.faults.writes import WRITES, Write

pytestmark = pytest.mark.usefixtures("settled_disk")

Fault = Callable[[pytest.MonkeyPatch], None]
FULL = Path("/dev/full")


def _raising(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def _onto(device: str, flags: int) -> Fault:
    """The file that is being written leads elsewhere."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        real = tempfile.mkstemp

        def bad(prefix: str = "", **named: Any) -> tuple[int, str]:  # noqa: ANN401 - mkstemp has many
            handle, name = real(prefix=prefix, **named)
            if prefix.startswith(".keyclient"):
                other = os.open(device.replace("NAME", name), flags)
                os.dup2(other, handle)
                os.close(other)
            return handle, name

        monkeypatch.setattr(tempfile, "mkstemp", bad)

    return patch


def _read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def torn(self: Path) -> bytes:
        content = real(self)
        return content[:-1] if self.name.startswith(".keyclient-") else content

    monkeypatch.setattr(Path, "read_bytes", torn)


FAULTS: dict[str, Fault] = {
    "no file can be made": lambda patch: patch.setattr(tempfile, "mkstemp", _raising(errno.EACCES)),
    "the disk is full": _onto(str(FULL), os.O_WRONLY),
    "nothing can be written": _onto("NAME", os.O_RDONLY),
    "the disk does not settle": lambda patch: patch.setattr(os, "fsync", _raising(errno.EIO)),
    "the disk gives back something else": _read_back,
    "the file cannot be moved": lambda patch: patch.setattr(Path, "replace", _raising(errno.EIO)),
    "there is no room for the move": lambda patch: patch.setattr(Path, "replace", _raising(errno.ENOSPC)),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Write], Path]:
    """The folder as it is before a write; made once."""

    @cache
    def made(write: Write) -> Path:
        folder = tmp_path_factory.mktemp("prepared")
        write.prepare(folder)
        return folder

    return made


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


PAIRS = [
    pytest.param(
        write,
        fault,
        id=f"{write.words}-{fault}",
        marks=[] if number % 3 == turn % 3 else [pytest.mark.judgement],
    )
    for (number, write), (turn, fault) in product(enumerate(WRITES), enumerate(FAULTS))
]
"""Every write with every fault: the quick tests have every third one of each, the judgements the others."""


@pytest.mark.parametrize(("write", "fault"), PAIRS)
def test_old_files_are_whole_and_nothing_is_left_when(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    prepared: Callable[[Write], Path],
    write: Write,
    fault: str,
) -> None:
    if fault == "the disk is full" and not FULL.exists():
        pytest.skip("the system has no device that is always full")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(prepared(write), tmp_path, dirs_exist_ok=True)
    before = _files(tmp_path)
    with monkeypatch.context() as patch:
        FAULTS[fault](patch)
        ended = write.run(tmp_path)
    assert ended.code == 2
    assert not ended.out or "--save" in write.words
    assert "Traceback" not in ended.err
    assert "internal error" not in ended.err
    assert write.target in ended.err or tempfile.gettempdir() in ended.err
    assert _files(tmp_path) == before


def test_every_write_changes_its_file_when_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, write in enumerate(WRITES):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.chdir(folder)
        write.prepare(folder)
        before = _files(folder).get(write.target)
        if "--write-back" in write.words:
            (folder / write.target).write_bytes(b"PK old")
        assert write.run(folder).code == 0, write.words
        assert (folder / write.target).read_bytes() != (
            b"PK old" if "--write-back" in write.words else before
        )
