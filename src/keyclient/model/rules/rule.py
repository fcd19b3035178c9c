"""What a rule of the catalogue says."""

from enum import StrEnum

from keyclient.model.label import Label
from keyclient.model.record import dataclass


class Severity(StrEnum):
    """How bad a defect is: an error changes a figure, a warning may, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITIES = {
    Severity.ERROR: Label("error", "错误"),
    Severity.WARNING: Label("warning", "警告"),
    Severity.NOTE: Label("note", "提示"),
}
"""The words for the severities, the worst first."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be wrong, how it is said and what to do."""

    code: str
    severity: Severity
    title: Label
    message: Label
    remedy: Label
    example: Label | str
    """What has the defect; plain text where it is the same in both languages."""

    @property
    def shown_example(self) -> Label:
        """The example in both languages."""
        return self.example if isinstance(self.example, Label) else Label(self.example, self.example)
