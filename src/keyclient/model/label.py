"""Texts in English and Chinese."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum
from typing import Optional

from keyclient.model.amount_unit import AmountUnit
from keyclient.model.record import dataclass


class Lang(StrEnum):
    """A language of the program."""

    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, slots=True)
class Label:
    """A text in both languages; `{name}` marks a placeholder."""

    en: str
    zh: str
    in_wan: Optional["Label"] = field(default=None, kw_only=True, compare=False)
    """The same text with its amounts in 万元; None if it has no amounts of money."""

    def text(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang is Lang.ZH else self.en

    def in_unit(self, unit: AmountUnit) -> "Label":
        """The text with its amounts in a unit."""
        return self if unit is AmountUnit.YUAN or self.in_wan is None else self.in_wan

    def say(self, lang: Lang, values: Mapping[str, object], unit: AmountUnit = AmountUnit.YUAN) -> str:
        """The text in one language with the placeholders filled; a value may itself be a label."""
        said = {
            name: value.in_unit(unit).text(lang) if isinstance(value, Label) else value
            for name, value in values.items()
        }
        return self.text(lang).format(**said)

    def filled(self, **values: object) -> "Label":
        """The same text in both languages with the placeholders filled."""
        said = Label(self.say(Lang.EN, values), self.say(Lang.ZH, values))
        if not _have_amounts(values.values()):
            return said
        wan = AmountUnit.WAN
        return replace(said, in_wan=Label(self.say(Lang.EN, values, wan), self.say(Lang.ZH, values, wan)))


LISTED = Label(", ", "、")
"""Between the items of a list."""
_IN_TURN = Label("; ", "；")


def listed(items: Iterable[object]) -> Label:
    """Several items in a row, separated as each language does it; an item may itself be a label."""
    return _joined(LISTED, items)


def in_turn(items: Iterable[object]) -> Label:
    """The same for items that have commas themselves."""
    return _joined(_IN_TURN, items)


def _joined(between: Label, items: Iterable[object]) -> Label:
    labels = [item if isinstance(item, Label) else Label(str(item), str(item)) for item in items]
    said = Label(between.en.join(label.en for label in labels), between.zh.join(label.zh for label in labels))
    if not _have_amounts(labels):
        return said
    return replace(said, in_wan=_joined(between, [label.in_unit(AmountUnit.WAN) for label in labels]))


def _have_amounts(values: Iterable[object]) -> bool:
    return any(isinstance(value, Label) and value.in_wan is not None for value in values)


def listed_first(items: Sequence[object], most: int) -> Label:
    """The first items in a row; where there are more, their number too."""
    first = listed(items[:most])
    return first if len(items) <= most else _AND_MORE.filled(first=first, count=len(items))


_AND_MORE = Label("{first}, … ({count})", "{first}……（共 {count} 个）")
NO_WORDS = Label("", "")
"""Fills a placeholder for which there is nothing to say."""
