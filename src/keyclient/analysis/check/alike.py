"""Findings that are one and the same in many cells: one line with the cells as a range."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from keyclient.model.issue import Issue
from keyclient.model.label import Label, Lang, listed

_CELL = re.compile(r"(?P<before>.*?[A-Z]{1,3})(?P<row>\d+)", re.ASCII | re.DOTALL)
"""An address of a single cell, with its sheet in front of it."""
_RUNS = 5
"""How many ranges one line names."""


class Alike(NamedTuple):
    """The first of some equal findings, and where all of them are."""

    issue: Issue
    cell: str | Label | None
    number: int


def alike(issues: Sequence[Issue]) -> list[Alike]:
    """The findings, those that differ by their cell alone as one, in the order of the first of each."""
    found: dict[tuple[object, ...], list[Issue]] = {}
    for at, issue in enumerate(issues):
        column = _column(issue.cell)
        key = (at,) if column is None else (*_told(issue), column)
        found.setdefault(key, []).append(issue)
    return [Alike(group[0], _cells(group), len(group)) for group in found.values()]


def _told(issue: Issue) -> tuple[object, ...]:
    return issue.code, issue.severity, issue.field, issue.value, issue.message(Lang.EN)


def _column(cell: str | None) -> str | None:
    match = None if cell is None else _CELL.fullmatch(cell)
    return None if match is None else match["before"]


def _cells(group: Sequence[Issue]) -> str | Label | None:
    """The cells of some findings in one column, as ranges."""
    if len(group) == 1:
        return group[0].cell
    column = _column(group[0].cell) or ""
    letters = re.split(r"!", column)[-1]
    runs = [
        f"{start}" if start == end else f"{start}:{letters}{end}"
        for start, end in _runs(sorted({issue.row or 0 for issue in group}))
    ]
    rest = [f"{letters}{run}" for run in runs[1:_RUNS]]
    first = f"{column}{runs[0]}"
    return listed([first, *rest, *(["…"] if len(runs) > _RUNS else [])]) if len(runs) > 1 else first


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each stretch of rows."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        yield numbers[0], numbers[-1]
