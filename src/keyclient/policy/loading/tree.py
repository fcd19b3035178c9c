"""The structure of the policy: tables of declared keys, tables with free names, and the keys in them."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from keyclient.model.fields import DATA_DATE, fields
from keyclient.model.label import Label
from keyclient.model.record import dataclass
from keyclient.policy.models import Policy
from keyclient.policy.parts.base import PolicyItem, PolicyPart

KeyPath = tuple[str, ...]
"""The path of a key: `("segment", "target")`."""

COLUMNS: KeyPath = ("columns",)
"""The table whose keys are the fields of a customer."""

ModelT = TypeVar("ModelT", bound=BaseModel)

_DATA_DATE = Label("the data date", "数据日期")
_COLUMN = Label("Heading of your books that means {field}.", "本行表格中表示“{field}”的列名。")


@dataclass(frozen=True)
class Key:
    """One key of the policy."""

    path: KeyPath
    meaning: Label
    default: object
    """None if the default is unset or there is no default."""
    accepts: tuple[type, ...]
    """The plain types its value may have; empty for fixed words and for lists."""
    is_entry: bool = False
    """Whether it is an entry of a table with free names, so that it can be removed."""
    item: object = None
    """The declared type of its items if it is a list of any length; else None."""

    @property
    def is_bare(self) -> bool:
        """Whether an option or variable may give it as unquoted text, whatever the text looks like."""
        return str in self.accepts or self.is_day

    @property
    def is_day(self) -> bool:
        """Whether it is a date."""
        return dt.date in self.accepts

    @property
    def may_be_unset(self) -> bool:
        """Whether it may be unset; TOML has no null, so an empty text stands for it."""
        return self.is_entry or NoneType in self.accepts

    @property
    def is_word_list(self) -> bool:
        """Whether it is a list of texts."""
        return any(option is str or get_origin(option) is Literal for option in _options(self.item))

    @property
    def items(self) -> type[PolicyItem] | None:
        """The model of its items if it is a list of tables; else None."""
        return _as_model(self.item, PolicyItem)


@dataclass(frozen=True)
class KeyTable:
    """A table of declared keys: a part of the policy, or an entry of a table with free names."""

    path: KeyPath
    model: type[BaseModel]
    default: BaseModel | None
    """None for an entry the defaults do not have, and for an item of a list."""
    is_entry: bool = False
    is_item: bool = False
    """Whether it is an item of a list of tables, which settings address by its name: `tier.tiers.gold`."""


@dataclass(frozen=True)
class FreeTable:
    """A table with free names. Settings are merged into its defaults name by name."""

    path: KeyPath
    meaning: Label
    entry: object
    """The declared type of an entry."""
    default: Mapping[str, object]

    @property
    def items(self) -> type[PolicyItem] | None:
        """The model of an entry; None if an entry is a single value."""
        return _as_model(self.entry, PolicyItem)


Node = Key | KeyTable | FreeTable


@cache
def node_at(path: KeyPath) -> Node | None:
    """The node at a path of the policy; None if there can be none."""
    if not path:
        return KeyTable((), Policy, Policy.usual())
    above = node_at(path[:-1])
    if isinstance(above, KeyTable):
        return _declared_node(above, path[-1])
    if isinstance(above, Key):
        return None if above.items is None else KeyTable(path, above.items, None, is_item=True)
    return _free_node(above, path[-1]) if isinstance(above, FreeTable) else None


def children(above: KeyTable | FreeTable, names: Callable[[FreeTable], Iterable[str]]) -> Iterator[Node]:
    """The nodes of a table: keys before tables, `columns` last. `names`: gives the free names of a table."""
    inner = list(above.model.model_fields) if isinstance(above, KeyTable) else list(names(above))
    found = [child for name in inner if (child := node_at((*above.path, name))) is not None]
    yield from sorted(found, key=lambda child: (not isinstance(child, Key), child.path == COLUMNS))


def walk(names: Callable[[FreeTable], Iterable[str]], start: KeyPath = ()) -> Iterator[Node]:
    """All nodes below a table, outermost first."""
    above = node_at(start)
    if isinstance(above, KeyTable | FreeTable):
        for child in children(above, names):
            yield child
            yield from walk(names, child.path)


def default_entry_names(table: FreeTable) -> Iterable[str]:
    """The entries a table has by default; under `columns` every field."""
    return fields() if table.path == COLUMNS else table.default


def _declared_node(table: KeyTable, name: str) -> Node | None:
    info = table.model.model_fields.get(name)
    if info is None:
        return None
    path = (*table.path, name)
    default = _default(info) if table.default is None else getattr(table.default, name)
    part = _as_model(info.annotation, PolicyPart)
    if part is not None:
        return KeyTable(path, part, default if isinstance(default, BaseModel) else None)
    if get_origin(info.annotation) is dict:
        entry = get_args(info.annotation)[1]
        return FreeTable(path, _label(info), entry, default if isinstance(default, Mapping) else {})
    return _key(path, _label(info), default, info.annotation)


def _default(info: FieldInfo) -> object:
    return None if info.is_required() else info.get_default(call_default_factory=True)


def _free_node(table: FreeTable, name: str) -> Node | None:
    path = (*table.path, name)
    if table.path == COLUMNS:
        if name not in fields() and name != DATA_DATE:
            return None
        meaning = _COLUMN.filled(field=_DATA_DATE if name == DATA_DATE else fields()[name].column.label)
        return Key(path, meaning, None, (str,), is_entry=True)
    default = table.default.get(name)
    if table.items is not None:
        return KeyTable(path, table.items, default if isinstance(default, BaseModel) else None, is_entry=True)
    return _key(path, table.meaning, default, table.entry, is_entry=True)


def _key(path: KeyPath, meaning: Label, default: object, declared: object, *, is_entry: bool = False) -> Key:
    options = _options(declared)
    lists = [option for option in options if get_origin(option) is tuple]
    item = next((get_args(option)[0] for option in lists if get_args(option)[1:] == (Ellipsis,)), None)
    accepts = tuple(option for option in options if isinstance(option, type) and option not in lists)
    return Key(path, meaning, default, accepts, is_entry, item)


def _options(declared: object) -> list[object]:
    """The declared types of a value, one by one, without constraints."""
    bare = _without_notes(declared)
    if get_origin(bare) in (Union, UnionType):
        return [option for inner in get_args(bare) for option in _options(inner)]
    return [bare]


def _without_notes(declared: object) -> object:
    return get_args(declared)[0] if get_origin(declared) is Annotated else declared


def _as_model(declared: object, kind: type[ModelT]) -> type[ModelT] | None:
    bare = _without_notes(declared)
    return bare if isinstance(bare, type) and issubclass(bare, kind) else None


def _label(info: FieldInfo) -> Label:
    return next(item for item in info.metadata if isinstance(item, Label))
