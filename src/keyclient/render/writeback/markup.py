"""The byte positions of the elements of an XML part, so that text can be inserted and everything else stays the same."""

import re
from dataclasses import dataclass
from typing import TypeAlias
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding=["']([\w.-]+)["']""")
_UTF8 = (b"utf-8", b"us-ascii", b"ascii")

Edit: TypeAlias = tuple[int, int, bytes]
"""An edit: the bytes from the first offset up to the second are replaced by the third."""


class UnusualXml(ValueError):
    """The XML is not UTF-8, not well-formed, or has a document type: it is not edited."""


@dataclass(frozen=True)
class Element:
    """One element and its position."""

    name: str
    """Without its prefix."""
    prefix: str
    """Including the colon; empty if there is none."""
    attributes: dict[str, str]
    """As written, including prefixes."""
    start: int
    inside: int
    """The start of its content, after the start tag."""
    close: int
    """The start of the end tag; for an empty element the same as `end`."""
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether it is written as a single tag."""
        return self.close == self.end == self.inside


def elements(xml: bytes) -> list[Element]:
    """All elements in the order of their start tags. Raises `UnusualXml`."""
    declared = _DECLARED.match(xml)
    if declared is not None and declared[1].lower() not in _UTF8:
        raise UnusualXml
    found: list[Element | None] = []
    opened: list[tuple[int, str, dict[str, str], int]] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        opened.append((len(found), name, attributes, parser.CurrentByteIndex))
        found.append(None)

    def end(_: str) -> None:
        place, name, attributes, at = opened.pop()
        tag = _TAG.match(xml, at)
        if tag is None:
            raise UnusualXml
        prefix, colon, local = name.rpartition(":")
        if xml[tag.end() - 2 : tag.end()] == b"/>":
            close = stop = tag.end()
        else:
            close = parser.CurrentByteIndex
            stop = xml.index(b">", close) + 1
        found[place] = Element(local, prefix + colon, attributes, at, tag.end(), close, stop)

    def refuse(*_: object) -> None:
        raise UnusualXml

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - expat knows no names
    except expat.ExpatError:
        raise UnusualXml from None
    return [element for element in found if element is not None]


def edited(xml: bytes, edits: list[Edit]) -> bytes:
    """The bytes with all edits made; edits do not overlap."""
    pieces, at = [], 0
    for start, stop, text in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [xml[at:start], text]
        at = stop
    return b"".join([*pieces, xml[at:]])


def into(element: Element, text: bytes) -> Edit:
    """The edit that appends text to an element's content."""
    if not element.is_empty:
        return element.close, element.close, text
    name = f"{element.prefix}{element.name}".encode()
    return element.end - 2, element.end, b">" + text + b"</" + name + b">"


def attribute(text: str) -> str:
    """A text as an attribute value with quotation marks."""
    return quoteattr(text)


def content(text: str) -> str:
    """A text as the content of an element."""
    return escape(text)
