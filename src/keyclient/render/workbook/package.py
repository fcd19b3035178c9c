"""Puts the rows of long tables, and links to the user's book, into a package that XlsxWriter has made.

XlsxWriter writes two sample rows below the heading of a long table, one with the formats of its cells and one with
those of texts that start like a formula. They tell the numbers of the formats and give way to the rows themselves. Its
links to the book lead to `PLACEHOLDER`, which gives way to the book.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

PLACEHOLDER = "keyclient-book"
MOST_LINKS = 65_000
"""Excel refuses a sheet with more than 65,530 links; addresses beyond are plain text."""

_RELATIONS = re.compile(r"xl/worksheets/_rels/[^/]+\.rels")
_STYLE = re.compile(r'<c r="[A-Z]+\d+" s="(\d+)"')
_NEVER = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip entry can have: equal workbooks are equal to the byte."""

Numbered = Sequence[str]
"""Numbers of formats, one a column."""


@dataclass(frozen=True)
class Filling:
    """What takes the place of the sample rows of one sheet."""

    first_row: int
    """The upper sample row, as Excel numbers it."""
    count: int
    """How many rows there are."""
    rows: Callable[[Numbered, Numbered], Iterable[str]]
    """The rows as XML, from the formats of their cells and of texts that start like a formula."""
    last_column: str
    links: Mapping[str, str]
    """By cell: the place in the book that it leads to."""


def completed(package: bytes, fillings: Mapping[str, Filling], target: str | None) -> bytes:
    """The package with its long tables, by part, and with its links leading to `target`."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as new,
    ):
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _NEVER)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            content = old.read(name)
            if _RELATIONS.fullmatch(name) and target is not None:
                content = content.replace(f'"{PLACEHOLDER}"'.encode(), quoteattr(target).encode())
            with new.open(info, "w", force_zip64=name in fillings) as part:
                if name in fillings:
                    part.writelines(piece.encode() for piece in _filled(content.decode(), fillings[name]))
                else:
                    part.write(content)
    return made.getvalue()


def _filled(sheet: str, filling: Filling) -> Iterator[str]:
    before, samples, after = _around(sheet, filling.first_row)
    last_row = filling.first_row + filling.count - 1
    yield re.sub(
        r'<dimension ref="[^"]*"/>', f'<dimension ref="A1:{filling.last_column}{last_row}"/>', before
    )
    styles = [_STYLE.findall(sample) for sample in samples]
    yield from filling.rows(*styles)
    head, link, tail = _around_link(after)
    yield head
    for number, (cell, place) in enumerate(filling.links.items()):
        if number == MOST_LINKS:
            break
        yield f'<hyperlink ref="{cell}" r:id="{link}" location={quoteattr(place)}/>'
    yield tail


def _around(sheet: str, first_row: int) -> tuple[str, list[str], str]:
    """The sheet before the sample rows, the two rows, and what comes after them."""
    start = sheet.index(f'<row r="{first_row}"')
    between = sheet.index(f'<row r="{first_row + 1}"')
    end = sheet.index("</row>", between) + len("</row>")
    return sheet[:start], [sheet[start:between], sheet[between:end]], sheet[end:]


def _around_link(after: str) -> tuple[str, str, str]:
    """What comes before the sample link, its relation, and what comes after it; all of it where there is none."""
    found = re.search(rf'<hyperlink [^>]*r:id="([^"]+)"[^>]*location="{PLACEHOLDER}"[^>]*/>', after)
    if found is None:
        return after, "", ""
    return after[: found.start()], found[1], after[found.end() :]
