"""What environment variables and `--set` give: text from a shell, read as the values of keys."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from keyclient.policy.loading.keys import KeyPath, dotted, key_at, keys
from keyclient.policy.loading.origin import Origin, OriginKind
from keyclient.policy.loading.refusals import SettingWithoutValue

PREFIX = "KEYCLIENT_"
RESERVED = ("LANG", "CONFIG", "REGEN", "TEST_DATA")
"""What follows the prefix in variables that are no keys of the policy."""
_SEPARATOR = re.compile(r"\s*[,，、]\s*")


@dataclass(frozen=True)
class Given:
    """A value for a key, or for a whole table, and who gave it."""

    path: KeyPath
    value: object
    origin: Origin
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    """Of a file: on which line each place inside the value begins; the places of a list count from 0."""

    def origin_of(self, inside: KeyPath) -> Origin:
        """Who gave what stands at a place inside the value."""
        found = (self.lines.get(inside[:end]) for end in range(len(inside), 0, -1))
        line = next((line for line in found if line is not None), None)
        return self.origin if line is None else replace(self.origin, line=line)


def from_environment(environ: Mapping[str, str]) -> Iterator[Given]:
    """The keys that variables give: `KEYCLIENT_SEGMENT__TARGET=0.7`. An empty variable counts as not there."""
    for name, text in sorted(environ.items()):
        rest = name.removeprefix(PREFIX)
        if rest != name and rest not in RESERVED and text.strip():
            path = tuple(rest.lower().split("__"))
            yield Given(path, read_text(path, text), Origin(OriginKind.ENVIRONMENT, name))


def from_settings(settings: Sequence[str]) -> Iterator[Given]:
    """The keys that `--set key=value` gives. Raises `SettingWithoutValue`."""
    for setting in settings:
        name, equals, text = setting.partition("=")
        path = tuple(part.strip() for part in name.split("."))
        if not equals or not all(path):
            raise SettingWithoutValue(text=setting)
        yield Given(path, read_text(path, text), Origin(OriginKind.OPTION, setting))


def read_text(path: KeyPath, text: str) -> object:
    """The value that a text means for a key.

    It is read as TOML, so that lists and numbers can be given; what is no TOML is text as it stands. A key that
    holds text or a date takes the text as it stands unless it is quoted: a sheet may be called 2026. A list of
    texts may be given as bare words with commas between them.
    """
    text = text.strip()
    value = _toml(text)
    key = key_at(path)
    if key and key.is_word_list and text and not isinstance(value, list | dict):
        return [value] if isinstance(value, str) else _SEPARATOR.split(text)
    if value is None or (key and key.is_bare and not isinstance(value, str)):
        return text
    return value


def plain(path: KeyPath, value: object) -> object:
    """The value as the policy's models take it: lists are tuples, a date may be text, an empty text unsets."""
    key = key_at(path)
    if key and key.may_be_unset and value == "":
        return None
    if key and key.is_day and isinstance(value, str):
        return _day(value)
    return _frozen(value)


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return {name: _frozen(item) for name, item in value.items()} if isinstance(value, dict) else value


def _toml(text: str) -> object:
    """The text as one TOML value; None, which TOML has not, where it is none."""
    try:
        table = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return None
    return table["value"] if len(table) == 1 else None


def _day(text: str) -> object:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def variables() -> list[str]:
    """Every name that a variable of keyclient may have."""
    names = [dotted(path).replace(".", "__").upper() for path in keys()]
    return [PREFIX + name for name in (*names, *RESERVED)]
