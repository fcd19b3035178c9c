"""The program of one tree of sources, warm: `python program.py ROOT` answers what it is asked, a process a file.

Asked a line of JSON `[file, [arguments, ...], seconds]`, it forks, runs the program once with each list of arguments,
and answers with a line of JSON: exit code, standard output and standard error of each run, as `[[code, out, err], ...]`.
Files of strangers end at worst that process: `[]` says that it was killed or ran out of time.

A script of its own: it imports the program, and how its parsers are forked, from that tree alone.
"""

import gc
import json
import os
import select
import signal
import sys
import tempfile
from contextlib import ExitStack, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, NoReturn, TypeAlias
from unittest.mock import patch

Run: TypeAlias = "tuple[int, str, str]"


def serve(root: Path, requests: IO[str], answers: IO[str], *, forks: bool, piece: int, shared: bool) -> None:
    """Answer until nobody asks any more; with `forks` parsers are forked instead of started.

    `piece`: bytes of the pieces into which sheets are cut, where the tree knows pieces; 0: as it likes. `shared`: even small
    workbooks are read by several processes.
    """
    sys.path[:0] = [str(root / "src"), str(root)]
    if (root / "src/keyclient/ingest/pieces").exists():
        _share(piece, shared=shared)
    with ExitStack() as stack:
        from typer import main

        stack.enter_context(patch("typer.main.get_command", cache(main.get_command)))
        if forks:
            from tests.forked import forked_children

            stack.enter_context(forked_children())
        _warm_up()
        gc.freeze()
        for line in requests:
            _, runs, seconds = json.loads(line)
            print(json.dumps(_answered(runs, seconds)), file=answers, flush=True)


def _share(piece: int, *, shared: bool) -> None:
    module = import_module("keyclient.ingest.source.in_pieces")
    sharing = module.SHARING
    if piece:
        sharing = sharing._replace(piece=piece)
    if shared:
        sharing = sharing._replace(small=0, each=1)
    *others, usual = module.in_pieces.__defaults__
    assert usual is module.SHARING
    module.in_pieces.__defaults__ = (*others, sharing)


def _warm_up() -> None:
    """Import what commands need, and start what forks parsers: forked later, they share it."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "warm.csv"
        book.write_text("客户号,AUM\n1,2\n", encoding="utf-8")
        made = Path(folder) / "warm.xlsx"
        _typed(["demo", "--out", str(made)], Path(folder))
        for command in ("segment", "check", "funnel", "columns"):
            _typed([command, str(book), "--format", "json"], Path(folder))
            _typed([command, str(made), "--format", "json"], Path(folder))


def _answered(runs: list[list[str]], seconds: float) -> list[Run]:
    """What a process of its own answers."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _answer(runs, writing)
    os.close(writing)
    with suppress(ProcessLookupError, PermissionError):
        os.setpgid(pid, pid)
    with os.fdopen(reading, "rb") as pipe:
        answer = b""
        while select.select([pipe], [], [], seconds)[0]:
            if not (piece := os.read(reading, 1 << 16)):
                break
            answer += piece
        else:
            answer = b""
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    with suppress(ValueError):
        return [tuple(run) for run in json.loads(answer)]
    return []


def _answer(runs: list[list[str]], writing: int) -> NoReturn:
    os.setpgid(0, 0)
    try:
        with tempfile.TemporaryDirectory() as folder, os.fdopen(writing, "w", encoding="utf-8") as pipe:
            json.dump([_typed(run, Path(folder)) for run in runs], pipe)
    finally:
        os._exit(0)


def _typed(arguments: list[str], folder: Path) -> Run:
    """Run the program with these arguments in a folder that is empty."""
    from keyclient.cli.app import main
    from keyclient.cli.start.session import Session, start_session

    os.chdir(folder)
    sys.argv[1:] = arguments
    start_session(Session())
    streams = [tempfile.TemporaryFile() for _ in range(2)]  # noqa: SIM115 - closed below
    kept = [os.dup(1), os.dup(2)]
    for stream, number in zip(streams, (1, 2), strict=True):
        os.dup2(stream.fileno(), number)
    try:
        code = _code(main)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, place in zip(kept, (1, 2), strict=True):
            os.dup2(number, place)
            os.close(number)
    return code, _text(streams[0]), _text(streams[1])


def _code(main: object) -> int:
    assert callable(main)
    try:
        return int(main())
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return -1


def _text(stream: IO[bytes]) -> str:
    with stream:
        stream.seek(0)
        return stream.read().decode("utf-8", "backslashreplace")


if __name__ == "__main__":
    for name in [name for name in os.environ if name.startswith("KEYCLIENT_")]:
        del os.environ[name]
    own = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve(
        Path(sys.argv[1]).resolve(),
        sys.stdin,
        own,
        forks="--fork" in sys.argv,
        piece=int(sys.argv[2]),
        shared="--shared" in sys.argv,
    )
