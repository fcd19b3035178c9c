"""The shared texts of more than one plain part: runs of rich text, and how they are pronounced."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.unusual import text_of

_TAG = re.compile(
    rb"<(/?)([A-Za-z]+)((?:[ \t\r\n]+[\w:.-]+=(?:\"[^\"<]*\"|'[^'<]*'))*)[ \t\r\n]*(/?)>([^<]*)"
)
_ATTRIBUTE = re.compile(rb"([\w:.-]+)=(?:\"([^\"]*)\"|'([^']*)')")
_Tag: TypeAlias = "re.Match[bytes]"
"""A tag: whether it ends an element, name, attributes, whether it is closed at once; and the text behind it."""


def item_text(spelled: bytes) -> str:
    """The text of an item: that of all its runs, without what says how it is pronounced.

    `spelled` begins with the tag of the item and ends with its closing tag, but for white space.
    """
    tags = list(_TAG.finditer(spelled))
    if not tags or sum(len(tag[0]) for tag in tags) != len(spelled):
        raise Odd("item")
    if len(tags) == 1 and tags[0][2] == b"si" and tags[0][4]:
        return ""
    _check_nesting(tags)
    return "".join(_runs(tags))


def _check_nesting(tags: Sequence[_Tag]) -> None:
    """`Odd` unless one item encloses all, every element ends where it has to, and only in texts there is text."""
    open_names: list[bytes] = []
    for place, tag in enumerate(tags):
        ends, name, closed = bool(tag[1]), tag[2], bool(tag[4])
        is_text = name == b"t" and not ends and not closed
        if (not open_names) != (place == 0) or (name == b"si") != (len(open_names) - ends == 0):
            raise Odd("item")
        if ends and (not open_names or open_names.pop() != name or tag[3] or closed):
            raise Odd("item")
        if not ends and not closed:
            open_names.append(name)
        if not is_text and tag[5].strip():
            raise Odd("item")
    if open_names:
        raise Odd("item")


def _runs(tags: Sequence[_Tag]) -> Iterator[str]:
    is_spoken = False
    for tag, following in itertools.pairwise(tags):
        name, ends, closed = tag[2], bool(tag[1]), bool(tag[4])
        if name == b"rPh":
            is_spoken = not (ends or closed)
        elif name == b"t" and not ends and not closed:
            if not (following[1] and following[2] == b"t"):
                raise Odd("item")
            text = text_of(tag[5], keeps_space=_keeps_space(tag[3]))
            if not is_spoken:
                yield text


def _keeps_space(attributes: bytes) -> bool:
    said = [
        double + single for name, double, single in _ATTRIBUTE.findall(attributes) if name == b"xml:space"
    ]
    if len(said) > 1:
        raise Odd("attribute")
    return said == [b"preserve"]
