"""Settings of one item of a list of tables, addressed by its name: `tier.tiers.gold.floor`."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from keyclient.errors import PolicyError
from keyclient.model.label import listed
from keyclient.policy.loading.keys import KeyPath, dotted, items_in_force, list_around
from keyclient.policy.loading.names import same_name
from keyclient.policy.loading.origin import Origin, OriginKind
from keyclient.policy.loading.raw_setting import RawSetting
from keyclient.policy.loading.refusals import UnknownItem, combine
from keyclient.policy.models import Policy
from keyclient.policy.parts.base import PolicyItem

_DEFAULT = Origin(OriginKind.DEFAULT)

Values = Mapping[KeyPath, RawSetting]


def of_items(values: Values) -> Iterator[RawSetting]:
    """The settings among them that are of one item of a list."""
    return (setting for path, setting in values.items() if list_around(path) is not None)


def without_items(values: Values) -> dict[KeyPath, RawSetting]:
    """The settings among them that are of whole keys."""
    return {path: setting for path, setting in values.items() if list_around(path) is None}


def with_items(values: Values, settings: Sequence[RawSetting], policy: Policy) -> dict[KeyPath, RawSetting]:
    """The values with the items of each list changed as the settings say, one setting for the whole list.

    The list is the one that `policy` has in force, the tiers of the chosen preset for example. Raises the `UnknownItem`
    of every item that it does not have.
    """
    found = without_items(values)
    refusals: list[PolicyError] = []
    for path, some in groupby(sorted(settings, key=_list_of), key=_list_of):
        items = items_in_force(policy, path)
        changed = list(some)
        refusals += [
            _unknown(setting, items)
            for setting in changed
            if not any(_is_of(setting, item) for item in items)
        ]
        found[path] = _changed(path, items, changed, values.get(path))
    if refusals:
        raise combine(refusals)
    return found


def _list_of(setting: RawSetting) -> KeyPath:
    return list_around(setting.path) or ()


def _changed(
    path: KeyPath, items: Sequence[PolicyItem], settings: Sequence[RawSetting], before: RawSetting | None
) -> RawSetting:
    """The whole list as one setting that remembers where each of its values was set."""
    origins = {} if before is None else dict(before.inside)
    tables = []
    for at, item in enumerate(items):
        origins.setdefault((str(at),), _DEFAULT if before is None else before.origin)
        table = {name: value for name, value in item if value is not None}
        own = [setting for setting in settings if _is_of(setting, item)]
        for setting in own:
            beside = {each.path[-1] for each in own if each.origin.kind is setting.origin.kind}
            _put(table, item, setting, beside)
            origins[str(at), setting.path[-1]] = setting.origin
            if setting.value is None:  # What the item lacks now is the doing of who took it away.
                origins[str(at),] = setting.origin
        tables.append(table)
    return RawSetting(path, tuple(tables), settings[-1].origin, inside=origins)


def _put(table: dict[str, object], item: PolicyItem, setting: RawSetting, beside: set[str]) -> None:
    """Set one value; what may not stand beside it goes, unless it is set in the same place."""
    name = setting.path[-1]
    if setting.value is None:
        table.pop(name, None)
        return
    table[name] = setting.value
    for other in item.either if name in item.either else ():
        if other not in beside:
            table.pop(other, None)


def _is_of(setting: RawSetting, item: PolicyItem) -> bool:
    """Whether a setting names an item, in either language."""
    wanted = setting.path[len(_list_of(setting))]
    return any(same_name(name, wanted) for name in item.names)


def _unknown(setting: RawSetting, items: Sequence[PolicyItem]) -> UnknownItem:
    path = _list_of(setting)
    names = [item.names for item in items]
    return UnknownItem(
        place=setting.origin.label,
        name=setting.path[len(path)],
        list=dotted(path),
        known=listed(" ".join(some) for some in names),
    )
