"""Which of the formats that the workbook already has suit the new cells: no format is added, so that part stays as it is."""

from dataclasses import dataclass

from keyclient.render.writeback.markup import Element, UnusualXml, elements

_BUILT_IN = {
    "money": (4, 3),
    "count": (3, 1),
    "share": (10, 9),
    "date": (14,),
}
"""Numbers of Excel's own formats, best first: `#,##0.00`, `#,##0`, `0`, `0.00%`, `0%`, the short date."""
_CODES = {
    "money": ("#,##0.00", "#,##0.00_ ", "#,##0.00_);[Red](#,##0.00)", "#,##0"),
    "count": ("#,##0", "0"),
    "share": ("0.00%", "0.0%", "0%"),
    "date": ("yyyy-mm-dd", "yyyy\\-mm\\-dd", "yyyy/m/d", "yyyy/mm/dd"),
}


@dataclass(frozen=True)
class Formats:
    """Indices of cell formats of the workbook; None where it has none that fits."""

    money: int | None = None
    count: int | None = None
    share: int | None = None
    date: int | None = None
    strong: int | None = None
    """Bold, on no ground."""


def formats_of(styles: bytes | None) -> Formats:
    """The formats in the part of the styles, if there is one that can be read."""
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
    chosen = {kind: _first(kind, codes, plain) for kind in _BUILT_IN}
    return Formats(**chosen, strong=_strong(found, xfs))


def _first(kind: str, codes: dict[str, int], plain: dict[int, int]) -> int | None:
    wanted = [*_BUILT_IN[kind], *(codes[code] for code in _CODES[kind] if code in codes)]
    return next((plain[number] for number in wanted if number in plain), None)


def _is_plain(xf: Element) -> bool:
    """Whether a format is nothing but a number format."""
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
