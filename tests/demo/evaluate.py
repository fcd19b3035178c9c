"""How much of what is planted in a demo series `compare` and `maturity` find: `python -m tests.demo.evaluate FOLDER TRUTH`."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.program import run

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

    def of(self, *kinds: str) -> list[Result]:
        """What shows of some kinds in the newest book."""
        return [item for item in self.every(*kinds) if item["period"] == self.period]

    def every(self, *kinds: str) -> list[Result]:
        """What shows of some kinds in any book."""
        return [
            item for item in self.planted if item["kind"] in kinds and self.branch in (None, item["branch"])
        ]

    def arrived(self) -> set[str]:
        """The customers who are in the newest book for the first time."""
        came = {str(item["customer_id"]) for item in self.of("joined")}
        came |= {str(item["new_id"]) for item in self.of("renumbered")}
        moved = (item for item in self.planted if item["kind"] == "transferred")
        return came | {str(item["customer_id"]) for item in moved if item["new_branch"] == self.branch}

    def gone(self) -> set[str]:
        """The customers who are in the book before, but not in the newest."""
        kinds = ["leaver", "closed", "not_exported", "renumbered"]
        return _ids(self.of(*kinds, *([] if self.branch is None else ["transferred"])))


def compared(result: Result, scope: Scope) -> dict[str, Score]:
    """What `compare --top all` finds in the books of a scope, by kind."""
    moved = {
        bucket: [row for row in result["moved"] if row["bucket"] == bucket]
        for bucket in ("new", "returned", "lost", "emptied")
    }
    explained = scope.gone() - _ids(scope.of("leaver"))
    leavers = {row["customer_id"] for row in moved["lost"] if row["from"] in KEY_TIERS} - explained
    emptied = {row["customer_id"] for row in moved["emptied"] if row["from"] in KEY_TIERS}
    return {
        "lost": _score(_ids(moved["lost"]), scope.gone()),
        "new": _score(_ids(moved["new"]), scope.arrived()),
        "returned": _score(_ids(moved["returned"]), _ids(scope.of("returned"))),
        "leaver": _score(leavers, _ids(scope.of("leaver"))),
        "emptied": _score(emptied, _ids(scope.of("emptied"))),
        "riser": _risers(result, scope),
        "renumbered": _score(
            {(row["old_id"], row["new_id"]) for row in result.get("perhaps_same", ())},
            {(item["customer_id"], item["new_id"]) for item in scope.of("renumbered")},
        ),
        "not_exported": _score(
            {
                row["group"]
                for row in result.get("vanished", ())
                if row["by"] == "manager" and not row["is_new"]
            },
            {item["manager"] for item in scope.of("not_exported")},
        ),
    } | _dressed(result, scope)


def _risers(result: Result, scope: Scope) -> Score:
    planted = scope.of("riser")
    states = {item["detail"] for item in planted} or {"confirmed"}
    rising = [row for row in result["rising"] if row["state"] in states]
    score = _score(_ids(rising), _ids(planted))
    chance = (result.get("rising_by_chance") or {}).get(*states)
    return Score(score.found, score.missed, score.false, chance)


def _dressed(result: Result, scope: Scope) -> dict[str, Score]:
    """Which customers stand out at quarter-ends; nothing where the program does not look."""
    if "quarter_ends" not in result:
        return {}
    found = {
        (row["period"], row["customer_id"]) for row in result["quarter_ends"] if row["scope"] == "customer"
    }
    planted = scope.every("quarter_end")
    inside = {(item["period"], item["customer_id"]) for item in planted if item["detail"] == "inside"}
    return {"quarter_end": _score(found, inside)}


def matured(takeover: Result, scope: Scope) -> dict[str, Score]:
    """Whether `maturity --previous --top all` finds of each customer what was rolled, parked and lost, to the fen."""
    parts = ("customer_id", "matured", "rolled", "parked", "left")
    found = {tuple(line[part] for part in parts) for line in takeover["lines"]}
    return {"maturing": _score(found, {tuple(item[part] for part in parts) for item in scope.of("maturing")})}


def _ids(rows: Iterable[Result]) -> set[str]:
    return {str(row["customer_id"]) for row in rows}


def _score(found: set[Any], planted: set[Any]) -> Score:
    return Score(len(found & planted), len(planted - found), len(found - planted))


def scopes(folder: Path, truth: Result) -> Iterator[tuple[Scope, list[Path]]]:
    """Each series of books below a folder, oldest first."""
    series: dict[str | None, list[Result]] = {}
    for book in truth["books"]:
        series.setdefault(book.get("branch"), []).append(book)
    for branch, books in series.items():
        paths = [folder / book["path"] for book in books]
        yield Scope(tuple(truth["planted"]), branch, books[-1]["period"]), paths


def evaluate(folder: Path, truth: Result) -> dict[str, Score]:
    """The scores of all series below a folder together."""
    whole: dict[str, Score] = {}
    for scope, books in scopes(folder, truth):
        found = compared(answer_of("compare", *map(str, books)), scope)
        before, newest = books[-2:]
        done = answer_of("maturity", str(newest), "--previous", str(before), may_fail=True)
        if done.get("takeover"):
            found |= matured(done["takeover"], scope)
        for kind, score in found.items():
            whole[kind] = whole[kind] + score if kind in whole else score
    return whole


def answer_of(command: str, *arguments: str, may_fail: bool = False) -> Result:
    done = run([command, *arguments, "-f", "json", "--top", "all", "--quiet"])
    if done.code and may_fail:
        return {}
    answer: Result = json.loads(done.out)["result"]
    return answer


def main(folder: str, truth: str) -> None:
    """Print found, missed and false for each kind."""
    scores = evaluate(Path(folder), json.loads(Path(truth).read_text(encoding="utf-8")))
    print(f"{'kind':14}{'found':>7}{'missed':>8}{'false':>7}{'by chance':>11}")
    for kind, score in scores.items():
        chance = "" if score.by_chance is None else f"{score.by_chance:.2f}"
        print(f"{kind:14}{score.found:7}{score.missed:8}{score.false:7}{chance:>11}")


if __name__ == "__main__":
    main(*sys.argv[1:])
