"""Words and columns that the lists of customers, the tables and the customers' own workbook have in common."""

from collections.abc import Sequence

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.evidence.reasons import REASONS
from keyclient.analysis.risk.face import SEVERITIES
from keyclient.analysis.risk.result import ReasonTold
from keyclient.model.fields import fields
from keyclient.model.label import Label, Lang, in_turn, listed
from keyclient.model.report import Kind, TableColumn, Tone

GREY, NONE = "grey", "none"
PREVIOUS = "previous"
"""Stands among the fields that are missing for an earlier book."""
SEVERITY = TableColumn(
    "severity",
    Label("severity", "预警等级"),
    Kind.TEXT,
    is_whole=True,
    tones=tuple((SEVERITIES[tone.value], tone) for tone in Tone if tone.value in SEVERITIES),
)
WHY = column("why", "why", "原因", Kind.TEXT)
DETAILS = TableColumn("details", Label("in detail", "具体情况"), Kind.TEXT, spare=9, says_amounts=True)
CUSTOMERS = column("customers", "customers", "客户数", Kind.COUNT)
REASON_LABELS = {reason.why.value: reason.label for reason in REASONS}
_EARLIER_BOOK = Label("an earlier book (--previous)", "往期客户表（--previous）")
_TOO_LITTLE = Label("too little known; add {fields}", "资料不足，请补充{fields}")
_UNKNOWN = Label("too little known", "资料不足")


def severity_label(severity: str) -> Label:
    """A severity in words."""
    return SEVERITIES[severity]


def field_label(name: str) -> Label:
    """A field that is missing in words, or an earlier book."""
    return _EARLIER_BOOK if name == PREVIOUS else fields()[name].column.label


def why(severity: str, reasons: Sequence[ReasonTold], missing: Sequence[str]) -> Label:
    """The reasons of one customer in a few words; of a grey one what would tell."""
    if severity != GREY:
        return listed(REASON_LABELS[reason.code] for reason in reasons)
    return _TOO_LITTLE.filled(fields=listed(map(field_label, missing))) if missing else _UNKNOWN


def details(lang: Lang, reasons: Sequence[ReasonTold]) -> str | None:
    """The same in full, in the language of the answer."""
    return in_turn(reason.text for reason in reasons).text(lang) or None
