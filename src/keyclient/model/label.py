"""Words in English and Chinese, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Lang(StrEnum):
    """A language of the program."""

    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, slots=True)
class Label:
    """One word or sentence in both languages; `{name}` marks a place that is filled when it is said."""

    en: str
    zh: str

    def text(self, lang: Lang) -> str:
        """The words in one language."""
        return self.zh if lang is Lang.ZH else self.en

    def say(self, lang: Lang, values: Mapping[str, object]) -> str:
        """The words in one language with the places filled; a value may be a label itself."""
        said = {
            name: value.text(lang) if isinstance(value, Label) else value for name, value in values.items()
        }
        return self.text(lang).format(**said)

    def filled(self, **values: object) -> "Label":
        """The same words in both languages with the places filled."""
        return Label(self.say(Lang.EN, values), self.say(Lang.ZH, values))


NO_WORDS = Label("", "")
"""Where a sentence has a place that there is nothing to say in."""
