"""Who reads which piece: numbers in a pipe, of which every process takes the next one when it is ready for more."""

import os
from collections.abc import Iterable

_BYTES = 4
MOST = 1 << 14
"""Numbers that a pipe of the smallest usual size holds."""


def issue(sink: int, numbers: Iterable[int]) -> None:
    """Put numbers into a pipe, at most `MOST`."""
    os.write(sink, b"".join(number.to_bytes(_BYTES, "little") for number in numbers))


def take(source: int) -> int | None:
    """The number that this process gets; waits for the first ones, None when there are no more.

    A read of so few bytes is never shared between two processes.
    """
    number = os.read(source, _BYTES)
    return int.from_bytes(number, "little") if len(number) == _BYTES else None
