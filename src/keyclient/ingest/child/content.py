"""The bytes of a file, and of a part of a package."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile

PIECE = 1 << 20


def content_of(path: str) -> bytes:
    """All of a file."""
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib would be the only import of it in the child
        return file.read()


def pieces_of(package: "zipfile.ZipFile", part: str) -> Iterator[bytes]:
    """A part, piece by piece."""
    with package.open(part) as stream:
        while piece := stream.read(PIECE):
            yield piece
