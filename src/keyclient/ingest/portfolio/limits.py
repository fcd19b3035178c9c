"""How much memory and which folder an engine may use."""

import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from keyclient.errors import reason_of
from keyclient.ingest.portfolio.refusals import BadMemoryLimit, SpillUnusable

_LIMIT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([KMGT])(I?)B?\s*", re.IGNORECASE | re.ASCII)
_THOUSAND, _BINARY = 1000, 1024
_PREFIX = ".keyclient-spill-"


def memory_bytes(said: str | None, least: int) -> int | None:
    """How many bytes a limit such as `1GB`, `512MB` or `1.5GiB` means; None without one.

    Raises `BadMemoryLimit` for anything else, and for less than `least` bytes.
    """
    if said is None:
        return None
    match = _LIMIT.fullmatch(said)
    base = _BINARY if match is not None and match[3] else _THOUSAND
    size = 0 if match is None else int(float(match[1]) * base ** " KMGT".index(match[2].upper()))
    if size < least:
        raise BadMemoryLimit(said=said, least=f"{least // _THOUSAND**2}MB")
    return size


@contextmanager
def spill_folder(wanted: Path | None) -> Iterator[Path]:
    """A private folder for what does not fit into memory, removed in the end whatever happens.

    `wanted`: the folder in which it is made. What killed runs have left there is removed first. Raises `SpillUnusable`.
    """
    try:
        if wanted is not None:
            wanted.mkdir(parents=True, exist_ok=True)
        inside = Path(tempfile.gettempdir()) if wanted is None else wanted
        remove_stale(inside)
        folder = Path(tempfile.mkdtemp(prefix=private_name(_PREFIX), dir=inside))
    except OSError as error:
        raise SpillUnusable(path=wanted or tempfile.gettempdir(), reason=reason_of(error)) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def private_name(prefix: str) -> str:
    """What the name of a private folder begins with, so that `remove_stale` knows whose it is."""
    return f"{prefix}{_machine()}-{os.getpid()}-"


def remove_stale(inside: Path, prefix: str = _PREFIX) -> None:
    """Remove the private folders of our own runs on this machine whose process has been killed; all others stay."""
    if not hasattr(os, "getuid"):
        return
    mine = re.compile(re.escape(f"{prefix}{_machine()}-") + r"(\d+)-\w+", re.ASCII)
    with os.scandir(inside) as entries:
        for entry in entries:
            match = mine.fullmatch(entry.name)
            if match is not None and _is_own(entry) and _is_gone(int(match[1])):
                shutil.rmtree(entry.path, ignore_errors=True)


def _machine() -> str:
    """The machine, and in a container its own numbers of processes: a folder may be shared with others."""
    try:
        numbers = Path("/proc/self/ns/pid").readlink().name
    except OSError:
        numbers = ""
    return re.sub(r"\W", "", platform.node() + numbers, flags=re.ASCII)


def _is_own(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_uid == os.getuid()
    except OSError:
        return False


def _is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
