"""Where a value of the policy came from."""

from dataclasses import dataclass
from enum import StrEnum

from keyclient.model.label import Label

_SHOWN = 60
"""Characters of an option that a message repeats."""


class OriginKind(StrEnum):
    """What set a value. Each goes before those above it."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"
    OPTION = "option"


@dataclass(frozen=True, slots=True)
class Origin:
    """The place that a value was set at."""

    kind: OriginKind = OriginKind.DEFAULT
    place: str = ""
    """The path of the file, the name of the variable, or the text after `--set`; empty for a default."""
    line: int | None = None
    """Line of the file, from 1."""

    @property
    def label(self) -> Label:
        """The place in words; of a long option its beginning."""
        is_long = self.kind is OriginKind.OPTION and len(self.place) > _SHOWN
        place = self.place[: _SHOWN - 1] + "…" if is_long else self.place
        return _WORDS[self.kind].filled(place=place, line=self.line)


_WORDS = {
    OriginKind.DEFAULT: Label("default", "默认值"),
    OriginKind.FILE: Label("{place}, line {line}", "{place} 第 {line} 行"),
    OriginKind.ENVIRONMENT: Label("environment variable {place}", "环境变量 {place}"),
    OriginKind.OPTION: Label("--set {place}", "--set {place}"),
}
