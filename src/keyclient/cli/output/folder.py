"""Writes a folder of files whole or not at all, never into one that exists."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from keyclient.cli.output.files import FileExistsAlreadyError, not_writable


def check_new(path: Path) -> None:
    """Raises `FileExistsAlreadyError` if there is something at the path."""
    if os.path.lexists(path):
        raise FileExistsAlreadyError(path=path)


def write_new_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Make a folder that must not exist yet, with files by their paths below it; returns how many.

    The folder gets its name when all files are there; if anything fails, nothing is left. Raises
    `FileExistsAlreadyError` or `NotWritableError`.
    """
    check_new(path)
    try:
        beside = Path(tempfile.mkdtemp(prefix=".keyclient-", suffix=".tmp", dir=path.parent))
    except OSError as error:
        raise not_writable(path, error) from None
    try:
        written = _fill(beside, files)
        check_new(path)
        beside.rename(path)
    except OSError as error:
        raise not_writable(path, error) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return written


def _fill(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write the files; the folder is private until then."""
    written = 0
    for name, content in files:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        written += 1
    mask = os.umask(0)
    os.umask(mask)
    folder.chmod(0o777 & ~mask)
    return written
