"""The shared texts of more than one plain part: runs of rich text, and how they are pronounced."""

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
    names = [(tag[1] + tag[2]) for tag in tags]
    if names[0] != b"si" or names[-1] != b"/si" or tags[0][4] or {b"si", b"/si"} & {*names[1:-1]}:
        raise Odd("item")
    return "".join(_runs(tags, names))


def _runs(tags: Sequence[_Tag], names: Sequence[bytes]) -> Iterator[str]:
    is_spoken = False
    for tag, name, following in zip(tags, names, names[1:], strict=False):
        if name in (b"rPh", b"/rPh"):
            is_spoken = name == b"rPh" and not tag[4]
        elif name == b"t" and not tag[4]:
            if following != b"/t":
                raise Odd("item")
            if not is_spoken:
                yield text_of(tag[5], keeps_space=_keeps_space(tag[3]))


def _keeps_space(attributes: bytes) -> bool:
    said = [
        double + single for name, double, single in _ATTRIBUTE.findall(attributes) if name == b"xml:space"
    ]
    if len(said) > 1:
        raise Odd("attribute")
    return said == [b"preserve"]
