"""Which rows have the label of a total: a whole cell, the end of one, or split over two cells."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from keyclient.ingest.layout.headings import Understanding
from keyclient.ingest.layout.total_rows import TOTAL_LABELS, TotalKind, bare_label, is_count, total_label
from keyclient.model.fields import NAMED_BY
from keyclient.model.regex import regex

Filled = Mapping[int, str]
"""The filled cells of a row, by column."""

_WHO_ELSE = ("id_number", "phone")
_BEFORE = r"(?:上个?|去|前|往)(?:年|月|季度?|期|周|日)末?|昨日|同期|上年同期|去年同期|(?:年|季|月|期)初"
_FIGURE = regex(
    rf"(?:{_BEFORE})(?:合计数?|总计|共计|小计|余额)|(?:较|比)(?:{_BEFORE}).*|(?:环比|同比)(?:增.|变.)?额?|增减额?"
    r"|占比|人数|户数|笔数|客户数|其中.*"
)
_RUNNING = frozenset({"累计", "累计数", "本年累计"})
_WHOLE = regex(r"(?:本月|本期|本年|本日|本表|全行|全辖|全部|以上|客户|金额|余额|人民币|本外币)(?:合计|总计)")
_EVERYBODY = frozenset(
    [
        "全行",
        "全辖",
        "全部",
        "全体",
        "总体",
        "整体",
        "全部客户",
        "所有客户",
        "overall",
        "wholebank",
        "allcustomers",
        "allclients",
    ]
)
_EXTREMES = frozenset({"max", "min"})
_SUB = regex(r".+(?:小计|合计|总计|共计|汇总|subtotal|sub-total)")
_ENGLISH = regex(r"\S\s+total\s*:?\s*$", re.I)


class TotalLabel(NamedTuple):
    """The label of a total row."""

    kind: TotalKind
    at: int
    """Its column."""


def total_of_row(filled: Filled, understanding: Understanding, most: int) -> TotalLabel | None:
    """The label that makes a row a total; None if it has none, or has an id or name of its own.

    A label in a column that is neither id nor name counts if both of these are blank, or, in front of them,
    if they hold the number of rows: 合计 before `5` or `5户`. `most`: number of rows of the table.
    """
    who = _who(understanding)
    labels = _labels(filled)
    known = next((position for position in who if position in filled), None)
    if labels and known in (None, *labels):
        return labels[known] if known in labels else next(iter(labels.values()))
    weak = labels or _weak_labels(filled, understanding)
    if not weak:
        return None
    first = next(iter(weak.values()))
    others = [position for position in who if position in filled and position not in weak]
    if all(first.at < position and is_count(filled[position], most) for position in others):
        return first
    return None


def label_beside_id(filled: Filled, understanding: Understanding) -> TotalLabel | None:
    """The label of a total on a customer's row: as the name, or in a column in front of id and name."""
    name, who = understanding.taken.get("name"), _who(understanding)
    front = min(who, default=0)
    for position, cell in filled.items():
        is_name = name is not None and position == name.position
        if (is_name or position < front) and (kind := total_label(cell)) is not None:
            return TotalLabel(kind, position)
    return None


def columns_in_front(understanding: Understanding) -> range:
    """The columns in front of those that identify whom a row is about; none if nothing identifies it."""
    return range(min(_who(understanding), default=0))


def _who(understanding: Understanding) -> list[int]:
    return [understanding.taken[name].position for name in NAMED_BY if name in understanding.taken]


def _labels(filled: Filled) -> dict[int, TotalLabel]:
    """The labels that are whole cells, or split over two neighbouring cells: 合 | 计."""
    found = {
        position: TotalLabel(kind, position)
        for position, cell in filled.items()
        if (kind := total_label(cell)) is not None
    }
    if found:
        return found
    for position, cell in filled.items():
        both = cell + filled.get(position + 1, "")
        if len(both) <= LONGEST_HALVES and (kind := TOTAL_LABELS.get(bare_label(both))) is not None:
            return {half: TotalLabel(kind, position) for half in (position, position + 1)}
    return {}


LONGEST_HALVES = 6
"""Two cells with more characters are not halves of a label."""


def _weak_labels(filled: Filled, understanding: Understanding) -> dict[int, TotalLabel]:
    """Labels that count only if nothing else identifies whom the row is about: 甲支行小计, 上月合计, 累计."""
    taken, who = understanding.taken, _who(understanding)
    if not who or any(taken[name].position in filled for name in _WHO_ELSE if name in taken):
        return {}
    name = taken.get("name")
    found = {}
    for position, cell in filled.items():
        is_name = name is not None and name.position == position
        kind = _weak_kind(cell, is_name=is_name)
        if kind is None and not is_name and position <= max(who):
            kind = _kind_in_place_of_id(cell)
        if kind is not None:
            found[position] = TotalLabel(kind, position)
    return found


def _kind_in_place_of_id(cell: str) -> TotalKind | None:
    """The kind of total of a word that may as well be a name, but is no id: 全行, Max."""
    word = bare_label(cell)
    if word in _EVERYBODY:
        return TotalKind.TOTAL
    return TotalKind.AVERAGE if word in _EXTREMES else None


def _weak_kind(cell: str, *, is_name: bool) -> TotalKind | None:
    """The kind of total of a cell with more than the bare label. An English name may end like one: Elf Total."""
    word = bare_label(cell)
    if word in _RUNNING:
        return TotalKind.GRAND
    if _FIGURE.fullmatch(word):
        return TotalKind.FIGURE
    if _WHOLE.fullmatch(word):
        return TotalKind.TOTAL
    is_sub = _SUB.fullmatch(word) is not None or (not is_name and _ENGLISH.search(cell) is not None)
    return TotalKind.SUB if is_sub else None
