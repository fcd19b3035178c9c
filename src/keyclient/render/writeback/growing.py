"""Adds items to the lists of the styles part of a workbook; what is there keeps its place and its bytes."""

import re
from collections.abc import Iterator

from keyclient.render.writeback.markup import Edit, Element, UnusualXml, attribute, edited, elements, into

_COUNT = re.compile(rb"""(\scount=["'])\d+(["'])""")
LISTS = ("numFmts", "fonts", "fills", "borders", "cellXfs")
_FIRST_OWN_FORMAT = 164
"""Numbers below it belong to Excel's built-in number formats."""
_MOST = 60_000
"""Excel allows 65,490 cell formats."""


class GrowingStyles:
    """The styles part of a workbook, to whose lists items can be added. Raises `UnusualXml` if it cannot be edited."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        found = elements(xml)
        self.root = found[0]
        self._lists = {item.name: item for item in _children(self.root, found) if item.name in LISTS}
        if not {*LISTS[1:]} <= self._lists.keys():
            raise UnusualXml
        self._items = {
            name: [xml[item.start : item.end] for item in _children(listing, found)]
            for name, listing in self._lists.items()
        }
        self._formats = {
            item.attributes.get("formatCode", ""): int(item.attributes.get("numFmtId", "0"))
            for item in found
            if item.name == "numFmt"
        }
        if len(self._items["cellXfs"]) > _MOST:
            raise UnusualXml
        self._added: dict[str, list[str]] = {}

    def add(self, listing: str, item: str) -> int:
        """The place of an item in a list; an equal one that is there already is used."""
        there = self._items.setdefault(listing, [])
        encoded = item.encode()
        if encoded not in there:
            there.append(encoded)
            self._added.setdefault(listing, []).append(item)
        return there.index(encoded)

    def number_format(self, code: str) -> int:
        """The number of a number format."""
        if code not in self._formats:
            number = max([_FIRST_OWN_FORMAT - 1, *self._formats.values()]) + 1
            self._formats[code] = number
            self.add(
                "numFmts", f'<{self.root.prefix}numFmt numFmtId="{number}" formatCode={attribute(code)}/>'
            )
        return self._formats[code]

    def xml(self) -> bytes:
        """The part with everything that was added."""
        return edited(self._xml, [edit for name in self._added for edit in self._edits(name)])

    def _edits(self, name: str) -> Iterator[Edit]:
        text, listing = "".join(self._added[name]).encode(), self._lists.get(name)
        if listing is None:
            p, size = self.root.prefix, len(self._added[name])
            whole = f'<{p}{name} count="{size}">'.encode() + text + f"</{p}{name}>".encode()
            yield self.root.inside, self.root.inside, whole
            return
        tag = self._xml[listing.start : listing.inside]
        found = _COUNT.search(tag)
        if found is not None:
            count = str(len(self._items[name])).encode()
            yield (
                listing.start + found.start(),
                listing.start + found.end(),
                found[1] + count + found[2],
            )
        yield into(listing, text)


def is_grown(before: bytes, after: bytes) -> bool:
    """Whether a styles part has only more items at the end of its lists than before."""
    try:
        old, new = _parted(before), _parted(after)
    except UnusualXml:
        return False
    same_lists = all(new[1].get(name, [])[: len(items)] == items for name, items in old[1].items())
    return old[0] == new[0] and same_lists


def _parted(xml: bytes) -> tuple[bytes, dict[str, list[bytes]]]:
    """What stands outside the lists, and the items of each list."""
    found = elements(xml)
    lists = [item for item in _children(found[0], found) if item.name in LISTS]
    items = {
        listing.name: [xml[item.start : item.end] for item in _children(listing, found)] for listing in lists
    }
    return edited(xml, [(listing.start, listing.end, b"") for listing in lists]), items


def _children(parent: Element, found: list[Element]) -> Iterator[Element]:
    """The elements directly inside another."""
    at = parent.inside
    for item in found:
        if at <= item.start < parent.close:
            yield item
            at = item.end
