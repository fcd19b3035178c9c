"""Which part of the policy a name means: a table or key, or its title in either language."""

from collections.abc import Iterator, Mapping

from keyclient.errors import PolicyError
from keyclient.model.label import Label, listed
from keyclient.policy.loading.keys import (
    COLUMNS,
    Key,
    KeyPath,
    dotted,
    item_keys,
    keys_of,
    list_around,
    nearest,
    policy_tables,
)
from keyclient.policy.loading.names import bare_name, key_path
from keyclient.policy.loading.tree import node_at
from keyclient.policy.models import Policy

_COLUMNS_TITLE = Label("Headings", "列名")
_PART = Label("{name} ({title})", "{name}（{title}）")


class UnknownPart(PolicyError):
    """No part of the policy has the name."""

    sentence = Label(
        "“{name}”: no part of the policy. Nearest: {nearest}. The parts are: {parts}.",
        "“{name}”不是策略的组成部分。最接近的是 {nearest}。各部分：{parts}。",
    )


def part_titles() -> dict[KeyPath, Label]:
    """The title of each part of the policy, and of the table of headings."""
    found: dict[KeyPath, Label] = {
        path: part.title for path, part in policy_tables().items() if len(path) == 1
    }
    return {**found, COLUMNS: _COLUMNS_TITLE}


def part_named(typed: str, others: Mapping[str, KeyPath]) -> KeyPath:
    """The path of the part or key that a name means. `others`: further names, in lower case. Raises `UnknownPart`."""
    path = key_path(tuple(name.strip() for name in typed.split(".")))
    if all(path) and node_at(path) is not None:
        return list_around(path) or path
    wanted = bare_name(typed)
    titles = [*_titles(), *((bare_name(name), path) for name, path in others.items())]
    exact = {path for title, path in titles if title == wanted}
    within = exact or {path for title, path in titles if wanted and wanted in title}
    outer = [path for path in within if not any(path[:end] in within for end in range(1, len(path)))]
    if len(outer) == 1:
        return outer[0]
    raise _unknown(typed, titles)


def keys_shown(policy: Policy, part: KeyPath = ()) -> Iterator[Key]:
    """The keys of a part of the policy, in declared order; without a part all of them."""
    return (key for key in keys_of(policy) if key.path[: len(part)] == part)


def _titles() -> Iterator[tuple[str, KeyPath]]:
    titles = {path: part.title for path, part in policy_tables().items() if path}
    titles[COLUMNS] = _COLUMNS_TITLE
    for path, title in titles.items():
        for words in (title.zh, title.en, path[-1]):
            yield bare_name(words), path
    for list_name, item, _ in item_keys():
        yield bare_name(item), key_path((list_name,))


def _unknown(typed: str, titles: list[tuple[str, KeyPath]]) -> UnknownPart:
    by_title = dict(titles)
    near = by_title[nearest(bare_name(typed), list(by_title))]
    parts = part_titles()
    return UnknownPart(
        name=typed,
        nearest=dotted(near),
        parts=listed(_PART.filled(name=dotted(path), title=title) for path, title in parts.items()),
    )
