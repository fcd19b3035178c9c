"""What the next run knows of a book: what was made of which content, and the files that have to be there for it."""

import datetime as dt
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from keyclient.batch.figures import BookFigures
from keyclient.batch.layout import Layout
from keyclient.batch.run import BookLine, Output
from keyclient.batch.stage import sha256_of
from keyclient.model.contract import Contract


class BookState(Contract):
    """A book whose result stands."""

    basis: str
    modified: dt.date | None
    """The day that the file was last changed, where that stands in for a data date."""
    line: BookLine
    figures: BookFigures


def read_state(layout: Layout, key: str) -> BookState | None:
    """What is known of a book; None where nothing is, or where it cannot be read."""
    with suppress(OSError, ValidationError):
        state = BookState.model_validate_json(layout.record(key).read_bytes())
        return state if state.line.book == key else None
    return None


def state_bytes(state: BookState) -> bytes:
    """The state as it is kept."""
    return state.model_dump_json(by_alias=True).encode()


def is_intact(layout: Layout, state: BookState) -> bool:
    """Whether every file that was made is there as it was made."""
    return all(_is_there(layout.out / output.path, output) for output in state.line.outputs)


def _is_there(path: Path, output: Output) -> bool:
    with suppress(OSError):
        return path.stat().st_size == output.bytes and sha256_of(path) == output.sha256
    return False
