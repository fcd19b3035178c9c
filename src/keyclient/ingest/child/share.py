"""One of the processes that read a workbook in pieces: `python -m keyclient.ingest.child.share INDEX`.

It draws numbers from the pipe that is its standard input; the first ones come when there is work. What is to be read stands at
the beginning of the file that is its standard output, and what it has read follows there. Each line on standard error tells
where: the sheet, the piece, the first byte and how many; the last line is JSON, and says how it ended. It may be forked just
as well, from a process that has imported this module.
"""

import json
import mmap
import os
import select
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import IO, NamedTuple

from keyclient.ingest.child.job import DAMAGED, MEMORY
from keyclient.ingest.child.limiting import held_mb, limit
from keyclient.ingest.child.memory import is_out_of_memory
from keyclient.ingest.pieces.memory import keep_memory
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.sent import send
from keyclient.ingest.pieces.share import Found, Task, found_in
from keyclient.ingest.pieces.tickets import take

ODD = "odd"
"""The cause of an end: the workbook is not one for this reader."""

ALIGNED = mmap.ALLOCATIONGRANULARITY
"""Bytes between the places where something may begin, so that it can be mapped, and taken away, alone."""


class Allowed(NamedTuple):
    """What one process may take, beside what it holds when it starts."""

    seconds: float
    memory_mb: int


class Files(NamedTuple):
    """The numbers of the open files of a process: tickets, results, and the lines about them."""

    tickets: int = 0
    results: int = 1
    lines: int = 2


USUAL = Files()
Work = Callable[..., Iterator[Found]]
"""As `found_in`."""


def main(index: int, files: Files = USUAL, work: Work = found_in) -> int:
    """Do a share. `index`: 0 is the one that compares checksums. `work`: what is done in the place of reading."""
    draw = partial(take, files.tickets)
    numbers = chain((draw(),), iter(draw, None))
    with open(files.results, "r+b", closefd=False) as results:
        results.seek(0)
        line = results.readline()
        if not line:  # the parent went away before it had work
            return 0
        cause, detail = "", ""
        try:
            task, allowed = _understood(line)
            limit(int(allowed.seconds), held_mb() + allowed.memory_mb)
            keep_memory()
            results.seek(0, os.SEEK_END)
            tick = partial(_end_unheard, files.lines)
            for found in work(task, lambda: next(numbers, None), tick, verify=index == 0):
                _deliver(found, results, files.lines)
        except Odd as odd:
            cause, detail = ODD, str(odd)
        except BaseException as error:  # whatever it is, the parent has to know
            cause, detail = (MEMORY if is_out_of_memory(error) else DAMAGED), type(error).__name__
        _tell(files.lines, json.dumps({"cause": cause, "detail": detail}))
    return 0


def _understood(line: bytes) -> tuple[Task, Allowed]:
    task, allowed = json.loads(line)
    return Task(*task), Allowed(*allowed)


def _deliver(found: Found, results: IO[bytes], lines: int) -> None:
    sheet, number, what = found
    at = -(-results.tell() // ALIGNED) * ALIGNED
    results.seek(at)
    send(what, results)
    results.flush()
    _tell(lines, f"{sheet} {number} {at} {results.tell() - at}")


def _tell(lines: int, line: str) -> None:
    """Tell the process that wants the results, which is gone where this fails."""
    try:
        os.write(lines, line.encode() + b"\n")
    except OSError:
        os._exit(1)


def _end_unheard(lines: int) -> None:
    """End together with the process that wants the results: nobody else reads the lines.

    Its number says less: a launcher or a wrapper may stand between. Where pipes cannot be asked, `_tell` ends this process.
    """
    if sys.platform != "win32":
        pipe = select.poll()
        pipe.register(lines, 0)
        if pipe.poll(0):
            os._exit(1)


if __name__ == "__main__":
    os._exit(main(int(sys.argv[1])))
