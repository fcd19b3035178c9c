"""What a directory entry is: a folder, a link, hidden, temporary, or a file that keyclient created."""

import os
from pathlib import Path

from keyclient.batch.find.sources import SourceFolder
from keyclient.batch.record.reasons import SkipReason
from keyclient.model.own import is_own_file

_OWNER_MARK = "~$"
_TEMPORARY_ENDINGS = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".bak", ".swp")
_TEMPORARY_BEGINNINGS = ("~wrl", "~rf", ".~lock.", ".~")
_HIDDEN = 0x2
"""The attribute of a hidden file on Windows."""


def is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether the entry is a folder; False if that cannot be determined."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def file_identity(about: os.stat_result, path: Path) -> tuple[int, int]:
    """Device and file number; on a share without file numbers, a hash of the resolved path."""
    if about.st_ino:
        return about.st_dev, about.st_ino
    return about.st_dev, hash(os.path.normcase(path.resolve()))


def skip_by_name(entry: "os.DirEntry[str]") -> SkipReason | None:
    """Why a file is skipped because of its name or attributes; None if it is not."""
    name = entry.name.casefold()
    if name.startswith(_OWNER_MARK):
        return SkipReason.OWNER_MARK
    if is_own_file(name):
        return SkipReason.OWN_OUTPUT
    if name.startswith(_TEMPORARY_BEGINNINGS) or name.endswith(_TEMPORARY_ENDINGS):
        return SkipReason.TEMPORARY
    return SkipReason.HIDDEN if is_hidden(entry) else None


def is_hidden(entry: "os.DirEntry[str]") -> bool:
    """Whether the name begins with a dot or Windows hides the entry."""
    if entry.name.startswith("."):
        return True
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & _HIDDEN)


def leads_outside(entry: "os.DirEntry[str]", source: SourceFolder) -> bool:
    """Whether a link, or a junction on Windows, points to a place outside the source."""
    is_junction = getattr(entry, "is_junction", lambda: False)
    if not entry.is_symlink() and not is_junction():
        return False
    try:
        return not Path(entry.path).resolve().is_relative_to(source.path.resolve())
    except RuntimeError:
        return True


def is_same_file(path: Path, other: Path) -> bool:
    """Whether two paths lead to the same file; False if that cannot be determined."""
    try:
        return path.samefile(other)
    except OSError:
        return False
