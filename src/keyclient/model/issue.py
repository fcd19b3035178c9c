"""A defect of the book as a value: what is wrong, in which cell, and what to do about it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import Field, FrozenInstanceError, dataclass, fields
from functools import partial
from typing import Any, ClassVar, NoReturn, TypeVar, dataclass_transform

from keyclient.model.amount_unit import AmountUnit
from keyclient.model.label import Label, Lang
from keyclient.model.rules.rule import Rule, Severity

_ROW = re.compile(r"\d+$", re.ASCII)
"""What every address ends with, that of a cell and that of a row."""

_Declared = TypeVar("_Declared", bound="Issue")


def _grouped(value: object) -> object:
    """A whole number with its thousands set off; anything else as it is."""
    return f"{value:,}" if type(value) is int else value


def _refuse_change(issue: object, name: str, _: object = None, /) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {name!r} of {type(issue).__name__}")


@dataclass_transform(frozen_default=True)
def _with_fields(issue: type[_Declared], *, kw_only: bool = False) -> type[_Declared]:
    """The class with its fields in slots; its methods are those that `Issue` has for all.

    A plain `dataclass` would compile six methods for each class, and every run would pay for that at its start.
    """
    made = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(issue)
    made.places = tuple(field.name for field in fields(made) if field.kw_only)
    return made


@_with_fields
class Issue:
    """One defect. Every rule is a subclass of its own, whose further fields fill the places of its sentence."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    """Tells mypy that `dataclasses.replace` takes an issue."""
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

    __setattr__ = __delattr__ = _refuse_change

    def __init__(
        self,
        cell: str | None = None,
        field: str | None = None,
        value: str | None = None,
        sets_aside: bool = False,  # noqa: FBT001, FBT002 - mypy knows each class by its fields, not by this
        **places: object,
    ) -> None:
        if len(places) != len(self.places):
            raise TypeError(f"{type(self).__name__} has the places {self.places}, not {tuple(places)}")
        fill = object.__setattr__
        fill(self, "cell", cell)
        fill(self, "field", field)
        fill(self, "value", value)
        fill(self, "sets_aside", sets_aside)
        for name, said in places.items():  # of as many names as there are places, a wrong one has no slot
            fill(self, name, said)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Issue) and type(other) is type(self) and other._told == self._told

    def __hash__(self) -> int:
        return hash(tuple(self._told.values()))

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self._told.items())
        return f"{type(self).__name__}({told})"

    def __reduce__(self) -> tuple[Callable[[], object], tuple[()]]:
        return partial(type(self), **self._told), ()

    @property
    def _told(self) -> dict[str, Any]:
        """All that it says, by field."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

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

    def together(self, others: "Sequence[Issue]") -> "Issue":
        """What one line tells for it and others of its code: itself, unless its class counts them all."""
        del others
        return self

    @property
    def values(self) -> dict[str, object]:
        """What fills the places of the sentence."""
        return {name: getattr(self, name) for name in self.places}

    def message(self, lang: Lang, unit: AmountUnit = AmountUnit.YUAN) -> str:
        """What is wrong, in words; numbers as they stand in tables, amounts in the unit."""
        return self.rule.message.say(lang, self._said, unit)

    @property
    def sentence(self) -> Label:
        """The message in both languages and units."""
        return self.rule.message.filled(**self._said)

    @property
    def _said(self) -> dict[str, object]:
        return {name: _grouped(value) for name, value in self.values.items()}

    def remedy(self, lang: Lang) -> str:
        """What to do about it."""
        return self.rule.remedy.text(lang)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def family(issue: type[_Declared]) -> type[_Declared]:
    """Declare the places that several rules share: the fields of the class they derive from."""
    return _with_fields(issue, kw_only=True)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def rule(
    code: str, severity: Severity, *, title: Label, message: Label, remedy: Label, example: Label | str
) -> Callable[[type[_Declared]], type[_Declared]]:
    """Declare the rule of a class of issues. The fields of the class are the places of `message`."""
    words = Rule(code, severity, title, message, remedy, example)

    def declare(issue: type[_Declared]) -> type[_Declared]:
        issue.rule = words
        return _with_fields(issue, kw_only=True)

    return declare
