"""Settings from environment variables and `--set`: text from a shell, read as values of keys."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from keyclient.model.record import dataclass
from keyclient.policy.loading.keys import KeyPath, dotted, key_at, keys
from keyclient.policy.loading.names import key_path
from keyclient.policy.loading.origin import Origin, OriginKind
from keyclient.policy.loading.refusals import SettingWithoutValue
from keyclient.policy.loading.typed import is_number_list, read_typed, split_list

PREFIX = "KEYCLIENT_"
RESERVED = ("LANG", "CONFIG", "JOBS", "REGEN", "TEST_DATA")
"""Names after the prefix that are not policy keys."""

_EQUALS = re.compile("[=＝]")
_OPTIONS = {OriginKind.OPTION: "set", OriginKind.WHAT_IF: "what-if"}
"""The option of each kind of setting that is typed."""


@dataclass(frozen=True)
class RawSetting:
    """A value for a key or a whole table, with its origin, before validation."""

    path: KeyPath
    value: object
    origin: Origin
    inside: Mapping[KeyPath, Origin] = field(default_factory=dict)
    """The origin of each location within the value, as far as it is known; list items are numbered from 0."""

    def origin_of(self, inside: KeyPath) -> Origin:
        """The origin of a location within the value."""
        found = (self.inside.get(inside[:end]) for end in range(len(inside), 0, -1))
        return next((origin for origin in found if origin is not None), self.origin)


def from_environment(environ: Mapping[str, str]) -> Iterator[RawSetting]:
    """Settings from variables: `KEYCLIENT_SEGMENT__TARGET=0.7`. Empty variables are ignored."""
    for name, text in sorted(environ.items()):
        rest = name.removeprefix(PREFIX)
        if rest != name and rest not in RESERVED and text.strip():
            path = key_path(tuple(rest.lower().split("__")))
            yield RawSetting(path, read_text(path, text), Origin(OriginKind.ENVIRONMENT, name))


def from_settings(settings: Sequence[str], kind: OriginKind = OriginKind.OPTION) -> Iterator[RawSetting]:
    """Settings from `--set key=value`, or from what else the kind says. Raises `SettingWithoutValue`."""
    for setting in settings:
        typed, text = key_and_value(setting, kind)
        path = key_path(typed)
        yield RawSetting(path, read_text(path, text), Origin(kind, setting))


def key_and_value(setting: str, kind: OriginKind = OriginKind.OPTION) -> tuple[KeyPath, str]:
    """The key as typed and the text of its value. Raises `SettingWithoutValue`."""
    name, equals, text = _EQUALS.sub("=", setting, count=1).partition("=")
    typed = tuple(part.strip() for part in name.split("."))
    if not equals or not all(typed):
        raise SettingWithoutValue(place=Origin(kind, setting).label, option=f"--{_OPTIONS[kind]}")
    return typed, text


def read_text(path: KeyPath, text: str) -> object:
    """The value a text means for a key.

    The text is read as TOML, so that lists and numbers can be given; if it is not valid TOML, it is taken literally.
    For a key of text or date type, unquoted text is always taken literally: a sheet may be named 2026. A list of
    texts may be given as bare words separated by commas.
    """
    text = text.strip()
    value = _parse_toml(text)
    key = key_at(path)
    if key and key.is_word_list and text and not isinstance(value, list | dict):
        return [value] if isinstance(value, str) else split_list(text)
    if key and value is None and is_number_list(path):
        return list(split_list(text))
    if value is None or (key and key.is_bare and not isinstance(value, str)):
        return text
    return value


def to_model_value(path: KeyPath, value: object) -> object:
    """The value as the policy's models expect it: lists as tuples, typed numbers and dates read, empty text as None."""
    key = key_at(path)
    if key and key.may_be_unset and value == "":
        return None
    frozen = _frozen(value)
    return frozen if key is None else read_typed(path, frozen)


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return {name: _frozen(item) for name, item in value.items()} if isinstance(value, dict) else value


def _parse_toml(text: str) -> object:
    """The text as one TOML value; None, which TOML does not have, if it is not one."""
    import tomllib

    try:
        table = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return None
    return table["value"] if len(table) == 1 else None


def variable_names() -> list[str]:
    """The names of all environment variables keyclient reads."""
    names = [dotted(path).replace(".", "__").upper() for path in keys()]
    return [PREFIX + name for name in (*names, *RESERVED)]
