"""Where the elements of an XML part stand, byte by byte, so that text can be put between them and nothing else moves."""

import re
from dataclasses import dataclass
from typing import TypeAlias
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding=["']([\w.-]+)["']""")
_UTF8 = (b"utf-8", b"us-ascii", b"ascii")

Edit: TypeAlias = tuple[int, int, bytes]
"""Bytes from the first offset up to the second give way to the third."""


class UnusualXml(ValueError):
    """The XML is not UTF-8, not well-formed, or has a document type: it is not edited."""


@dataclass(frozen=True)
class Element:
    """One element and where it stands."""

    name: str
    """Without its prefix."""
    prefix: str
    """With the colon; empty where there is none."""
    attributes: dict[str, str]
    """As they are written, prefixes included."""
    start: int
    inside: int
    """Where its content begins: behind the start tag."""
    close: int
    """Where the end tag begins; of an empty element the same as `end`."""
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether it is written as one tag."""
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
    """The edit that puts text at the end of an element's content."""
    if not element.is_empty:
        return element.close, element.close, text
    name = f"{element.prefix}{element.name}".encode()
    return element.end - 2, element.end, b">" + text + b"</" + name + b">"


def attribute(text: str) -> str:
    """A text as an attribute with its quotation marks."""
    return quoteattr(text)


def content(text: str) -> str:
    """A text as the content of an element."""
    return escape(text)
