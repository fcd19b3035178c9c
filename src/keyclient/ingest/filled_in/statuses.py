"""Which status a cell says in the words of people, and whether it says more than that."""

from typing import NamedTuple

from keyclient.ingest.cells.plain import folded, is_blank
from keyclient.model.filled_in import FormKind
from keyclient.model.form_words import SAYING_MORE, status_words
from keyclient.model.regex import regex

_CLAUSES = regex(r"[，,。;；、!！…\n]+|\.{2,}|\s+")
_ENDS = "。.…！!~～了"
_DATE = r"(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号]?"
_AGREED = regex(rf"(?:已?约(?:好|定|见|访)?|已?预约){_DATE}")
"""An appointment with its day."""


class Status(NamedTuple):
    """A status as it was understood."""

    code: str
    """`""`: none yet."""
    is_all: bool = True
    """Whether that is all that was written."""


def status_in(typed: str, kind: FormKind) -> Status | None:
    """The status of a cell; None where it names none, or several.

    It is one of the known words, also with 了 or dots behind; or one of its clauses is, and no other says anything else.
    Nothing is guessed: 已完成一半 is none.
    """
    words = _WORDS[kind]
    text = "" if is_blank(typed) else folded(typed)
    known = words.get(text, words.get(text.rstrip(_ENDS) or text))
    if known is not None:
        return Status(known, text.rstrip(_ENDS) not in SAYING_MORE[kind])
    clauses = (folded(clause).rstrip(_ENDS) for clause in _CLAUSES.split(typed))
    found = {code for clause in clauses if clause and (code := _clause(clause, kind)) is not None}
    return Status(found.pop(), is_all=False) if len(found) == 1 else None


def _clause(clause: str, kind: FormKind) -> str | None:
    if kind is FormKind.CALLS and _AGREED.match(clause):
        return "appointment"
    return _WORDS[kind].get(clause)


def _folded(words: dict[str, str]) -> dict[str, str]:
    """The words as they are compared, also without the 了 at their end."""
    plain = {folded(word): status for word, status in words.items()}
    return {**{word.rstrip(_ENDS): status for word, status in plain.items()}, **plain}


_WORDS = {kind: _folded(status_words(kind)) for kind in FormKind}
