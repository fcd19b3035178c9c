"""Shares of small books, the faults that a share can have, and a run over them."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from keyclient.batch.record.run_record import BookLine, RunRecord
from keyclient.batch.run import execute
from keyclient.batch.run.runner import run
from keyclient.batch.run.settings import BatchOptions, make_settings
from keyclient.batch.worker.pool import Pool
from keyclient.demo.book import make_demo
from keyclient.demo.write import demo_bytes
from keyclient.model.label import Lang
from keyclient.policy.loading.load import load_policy
from tests.batch.here import Here

CUSTOMERS = 30
LONG_AGO = 1_700_000_000
"""A time of the last change that needs no waiting."""
DAY = 86_400
QUICK = ("batch.settle_seconds=0", "batch.pause_seconds=0.1")
SOME = ("tier",)
"""The analyses of a run that does not ask for others: what all of them say of a book is known from other tests."""
HEAD = "客户号,户名,网点,客户经理,存款余额,数据日期\n"

FAULTS = '''
"""Faults of a share, for the workers of a test: the name of a file says what happens when it is opened."""
import io
import os
import sys
import time

_open = io.open
_counts = {}


def _faulty(file, *args, **kwargs):
    name = os.path.basename(os.fspath(file)) if not isinstance(file, int) else ""
    if "挂起" in name:
        time.sleep(3600)
    if "崩溃" in name:
        os.abort()
    if "占用" in name:
        raise OSError(16, "Device or resource busy", os.fspath(file))
    if "无权限" in name:
        raise PermissionError(13, "Permission denied", os.fspath(file))
    if "抖动" in name and not os.path.exists(os.environ["FAULTS"] + "/seen"):
        _open(os.environ["FAULTS"] + "/seen", "w").close()
        raise OSError(5, "Input/output error", os.fspath(file))
    if "断开" in name:
        raise OSError(116, "Stale file handle", os.fspath(file))
    if "内存" in name:
        hoard = [bytes(1 << 26) for _ in range(10_000)]
    if "缺陷" in name:
        raise ValueError("张三 622202")
    return _open(file, *args, **kwargs)


if "keyclient.batch.worker" in " ".join(sys.orig_argv):
    io.open = _faulty
'''
"""A `sitecustomize`, which every Python started with its folder on the path imports."""


def demo_book(path: Path, *, seed: int = 1, customers: int = CUSTOMERS) -> Path:
    """A good book, changed long ago."""
    return placed(path, _demo(customers, seed, path.suffix))


@cache
def _demo(customers: int, seed: int, suffix: str) -> bytes:
    return demo_bytes(make_demo(customers, seed, lang=Lang.ZH), suffix)


def small_book(path: Path, *rows: str) -> Path:
    """A book of a few rows: id, name, branch, manager, deposits, data date."""
    return placed(path, (HEAD + "".join(f"{row}\n" for row in rows)).encode())


def placed(path: Path, content: bytes) -> Path:
    """A file that was changed long ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


@dataclass(frozen=True)
class Ran:
    """A run inside this process."""

    record: RunRecord
    told: tuple[BookLine, ...]

    def line(self, name: str) -> BookLine:
        """What became of the book whose path ends so."""
        return next(line for line in self.record.books if line.book.endswith(name))

    def became(self) -> dict[str, str]:
        """Status, or the reason of a skipped book, by the last name of each book."""
        return {line.book.rpartition("/")[2]: line.reason or line.status for line in self.record.books}


def ran(
    sources: Path | Sequence[Path],
    out: Path,
    *settings: str,
    others: int | None = None,
    lang: Lang = Lang.EN,
    **asked: Any,  # noqa: ANN401 - as many types as options
) -> Ran:
    """A run, with a record in `lang`; `asked` as the command line would. One job is done in this process.

    `others`: how many books there are beside those that hang. A day passes for these once all the others are told, so
    that nobody has to wait and no book is late because the machine is busy.
    """
    folders = [sources] if isinstance(sources, Path) else list(sources)
    loaded = load_policy(config=None, start=out.parent, environ={}, settings=[*QUICK, *settings])
    told: list[BookLine] = []
    wanted = make_settings(
        BatchOptions(sources=folders, out=out, **{"jobs": 1, "analyses": SOME, **asked}), loaded, lang
    )
    clock = _impatient(told, others) if others else time.monotonic
    with patch.object(execute, "Pool", partial(Pool, clock=clock) if wanted.jobs > 1 else Here):
        record = run(wanted, lambda line, _number, _of: told.append(line))
    return Ran(record, tuple(told))


def _impatient(told: Sequence[BookLine], others: int) -> Callable[[], float]:
    return lambda: time.monotonic() + (DAY if len(told) >= others else 0)


def faulty_environment(folder: Path) -> dict[str, str]:
    """The environment in which workers meet the faults of a share."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(FAULTS, encoding="utf-8")
    return {
        "PYTHONPATH": os.pathsep.join([str(folder), *sys.path]),
        "FAULTS": str(folder),
    }


def contents(out: Path) -> dict[str, bytes]:
    """Every file of a results folder that must not depend on how the run went, by its path."""
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in files.items()
        if not name.startswith("log/") and name not in ("run.json", ".keyclient/lock")
    }


def told(out: Path) -> dict[str, Any]:
    """The record without times and without how often and how long books were processed."""
    record: dict[str, Any] = json.loads((out / "run.json").read_text(encoding="utf-8"))
    for name in ("started", "seconds", "counts"):
        record.pop(name)
    for line in record["books"]:
        for name in ("seconds", "attempts", "status", "reason"):
            line.pop(name)
    return record


def started(
    arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    """`keyclient ARGUMENTS` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "keyclient", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **(environment or {})},
    )
