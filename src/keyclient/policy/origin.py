"""Where a value of the policy came from."""

from dataclasses import dataclass
from enum import StrEnum

from keyclient.model.label import Label


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
        """The place in words."""
        return _WORDS[self.kind].filled(place=self.place, line=self.line)


_WORDS = {
    OriginKind.DEFAULT: Label("default", "默认值"),
    OriginKind.FILE: Label("{place}, line {line}", "{place} 第 {line} 行"),
    OriginKind.ENVIRONMENT: Label("environment variable {place}", "环境变量 {place}"),
    OriginKind.OPTION: Label("--set {place}", "--set {place}"),
}
