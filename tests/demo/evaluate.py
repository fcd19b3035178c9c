"""How much of what is planted in a demo series is found: `python -m tests.demo.evaluate FOLDER TRUTH`.

`compare`, `maturity` and `risk` see the books of a branch, `overlap` the newest books of all.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.demo.found_moves import compared, matured
from tests.demo.found_overlap import overlapped
from tests.demo.found_risk import warned
from tests.demo.scores import Result, Scope, Score, scopes
from tests.program import run


def evaluate(folder: Path, truth: Result) -> dict[str, Score]:
    """The scores of all series below a folder together."""
    whole: dict[str, Score] = {}
    series = list(scopes(folder, truth))
    for scope, books in series:
        _add(whole, _of_series(scope, books))
    newest = [books[-1] for _, books in series]
    bank = Scope(tuple(truth["planted"]), None, series[0][0].period)
    _add(whole, overlapped(answer_of("overlap", *map(str, newest)), bank))
    return whole


def _of_series(scope: Scope, books: Sequence[Path]) -> dict[str, Score]:
    """What the books of one branch show; of a single month nothing."""
    if len(books) == 1:
        return {}
    found = compared(answer_of("compare", *map(str, books)), scope)
    *earlier, newest = map(str, books)
    done = answer_of("maturity", newest, "--previous", earlier[-1], may_fail=True)
    if done.get("takeover"):
        found |= matured(done["takeover"], scope)
    before = [part for book in earlier for part in ("--previous", book)]
    return found | warned(answer_of("risk", newest, *before), scope)


def _add(whole: dict[str, Score], found: dict[str, Score]) -> None:
    for kind, score in found.items():
        whole[kind] = whole[kind] + score if kind in whole else score


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
