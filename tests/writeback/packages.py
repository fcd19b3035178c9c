"""Two packages held against each other part by part, and the cells of their sheets by openpyxl."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl

LISTS = re.compile(r"\[Content_Types\]\.xml|xl/workbook\d*\.xml|xl/_rels/workbook\d*\.xml\.rels")
_NAMES_OF_STYLES = rb"numFmts|fonts|fills|borders|cellXfs"
_LIST_OF_STYLES = re.compile(
    rb"<(?:\w+:)?(" + _NAMES_OF_STYLES + rb")\b(?:[^>]*/>|[^>]*>(.*?)</(?:\w+:)?\1>)", re.DOTALL
)
OWN = "keyclient·"
_OWN = re.compile(rf"<t[^>]*>({OWN}[^<]*)</t>")


def changed_parts(before: Path, after: Path) -> list[str]:
    """The parts of the first package that are not in the second to the byte, its lists of parts apart."""
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        there = set(new.namelist())
        names = [name for name in old.namelist() if not LISTS.fullmatch(name)]
        return [
            name for name in names if name not in there or not _is_kept(name, old.read(name), new.read(name))
        ]


def _is_kept(name: str, before: bytes, after: bytes) -> bool:
    """Whether a part is the same; the formats of keyclient's own sheet follow those that were there."""
    if before == after or not name.lower().endswith("styles.xml"):
        return before == after
    outside = [_LIST_OF_STYLES.sub(b"", xml) for xml in (before, after)]
    lists = [dict(_LIST_OF_STYLES.findall(xml)) for xml in (before, after)]
    return outside[0] == outside[1] and all(
        lists[1].get(tag, b"").startswith(items) for tag, items in lists[0].items()
    )


def differing_cells(before: Path, after: Path) -> Iterator[str]:
    """Addresses of the cells of the first workbook that the second does not hold: formulas, cached values, formats.

    None where openpyxl cannot read the first one.
    """
    for values in (False, True):
        try:
            old = _opened(before, values=values)
        except Exception:
            return
        new = _opened(after, values=values)
        yield from set(old.sheetnames) - set(new.sheetnames)
        for page in old.worksheets:
            if page.title in new.sheetnames:
                yield from _differing(page, new[page.title])


def _differing(old: Any, new: Any) -> Iterator[str]:  # noqa: ANN401 - openpyxl has no types
    for cell in old._cells.values():  # those that are there: a sheet may have one in its last row
        if not _is_same(cell, new._cells.get((cell.row, cell.column))):
            yield f"{old.title}!{cell.coordinate}"
    if str(old.merged_cells) != str(new.merged_cells) or old.auto_filter.ref != new.auto_filter.ref:
        yield f"{old.title}: merged cells or filter"


def openpyxl_pages(path: Path) -> list[tuple[str, int, int]]:
    """Name, rows and columns of every worksheet."""
    return [(page.title, page.max_row, page.max_column) for page in _opened(path, values=False).worksheets]


def own_headings(path: Path) -> list[str]:
    """The headings and titles that bear the mark, sheet by sheet, out of the parts themselves."""
    with zipfile.ZipFile(path) as package:
        sheets = sorted(
            name for name in package.namelist() if "worksheets/" in name and name.endswith(".xml")
        )
        return [
            text for name in sheets for text in _OWN.findall(package.read(name).decode("utf-8", "replace"))
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
