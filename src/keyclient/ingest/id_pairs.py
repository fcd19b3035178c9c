"""Pairs of customer numbers that are one customer: the old number and the new one, two columns of a small file."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.errors import InputError
from keyclient.ingest.cells.ids import clean_id
from keyclient.ingest.source.opening import open_book
from keyclient.model.label import Label

if TYPE_CHECKING:
    from keyclient.ingest.base.grid import Grid
    from keyclient.policy.parts.read import ReadPolicy

_NEW, _OLD = ("新", "现", "new"), ("旧", "原", "老", "old")


class NoPairs(InputError):
    """There are no pairs of numbers in the file."""

    sentence = Label(
        "{path}: no pairs of customer numbers were found. Write one pair a row: the old number first, the new one second.",
        "{path}：没有找到成对的客户号。请每行写一对：旧客户号在前，新客户号在后。",
    )


class TwoNewNumbers(InputError):
    """One old number has two new ones."""

    sentence = Label(
        "{path}: the old number in row {row} has another new number in row {first}. One customer has one new number.",
        "{path}：第 {row} 行的旧客户号在第 {first} 行已对应另一个新客户号。一个旧客户号只能对应一个新客户号。",
    )


class NumbersInCircle(InputError):
    """A number becomes itself over several pairs."""

    sentence = Label(
        "{path}: the number in row {row} comes back to itself over several pairs. The old number stands first, the new one "
        "second.",
        "{path}：第 {row} 行的客户号经多次更换后又回到自身。请核对：旧客户号在前，新客户号在后。",
    )


def read_id_pairs(path: Path, limits: "ReadPolicy") -> dict[str, str]:
    """The newest number of every old one. A heading is optional; where it says so, the new number may stand first.

    Raises `NoPairs`, `TwoNewNumbers`, `NumbersInCircle`, and what opening a file raises.
    """
    pairs: dict[str, tuple[str, int]] = {}
    cells = open_book(path, sheet=None, limits=limits).cells()
    for row, old, new in (pair for grid in cells.grids for pair in _pairs(grid)):
        known = pairs.setdefault(old, (new, row))
        if known[0] != new:
            raise TwoNewNumbers(path=path, row=row, first=known[1])
    if not pairs:
        raise NoPairs(path=path)
    return {old: _last(old, pairs, path) for old in pairs if pairs[old][0] != old}


def _pairs(grid: "Grid") -> Iterator[tuple[int, str, str]]:
    """Row, old number and new number of every row with two cells."""
    is_swapped, is_first = False, True
    for row, cells in enumerate(grid.rows(range(grid.used)), start=1):
        filled = [clean_id(cell) for cell in cells if cell.strip()]
        if len(filled) < 2:
            continue
        one, other = filled[:2]
        if is_first and not any(letter.isdigit() for letter in one + other):
            is_swapped = _says(one, _NEW) and _says(other, _OLD)
        else:
            yield (row, other, one) if is_swapped else (row, one, other)
        is_first = False


def _says(heading: str, words: tuple[str, ...]) -> bool:
    return any(word in heading.casefold() for word in words)


def _last(old: str, pairs: dict[str, tuple[str, int]], path: Path) -> str:
    """The number at the end of a chain of pairs."""
    seen = {old}
    new, row = pairs[old]
    while new in pairs and pairs[new][0] != new:
        if new in seen:
            raise NumbersInCircle(path=path, row=row)
        seen.add(new)
        new, row = pairs[new]
    return new
