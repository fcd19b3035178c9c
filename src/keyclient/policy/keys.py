"""Every key that can be set: its place, meaning, default, and what it may hold."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import get_args

from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.policy.base import PolicyPart
from keyclient.policy.models import Policy

KeyPath = tuple[str, ...]
"""The names that lead to a key: `("segment", "target")`."""

COLUMNS: KeyPath = ("columns",)
"""The table whose keys are the fields of a customer."""

_COLUMN = Label("The heading of your books that means {field}.", "本行表格中表示“{field}”的列名。")


@dataclass(frozen=True)
class Key:
    """One key of the policy."""

    path: KeyPath
    meaning: Label
    default: object
    accepts: tuple[type, ...]
    """The plain types that its value may have; empty for words of a fixed list and for lists."""

    @property
    def is_bare(self) -> bool:
        """Whether an option or a variable gives its text without quotes, whatever it looks like."""
        return str in self.accepts or self.is_day

    @property
    def is_day(self) -> bool:
        """Whether it is a date."""
        return dt.date in self.accepts

    @property
    def may_be_unset(self) -> bool:
        """Whether "nothing" is a value; TOML has no word for it, so an empty text stands for it."""
        return self.default is None


def dotted(path: KeyPath) -> str:
    """The key as it is written: `segment.target`."""
    return ".".join(path)


@cache
def parts() -> dict[KeyPath, type[PolicyPart]]:
    """Every model of the policy by the table that it is, `()` for the top."""
    found: dict[KeyPath, type[PolicyPart]] = {(): Policy}
    for name, info in Policy.model_fields.items():
        if isinstance(info.annotation, type) and issubclass(info.annotation, PolicyPart):
            found[(name,)] = info.annotation
    return found


@cache
def keys() -> dict[KeyPath, Key]:
    """Every key of the policy in declared order, and one for each field under `columns`."""
    found = {key.path: key for path, part in parts().items() for key in _keys_of(path, part)}
    for name, spec in fields().items():
        found[(*COLUMNS, name)] = Key((*COLUMNS, name), _COLUMN.filled(field=spec.column.label), None, (str,))
    return found


def is_table(path: KeyPath) -> bool:
    """Whether a path leads to a table of keys."""
    return path == COLUMNS or path in parts()


def nearest(wanted: str, known: list[str]) -> str:
    """The known name that looks most like the wanted one; a right last part counts for more than the rest."""

    def likeness(name: str) -> tuple[bool, float]:
        same_end = name.rpartition(".")[2] == wanted.rpartition(".")[2]
        return same_end, SequenceMatcher(None, name, wanted).ratio()

    return max(known, key=likeness)


def _keys_of(path: KeyPath, part: type[PolicyPart]) -> Iterator[Key]:
    for name, info in part.model_fields.items():
        if is_table((*path, name)):
            continue
        meaning = next(item for item in info.metadata if isinstance(item, Label))
        accepts = get_args(info.annotation) or (info.annotation,)
        plain = tuple(item for item in accepts if isinstance(item, type))
        yield Key((*path, name), meaning, info.get_default(), plain)
