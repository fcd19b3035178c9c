"""The fields of `Customer` as a table: name, declaration, and the type for validating a whole column."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache, cached_property
from typing import Annotated, Any, NamedTuple, get_args

from pydantic import TypeAdapter

from keyclient.model.column import Column, Reads
from keyclient.model.customer import Customer
from keyclient.model.label import Label
from keyclient.model.record import dataclass

IDENTITIES = ("customer_id", "opportunity_id")
"""Fields whose values tell one row from all others, best first."""
DATA_DATE = "data_date"
"""What the column of data dates is mapped to; no field of customers, since it is one of the book."""
NAMED_BY = (*IDENTITIES, "name")
"""Fields that identify whom a row is about, best first."""
_ORDERED = ("str", "int", "float", "date")
_BOUNDS = {"type", "metadata", "ge", "le", "min_length", "max_length", "allow_inf_nan"}
"""Pydantic constraints that hold for all values between two valid ones."""


class Bounds(NamedTuple):
    """The smallest and largest valid value of a field (money in fen); for text, the shortest and longest length."""

    low: Any
    high: Any


@dataclass(frozen=True)
class FieldSpec:
    """One field of `Customer`."""

    name: str
    column: Column
    annotation: object

    @cached_property
    def values(self) -> TypeAdapter[list[object]]:
        """Validates a list of values at once, with the same annotation as `Customer`."""
        return TypeAdapter(list[self.annotation], config={"strict": True})  # type: ignore[name-defined]

    def with_words(self, words: Mapping[str, tuple[str, ...]]) -> "FieldSpec":
        """The same field with further words for its choices."""
        choices = {value: (*known, *words.get(value, ())) for value, known in self.column.choices.items()}
        return replace(self, column=replace(self.column, choices=choices))

    @cached_property
    def is_interval(self) -> bool:
        """Whether all values between two valid ones are valid; for text, all lengths in between.

        Then it is enough to check the smallest and largest value of a column.
        """
        schema: Any = self.values.core_schema
        of_one = schema.get("items_schema", {}).get("schema", {})
        return of_one.get("type") in _ORDERED and set(of_one) <= _BOUNDS

    @property
    def bounds(self) -> Bounds | None:
        """The limits of the field's constraint; None for a choice."""
        if self.column.choices:
            return None
        constraint = get_args(get_args(self.annotation)[0])[1]
        if hasattr(constraint, "max_length"):
            return Bounds(constraint.min_length, constraint.max_length)
        limits = {
            name: getattr(item, name)
            for item in constraint.metadata
            for name in ("ge", "le")
            if hasattr(item, name)
        }
        return Bounds(limits["ge"], limits["le"])

    @property
    def is_money(self) -> bool:
        """Whether the field is an amount of money."""
        return self.column.reads is Reads.MONEY


@cache
def fields() -> dict[str, FieldSpec]:
    """Every field by name, in declared order."""
    found: dict[str, FieldSpec] = {}
    for name, info in Customer.model_fields.items():
        column = next(item for item in info.metadata if isinstance(item, Column))
        constraints = tuple(item for item in info.metadata if not isinstance(item, Column))
        annotation: Any = info.annotation
        for constraint in constraints:
            annotation = Annotated[annotation, constraint]
        found[name] = FieldSpec(name, column, annotation)
    return found


def field_named(typed: str) -> str | None:
    """The field that a person means: its name, its name in words (存款, customer number) or a heading that means it."""
    return _by_word().get(_bare(typed))


def nearest_field(typed: str) -> Label | None:
    """The field with a name or heading like what was typed, in words of both languages; None if none is like it."""
    near = get_close_matches(_bare(typed), _by_word(), n=1, cutoff=0.5)
    if not near:
        return None
    name = _by_word()[near[0]]
    return Label(name, f"{fields()[name].column.label.zh}（{name}）")


@cache
def _by_word() -> dict[str, str]:
    """The field of each word; names come before names in words, and those before headings."""
    found: dict[str, str] = {}
    for words in (_names, _labels, _headings):
        for name, spec in fields().items():
            for word in words(spec):
                found.setdefault(_bare(word), name)
    return found


def _names(spec: FieldSpec) -> tuple[str, ...]:
    return (spec.name,)


def _labels(spec: FieldSpec) -> tuple[str, ...]:
    return (spec.column.label.zh, spec.column.label.en)


def _headings(spec: FieldSpec) -> tuple[str, ...]:
    return spec.column.aliases


def _bare(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).casefold().split()).replace("_", "")


def money_fields() -> tuple[str, ...]:
    """The names of the money fields, in declared order."""
    return tuple(name for name, spec in fields().items() if spec.is_money)
