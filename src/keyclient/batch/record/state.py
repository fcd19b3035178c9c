"""The state of each book, kept so that the next run can tell whether its result is still valid."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from keyclient import __version__
from keyclient.batch.record.figures import BookFigures
from keyclient.batch.record.layout import ResultsLayout
from keyclient.batch.record.run_record import BookLine, Output
from keyclient.batch.record.staging import sha256_of
from keyclient.model.contract import Contract
from keyclient.model.label import Lang
from keyclient.policy.models import Policy

_FORMAT = 5
"""Increased when results change without a new version."""
_NOT_IN_RESULTS = {"batch", "book"}
"""Parts of the policy that affect where and how a run works, but no result."""


def policy_hash(policy: Policy) -> str:
    """The SHA-256 of the parts of the policy that results depend on, as JSON with sorted keys."""
    return _hashed(policy.model_dump(mode="json", exclude=_NOT_IN_RESULTS))


def basis_of(policy: Policy, analyses: Sequence[str], lang: Lang) -> str:
    """The hash of everything a result depends on besides the book: policy, version, language and analyses."""
    return _hashed([_FORMAT, __version__, lang.value, list(analyses), policy_hash(policy)])


def _hashed(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


_FORMS = ("plan", "today")


class BookState(Contract):
    """The last result of a book."""

    basis: str
    modified: dt.date | None
    """The day the file was last changed, if it serves as the data date; otherwise None."""
    line: BookLine
    figures: BookFigures


def read_state(layout: ResultsLayout, key: str) -> BookState | None:
    """The state of a book; None if there is none or it cannot be read."""
    with suppress(OSError, ValidationError):
        state = BookState.model_validate_json(layout.record(key).read_bytes())
        return state if state.line.book == key else None
    return None


def known_books(layout: ResultsLayout) -> Iterator[str]:
    """The names of all books with a readable state."""
    for path in sorted(layout.records.glob("*.json")):
        with suppress(OSError, ValidationError):
            yield BookState.model_validate_json(path.read_bytes()).line.book


def state_bytes(state: BookState) -> bytes:
    """The state as written to disk."""
    return state.model_dump_json(by_alias=True).encode()


def is_intact(layout: ResultsLayout, state: BookState) -> bool:
    """Whether every result file is present and unchanged; the forms are there to be changed."""
    results = (output for output in state.line.outputs if output.kind not in _FORMS)
    return all(_is_unchanged(layout.out / output.path, output) for output in results)


def has_customers(layout: ResultsLayout, state: BookState) -> bool:
    """Whether the portfolio files of a book are present and unchanged."""
    parts = (output for output in state.line.outputs if output.kind == "portfolio")
    return all(_is_unchanged(layout.out / output.path, output) for output in parts)


def _is_unchanged(path: Path, output: Output) -> bool:
    with suppress(OSError):
        return path.stat().st_size == output.bytes and sha256_of(path) == output.sha256
    return False
