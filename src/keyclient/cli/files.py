"""Files that a command makes: never over another file, never half."""

import os
import tempfile
from pathlib import Path

from keyclient.errors import OutputError
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value


class FileExistsAlreadyError(OutputError):
    """The file that is to be made is there already."""

    sentence = Label(
        "{path} is there already, and nothing was written. Name another file, or move this one away.",
        "{path} 已存在，未写入任何内容。请换一个文件名，或先移走该文件。",
    )


class NotWritableError(OutputError):
    """The file cannot be made."""

    sentence = Label(
        "{path} cannot be written ({reason}). Check the folder and its permissions.",
        "无法写入 {path}（{reason}）。请检查文件夹及其权限。",
    )


def write_new(path: Path, content: bytes) -> None:
    """Make a file: written beside its place, then linked into it, so that it is never half there.

    Raises `FileExistsAlreadyError` or `NotWritableError`.
    """
    if path.exists():
        raise FileExistsAlreadyError(path=path)
    _write(path, content, 0o666 & ~_umask())


def write_over(path: Path, content: bytes) -> None:
    """Make a file or replace it: whoever looks sees the old one or the new one, and its permissions stay.

    A link stays a link. Raises `NotWritableError`.
    """
    try:
        path = path.resolve()
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    except (OSError, RuntimeError) as error:
        raise NotWritableError(path=path, reason=str(error)) from None
    _write(path, content, mode)


def _write(path: Path, content: bytes, mode: int) -> None:
    try:
        handle, name = tempfile.mkstemp(prefix=".keyclient-", dir=path.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(mode)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritableError(path=path, reason=error.strerror or type(error).__name__) from None


def wrote(path: Path) -> Sentence:
    """That a file was made."""
    return Sentence(Label("Wrote {path}.", "已写入 {path}。"), {"path": Value(str(path), Kind.TEXT)})


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
