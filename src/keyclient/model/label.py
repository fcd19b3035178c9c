"""Texts in English and Chinese."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Lang(StrEnum):
    """A language of the program."""

    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, slots=True)
class Label:
    """A text in both languages; `{name}` marks a placeholder."""

    en: str
    zh: str

    def text(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang is Lang.ZH else self.en

    def say(self, lang: Lang, values: Mapping[str, object]) -> str:
        """The text in one language with the placeholders filled; a value may itself be a label."""
        said = {
            name: value.text(lang) if isinstance(value, Label) else value for name, value in values.items()
        }
        return self.text(lang).format(**said)

    def filled(self, **values: object) -> "Label":
        """The same text in both languages with the placeholders filled."""
        return Label(self.say(Lang.EN, values), self.say(Lang.ZH, values))


LISTED = Label(", ", "、")
"""Between the items of a list."""


def listed(items: Iterable[object]) -> Label:
    """Several items in a row, separated as each language does it; an item may itself be a label."""
    labels = [item if isinstance(item, Label) else Label(str(item), str(item)) for item in items]
    return Label(LISTED.en.join(label.en for label in labels), LISTED.zh.join(label.zh for label in labels))


def in_turn(items: Iterable[object]) -> Label:
    """The same for items that have commas themselves."""
    labels = [item if isinstance(item, Label) else Label(str(item), str(item)) for item in items]
    return Label("; ".join(label.en for label in labels), "；".join(label.zh for label in labels))


def listed_first(items: Sequence[object], most: int) -> Label:
    """The first items in a row; where there are more, their number too."""
    first = listed(items[:most])
    return first if len(items) <= most else _AND_MORE.filled(first=first, count=len(items))


_AND_MORE = Label("{first}, … ({count})", "{first}……（共 {count} 个）")
NO_WORDS = Label("", "")
"""Fills a placeholder for which there is nothing to say."""
