"""Which branches were expected, and which of them have come."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from keyclient.batch.record.refusals import BranchListError
from keyclient.batch.record.run_record import Branches

_ENCODINGS = ("utf-8-sig", "gb18030")
_COMMENT = "#"


def expected_branches(path: Path) -> tuple[str, ...]:
    """The branches of a list, one a line, each once; blank lines and lines that begin with `#` are none.

    Raises `BranchListError`.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BranchListError(path=path, reason=error.strerror or type(error).__name__) from None
    lines = [" ".join(line.split()) for line in _text(content, path).splitlines()]
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith(_COMMENT)))


def compare_branches(expected: Iterable[str], named: Iterable[str], places: Iterable[str] = ()) -> Branches:
    """The expected branches beside those that books name, and the places where books lie.

    However they are spelt: width, case and blanks are no matter. A place is no branch unless it is expected.
    """
    wanted = {_folded(name): name for name in expected}
    there = {_folded(name): name for name in named}
    known = there.keys() | {_folded(name) for name in places}
    return Branches(
        expected=len(wanted),
        present=len(wanted.keys() & known),
        missing=tuple(name for key, name in wanted.items() if key not in known),
        unexpected=tuple(sorted(name for key, name in there.items() if key not in wanted)),
    )


def _text(content: bytes, path: Path) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BranchListError(path=path, reason="UTF-8 / GB18030")


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
