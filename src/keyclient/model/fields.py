"""The fields of `Customer` as a table: name, declaration, and the type that a whole column is checked with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Annotated, Any, NamedTuple, get_args

from pydantic import TypeAdapter

from keyclient.model.column import Column, Reads
from keyclient.model.customer import Customer

_ORDERED = ("str", "int", "float", "date")
_BOUNDS = {"type", "metadata", "ge", "le", "min_length", "max_length", "allow_inf_nan"}
"""Constraints of pydantic that hold between two values that meet them."""


class Bounds(NamedTuple):
    """The smallest and largest value that a field takes (money in fen); of text, the shortest and longest length."""

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
        """Checks a list of values at once, by the very annotation that `Customer` has for one."""
        return TypeAdapter(list[self.annotation], config={"strict": True})  # type: ignore[name-defined]

    def with_words(self, words: Mapping[str, tuple[str, ...]]) -> "FieldSpec":
        """The same field with more words for its choices."""
        choices = {value: (*known, *words.get(value, ())) for value, known in self.column.choices.items()}
        return replace(self, column=replace(self.column, choices=choices))

    @cached_property
    def is_interval(self) -> bool:
        """Whether the constraint is met by all values between two that meet it: of text, of all lengths between.

        Then the smallest and the largest value of a column speak for all of them.
        """
        schema: Any = self.values.core_schema
        of_one = schema.get("items_schema", {}).get("schema", {})
        return of_one.get("type") in _ORDERED and set(of_one) <= _BOUNDS

    @property
    def bounds(self) -> Bounds | None:
        """What the field's constraint allows; None for a choice."""
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
        """Whether the field holds yuan."""
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


def money_fields() -> tuple[str, ...]:
    """Names of the fields that hold yuan, in declared order."""
    return tuple(name for name, spec in fields().items() if spec.is_money)
