"""Two packages held against each other part by part, and the cells of their sheets by openpyxl."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl

LISTS = re.compile(r"\[Content_Types\]\.xml|xl/workbook\d*\.xml|xl/_rels/workbook\d*\.xml\.rels")
OWN = "keyclient·"


def changed_parts(before: Path, after: Path) -> list[str]:
    """The parts of the first package that are not in the second to the byte, its lists of parts apart."""
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        there = set(new.namelist())
        names = [name for name in old.namelist() if not LISTS.fullmatch(name)]
        return [name for name in names if name not in there or old.read(name) != new.read(name)]


def differing_cells(before: Path, after: Path) -> Iterator[str]:
    """Addresses of the cells of the first workbook that the second does not hold: formulas, cached values, formats."""
    for values in (False, True):
        old, new = (_opened(path, values=values) for path in (before, after))
        missing = [name for name in old.sheetnames if name not in new.sheetnames]
        yield from missing
        for page in old.worksheets:
            if page.title in missing:
                continue
            other = new[page.title]
            for row in page.iter_rows():
                for cell in row:
                    if not _is_same(cell, other.cell(cell.row, cell.column)):
                        yield f"{page.title}!{cell.coordinate}"
            if (
                str(page.merged_cells) != str(other.merged_cells)
                or page.auto_filter.ref != other.auto_filter.ref
            ):
                yield f"{page.title}: merged cells or filter"


def own_headings(path: Path) -> list[str]:
    """The headings and titles that bear the mark, sheet by sheet."""
    book = _opened(path, values=False)
    return [
        cell.value
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(OWN)
    ]


def _opened(path: Path, *, values: bool) -> openpyxl.Workbook:
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(file, data_only=values)


def _is_same(one: object, other: object) -> bool:
    old, new = (getattr(cell, "value", None) for cell in (one, other))
    if isinstance(old, str) and old.startswith(OWN):
        return True
    if old is None:
        return True
    if isinstance(old, str | int | float | bool | date | datetime | time | timedelta):
        return bool(old == new or old != old) and getattr(one, "_style", None) == getattr(
            other, "_style", None
        )
    return vars(old) == vars(new) if hasattr(old, "__dict__") else str(old) == str(new)
