"""Chooses formats for cells beside the customers from those in the workbook, so that they look like their neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from keyclient.render.writeback.markup import Element, UnusualXml, elements

_BUILT_IN = {
    "money": (4, 3),
    "count": (3, 1),
    "share": (10, 9),
    "date": (14,),
    "plain": (0, 1),
}
"""Numbers of Excel's built-in formats, best first: `#,##0.00`, `#,##0`, `0`, `0.00%`, `0%`, the short date, general,
`0`."""
_CODES = {
    "money": ("#,##0.00", "#,##0.00_ ", "#,##0.00_);[Red](#,##0.00)", "#,##0"),
    "count": ("#,##0", "0"),
    "share": ("0.00%", "0.0%", "0%"),
    "date": ("yyyy-mm-dd", "yyyy\\-mm\\-dd", "yyyy/m/d", "yyyy/mm/dd"),
    "plain": (),
}


class Face(NamedTuple):
    """The look of a cell format without its number format: indices of font, fill and border."""

    font: str
    fill: str
    border: str


@dataclass(frozen=True)
class Formats:
    """Indices of cell formats in the workbook; None if it has no suitable one."""

    money: int | None = None
    count: int | None = None
    share: int | None = None
    date: int | None = None
    strong: int | None = None
    """Bold, without fill."""
    is_1904: bool = False
    """Whether the workbook counts its days from 1904."""
    plain: int | None = None
    """The general format."""
    faces: tuple[Face, ...] = ()
    """By index of a cell format."""
    numbered: Mapping[str, Mapping[Face, int]] = field(default_factory=dict)
    """The best format by content (`money`, `count`, `share`, `date`, `plain`) and look."""

    def beside(self, holds: str, neighbour: int | None) -> int | None:
        """The format of a new cell that matches its neighbour; text takes the neighbour's own format."""
        if holds == "text":
            return neighbour
        own: int | None = getattr(self, holds)
        if neighbour is None or neighbour >= len(self.faces):
            return own
        return self.numbered[holds].get(self.faces[neighbour], own)


def formats_of(styles: bytes | None) -> Formats:
    """The formats in the styles part, if it can be read."""
    if styles is None:
        return Formats()
    try:
        found = elements(styles)
    except UnusualXml:
        return Formats()
    listing = next((item for item in found if item.name == "cellXfs"), None)
    if listing is None:
        return Formats()
    xfs = [item for item in found if item.name == "xf" and listing.start < item.start < listing.close]
    codes = {
        item.attributes.get("formatCode", ""): int(item.attributes.get("numFmtId", "0"))
        for item in found
        if item.name == "numFmt"
    }
    plain = {
        int(xf.attributes.get("numFmtId", "0")): at
        for at, xf in reversed(list(enumerate(xfs)))
        if _is_plain(xf)
    }
    chosen: dict[str, Any] = {
        kind: next((plain[number] for number in _wanted(kind, codes) if number in plain), None)
        for kind in _BUILT_IN
    }
    faces = tuple(map(_face, xfs))
    numbered = {kind: _numbered(_wanted(kind, codes), xfs, faces) for kind in _BUILT_IN}
    return Formats(**chosen, strong=_strong(found, xfs), faces=faces, numbered=numbered)


def _wanted(kind: str, codes: dict[str, int]) -> list[int]:
    """The suitable number formats, best first."""
    return [*_BUILT_IN[kind], *(codes[code] for code in _CODES[kind] if code in codes)]


def _numbered(wanted: list[int], xfs: list[Element], faces: tuple[Face, ...]) -> dict[Face, int]:
    """For every look, the index of its first format with the best of some number formats."""
    found: dict[Face, tuple[int, int]] = {}
    for at, (xf, face) in enumerate(zip(xfs, faces, strict=True)):
        number = int(xf.attributes.get("numFmtId", "0"))
        if number in wanted:
            found[face] = min(found.get(face, (len(wanted), at)), (wanted.index(number), at))
    return {face: at for face, (_, at) in found.items()}


def _face(xf: Element) -> Face:
    return Face(*(xf.attributes.get(key, "0") for key in ("fontId", "fillId", "borderId")))


def _is_plain(xf: Element) -> bool:
    """Whether a format is only a number format."""
    given = xf.attributes
    return all(given.get(key, "0") == "0" for key in ("fontId", "fillId", "borderId"))


def _strong(found: list[Element], xfs: list[Element]) -> int | None:
    listing = next((item for item in found if item.name == "fonts"), None)
    if listing is None:
        return None
    fonts = [item for item in found if item.name == "font" and listing.start < item.start < listing.close]
    bold = {
        str(at)
        for at, font in enumerate(fonts)
        for item in found
        if item.name == "b"
        and font.start < item.start < font.close
        and item.attributes.get("val", "1") in ("1", "true")
    }
    for at, xf in enumerate(xfs):
        given = xf.attributes
        if (
            given.get("fontId") in bold
            and given.get("fillId", "0") == "0"
            and given.get("numFmtId", "0") == "0"
        ):
            return at
    return None
