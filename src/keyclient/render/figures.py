"""Lays out key figures side by side."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from keyclient.render.width import cells, pad

BETWEEN = "    "
"""Separates two figures on a line."""
WITHIN = "  "
"""Separates a figure from its name."""
_MOST = 4


class KeyFigure(NamedTuple):
    """A key figure as text."""

    name: str
    value: str


def side_by_side(figures: Sequence[KeyFigure], room: int) -> list[list[KeyFigure]]:
    """The figures in lines of at most four, padded so that they form columns.

    Figures too wide for the screen are one per line, without padding.
    """
    for count in range(min(_MOST, len(figures)), 0, -1):
        columns = [figures[place::count] for place in range(count)]
        widths = [_widths(column) for column in columns]
        taken = sum(name + len(WITHIN) + value for name, value in widths) + len(BETWEEN) * (count - 1)
        if taken <= room:
            padded = [_padded(column, *width) for column, width in zip(columns, widths, strict=True)]
            return [[figure for figure in line if figure] for line in zip_longest(*padded)]
    return [[figure] for figure in figures]


def _widths(figures: Sequence[KeyFigure]) -> tuple[int, int]:
    return max(cells(figure.name) for figure in figures), max(cells(figure.value) for figure in figures)


def _padded(figures: Sequence[KeyFigure], name: int, value: int) -> list[KeyFigure]:
    """Names are aligned left, values right."""
    return [KeyFigure(pad(figure.name, name), pad(figure.value, value, right=True)) for figure in figures]
