"""The shape of the policy: tables of declared keys, tables whose names are free, and the keys in them."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.policy.base import PolicyItem, PolicyPart
from keyclient.policy.models import Policy

KeyPath = tuple[str, ...]
"""The names that lead to a key: `("segment", "target")`."""

COLUMNS: KeyPath = ("columns",)
"""The table whose keys are the fields of a customer."""

ModelT = TypeVar("ModelT", bound=BaseModel)

_COLUMN = Label("The heading of your books that means {field}.", "本行表格中表示“{field}”的列名。")


@dataclass(frozen=True)
class Key:
    """One key of the policy."""

    path: KeyPath
    meaning: Label
    default: object
    """None where it is unset, or where the key has no default."""
    accepts: tuple[type, ...]
    """The plain types that its value may have; empty for words of a fixed list and for lists."""
    is_entry: bool = False
    """Whether it stands in a table whose names are free, so that it can be taken away."""
    item: object = None
    """What an item of it is declared as, where it is a list of any length; else None."""

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
        return self.is_entry or NoneType in self.accepts

    @property
    def is_word_list(self) -> bool:
        """Whether it is a list of texts."""
        return str in _options(self.item)

    @property
    def items(self) -> type[PolicyItem] | None:
        """The table that each item of its list is; None where it is no list of tables."""
        return _model(self.item, PolicyItem)


@dataclass(frozen=True)
class Table:
    """A table whose keys are declared: a part of the policy, or an entry of a table whose names are free."""

    path: KeyPath
    model: type[BaseModel]
    default: BaseModel | None
    """None for an entry that the defaults do not have."""
    is_entry: bool = False


@dataclass(frozen=True)
class Names:
    """A table whose names are free. What is given is laid over the defaults, name by name."""

    path: KeyPath
    meaning: Label
    entry: object
    """What is declared of an entry."""
    default: Mapping[str, object]

    @property
    def items(self) -> type[PolicyItem] | None:
        """The table that each entry is; None where an entry is a single value."""
        return _model(self.entry, PolicyItem)


Node = Key | Table | Names


@cache
def node(path: KeyPath) -> Node | None:
    """What stands at a place of the policy; None where nothing can stand there."""
    if not path:
        return Table((), Policy, Policy())
    above = node(path[:-1])
    if isinstance(above, Table):
        return _declared(above, path[-1])
    return _entry(above, path[-1]) if isinstance(above, Names) else None


def children(above: Table | Names, names: Callable[[Names], Iterable[str]]) -> Iterator[Node]:
    """What stands in a table: its keys before its tables, the headings last. `names`: the free names of a table."""
    inner = list(above.model.model_fields) if isinstance(above, Table) else list(names(above))
    found = [child for name in inner if (child := node((*above.path, name))) is not None]
    yield from sorted(found, key=lambda child: (not isinstance(child, Key), child.path == COLUMNS))


def walk(names: Callable[[Names], Iterable[str]], start: KeyPath = ()) -> Iterator[Node]:
    """Everything that stands below a table, outermost first."""
    above = node(start)
    if isinstance(above, Table | Names):
        for child in children(above, names):
            yield child
            yield from walk(names, child.path)


def default_names(table: Names) -> Iterable[str]:
    """The names that a table has by default; under `columns` every field."""
    return fields() if table.path == COLUMNS else table.default


def _declared(table: Table, name: str) -> Node | None:
    info = table.model.model_fields.get(name)
    if info is None:
        return None
    path = (*table.path, name)
    default = _default(info) if table.default is None else getattr(table.default, name)
    part = _model(info.annotation, PolicyPart)
    if part is not None:
        return Table(path, part, default if isinstance(default, BaseModel) else None)
    if get_origin(info.annotation) is dict:
        entry = get_args(info.annotation)[1]
        return Names(path, _label(info), entry, default if isinstance(default, Mapping) else {})
    return _key(path, _label(info), default, info.annotation)


def _default(info: FieldInfo) -> object:
    return None if info.is_required() else info.get_default(call_default_factory=True)


def _entry(table: Names, name: str) -> Node | None:
    path = (*table.path, name)
    if table.path == COLUMNS:
        if name not in fields():
            return None
        meaning = _COLUMN.filled(field=fields()[name].column.label)
        return Key(path, meaning, None, (str,), is_entry=True)
    default = table.default.get(name)
    if table.items is not None:
        return Table(path, table.items, default if isinstance(default, BaseModel) else None, is_entry=True)
    return _key(path, table.meaning, default, table.entry, is_entry=True)


def _key(path: KeyPath, meaning: Label, default: object, declared: object, *, is_entry: bool = False) -> Key:
    options = _options(declared)
    lists = [option for option in options if get_origin(option) is tuple]
    item = next((get_args(option)[0] for option in lists if get_args(option)[1:] == (Ellipsis,)), None)
    accepts = tuple(option for option in options if isinstance(option, type) and option not in lists)
    return Key(path, meaning, default, accepts, is_entry, item)


def _options(declared: object) -> list[object]:
    """What a value may be declared as, one by one, the constraints left out."""
    bare = _without_notes(declared)
    if get_origin(bare) in (Union, UnionType):
        return [option for inner in get_args(bare) for option in _options(inner)]
    return [bare]


def _without_notes(declared: object) -> object:
    return get_args(declared)[0] if get_origin(declared) is Annotated else declared


def _model(declared: object, kind: type[ModelT]) -> type[ModelT] | None:
    bare = _without_notes(declared)
    return bare if isinstance(bare, type) and issubclass(bare, kind) else None


def _label(info: FieldInfo) -> Label:
    return next(item for item in info.metadata if isinstance(item, Label))
