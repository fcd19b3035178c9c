"""`python -m tests.independent.same OLD NEW FOLDER...`: where two trees of sources answer differently.

OLD and NEW hold `src` and `tests` of a version of the program. Every workbook and .csv under the folders is put to
both. `--random N` adds N random books, see `books.py`, from seed `--seed` on, by every writer that is installed.
The exit code is 1 if any answer differs. Whoever interrupts it is told what was compared so far.
"""

import argparse
import shlex
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.independent.same.asking import COMMANDS, Difference, differences
from tests.independent.same.rewriting import spelled
from tests.independent.same.writers import written

SUFFIXES = frozenset(
    {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".txt", ".xltx", ".xltm", ".xlam", ".et"}
)
_SHOWN = 160


def main() -> int:
    """Compare and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--commands", default=",".join(COMMANDS))
    parser.add_argument("--extra", default="", help="options for every command, such as '--jobs 2'")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=0, help="of every random book instead of a few to 3,000")
    parser.add_argument(
        "--spelled", action="store_true", help="those of XlsxWriter also in every other spelling"
    )
    parser.add_argument("--keep", type=Path, help="where the random books stay")
    parser.add_argument("--ignore", default="(?!)", help="a pattern of what may differ")
    parser.add_argument("--piece", type=int, default=0, help="bytes of the pieces of sheets in the new tree")
    parser.add_argument(
        "--shared", action="store_true", help="the new tree has several processes read even small sheets"
    )
    parser.add_argument("--every", type=int, default=1, help="take only every nth file")
    parser.add_argument("--remember", type=Path, help="where the answers of the old tree stay for the day")
    parser.add_argument("--started", action="store_true", help="real parser processes, as for users; slower")
    typed = parser.parse_args()
    if typed.remember:
        typed.remember.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        books = typed.keep or Path(temporary)
        seeds = range(typed.seed, typed.seed + typed.random)
        made = [path for seed in seeds for path in written(seed, books, rows=typed.rows)]
        if typed.spelled:
            usual = [path for path in made if path.stem.endswith("-xlsxwriter")]
            made.extend(other for path in usual for other in spelled(path, books))
        paths = sorted({*found(typed.folders), *made})[:: typed.every]
        compared = differences(
            typed.old,
            typed.new,
            paths,
            commands=typed.commands.split(","),
            extra=shlex.split(typed.extra),
            jobs=typed.jobs,
            forks=not typed.started,
            remembered=typed.remember,
            ignored=typed.ignore,
            piece=typed.piece,
            shared=typed.shared,
        )
        return _told(compared)


def found(folders: list[Path]) -> Iterator[Path]:
    """The files to compare; a folder stands for all books in it."""
    for folder in folders:
        if folder.is_file():
            yield folder.resolve()
        else:
            files = (path for path in folder.resolve().rglob("*") if path.is_file())
            yield from (path for path in files if path.suffix.lower() in SUFFIXES)


def _told(compared: Iterator[tuple[Path, list[Difference], int]]) -> int:
    kinds: Counter[str] = Counter()
    files = well = differ = 0
    with suppress(KeyboardInterrupt):
        for path, found_here, ended_well in compared:
            files += 1
            well += ended_well
            differ += bool(found_here)
            kinds.update(f"{one.command}: {one.what}" for one in found_here)
            for one in found_here:
                print(f"{path}\n  {one.command}: {one.what}\n{_first_difference(one)}", flush=True)
            if files % 100 == 0:
                print(f"... {files} files, {differ} differ", file=sys.stderr, flush=True)
    print(f"{files} files, {well} answers of the old tree, {differ} files differ")
    for kind, count in kinds.most_common():
        print(f"{count:>6} {kind}")
    return 1 if differ else 0


def _first_difference(one: Difference) -> str:
    """Both sides from shortly before the first character that differs."""
    pairs = zip(one.old, one.new, strict=False)
    length = min(len(one.old), len(one.new))
    at = next((place for place, (ours, theirs) in enumerate(pairs) if ours != theirs), length)
    start = max(at - _SHOWN // 2, 0)
    return "".join(
        f"    {name} {' '.join(text[start : start + _SHOWN].split())!r}\n"
        for name, text in (("old", one.old), ("new", one.new))
    )


if __name__ == "__main__":
    sys.exit(main())
