"""Which kept customers of a branch are those that its books of today are compared with."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from keyclient.analysis.common.snapshot import Snapshot
from keyclient.batch.record.kept_customers import KeptCustomers, read_kept
from keyclient.batch.record.paths import branch_folder


@dataclass(frozen=True)
class OlderCustomers:
    """The customers of one branch that are kept from older data dates."""

    branch: str
    history: Path

    def before(self, day: dt.date) -> Iterator[list[KeptCustomers]]:
        """The files of each older date, newest first; a file that cannot be read is none."""
        for folder in sorted(dates_kept(self.history), key=lambda folder: folder.name, reverse=True):
            if dt.date.fromisoformat(folder.name) < day:
                found = list(_read(folder / branch_folder(self.branch)))
                if found:
                    yield found


def dates_kept(history: Path) -> list[Path]:
    """The folders of all data dates that are kept."""
    found = []
    for folder in history.glob("*-*-*"):
        with suppress(ValueError):
            dt.date.fromisoformat(folder.name)
            found.append(folder)
    return sorted(found)


def predecessors(book: KeptCustomers, older: OlderCustomers, same: float) -> tuple[list[KeptCustomers], bool]:
    """The files of the newest older date that list the same customers, and whether there were any older ones.

    Two files list the same customers if at least the share `same` of the smaller is in both: a list may have been split or
    joined since. Only files with the same measure and tiers count.
    """
    seen = False
    for files in older.before(book.book.as_of):
        seen = True
        found = [file for file in files if is_alike(file, book) and _shares(file.book, book.book) >= same]
        if found:
            return found, True
    return [], seen


def is_alike(one: KeptCustomers, other: KeptCustomers) -> bool:
    """Whether two files have one measure, in one unit, and the same tiers."""
    mine, theirs = one.book.measure, other.book.measure
    return (mine.name, mine.kind, mine.decimals, one.tiers) == (
        theirs.name,
        theirs.kind,
        theirs.decimals,
        other.tiers,
    )


def ids_of(books: Sequence[Snapshot]) -> frozenset[str]:
    """The numbers of the customers of some books."""
    return frozenset().union(*(book.frame["customer_id"].dropna().astype("str") for book in books))


def _shares(one: Snapshot, other: Snapshot) -> float:
    mine, theirs = ids_of([one]), ids_of([other])
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller else 0.0


def _read(folder: Path) -> Iterator[KeptCustomers]:
    known: set[bytes] = set()
    for path in sorted(folder.glob("*.parquet")):
        with suppress(OSError, ValueError):
            content = path.read_bytes()
            if content not in known:
                known.add(content)
                yield read_kept(content)
