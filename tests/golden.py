"""Outputs kept byte for byte in `tests/goldens/`: `KEYCLIENT_REGEN=1 python -m pytest` writes them anew."""

import difflib
import os
from pathlib import Path

GOLDENS = Path(__file__).parent / "goldens"


def check(name: str, actual: bytes, *, encoding: str = "utf-8") -> None:
    """Holds an output to the file `goldens/NAME`; the encoding only serves to show the difference as text."""
    path = GOLDENS / name
    if os.environ.get("KEYCLIENT_REGEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(actual)
    assert path.exists(), f"{path} is missing; KEYCLIENT_REGEN=1 python -m pytest writes it"
    expected = path.read_bytes()
    was, now = (data.decode(encoding).splitlines(keepends=True) for data in (expected, actual))
    assert actual == expected, "\n" + "".join(difflib.unified_diff(was, now, "golden", "now"))
