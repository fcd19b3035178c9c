"""Inserts the rows of long tables, and links to the user's book, into a package created by XlsxWriter.

XlsxWriter writes two sample rows below the heading of a long table, one with the formats of its cells and one with
those of texts that start like a formula; a form has a third one with those of its blank rows. They tell the numbers of
the formats and give way to the rows themselves. Its links to the book lead to `PLACEHOLDER`, which gives way to the book.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import quoteattr

PLACEHOLDER = "keyclient-book"
SAMPLES = 2
"""Number of sample rows below the heading of a long table, which is the first row."""
MOST_LINKS = 65_000
"""Excel rejects sheets with more than 65,530 links; further addresses are plain text."""

_RELATIONS = re.compile(r"xl/worksheets/_rels/[^/]+\.rels")
_STYLE = re.compile(r'<c r="[A-Z]+\d+" s="(\d+)"')
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
_SAMPLE_LINK = re.compile(rf'<hyperlink [^>]*r:id="([^"]+)"[^>]*location="{PLACEHOLDER}"[^>]*/>')
_NEVER = (1980, 1, 1, 0, 0, 0)
"""The earliest time of a zip entry, so that equal workbooks are equal byte for byte."""
_LEVEL = 4
"""Compression level: half the time of the default 6 for 5 % more bytes."""

Numbered = Sequence[str]
"""Format numbers, one per column."""


@dataclass(frozen=True)
class Filling:
    """The content that replaces the sample rows of one sheet."""

    count: int
    """How many rows there are."""
    rows: Callable[..., Iterable[str]]
    """Gives the rows as XML in large pieces, given the formats (`Numbered`) of each sample row: of cells, of texts that
    start like a formula, of blank rows."""
    last_column: str
    links: Mapping[str, str]
    """By cell: the location in the book it links to."""
    first: int = 2
    """The number of the first row."""
    samples: int = SAMPLES
    is_table: bool = True
    """Whether heading and rows are a table of Excel; a form is none, since a protected table cannot grow."""

    @property
    def whole(self) -> str:
        """The range of the sheet, from its first row to its last."""
        return f"A1:{self.last_column}{self.first + self.count - 1}"


def complete_package(package: bytes, fillings: Mapping[str, Filling], target: str | None) -> bytes:
    """The package with the rows of its long tables, by the part of their sheet, and with links to `target`."""
    listed = (filling for filling in fillings.values() if filling.is_table)
    tables = {f"xl/tables/table{number}.xml": filling for number, filling in enumerate(listed, 1)}
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if _RELATIONS.fullmatch(name) and target is not None:
                content = content.replace(f'"{PLACEHOLDER}"'.encode(), quoteattr(target).encode())
            if name in tables:
                content = _stretched(content, tables[name])
            filling = fillings.get(name)
            pieces = [content] if filling is None else map(str.encode, _filled(content.decode(), filling))
            with new.open(_entry(name), "w") as part:
                part.writelines(pieces)
    return made.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _NEVER)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _stretched(table: bytes, filling: Filling) -> bytes:
    """The declaration of a table, extended from the sample rows to its last row."""
    samples = f'ref="A1:{filling.last_column}{SAMPLES + 1}"'
    return table.replace(samples.encode(), f'ref="{filling.whole}"'.encode())


def _filled(sheet: str, filling: Filling) -> Iterator[str]:
    before, samples, after = _around(sheet, filling)
    yield _DIMENSION.sub(f'<dimension ref="{filling.whole}"/>', before)
    yield from filling.rows(*(_STYLE.findall(sample) for sample in samples))
    yield _linked(after, filling.links)


def _around(sheet: str, filling: Filling) -> tuple[str, list[str], str]:
    """The sheet in three: the part before the sample rows, these rows, the part after them."""
    starts = [sheet.index(f'<row r="{filling.first + place}"') for place in range(filling.samples)]
    end = sheet.index("</row>", starts[-1]) + len("</row>")
    rows = [sheet[start:stop] for start, stop in pairwise([*starts, end])]
    return sheet[: starts[0]], rows, sheet[end:]


def _linked(after: str, links: Mapping[str, str]) -> str:
    """The part after the rows, with a link for each address in place of the sample link, if it has one."""
    sample = _SAMPLE_LINK.search(after)
    if sample is None:
        return after
    made = [
        f'<hyperlink ref="{cell}" r:id="{sample[1]}" location={quoteattr(place)}/>'
        for cell, place in links.items()
    ]
    return after[: sample.start()] + "".join(made) + after[sample.end() :]
