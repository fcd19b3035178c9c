"""The source folders that are searched for books, and their names among the results."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from keyclient.batch.record.paths import extended_path, source_labels
from keyclient.errors import UsageError
from keyclient.model.label import Label


class NoSourceError(UsageError):
    """No source folder was given."""

    sentence = Label(
        "No source folder was given. Run keyclient batch FOLDER --out RESULTS, or set sources and out under [batch] in "
        "keyclient.toml.",
        "没有指定来源文件夹。请运行 keyclient batch 文件夹 --out 结果文件夹，或在 keyclient.toml 的 [batch] 中设置 sources 和 out。",
    )


class SourceNotFolderError(UsageError):
    """A source is a file."""

    sentence = Label(
        "{path} is a file. Give the folder that holds the books; for a single book use a command such as `keyclient check`.",
        "{path} 是文件。请指定表格所在的文件夹；单份表格请用 `keyclient check` 等命令。",
    )


class NoOutError(UsageError):
    """No results folder was given."""

    sentence = Label(
        "No results folder was given. Add --out FOLDER, or set out under [batch] in keyclient.toml.",
        "没有指定结果文件夹。请加 --out 文件夹，或在 keyclient.toml 的 [batch] 中设置 out。",
    )


class SourceInOutError(UsageError):
    """A source is inside the results folder."""

    sentence = Label(
        "The source {source} is inside the results folder {out}. Choose another results folder.",
        "来源文件夹 {source} 位于结果文件夹 {out} 之内。请另选结果文件夹。",
    )


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """A folder of books, and its name among the results."""

    path: Path
    label: str


def source_folders(paths: Sequence[Path], out: Path) -> list[SourceFolder]:
    """The source folders, without duplicates.

    A folder that does not exist or cannot be reached is kept as a source whose books are missing. Raises
    `NoSourceError`, `SourceNotFolderError` or `SourceInOutError`.
    """
    if not paths:
        raise NoSourceError
    unique = list(dict.fromkeys(Path(os.path.abspath(path)) for path in paths))  # noqa: PTH100 - a share may be offline
    for path in unique:
        if _is_file(path):
            raise SourceNotFolderError(path=path)
        if path.resolve().is_relative_to(out.resolve()):
            raise SourceInOutError(source=path, out=out)
    labels = source_labels(unique)
    return [SourceFolder(openable_path(path), label) for path, label in zip(unique, labels, strict=True)]


def _is_file(path: Path) -> bool:
    """Whether it is a file; False if the share does not answer."""
    try:
        return path.is_file()
    except OSError:
        return False


def openable_path(path: Path) -> Path:
    """The path in the form that the system accepts at any length."""
    return Path(extended_path(PureWindowsPath(path))) if os.name == "nt" else path
