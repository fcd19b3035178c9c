"""Folders that could not be listed, as the record of a run tells them."""

from pathlib import Path

from keyclient.batch.record.codes import code_of
from keyclient.batch.record.refusals import FolderClosed, SourceAway
from keyclient.batch.record.run import Closed
from keyclient.errors import KeyclientError
from keyclient.ingest.base.file_refusals import BookForbidden, ShareOutOfReach
from keyclient.ingest.source.files import refusal
from keyclient.model.label import Lang
from keyclient.model.rules import RULES

_ABOUT_SHARES = (BookForbidden, ShareOutOfReach)
"""What the system may say of a folder as of a file."""


def closed_of(key: str, error: OSError, lang: Lang) -> Closed:
    """Why a folder, or an entry of it, could not be looked at."""
    why: KeyclientError = refusal(Path(key), error)
    if "/" not in key and isinstance(error, FileNotFoundError):
        why = SourceAway(path=key)
    elif not isinstance(why, _ABOUT_SHARES):
        why = FolderClosed(path=key, reason=error.strerror or type(error).__name__)
    code = code_of(why)
    return Closed(path=key, code=code, message=why.text(lang), remedy=RULES[code].remedy.text(lang))
