"""What `--what-if` tries beside the policy in force: full keys with their values, one of which may be a range."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keyclient.errors import PolicyError
from keyclient.model.label import Label, listed
from keyclient.policy.loading.keys import KeyPath, dotted, items_in_force, list_around
from keyclient.policy.loading.names import key_path, same_name
from keyclient.policy.loading.origin import Origin, OriginKind
from keyclient.policy.loading.raw_setting import key_and_value
from keyclient.policy.loading.schema import is_yuan
from keyclient.policy.loading.spans import SpanStep, is_span, span_steps
from keyclient.policy.loading.tree import node_at
from keyclient.policy.models import Policy
from keyclient.policy.parts.base import PolicyItem
from keyclient.policy.parts.ladder import yuan

_READING = ("book", "as_of", "columns", "currency", "read")
"""The parts of the policy that say which book is read, and how."""
_READ_BY: tuple[KeyPath, ...] = (
    ("segment", "measure"),
    ("funnel", "won"),
    ("funnel", "lost"),
    ("funnel", "open"),
)
_FAMILIES: KeyPath = ("lifecycle", "families")
_NOT_READ = ("need", "risk")
"""What a product family says beside the words by which it is found in a book."""
_OF_FAMILY = 4
"""The length of the path of a value of a product family."""


class ReadingKey(PolicyError):
    """What is tried changes how the book is read."""

    sentence = Label(
        "{place}: {key} changes how the book is read, and --what-if compares two policies on the same customers. "
        "Run the command twice instead, the second time with --set.",
        "{place}：{key} 会改变表格的读取方式，而 --what-if 须在同一批客户上比较。请改用 --set 分两次运行。",
    )


class UnusedKey(PolicyError):
    """What is tried changes nothing in the analysis."""

    sentence = Label(
        "{place}: keyclient {command} does not depend on {key}. It depends on {tables}.",
        "{place}：keyclient {command} 的结果与 {key} 无关，只取决于 {tables}。",
    )


class SeveralSpans(PolicyError):
    """More than one range."""

    sentence = Label(
        "{place}: one range at a time; {other} is a range too. Give one of them a single value.",
        "{place}：一次只能测算一个区间，而 {other} 也是区间。请为其中一项指定单个取值。",
    )


class SameKeyTwice(PolicyError):
    """Two values for one key."""

    sentence = Label(
        "{place}: {key} is tried twice. Give it one value, or a range such as 40万..80万/5万.",
        "{place}：{key} 重复测算。请只给一个取值，或写成区间，如 40万..80万/5万。",
    )


@dataclass(frozen=True)
class Trial:
    """What is tried."""

    settings: tuple[str, ...]
    """`key=value` with the full keys, without the range."""
    typed: tuple[tuple[KeyPath, str], ...]
    """Every key in full with what was typed for it."""
    key: str | None = None
    """The full key of which a range is tried."""
    steps: tuple[SpanStep, ...] = ()
    """The values of the range, rising; empty without one."""

    def variants(self) -> Iterator[tuple[str, ...]]:
        """The settings of each policy that is tried: one, or one for each value of the range."""
        if self.key is None:
            yield self.settings
        for step in self.steps:
            yield (*self.settings, f"{self.key}={step.text}")


@dataclass(frozen=True)
class _Typed:
    path: KeyPath
    text: str
    place: Label

    @property
    def setting(self) -> str:
        return f"{dotted(self.path)}={self.text}"


def trial_of(typed: Sequence[str], command: str, tables: Sequence[str], policy: Policy) -> Trial:
    """What was typed after `--what-if`.

    `tables`: the parts of the policy that the command depends on, in which keys may be typed without the part;
    `policy`: the one in force, by whose names items of lists are called. Raises `SettingWithoutValue`,
    `ReadingKey`, `UnusedKey`, `SameKeyTwice`, `SeveralSpans` and as `span_steps`. Keys that there are not are left for `load_policy` to refuse.
    """
    values = [_typed(one, tables, policy) for one in typed]
    for place, value in enumerate(values):
        _refuse(value, command, tables)
        if any(value.path == other.path for other in values[:place]):
            raise SameKeyTwice(place=value.place, key=dotted(value.path))
    spans = [value for value in values if is_span(value.text)]
    if len(spans) > 1:
        raise SeveralSpans(place=spans[0].place, other=dotted(spans[1].path))
    settings = tuple(value.setting for value in values if value not in spans)
    pairs = tuple((value.path, value.text) for value in values)
    if not spans:
        return Trial(settings, pairs)
    return Trial(
        settings,
        pairs,
        dotted(spans[0].path),
        span_steps(spans[0].text, spans[0].place, policy.what_if.steps),
    )


def value_in_force(policy: Policy, path: KeyPath) -> object:
    """What a policy says at a path, also in an item of a list; amounts in yuan. None where it says nothing there."""
    around, whole = list_around(path), path
    value: object = policy
    if around is not None:
        value = _item(policy, around, path[len(around)])
        path = path[len(around) + 1 :]
    for name in path:
        value = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
    return float(yuan(value)) if isinstance(value, str) and is_yuan(whole) else value


def _typed(setting: str, tables: Sequence[str], policy: Policy) -> _Typed:
    typed, text = key_and_value(setting, OriginKind.WHAT_IF)
    return _Typed(
        _called(policy, _full(typed, tables)), text.strip(), Origin(OriginKind.WHAT_IF, setting).label
    )


def _called(policy: Policy, path: KeyPath) -> KeyPath:
    """A path with the item of a list called by its name, in whichever language it was typed."""
    around = list_around(path)
    item = None if around is None else _item(policy, around, path[len(around)])
    if around is None or item is None or not item.names:
        return path
    return (*around, item.names[0], *path[len(around) + 1 :])


def _item(policy: Policy, around: KeyPath, name: str) -> PolicyItem | None:
    """The item of a list that is called so in either language."""
    items = items_in_force(policy, around)
    return next((item for item in items if any(same_name(one, name) for one in item.names)), None)


def _full(typed: KeyPath, tables: Sequence[str]) -> KeyPath:
    """The full path: one that is no key as it stands is looked for in the parts in turn."""
    path = key_path(typed)
    if node_at(path[:1]) is not None:
        return path
    inside = (key_path((table, *typed)) for table in tables)
    return next((found for found in inside if node_at(found[:2]) is not None), path)


def _refuse(value: _Typed, command: str, tables: Sequence[str]) -> None:
    path = value.path
    if node_at(path) is None:
        return
    if _is_reading(path):
        raise ReadingKey(place=value.place, key=dotted(path))
    if path[0] not in tables:
        raise UnusedKey(place=value.place, command=command, key=dotted(path), tables=listed(tables))


def _is_reading(path: KeyPath) -> bool:
    if path[0] in _READING or any(path[: len(part)] == part for part in _READ_BY):
        return True
    of_family = len(path) == _OF_FAMILY and path[-1] in _NOT_READ
    return path[: len(_FAMILIES)] == _FAMILIES and not of_family
