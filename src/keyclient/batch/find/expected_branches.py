"""The list of expected branches, and which of them have a book."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from keyclient.batch.record.refusals import BranchListError
from keyclient.batch.record.run_record import Branches
from keyclient.errors import reason_of

_ENCODINGS = ("utf-8-sig", "gb18030")
_COMMENT = "#"


def expected_branches(path: Path) -> tuple[str, ...]:
    """The branches in a list, one per line, without duplicates, blank lines and `#` comments.

    Raises `BranchListError`.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BranchListError(path=path, reason=reason_of(error)) from None
    lines = [" ".join(line.split()) for line in _text(content, path).splitlines()]
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith(_COMMENT)))


def compare_branches(expected: Iterable[str], named: Iterable[str], folders: Iterable[str] = ()) -> Branches:
    """The expected branches compared with those named in books and with the folders that books are in.

    Character width, case and blanks are ignored. A folder never counts as an unexpected branch.
    """
    wanted = {_normalized(name): name for name in expected}
    named_in_books = {_normalized(name): name for name in named}
    known = named_in_books.keys() | {_normalized(name) for name in folders}
    return Branches(
        expected=len(wanted),
        present=len(wanted.keys() & known),
        missing=tuple(name for key, name in wanted.items() if key not in known),
        unexpected=tuple(sorted(name for key, name in named_in_books.items() if key not in wanted)),
    )


def _text(content: bytes, path: Path) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BranchListError(path=path, reason="UTF-8 / GB18030")


def _normalized(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
