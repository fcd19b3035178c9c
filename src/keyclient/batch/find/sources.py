"""The folders that are looked through, and what they are called among the results."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from keyclient.batch.record.paths import extended_path, source_labels
from keyclient.errors import UsageError
from keyclient.model.label import Label


class NoSourceError(UsageError):
    """No folder was named."""

    sentence = Label(
        "No folder of books was named. Write keyclient batch FOLDER --out RESULTS, or set sources and out under [batch] "
        "in keyclient.toml.",
        "没有指定来源文件夹。请写 keyclient batch 文件夹 --out 结果文件夹，或在 keyclient.toml 的 [batch] 中设置 sources 和 out。",
    )


class SourceNotFolderError(UsageError):
    """A source is a file."""

    sentence = Label(
        "{path} is a file. Name the folder of the books; for one book there are commands such as `keyclient check`.",
        "{path} 是文件。请指定表格所在的文件夹；单份表格请用 `keyclient check` 等命令。",
    )


class NoOutError(UsageError):
    """No folder for the results was named."""

    sentence = Label(
        "No folder for the results was named. Add --out FOLDER, or set out under [batch] in keyclient.toml.",
        "没有指定结果文件夹。请加 --out 文件夹，或在 keyclient.toml 的 [batch] 中设置 out。",
    )


class SourceInOutError(UsageError):
    """Books lie where the results go."""

    sentence = Label(
        "{source} lies in the folder of the results, {out}. Name another folder for the results.",
        "来源文件夹 {source} 位于结果文件夹 {out} 之内。请另选结果文件夹。",
    )


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """A folder of books."""

    path: Path
    label: str


def source_folders(paths: Sequence[Path], out: Path) -> list[SourceFolder]:
    """The folders, each once.

    One that is not there, or cannot be reached, is a source all the same: its books are what is missing. Raises
    `NoSourceError`, `SourceNotFolderError` or `SourceInOutError`.
    """
    if not paths:
        raise NoSourceError
    different = list(dict.fromkeys(Path(os.path.abspath(path)) for path in paths))  # noqa: PTH100 - a share may be away
    for path in different:
        if _is_file(path):
            raise SourceNotFolderError(path=path)
        if path.resolve().is_relative_to(out.resolve()):
            raise SourceInOutError(source=path, out=out)
    labels = source_labels(different)
    return [SourceFolder(openable_path(path), label) for path, label in zip(different, labels, strict=True)]


def _is_file(path: Path) -> bool:
    """Whether it is a file; of a share that does not answer nobody knows."""
    try:
        return path.is_file()
    except OSError:
        return False


def openable_path(path: Path) -> Path:
    """The path in the form in which the system takes it at any length."""
    return Path(extended_path(PureWindowsPath(path))) if os.name == "nt" else path
