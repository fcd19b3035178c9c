"""The same look at a sheet that is written in an unusual way: element by element, slower, and whatever its spelling.

Cells without addresses, attributes in single quotation marks, comments, other encodings: all that XML allows.
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from keyclient.ingest.base.grid import Marks, Spot
from keyclient.ingest.child.job import DOCTYPE, SHEET, Refused, SheetLimits
from keyclient.ingest.scan.clock import Clock
from keyclient.ingest.scan.found import Found
from keyclient.model.place import column_index

PIECE = 1 << 18
DEEPEST = 100
"""Elements inside each other; every open one takes memory."""
_PLACE = re.compile(r"([A-Z]{1,7})(\d{1,10})")
_LONG = re.compile(r"-?\d{16,}(?:\.\d*)?|-?\d(?:\.\d+)?[Ee]\+?(?:1[5-9]|[2-9]\d)")
_TEXTS = ("str", "inlineStr")
_TRUE = ("1", "true")
_LONGEST_NUMBER = 9


def look_carefully(
    path: Path, part: str, clock: Clock, limits: SheetLimits = SHEET, deepest: int = DEEPEST
) -> Marks:
    """What one sheet part shows. Raises `expat.ExpatError`, and as `look_at_sheet`."""
    rows = _Rows(limits, deepest)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = rows.start
    parser.EndElementHandler = rows.end
    parser.CharacterDataHandler = rows.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartCdataSectionHandler = rows.cdata
    with zipfile.ZipFile(path) as package, package.open(part) as stream:
        while piece := stream.read(PIECE):
            clock.check()
            parser.Parse(piece)
    parser.Parse(b"", True)  # noqa: FBT003 - expat's own signature
    long = frozenset(rows.long_numbers)
    return rows.found.marks(lambda: long)


class _Rows:
    """Receives the elements of a sheet."""

    def __init__(self, limits: SheetLimits, deepest: int) -> None:
        self.found = Found(limits)
        self._deepest = deepest
        self.long_numbers: set[Spot] = set()
        self._row, self._column = 0, 0
        self._type, self._has_formula, self._has_text = "n", False, False
        self._rich = ""
        self._value: str | None = None
        self._is_value = False
        self._depth = 0
        self._begins: dict[str, Callable[[dict[str, str]], None]] = {
            "c": self._start_cell,
            "v": self._start_value,
            "f": self._start_formula,
            "is": self._start_text,
            "row": self._start_row,
            "col": self._start_column,
            "mergeCell": self._start_merged,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins. Raises `ValueError` where elements stand in each other deeper than in any sheet."""
        self._depth += 1
        if self._depth > self._deepest:
            raise ValueError("depth")
        if (begin := self._begins.get(name.rpartition(":")[2])) is not None:
            begin(attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        self._depth -= 1
        local = name.rpartition(":")[2]
        if local == "v":
            self._is_value = False
        elif local == "c":
            self._end_cell()

    def text(self, data: str) -> None:
        """Some text."""
        if self._is_value:
            self._value = (self._value or "") + data

    def cdata(self) -> None:
        """Text follows in which nothing has to be escaped; the native reader passes over it."""
        self.found.only_exact = True

    def _start_value(self, _: dict[str, str]) -> None:
        self._value, self._is_value = "", True

    def _start_formula(self, _: dict[str, str]) -> None:
        self._has_formula = True

    def _start_text(self, _: dict[str, str]) -> None:
        self._has_text = True

    def _start_row(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r", "")
        self._row = int(said) if said.isdecimal() else self._row + 1
        self._column = 0
        self.found.comes([self._row])
        is_hidden, level = attributes.get("hidden") in _TRUE, attributes.get("outlineLevel", "")
        self.found.hidden_rows += is_hidden
        depth = int(level) if level.isascii() and level.isdecimal() and len(level) == 1 else 0
        self.found.note_row(self._row - 1, depth, is_hidden=is_hidden)

    def _start_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE:
            self.found.hide_columns(int(attributes.get("min", "1")), int(attributes.get("max", "1")))

    def _start_merged(self, attributes: dict[str, str]) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        ends = [_PLACE.fullmatch(end) for end in (first, last)]
        if ends[0] is not None and ends[1] is not None:
            self.found.merge(*((int(end[2]) - 1, column_index(end[1])) for end in ends if end is not None))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._column = column_index(place[1]) + 1 if place else self._column + 1
        self._row = int(place[2]) if place else max(self._row, 1)
        self._type = attributes.get("t", "n")
        self._rich = attributes.get("vm", "")
        self._has_formula, self._has_text, self._value = False, False, None
        self.found.cells += 1

    def _end_cell(self) -> None:
        spot = (self._row - 1, self._column - 1)
        value = self._value
        has_value = value is not None and (bool(value.strip()) or self._type in _TEXTS)
        if has_value or self._has_text:
            self.found.reaches(self._row, self._column)
        elif self._has_formula:
            self.found.uncalculated.add(spot)
        if value is None:
            return
        if self._type == "s" and value.lstrip().startswith("-"):
            raise ValueError("a text of a negative number")
        if self._type == "e":
            self.found.errors[spot] = value
            if self._rich.isdecimal() and len(self._rich) <= _LONGEST_NUMBER:
                self.found.rich[spot] = int(self._rich)
        elif self._type == "n" and _LONG.fullmatch(value.strip()):
            self.long_numbers.add(spot)


def _refuse(*_: object) -> None:
    raise Refused(DOCTYPE)
