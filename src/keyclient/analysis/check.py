"""What is wrong in a book: every issue, counted by code and by field."""

from collections import Counter
from collections.abc import Sequence

from keyclient.model.contract import Contract
from keyclient.model.issue import Issue
from keyclient.model.portfolio import Loaded
from keyclient.model.rules import Severity
from keyclient.model.understood import UnderstoodColumn


class CodeCount(Contract):
    """How often one kind of defect occurs."""

    code: str
    severity: Severity
    count: int
    first: str | None
    """Address of the first cell, where the defect has one."""


class FieldCount(Contract):
    """How many defects one column has."""

    field: str
    """Name of the field, or the heading of a column that is no field."""
    errors: int
    warnings: int
    notes: int


class CheckResult(Contract):
    """What is wrong in a book. Errors change a figure, warnings may, notes only inform."""

    findings: int
    """Errors and warnings; notes are none."""
    errors: int
    warnings: int
    notes: int
    codes: tuple[CodeCount, ...]
    """Worst first, then by code."""
    fields: tuple[FieldCount, ...]
    """Most defects first, then by name."""
    columns: tuple[UnderstoodColumn, ...]


def check(loaded: Loaded) -> CheckResult:
    """Count the issues of a book. Whether rows and yuan tie stands in the source's receipt."""
    by_severity = Counter(issue.severity for issue in loaded.issues)
    return CheckResult(
        findings=by_severity[Severity.ERROR] + by_severity[Severity.WARNING],
        errors=by_severity[Severity.ERROR],
        warnings=by_severity[Severity.WARNING],
        notes=by_severity[Severity.NOTE],
        codes=_codes(loaded.issues),
        fields=_fields(loaded.issues),
        columns=loaded.columns,
    )


def _codes(issues: Sequence[Issue]) -> tuple[CodeCount, ...]:
    counts: dict[tuple[int, str], CodeCount] = {}
    order = list(Severity)
    tally = Counter((issue.severity, issue.code) for issue in issues)
    for issue in issues:
        key = (order.index(issue.severity), issue.code)
        if key not in counts:
            count = tally[issue.severity, issue.code]
            counts[key] = CodeCount(code=issue.code, severity=issue.severity, count=count, first=issue.cell)
    return tuple(counts[key] for key in sorted(counts))


def _fields(issues: Sequence[Issue]) -> tuple[FieldCount, ...]:
    tally = Counter((issue.field, issue.severity) for issue in issues if issue.field is not None)
    names = sorted({field for field, _ in tally}, key=lambda name: (-_all(tally, name), name))
    return tuple(
        FieldCount(
            field=name,
            errors=tally[name, Severity.ERROR],
            warnings=tally[name, Severity.WARNING],
            notes=tally[name, Severity.NOTE],
        )
        for name in names
    )


def _all(tally: Counter[tuple[str, Severity]], name: str) -> int:
    return sum(tally[name, severity] for severity in Severity)
