"""Which customers of earlier runs are kept, and which are forgotten."""

from collections import defaultdict
from collections.abc import Iterable, Set
from pathlib import Path

from keyclient.batch.record.layout import HISTORY_FILES
from keyclient.batch.record.staging import prune


def forget(history: Path, valid: Set[Path], most: int) -> None:
    """Delete what no later run may be compared with.

    That is, for each branch, what no book says any more of the newest data date of its books or a later one: the book was
    deleted, renamed or mended; and what is older than the `most` newest data dates that are older. `valid`: the results of
    the books as they are now.
    """
    by_branch: dict[str, list[Path]] = defaultdict(list)
    for path in history.glob(HISTORY_FILES):
        by_branch[path.parent.name].append(path)
    keep = {path for files in by_branch.values() for path in _kept(files, valid, most)}
    prune(history, HISTORY_FILES, keep)
    for folder in history.glob("*"):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _kept(files: Iterable[Path], valid: Set[Path], most: int) -> set[Path]:
    """Of the files of one branch."""
    own = set(files)
    current = own & valid
    newest = max((_day(path) for path in current), default=None)
    days = sorted({_day(path) for path in own if newest is None or _day(path) < newest}, reverse=True)[:most]
    return current | {path for path in own if _day(path) in days}


def _day(path: Path) -> str:
    return path.parent.parent.name
