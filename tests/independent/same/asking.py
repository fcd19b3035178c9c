"""Many files are put to two trees of sources, and what they answer is compared."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from typing import cast

PROGRAM = Path(__file__).with_name("program.py")
COMMANDS = ("segment", "check", "funnel", "columns")
SECONDS = 120


@dataclass(frozen=True)
class Difference:
    """A command that two trees answer differently; the answers are exit code, standard output, standard error."""

    path: Path
    command: str
    what: str
    """`exit code`, `answer`, `messages`, or `ended` if one of them was killed or ran out of time."""
    old: str
    new: str


class Tree:
    """The running program of one tree of sources."""

    def __init__(self, root: Path, *, forks: bool, piece: int = 0, shared: bool = False) -> None:
        flags = [flag for flag, is_so in (("--fork", forks), ("--shared", shared)) if is_so]
        command = [sys.executable, "-P", str(PROGRAM), str(root), str(piece), *flags]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def answers(self, path: Path, commands: Sequence[str], extra: Sequence[str]) -> list[list[object]]:
        """Exit code, standard output and standard error of each command; nothing if it did not end in time."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        runs = [[command, str(path), "--format", "json", *extra] for command in commands]
        self._process.stdin.write(json.dumps([str(path), runs, SECONDS]) + "\n")
        self._process.stdin.flush()
        return cast("list[list[object]]", json.loads(self._process.stdout.readline()))

    def stop(self) -> None:
        """End it."""
        self._process.communicate()


def differences(
    old: Path,
    new: Path,
    paths: Iterable[Path],
    *,
    commands: Sequence[str] = COMMANDS,
    extra: Sequence[str] = (),
    jobs: int = 1,
    forks: bool = True,
    remembered: Path | None = None,
    ignored: str = "(?!)",
    piece: int = 0,
    shared: bool = False,
) -> Iterator[tuple[Path, list[Difference], int]]:
    """Of each file the differences, and how many commands ended well in the old tree; in the order of the files.

    `ignored` is a pattern of what may differ. The answers of the old tree are kept in the folder `remembered` for the next
    time, the same day; the new one cuts sheets into pieces of so many bytes, if `piece` says how many, and has even small
    ones read by several processes, if they are to be `shared`.
    """
    pairs: SimpleQueue[tuple[Tree, Tree]] = SimpleQueue()
    trees = [
        (Tree(old, forks=forks), Tree(new, forks=forks, piece=piece, shared=shared)) for _ in range(jobs)
    ]
    for pair in trees:
        pairs.put(pair)

    def one(path: Path) -> tuple[Path, list[Difference], int]:
        pair = pairs.get()
        try:
            after = pair[1].answers(path, commands, extra)
            note = remembered and remembered / _key(old, path, commands, extra)
            before = _recalled(note) if note else None
            if before is None:
                before = pair[0].answers(path, commands, extra)
                if note:
                    note.write_text(json.dumps(before), encoding="utf-8")
        finally:
            pairs.put(pair)
        well = sum(run[0] == 0 for run in before)
        return path, list(_compared(path, commands, before, after, re.compile(ignored))), well

    try:
        with ThreadPoolExecutor(jobs) as pool:
            yield from pool.map(one, paths)
    finally:
        for pair in trees:
            for tree in pair:
                tree.stop()


def _key(old: Path, path: Path, commands: Sequence[str], extra: Sequence[str]) -> str:
    """What an answer depends on, in short; a book without dates is dated by the day."""
    known = path.stat()
    asked = [str(old), str(path), known.st_size, known.st_mtime_ns, *commands, *extra, time.strftime("%F")]
    return sha256(json.dumps(asked).encode()).hexdigest()


def _recalled(note: Path) -> list[list[object]] | None:
    return cast("list[list[object]]", json.loads(note.read_text(encoding="utf-8"))) if note.exists() else None


def _compared(
    path: Path,
    commands: Sequence[str],
    before: list[list[object]],
    after: list[list[object]],
    ignored: re.Pattern[str],
) -> Iterator[Difference]:
    if not before or not after:
        if before or after:
            yield Difference(path, "all", "ended", str(bool(before)), str(bool(after)))
        return
    for command, old, new in zip(commands, before, after, strict=True):
        for what, ours, theirs in zip(("exit code", "answer", "messages"), old, new, strict=True):
            one, other = (ignored.sub("", str(said)) for said in (ours, theirs))
            if one != other:
                yield Difference(path, command, what, one, other)
