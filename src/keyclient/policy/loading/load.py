"""Loads the policy in force, with the origin of each value.

In rising precedence: the defaults, `keyclient.toml`, the environment, `--set`, `--what-if`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from pydantic import ValidationError

from keyclient.errors import PolicyError
from keyclient.model.record import dataclass
from keyclient.policy.loading.file import PolicyFile, find_file, read_file
from keyclient.policy.loading.item_settings import of_items, with_items, without_items
from keyclient.policy.loading.keys import KeyPath, dotted, is_entry, is_list, is_table, keys_of, list_around
from keyclient.policy.loading.merge_defaults import merge_defaults
from keyclient.policy.loading.names import key_path
from keyclient.policy.loading.origin import Origin, OriginKind
from keyclient.policy.loading.raw_setting import RawSetting, from_environment, from_settings, to_model_value
from keyclient.policy.loading.refusals import combine
from keyclient.policy.models import Policy

_DEFAULT = Origin(OriginKind.DEFAULT)


@dataclass(frozen=True)
class LoadedPolicy:
    """The policy in force."""

    policy: Policy
    origins: Mapping[str, Origin]
    """The origin of each value by dotted key, for every key of the policy."""
    file: Path | None
    """The policy file that was read; None if there is none."""

    @property
    def book(self) -> Path | None:
        """The book to read when the command names none; in a policy file, relative to that file's folder."""
        if self.policy.book is None:
            return None
        origin = self.origins["book"]
        folder = Path(origin.place).parent if origin.kind is OriginKind.FILE else Path()
        return folder / self.policy.book


def load_policy(
    *,
    config: Path | None,
    start: Path,
    environ: Mapping[str, str],
    settings: Sequence[str],
    tried: Sequence[str] = (),
) -> LoadedPolicy:
    """The defaults, overridden by the policy file, the environment, the settings and what is tried, in this order.

    The file is `config`, else the nearest `keyclient.toml` in the folder `start` or its parents. A setting is
    `key=value`, as after `--set`; what is tried is as after `--what-if`. An empty text unsets a key that may be unset, and removes an entry of a table with
    free names. A list is replaced as a whole.

    Raises a `PolicyError`: for a file that cannot be read, else one for all unknown keys and wrong values, each with
    its line, variable or option.
    """
    path = config or find_file(start)
    sources = (
        _settings_of_file(read_file(path)) if path else (),
        from_environment(environ),
        from_settings(settings),
        from_settings(tried, OriginKind.WHAT_IF),
    )
    single = (key for item in chain.from_iterable(sources) for key in _single_keys(item))
    settings_given = [replace(key, path=key_path(key.path)) for key in single]
    known, refusals = _known(settings_given)
    values = _last_settings(known)
    items = list(of_items(values))
    policy = _validate(without_items(values), refusals)
    if items:
        values = with_items(values, items, policy)
        policy = _validate(values, refusals)
    return LoadedPolicy(policy, _origins(policy, values), path)


def _known(settings: Sequence[RawSetting]) -> tuple[Sequence[RawSetting], list[PolicyError]]:
    """The settings whose key exists, and the errors of the others."""
    if not settings:
        return settings, []
    from keyclient.policy.loading.explain_errors import unknown_key_error

    errors = [unknown_key_error(one) for one in settings]
    known = [one for one, error in zip(settings, errors, strict=True) if error is None]
    return known, [error for error in errors if error is not None]


def _settings_of_file(file: PolicyFile) -> Iterator[RawSetting]:
    """The settings of a file, each with its line and the lines within its value."""
    for item in _single_keys(RawSetting((), file.values, _DEFAULT)):
        origin = Origin(OriginKind.FILE, str(file.path), file.line(item.path))
        inside = {place: replace(origin, line=line) for place, line in file.inside(item.path).items()}
        yield replace(item, origin=origin, inside=inside)


def _single_keys(setting: RawSetting) -> Iterator[RawSetting]:
    """One setting for each single key, its path as typed. A table the policy does not have stays whole."""
    path = key_path(setting.path)
    if isinstance(setting.value, Mapping) and (is_table(path) or is_list(path)):
        for name, value in setting.value.items():
            yield from _single_keys(replace(setting, path=(*setting.path, name), value=value))
    elif is_table(path) and is_entry(path) and setting.value == "":
        yield replace(setting, value=None)
    else:
        yield replace(setting, value=to_model_value(path, setting.value))


def _last_settings(settings: Iterable[RawSetting]) -> dict[KeyPath, RawSetting]:
    """The settings that count: a later one replaces earlier ones of the same key, within it or around it.

    A setting of one item of a list leaves the list as it is.
    """
    values: dict[KeyPath, RawSetting] = {}
    below: dict[KeyPath, list[KeyPath]] = {}
    for item in settings:
        kept = list_around(item.path)
        outer = [item.path[:end] for end in range(len(item.path))]
        for path in (*outer, item.path, *below.pop(item.path, ())):
            if path != kept:
                values.pop(path, None)
        for path in outer:
            below.setdefault(path, []).append(item.path)
        values[item.path] = item
    return values


def _validate(values: Mapping[KeyPath, RawSetting], refusals: Sequence[PolicyError]) -> Policy:
    """The policy with the values. Raises the errors found so far together with those of the values."""
    if not values and not refusals:
        return Policy.usual()
    try:
        policy = Policy.model_validate(merge_defaults(values), strict=True)
    except ValidationError as error:
        from keyclient.policy.loading.explain_errors import explain_errors

        raise combine([*refusals, *explain_errors(error, values)]) from None
    if refusals:
        raise combine(refusals)
    return policy


def _origins(policy: Policy, values: Mapping[KeyPath, RawSetting]) -> dict[str, Origin]:
    return {
        dotted(key.path): values[key.path].origin if key.path in values else _DEFAULT
        for key in keys_of(policy)
    }
