"""The stages of a funnel in order, and the words people use for them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from keyclient.model.label import Label
from keyclient.model.record import dataclass
from keyclient.model.regex import regex

_BRACKETS = regex(r"[(\[【〔（].*?[)\]】〕）]")
_NUMBER = regex(r"^\W*(?:阶段|步骤|stage|step)?\s*\d{1,2}\s*[-.、:：)_]\s*(?=\D)", re.I)
_JOINERS = regex(r"[\W_]+")
_REMEMBERED = 1 << 15
"""Texts whose key is remembered: the words of a policy are some thousands, and each is looked up many times."""


@lru_cache(_REMEMBERED)
def stage_key(text: str) -> str:
    """The normalised form in which stage names are compared.

    Half width, lower case, letters and digits only. A leading number (`2. 可能`) and a remark in brackets (`谈判(60%)`)
    are ignored if anything else is left.
    """
    narrow = unicodedata.normalize("NFKC", text).casefold()
    bare = _NUMBER.sub("", _BRACKETS.sub("", narrow))
    return _JOINERS.sub("", bare) or _JOINERS.sub("", narrow) or narrow.strip()


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a ladder."""

    name: str
    """Its name in results."""
    label: Label
    aliases: tuple[str, ...] = ()
    """Other names for it in books."""
    added: tuple[str, ...] = ()
    """Names from the user's policy; they take precedence over the aliases of other stages."""

    @property
    def words(self) -> tuple[str, ...]:
        """Every word for this stage."""
        return (self.name, *self.added, self.label.zh, self.label.en, *self.aliases)


@dataclass(frozen=True)
class Ladder:
    """Stages from first to last; a customer at the last one is won."""

    stages: tuple[Stage, ...]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The position of a stage, from 0, by the key of every word for it.

        Stage names take precedence over the user's names, and those over all aliases.
        """
        found: dict[str, int] = {}
        for words in (lambda stage: (stage.name,), lambda stage: stage.added, lambda stage: stage.words):
            for place, stage in enumerate(self.stages):
                for word in words(stage):
                    found.setdefault(stage_key(word), place)
        return found

    @property
    def closing(self) -> int:
        """The position of the stage that means won."""
        return len(self.stages) - 1

    def place(self, text: str) -> int | None:
        """The position of the stage a text names; None if it names none."""
        return self.places.get(stage_key(text))

    def known(self, texts: Sequence[str]) -> int:
        """How many of the texts name a stage."""
        return sum(self.place(text) is not None for text in texts)

    def __len__(self) -> int:
        return len(self.stages)
