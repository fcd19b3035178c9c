"""Widths and other settings of whole columns: sets those of the new columns, keeps all others."""

import re
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from keyclient.render.writeback.cells import widened
from keyclient.render.writeback.cutter import Cutter
from keyclient.render.writeback.markup import Edit, Element, edited

_MIN_MAX = re.compile(rb"""\s(min|max)=["']\d+["']""")

Span = tuple[int, int]
"""First and last column, from 0."""


def framed(cutter: Cutter, first: int, widths: Sequence[int]) -> bytes:
    """The part before the rows, with the used range and widths extended to the new columns."""
    found = {item.name: item for item in cutter.before()}
    edits: list[Edit] = []
    if (used := found.get("dimension")) is not None:
        old = used.attributes.get("ref", "")
        tag = cutter.head[used.start : used.inside]
        new = tag.replace(f'"{old}"'.encode(), f'"{widened(old, first + len(widths) - 1)}"'.encode())
        edits.append((used.start, used.inside, new))
    edits.append(_columns(cutter, found, first, widths))
    return edited(cutter.head, edits)


def same_settings(before: Cutter, after: Cutter, apart: Set[int]) -> bool:
    """Whether two sheets have the same settings: every tag before the rows, and all columns except some."""
    return _tags(before) == _tags(after) and _differ_in(_known(before), _known(after)) <= apart


def _tags(cutter: Cutter) -> list[bytes]:
    """The tags before the rows, without the used range, which is only a hint; columns are compared one by one."""
    left_out = ("dimension", "cols", "col")
    return [cutter.head[item.start : item.inside] for item in cutter.before() if item.name not in left_out]


def _known(cutter: Cutter) -> list[tuple[Span, Mapping[str, str]]]:
    return [
        (_span(item), {key: text for key, text in item.attributes.items() if key not in ("min", "max")})
        for item in cutter.before()
        if item.name == "col"
    ]


def _differ_in(
    old: Sequence[tuple[Span, Mapping[str, str]]], new: Sequence[tuple[Span, Mapping[str, str]]]
) -> set[int]:
    """The columns with different settings."""
    edges = sorted({edge for (first, last), _ in (*old, *new) for edge in (first, last + 1)})
    found: set[int] = set()
    for first, after in pairwise(edges):
        if _at(old, first) != _at(new, first):
            found |= set(range(first, after))
    return found


def _at(known: Sequence[tuple[Span, Mapping[str, str]]], column: int) -> Mapping[str, str] | None:
    return next((settings for (first, last), settings in known if first <= column <= last), None)


def _columns(cutter: Cutter, found: Mapping[str, Element], first: int, widths: Sequence[int]) -> Edit:
    """The column settings including those of the new columns, which are never hidden.

    A column that has settings of its own already, as from an earlier run, keeps them.
    """
    p, last = cutter.prefix.decode(), first + len(widths) - 1
    wanted = {first + at: width for at, width in enumerate(widths)}
    lines: dict[int, bytes] = {}
    for item in (item for item in cutter.before() if item.name == "col"):
        start, end = _span(item)
        tag = cutter.head[item.start : item.end]
        if first <= start and end <= last and not _is_hidden(item):
            lines[start] = tag
            wanted = {column: width for column, width in wanted.items() if not start <= column <= end}
        elif end < first or start > last:
            lines[start] = tag
        else:
            parts = ((start, min(end, first - 1)), (max(start, last + 1), end))
            lines |= {low: _spanning(tag, low, high) for low, high in parts if low <= high}
    lines |= {
        column: f'<{p}col min="{column + 1}" max="{column + 1}" width="{width}" customWidth="1"/>'.encode()
        for column, width in wanted.items()
    }
    joined = b"".join(lines[column] for column in sorted(lines))
    if "cols" in found:
        return found["cols"].inside, found["cols"].close, joined
    at = found["sheetData"].start
    return at, at, f"<{p}cols>".encode() + joined + f"</{p}cols>".encode()


def _span(item: Element) -> Span:
    return int(item.attributes["min"]) - 1, int(item.attributes["max"]) - 1


def _is_hidden(item: Element) -> bool:
    return item.attributes.get("hidden", "0") in ("1", "true")


def _spanning(tag: bytes, first: int, last: int) -> bytes:
    numbers = {b"min": first + 1, b"max": last + 1}
    return _MIN_MAX.sub(lambda found: b' %s="%d"' % (found[1], numbers[found[1]]), tag)
