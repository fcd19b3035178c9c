"""Web pages under the name of a workbook, by the HTML parser of the standard library."""

import re
from html.parser import HTMLParser

from tests.independent.sheets import Place, Sheet, Unreadable, typed
from tests.independent.texts import decoded

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)


def read(content: bytes) -> list[Sheet]:
    """The tables of a page, the second named `table 2` and so on; a merged cell stands at its top left only."""
    page = _Page()
    page.feed(_text(content))
    page.close()
    tables = {number: cells for number, cells in enumerate(page.tables, 1) if cells}
    if not tables:
        raise Unreadable("no table")
    sheets = []
    for number, cells in tables.items():
        found = {place: cell for place, text in cells.items() if (cell := typed(text)) is not None}
        sheets.append(Sheet(None if len(tables) == 1 else f"table {number}", found))
    return sheets


def _text(content: bytes) -> str:
    named = _CHARSET.search(content[:4096])
    if named is not None and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            name = named[1].decode().casefold()
            return content.decode("gb18030" if name.startswith("gb") else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)


class _Page(HTMLParser):
    """Collects the cells of all tables by their place."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[dict[Place, str]] = []
        self._open: list[int] = []
        self._rows: dict[int, int] = {}
        self._taken: dict[int, set[Place]] = {}
        self._at: Place | None = None
        self._silent = 0
        self._ended: set[int] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append({})
            self._open.append(len(self.tables) - 1)
            self._rows[self._open[-1]], self._taken[self._open[-1]] = 0, set()
        elif tag == "tr" and self._open:
            self._next_row()
        elif tag in ("td", "th") and self._open:
            self._begin(dict(attrs))
        elif tag in ("script", "style"):
            self._silent += 1
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._open:
            self._open.pop()
            self._at = None
        elif tag in ("td", "th"):
            self._at = None
        elif tag == "tr" and self._open:
            self._ended.add(self._open[-1])
        elif tag in ("script", "style"):
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if self._at is not None and self._open and self._silent <= 0:
            cells = self.tables[self._open[-1]]
            cells[self._at] = cells.get(self._at, "") + data

    def _next_row(self) -> None:
        self._rows[self._open[-1]] += 1
        self._ended.discard(self._open[-1])
        self._at = None

    def _begin(self, attributes: dict[str, str | None]) -> None:
        table = self._open[-1]
        if table in self._ended:  # a cell behind the end of a row begins the next one
            self._next_row()
        row, taken, column = max(self._rows[table], 1), self._taken[table], 1
        while Place(row, column) in taken:
            column += 1
        down, right = (_span(attributes.get(name)) for name in ("rowspan", "colspan"))
        taken.update(Place(row + y, column + x) for y in range(down) for x in range(right))
        self._at = Place(row, column)


def _span(text: str | None) -> int:
    return min(int(text), 1000) if text is not None and text.isdecimal() and int(text) else 1
