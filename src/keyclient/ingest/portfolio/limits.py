"""How much memory and which folder an engine may use."""

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

    `wanted`: the folder in which it is made. Raises `SpillUnusable`.
    """
    try:
        if wanted is not None:
            wanted.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=wanted))
    except OSError as error:
        raise SpillUnusable(path=wanted or tempfile.gettempdir(), reason=reason_of(error)) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
