"""A defect of the book as a value: what is wrong, in which cell, and what to do about it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import ClassVar, TypeVar, dataclass_transform

from keyclient.model.label import Label, Lang
from keyclient.model.rules.rule import Rule, Severity

_ROW = re.compile(r"\d+$", re.ASCII)
"""What every address ends with, that of a cell and that of a row."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One defect. Every rule is a subclass of its own, whose further fields fill the places of its sentence."""

    rule: ClassVar[Rule]
    """Its words and severity."""
    places: ClassVar[tuple[str, ...]]
    """The fields that fill the places of the sentence."""

    cell: str | None = None
    """Excel address such as `客户!F17`; None where the whole book is meant."""
    field: str | None = None
    """Name of the field, or the heading of a column that is no field."""
    value: str | None = None
    """The cell as typed. Personal data may stand in it: shown by `check`, never logged."""
    sets_aside: bool = False
    """Whether the row was set aside because of it: then the defect is an error whatever its rule says."""

    @property
    def code(self) -> str:
        """The code of its rule."""
        return self.rule.code

    @property
    def row(self) -> int | None:
        """Row of the cell as Excel numbers it; None where the whole book is meant."""
        number = _ROW.search(self.cell or "")
        return int(number[0]) if number is not None else None

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return Severity.ERROR if self.sets_aside else self.rule.severity

    @property
    def values(self) -> dict[str, object]:
        """What fills the places of the sentence."""
        return {name: getattr(self, name) for name in self.places}

    def message(self, lang: Lang) -> str:
        """What is wrong, in words."""
        return self.rule.message.say(lang, self.values)

    def remedy(self, lang: Lang) -> str:
        """What to do about it."""
        return self.rule.remedy.text(lang)


_Declared = TypeVar("_Declared", bound=Issue)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def rule(
    code: str, severity: Severity, *, title: Label, message: Label, remedy: Label, example: Label | str
) -> Callable[[type[_Declared]], type[_Declared]]:
    """Declare the rule of a class of issues. The fields of the class are the places of `message`."""
    words = Rule(code, severity, title, message, remedy, example)

    def declare(issue: type[_Declared]) -> type[_Declared]:
        issue.rule = words
        made = dataclass(frozen=True, slots=True, kw_only=True)(issue)
        made.places = tuple(place.name for place in fields(made) if place.kw_only)
        return made

    return declare
