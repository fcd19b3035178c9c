"""Arrays with one entry a customer."""

from typing import Any

from numpy.typing import NDArray

Flags = NDArray[Any]
Ints = NDArray[Any]
Numbers = NDArray[Any]

ABSENT = -1
"""The position, place or number of a customer whom a book does not list."""
