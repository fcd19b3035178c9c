"""The policy in force, and where each of its values came from.

Later goes before earlier: the defaults, `keyclient.toml`, the environment, `--set`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from pydantic import ValidationError

from keyclient.errors import PolicyError
from keyclient.policy.loading.explain_errors import refusal_of, wrong_values
from keyclient.policy.loading.file import PolicyFile, find_file, read_file
from keyclient.policy.loading.keys import KeyPath, dotted, is_entry, is_table, keys_of
from keyclient.policy.loading.merge_defaults import laid_over_defaults
from keyclient.policy.loading.origin import Origin, OriginKind
from keyclient.policy.loading.raw_setting import Given, from_environment, from_settings, plain
from keyclient.policy.loading.refusals import together
from keyclient.policy.models import Policy

_DEFAULT = Origin(OriginKind.DEFAULT)


@dataclass(frozen=True)
class LoadedPolicy:
    """The policy in force."""

    policy: Policy
    origins: Mapping[str, Origin]
    """Where each value came from, by dotted key: every key that the policy has."""
    file: Path | None
    """The policy file that was read; None where there is none."""

    @property
    def book(self) -> Path | None:
        """The book to read when none is named. A relative path in a policy file starts at the file's folder."""
        if self.policy.book is None:
            return None
        origin = self.origins["book"]
        folder = Path(origin.place).parent if origin.kind is OriginKind.FILE else Path()
        return folder / self.policy.book


def load_policy(
    *, config: Path | None, start: Path, environ: Mapping[str, str], settings: Sequence[str]
) -> LoadedPolicy:
    """The defaults, changed by the policy file, the environment and the settings, in this order.

    The file is `config`, else the nearest `keyclient.toml` in the folder `start` or above it. A setting is
    `key=value` as after `--set`. An empty text unsets a key that may be unset, and takes away what stands in a
    table whose names are free. A list is replaced as a whole.

    Raises a `PolicyError`: of a file that cannot be read, else of every unknown key and wrong value at once, each
    with the line of the file, the variable or the option that it stands in.
    """
    path = config or find_file(start)
    sources = (_in_file(read_file(path)) if path else (), from_environment(environ), from_settings(settings))
    given = [key for item in chain.from_iterable(sources) for key in _keys_in(item)]
    refusals = [refusal for refusal in map(refusal_of, given) if refusal]
    values = _last(item for item in given if refusal_of(item) is None)
    policy = _valid(values, refusals)
    return LoadedPolicy(policy, _origins(policy, values), path)


def _in_file(file: PolicyFile) -> Iterator[Given]:
    """The keys of a file, each with its line and the lines inside its value."""
    for item in _keys_in(Given((), file.values, _DEFAULT)):
        origin = Origin(OriginKind.FILE, str(file.path), file.line(item.path))
        yield replace(item, origin=origin, lines=file.inside(item.path))


def _keys_in(given: Given) -> Iterator[Given]:
    """The single keys of what was given. A table that the policy has not is left whole."""
    if is_table(given.path) and isinstance(given.value, Mapping):
        for name, value in given.value.items():
            yield from _keys_in(replace(given, path=(*given.path, name), value=value))
    elif is_table(given.path) and is_entry(given.path) and given.value == "":
        yield replace(given, value=None)
    else:
        yield replace(given, value=plain(given.path, given.value))


def _last(given: Iterable[Given]) -> dict[KeyPath, Given]:
    """What counts of what was given in order: later goes before earlier, also where one stands within the other."""
    values: dict[KeyPath, Given] = {}
    for item in given:
        ends = range(len(item.path))
        for path in [item.path[:end] for end in ends] + [
            path for path in values if path[: len(item.path)] == item.path
        ]:
            values.pop(path, None)
        values[item.path] = item
    return values


def _valid(values: Mapping[KeyPath, Given], refusals: Sequence[PolicyError]) -> Policy:
    """The policy with the values. Raises what was refused before, and what is wrong with the values."""
    try:
        policy = Policy.model_validate(laid_over_defaults(values), strict=True)
    except ValidationError as error:
        raise together([*refusals, *wrong_values(error, values)]) from None
    if refusals:
        raise together(refusals)
    return policy


def _origins(policy: Policy, values: Mapping[KeyPath, Given]) -> dict[str, Origin]:
    return {
        dotted(key.path): values[key.path].origin if key.path in values else _DEFAULT
        for key in keys_of(policy)
    }
