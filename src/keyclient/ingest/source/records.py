"""The records of a delimited text, even if its quotation marks are broken.

A quotation mark that is opened and never closed swallows all that follows into one cell, and a line that some program
has wrapped whole in an extra pair becomes a row of one cell. Neither may lose a row in silence.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

QUOTE = '"'
FEWEST_COLUMNS = 3
"""In a table of fewer columns each line of a multi-line cell may well contain a separator."""
FEWEST_LINES = 2
_ENDS = re.compile(r"\r\n|\r|\n")
_NUMBER = re.compile(r"[\s(+\-￥¥$]*\d[\d.,\s]*[)%\-]?\s*")


class Repair(Enum):
    """How a line was repaired."""

    UNWRAPPED = "unwrapped"
    """An extra pair of quotation marks around the whole line was removed."""
    UNQUOTED = "unquoted"
    """Unmatched quotation marks were read as ordinary characters, and the line as a row of its own."""


class Records:
    """The records of some lines. Iterating over them fills `repaired` with the repair of each record, by its number.

    `usual`: the number of cells that most records have.
    """

    def __init__(self, lines: Iterable[str], delimiter: str, usual: int) -> None:
        self.repaired: dict[int, Repair] = {}
        self._lines = _Lines(lines)
        self._delimiter = delimiter
        self._usual = usual

    def __iter__(self) -> Iterator[list[str]]:
        """The cells of every record; none for an empty line."""
        reader, number = self._reader(), 0
        taken = self._lines.taken
        while True:
            taken.clear()
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error:
                record, reader = self._unquoted(number), self._reader()
            if len(taken) > 1 and self._is_swallowing(record):
                record, reader = self._unquoted(number), self._reader()
            if len(record) > 0 and (len(record) == 1 or not record[1]):
                record = self._unwrapped(record, number)
            yield record
            number += 1

    def _reader(self) -> Any:  # noqa: ANN401 - the module names no type for it
        return csv.reader(self._lines, delimiter=self._delimiter, strict=True)

    def _unquoted(self, number: int) -> list[str]:
        """The first line that was taken, read by itself; the others are given back."""
        self.repaired[number] = Repair.UNQUOTED
        self._lines.give_back()
        line = self._lines.taken[0]
        cells = split(line, self._delimiter)
        if len(cells) == self._usual:
            return cells
        try:
            (loosely,) = csv.reader([line.rstrip("\r\n")], delimiter=self._delimiter)
        except (csv.Error, ValueError):
            return cells
        return loosely if len(loosely) == self._usual else cells

    def _is_swallowing(self, record: list[str]) -> bool:
        """Whether a multi-line cell holds whole rows of the table, or each of its lines is one."""
        if self._usual < FEWEST_COLUMNS:
            return False
        if self._are_rows():
            return True
        for cell in record:
            inner = [line for line in _ENDS.split(cell)[1:-1] if line.strip()]
            rows = sum(line.count(self._delimiter) == self._usual - 1 for line in inner)
            if rows and rows == len(inner) and (rows >= FEWEST_LINES or len(record) != self._usual):
                return True
        return False

    def _are_rows(self) -> bool:
        """Whether the lines that were taken have the usual cells each, with numbers in the same places.

        Two lines with a stray mark at a word each are that; an address of two lines with commas in them is not, nor is
        a list of numbers.
        """
        places = set()
        for line in self._lines.taken:
            cells = line.rstrip("\r\n").split(self._delimiter)
            marked = (cell.strip(f" {QUOTE}") for cell in cells if QUOTE in cell)
            if len(cells) != self._usual or any(map(_NUMBER.fullmatch, marked)):
                return False
            places.add(tuple(at for at, cell in enumerate(cells) if _NUMBER.fullmatch(cell)))
        return len(places) == 1 and any(places)

    def _unwrapped(self, record: list[str], number: int) -> list[str]:
        """The cells inside the only cell of a record, if they are as many as usual."""
        if self._usual < 2 or self._delimiter not in record[0] or any(record[1:]) or _ENDS.search(record[0]):
            return record
        cells = split(record[0], self._delimiter)
        if len(cells) != self._usual:
            return record
        self.repaired[number] = Repair.UNWRAPPED
        return cells


class _Lines:
    """Lines of which the last ones taken can be given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.taken: list[str] = []
        self._lines = iter(lines)
        self._again: deque[str] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """Give back all lines taken but the first."""
        self._again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def split(line: str, delimiter: str) -> list[str]:
    """The cells of one line. A quotation mark closes a cell only before a separator or the end of the line.

    A cell whose opening mark is never closed keeps it as an ordinary character.
    """
    line = line.rstrip("\r\n")
    cells, at, may_close = [], 0, True
    while True:
        close = _closing(line, at + 1, delimiter) if may_close and line.startswith(QUOTE, at) else -1
        if close >= 0:
            cells.append(line[at + 1 : close].replace(QUOTE * 2, QUOTE))
            end = close + 1
        else:
            may_close = may_close and not line.startswith(QUOTE, at)
            end = line.find(delimiter, at)
            end = len(line) if end < 0 else end
            cells.append(line[at:end])
        if end >= len(line):
            return cells
        at = end + len(delimiter)


def _closing(line: str, at: int, delimiter: str) -> int:
    """Position of the mark that closes the cell beginning at `at`; -1 if there is none."""
    while (mark := line.find(QUOTE, at)) >= 0:
        if line.startswith(QUOTE, mark + 1):
            at = mark + 2
        elif mark + 1 == len(line) or line.startswith(delimiter, mark + 1):
            return mark
        else:
            at = mark + 1
    return -1
