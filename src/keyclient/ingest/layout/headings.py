"""What each heading means: normalised and matched exactly against the aliases of the fields, never guessed."""

import difflib
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.cells.traditional import simplified
from keyclient.ingest.cells.unit_words import FEN, MoneyUnit
from keyclient.ingest.cells.units import is_in_fen, split_unit
from keyclient.ingest.layout.balance_headings import balance_field
from keyclient.ingest.layout.change_headings import change_field, says_growth
from keyclient.ingest.layout.heading_keys import bare_key
from keyclient.model.fields import fields
from keyclient.model.record import dataclass

LEAST_LIKENESS = 0.4
"""The least likeness at which one name is suggested for another."""
SUGGESTED, COMPARED = 3, 500
"""How many names are suggested, and of how many: comparing thousands takes longer than reading them."""

WHOLE_OF_GROUP = ("合计", "总计", "总额", "小计", "total", "subtotal")
"""Headings of the column with the total of a group of columns, in order of preference."""
_OCCURRENCE = re.compile(r"^(.*)#(\d+)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of the book."""

    text: str
    key: str
    """The text as headings are compared; see `heading_key`."""
    unit: MoneyUnit | None
    position: int
    """Column of the grid."""
    is_unnamed: bool = False
    """Whether the cell is blank; the text is then the column's letter."""
    also: tuple[str, ...] = ()
    """The keys of further texts that head the column; see `other_texts`."""
    group: str = ""
    """The heading over those of several columns that it stands under (金融资产 over 存款 and 基金), if any."""

    @property
    def without_unit(self) -> str:
        """The text for amounts that are in yuan already: without its unit of money."""
        plain, unit = split_unit(self.text)
        return plain.strip() or self.text if unit is not None else self.text


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A heading that could also have meant a field that another heading was taken for."""

    field: str
    taken: Heading
    other: Heading


@dataclass(frozen=True)
class Understanding:
    """How the headings of a table were understood."""

    headings: tuple[Heading, ...]
    taken: Mapping[str, Heading]
    """The heading of each field that was found, by field name."""
    rivals: tuple[Rivalry, ...]
    twice: Mapping[str, tuple[Heading, ...]]
    """Fields that several identical headings could mean; none of them is taken."""

    @property
    def width(self) -> int:
        """Number of columns up to the last with a heading."""
        return max((heading.position + 1 for heading in self.headings if not heading.is_unnamed), default=0)

    def field_at(self, position: int) -> str | None:
        """The field that a column is taken for."""
        return next((name for name, heading in self.taken.items() if heading.position == position), None)

    def find(self, wanted: str) -> list[Heading]:
        """The headings that a name means: that of the field, else those equal to it, else that of the field it is an alias of.

        `name#2` is the second of several equal ones. For a field that several identical headings could mean, all of them.
        """
        if wanted in self.taken:
            return [self.taken[wanted]]
        if wanted in self.twice:
            return list(self.twice[wanted])
        field, _ = alias_ranks().get(heading_key(wanted), ("", 0))
        return occurrences(self.headings, wanted) or ([self.taken[field]] if field in self.taken else [])

    def nearest(self, wanted: str) -> list[str]:
        """Headings similar to a name, best first; for the name of a field, similar to any of its aliases.

        A heading that contains the whole name (`AUM余额合计`) is the most similar.
        """
        ranks, key = alias_ranks(), heading_key(wanted)
        field, _ = ranks.get(key, ("", 0))
        names = [alias for alias, (name, _) in ranks.items() if name == field] if field else [key]
        texts = {heading.key: heading.text for heading in self.headings[:COMPARED] if heading.key}
        by_key = {name: name for name in self.taken} | texts
        likeness = {other: max(_likeness(other, name) for name in names) for other in by_key}
        best = sorted(
            (other for other in by_key if likeness[other] >= LEAST_LIKENESS),
            key=lambda other: -likeness[other],
        )
        return [by_key[other] for other in best[:SUGGESTED]]


def _likeness(one: str, other: str) -> float:
    """The likeness of two names, 0 to 1; higher if one contains the other."""
    contains = len(other) > 1 and (one in other or other in one) and len(one) > 1
    ratio = difflib.SequenceMatcher(None, one, other).ratio()
    return (1 + ratio) / 2 if contains else ratio


def make_heading(
    text: str, position: int, letter: str = "", others: Sequence[str] = (), group: str = ""
) -> Heading:
    """A heading from its cell, and from what else heads its column; a blank one is named by its column's letter.

    `group`: the heading over it.
    """
    also = tuple(map(heading_key, others))
    if not text.strip():
        return Heading(letter, bare_key(letter), None, position, is_unnamed=True, also=also, group=group)
    bare, unit = split_unit(text)
    key = bare_key(bare) or bare_key(text)
    if unit is None and _is_money(key) and is_in_fen(text):
        unit = FEN
    return Heading(text.strip(), key, unit, position, also=also, group=group)


@lru_cache(1 << 16)
def heading_key(text: str) -> str:
    """A heading as it is compared: narrow, lower case, without spaces, joiners and unit in brackets."""
    bare, _ = split_unit(text)
    return bare_key(bare) or bare_key(text)


def occurrences(headings: Sequence[Heading], wanted: str) -> list[Heading]:
    """The headings equal to a name; `name#2` is the second of several. A letter means a column without a heading.

    Where no heading is equal, those of the columns that the name heads as well.
    """
    exact = [heading for heading in headings if heading.text == wanted.strip()]
    equal = exact or [heading for heading in headings if heading.key == heading_key(wanted)]
    if equal:
        return [heading for heading in equal if not heading.is_unnamed] or equal
    if also := [heading for heading in headings if heading_key(wanted) in heading.also]:
        return also
    match = _OCCURRENCE.match(wanted)
    if match is None:
        return []
    equal = occurrences(headings, match[1])
    index = int(match[2])
    return [equal[index - 1]] if 0 < index <= len(equal) else []


@cache
def alias_ranks() -> dict[str, tuple[str, int]]:
    """Field and rank of every alias, by the alias as compared. Rank 0 is the field's preferred heading.

    Ranks are even, so that the point balance of an alias (存款 时点) comes right after it.
    """
    ranks: dict[str, tuple[str, int]] = {}
    for name, spec in fields().items():
        label = spec.column.label
        for rank, alias in enumerate((*spec.column.aliases, name, label.zh, label.en)):
            ranks.setdefault(heading_key(alias), (name, 2 * rank))
    return ranks


@lru_cache(1 << 16)
def field_and_rank(text: str) -> tuple[str, int] | None:
    """The field that a heading means, and its rank; None if it means none. A field's own name (`book_tier`) ranks first.

    `存款余额 合计`, the total of a group of columns, means the field of the group, but ranks after all its aliases;
    the balance at a point in time (`存款 时点`) ranks right after the group itself, and an average (`存款 日均`) is a field
    of its own, as is a change (`AUM 较上月`); a change in percent means no field.
    """
    ranks = alias_ranks()
    if "_" in text and text.strip() in fields():
        return text.strip(), -1
    if says_growth(text):
        return None
    key = heading_key(text)
    known = change_field(key, ranks) or ranks.get(key) or balance_field(key, ranks)
    if known is not None:
        return known
    if not key.endswith(WHOLE_OF_GROUP):
        return None
    group, last = heading_parts(text)
    if (
        last not in WHOLE_OF_GROUP
        or (found := ranks.get(bare_key(group))) is None
        or not fields()[found[0]].is_money
    ):
        return None
    return found[0], found[1] + len(ranks) * (1 + WHOLE_OF_GROUP.index(last))


def heading_parts(text: str) -> tuple[str, str]:
    """The heading of a group and the one under it, separated by a blank, without units."""
    bare, _ = split_unit(text)
    group, _, last = bare.strip().rpartition(" ")
    return group, simplified(folded(last))


def _is_money(key: str) -> bool:
    field, _ = alias_ranks().get(key, ("", 0))
    return field in fields() and fields()[field].is_money
