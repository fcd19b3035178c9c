"""The origin of a policy value."""

from enum import StrEnum

from keyclient.model.label import Label
from keyclient.model.record import dataclass

_MAX_OPTION_LENGTH = 60
"""Most characters of an option to repeat in a message."""


class OriginKind(StrEnum):
    """What set a value, in rising precedence."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"
    OPTION = "option"
    WHAT_IF = "what-if"


@dataclass(frozen=True, slots=True)
class Origin:
    """The place where a value was set."""

    kind: OriginKind = OriginKind.DEFAULT
    place: str = ""
    """The path of the file, the name of the variable, or the text after `--set` or `--what-if`; empty for a default."""
    line: int | None = None
    """Line number in the file, from 1."""

    @property
    def label(self) -> Label:
        """The place in words; a long option is shortened."""
        is_long = (
            self.kind in (OriginKind.OPTION, OriginKind.WHAT_IF) and len(self.place) > _MAX_OPTION_LENGTH
        )
        place = self.place[: _MAX_OPTION_LENGTH - 1] + "…" if is_long else self.place
        return _WORDS[self.kind].filled(place=place, line=self.line)


_WORDS = {
    OriginKind.DEFAULT: Label("default", "默认值"),
    OriginKind.FILE: Label("{place}, line {line}", "{place} 第 {line} 行"),
    OriginKind.ENVIRONMENT: Label("environment variable {place}", "环境变量 {place}"),
    OriginKind.OPTION: Label("--set {place}", "--set {place}"),
    OriginKind.WHAT_IF: Label("--what-if {place}", "--what-if {place}"),
}
