"""What is planted in a demo series, and how much of it is found: by kind, in the books of a branch or of the bank."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KEY_TIERS = ("platinum", "gold")
Result = Mapping[str, Any]
"""What a command answers, or one of the things that are planted."""


@dataclass(frozen=True)
class Score:
    """What was found of one kind; `by_chance` is what chance would bring, where the program says so."""

    found: int
    missed: int
    false: int
    by_chance: float | None = None

    def __add__(self, other: "Score") -> "Score":
        known = [score.by_chance for score in (self, other) if score.by_chance is not None]
        chance = sum(known) if known else None
        return Score(self.found + other.found, self.missed + other.missed, self.false + other.false, chance)


@dataclass(frozen=True)
class Scope:
    """What is planted in one series of books: of one branch, or of the whole bank."""

    planted: tuple[Result, ...]
    branch: str | None
    period: str
    """The data date of the newest book."""
    periods: tuple[str, ...] = ()
    """Those of all of them, oldest first."""

    def of(self, *kinds: str) -> list[Result]:
        """What shows of some kinds in the newest book."""
        return [item for item in self.every(*kinds) if item["period"] == self.period]

    def every(self, *kinds: str) -> list[Result]:
        """What shows of some kinds in any book."""
        return [
            item for item in self.planted if item["kind"] in kinds and self.branch in (None, item["branch"])
        ]

    def groups(self, *kinds: str) -> dict[str, list[Result]]:
        """Of some kinds, those who belong together."""
        found: dict[str, list[Result]] = {}
        for item in self.of(*kinds):
            found.setdefault(item["group"], []).append(item)
        return found

    def arrived(self) -> set[str]:
        """The customers who are in the newest book for the first time."""
        came = {str(item["customer_id"]) for item in self.of("joined")}
        came |= {str(item["new_id"]) for item in self.of("renumbered")}
        moved = (item for item in self.planted if item["kind"] == "transferred")
        return came | {str(item["customer_id"]) for item in moved if item["new_branch"] == self.branch}

    def gone(self) -> set[str]:
        """The customers who are in the book before, but not in the newest."""
        kinds = ["leaver", "closed", "not_exported", "renumbered"]
        return ids(self.of(*kinds, *([] if self.branch is None else ["transferred"])))


def ids(rows: Iterable[Result]) -> set[str]:
    return {str(row["customer_id"]) for row in rows}


def score(found: set[Any], planted: set[Any]) -> Score:
    return Score(len(found & planted), len(planted - found), len(found - planted))


def scopes(folder: Path, truth: Result) -> Iterator[tuple[Scope, list[Path]]]:
    """Each series of books below a folder, oldest first."""
    series: dict[str | None, list[Result]] = {}
    for book in truth["books"]:
        series.setdefault(book.get("branch"), []).append(book)
    for branch, books in series.items():
        paths = [folder / book["path"] for book in books]
        periods = tuple(book["period"] for book in books)
        yield Scope(tuple(truth["planted"]), branch, periods[-1], periods), paths
