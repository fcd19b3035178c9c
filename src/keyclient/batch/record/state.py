"""What the next run knows of a book: what was made of which content, and the files that have to be there for it."""

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

_FORM = 1
"""Raised when results change without a new version."""
_ELSEWHERE = {"batch", "book"}
"""Parts of the policy that say where and how a run works, and nothing about an answer."""


def policy_hash(policy: Policy) -> str:
    """The SHA-256 of everything in the policy that an answer depends on, as JSON with sorted keys."""
    return _hashed(policy.model_dump(mode="json", exclude=_ELSEWHERE))


def basis_of(policy: Policy, analyses: Sequence[str], lang: Lang) -> str:
    """The hash of policy, version, language and analyses."""
    return _hashed([_FORM, __version__, lang.value, list(analyses), policy_hash(policy)])


def _hashed(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


class BookState(Contract):
    """A book whose result stands."""

    basis: str
    modified: dt.date | None
    """The day that the file was last changed, where that stands in for a data date."""
    line: BookLine
    figures: BookFigures


def read_state(layout: ResultsLayout, key: str) -> BookState | None:
    """What is known of a book; None where nothing is, or where it cannot be read."""
    with suppress(OSError, ValidationError):
        state = BookState.model_validate_json(layout.record(key).read_bytes())
        return state if state.line.book == key else None
    return None


def known_books(layout: ResultsLayout) -> Iterator[str]:
    """The names of the books of which something is known; what cannot be read tells none."""
    for path in sorted(layout.records.glob("*.json")):
        with suppress(OSError, ValidationError):
            yield BookState.model_validate_json(path.read_bytes()).line.book


def state_bytes(state: BookState) -> bytes:
    """The state as it is kept."""
    return state.model_dump_json(by_alias=True).encode()


def is_intact(layout: ResultsLayout, state: BookState) -> bool:
    """Whether every file that was made is there as it was made."""
    return all(_is_there(layout.out / output.path, output) for output in state.line.outputs)


def has_customers(layout: ResultsLayout, state: BookState) -> bool:
    """Whether the customers of a book are in the portfolio as they were written."""
    parts = (output for output in state.line.outputs if output.kind == "portfolio")
    return all(_is_there(layout.out / output.path, output) for output in parts)


def _is_there(path: Path, output: Output) -> bool:
    with suppress(OSError):
        return path.stat().st_size == output.bytes and sha256_of(path) == output.sha256
    return False
