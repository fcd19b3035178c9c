"""What the attributes of a cell or row say."""

import re
from typing import NamedTuple

from keyclient.ingest.pieces.odd import Odd


class Kind:
    """What a cell says its value is."""

    NUMBER, SHARED, STRING, INLINE, BOOLEAN, ERROR, DAY = range(7)


class Shape(NamedTuple):
    """The attributes of a cell."""

    kind: int
    """One of `Kind`."""
    style: int
    """0 where the cell names none, too."""
    rich: int
    """Number of the value behind its text; 0 for none."""


class RowShape(NamedTuple):
    """The attributes of a row."""

    is_hidden: bool
    level: int
    """How deep it is in the outline."""


_KINDS = {
    b"n": Kind.NUMBER, b"s": Kind.SHARED, b"str": Kind.STRING, b"inlineStr": Kind.INLINE, b"b": Kind.BOOLEAN,
    b"e": Kind.ERROR, b"d": Kind.DAY,
}  # fmt: skip
_FLAGS = {b"0": False, b"false": False, b"1": True, b"true": True}
_NUMBER = re.compile(rb"[0-9]{1,9}")


def shape_of(attributes: dict[bytes, bytes]) -> Shape:
    """The shape of a cell. Raises `Odd` for values that no sheet has."""
    kind = _KINDS.get(attributes.get(b"t", b"n"))
    if kind is None:
        raise Odd("kind of cell")
    rich = _number(attributes[b"vm"]) if b"vm" in attributes else 0
    if not rich and b"vm" in attributes:
        raise Odd("value behind a text")
    return Shape(kind, _number(attributes.get(b"s", b"0")), rich)


def row_shape(attributes: dict[bytes, bytes]) -> RowShape:
    """The shape of a row. Raises `Odd` as `shape_of`."""
    hidden, level = _FLAGS.get(attributes.get(b"hidden", b"0")), attributes.get(b"outlineLevel", b"0")
    if hidden is None or len(level) != 1:
        raise Odd("row")
    return RowShape(hidden, _number(level))


def _number(text: bytes) -> int:
    if not _NUMBER.fullmatch(text):
        raise Odd("number")
    return int(text)
