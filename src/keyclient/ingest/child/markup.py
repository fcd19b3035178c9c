"""Streaming through XML of strangers: piece by piece, without a document type and so without entities of its own."""

import codecs
import zipfile
from collections.abc import Iterator
from typing import NoReturn, Protocol
from xml.parsers import expat

from keyclient.ingest.child.job import DOCTYPE, Refused
from keyclient.ingest.child.sheet import Sheet

PIECE = 1 << 18


class Listener(Protocol):
    """Receives every element. Names of elements and attributes are `NAMESPACE LOCAL`."""

    finished: list[Sheet]
    """Sheets that are complete; taken away as they are sent."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Some text inside the current element."""


def listened(pieces: Iterator[bytes] | Iterator[str], listener: Listener) -> Iterator[Sheet]:
    """Every sheet that the listener completes. Raises `Refused` for a document type."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    for piece in pieces:
        parser.Parse(piece)
        yield from _taken(listener)
    parser.Parse(b"", True)  # noqa: FBT003 - expat's own signature
    yield from _taken(listener)


def part_pieces(path: str, part: str) -> Iterator[bytes]:
    """The pieces of one part of a package."""
    with zipfile.ZipFile(path) as package, package.open(part) as stream:
        while piece := stream.read(PIECE):
            yield piece


def file_pieces(path: str, encoding: str) -> Iterator[str]:
    """The pieces of a text file. Python decodes, since expat knows few encodings."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with open(path, "rb") as stream:  # noqa: PTH123 - pathlib would be the only import of it here
        while piece := stream.read(PIECE):
            yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _taken(listener: Listener) -> list[Sheet]:
    sheets, listener.finished = listener.finished, []
    return sheets


def _refuse_doctype(*_: object) -> NoReturn:
    raise Refused(DOCTYPE)
