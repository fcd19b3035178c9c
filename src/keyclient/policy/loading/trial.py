"""What `--what-if` tries beside the policy in force: full keys with their values, one of which may be a range."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keyclient.errors import PolicyError
from keyclient.model.label import Label, listed
from keyclient.policy.loading.keys import KeyPath, dotted, items_in_force, list_around
from keyclient.policy.loading.names import key_path, same_name
from keyclient.policy.loading.origin import Origin, OriginKind
from keyclient.policy.loading.raw_setting import key_and_value
from keyclient.policy.loading.spans import SpanStep, is_span, span_steps
from keyclient.policy.loading.tree import node_at
from keyclient.policy.models import Policy

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


def trial_of(typed: Sequence[str], command: str, tables: Sequence[str], most: int) -> Trial:
    """What was typed after `--what-if`.

    `tables`: the parts of the policy that the command depends on, in which keys may be typed without the part;
    `most`: values of a range. Raises `SettingWithoutValue`, `ReadingKey`, `UnusedKey`, `SeveralSpans` and as
    `span_steps`. Keys that there are not are left for `load_policy` to refuse.
    """
    values = [_typed(one, tables) for one in typed]
    for value in values:
        _refuse(value, command, tables)
    spans = [value for value in values if is_span(value.text)]
    if len(spans) > 1:
        raise SeveralSpans(place=spans[0].place, other=dotted(spans[1].path))
    settings = tuple(value.setting for value in values if value not in spans)
    pairs = tuple((value.path, value.text) for value in values)
    if not spans:
        return Trial(settings, pairs)
    return Trial(settings, pairs, dotted(spans[0].path), span_steps(spans[0].text, spans[0].place, most))


def value_in_force(policy: Policy, path: KeyPath) -> object:
    """What a policy says at a path, also in an item of a list; None where it says nothing there."""
    around = list_around(path)
    value: object = policy
    if around is not None:
        items = items_in_force(policy, around)
        wanted = path[len(around)]
        value = next((item for item in items if any(same_name(name, wanted) for name in item.names)), None)
        path = path[len(around) + 1 :]
    for name in path:
        value = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
    return value


def _typed(setting: str, tables: Sequence[str]) -> _Typed:
    typed, text = key_and_value(setting, OriginKind.WHAT_IF)
    return _Typed(_full(typed, tables), text.strip(), Origin(OriginKind.WHAT_IF, setting).label)


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
