"""The log of an internal error: where it happened, never the data."""

import os
import platform
import tempfile
import traceback
from collections.abc import Iterator

from keyclient import __version__


def write_log(error: BaseException) -> str | None:
    """Writes a private file (0600) into the temporary folder and returns its path; None if it cannot be written.

    It holds the types of the error and its causes and the lines of code they came through. Their messages are left
    out: a customer's data may stand in them.
    """
    try:
        handle, path = tempfile.mkstemp(prefix="keyclient-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as log:
            log.writelines(f"{line}\n" for line in _lines(error))
    except OSError:
        return None
    return path


def _lines(error: BaseException) -> Iterator[str]:
    yield f"keyclient {__version__}, Python {platform.python_version()}, {platform.platform()}"
    for link in _chain(error):
        yield f"{type(link).__module__}.{type(link).__qualname__}"
        for frame, line in traceback.walk_tb(link.__traceback__):
            yield f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_qualname}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it, each once."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
