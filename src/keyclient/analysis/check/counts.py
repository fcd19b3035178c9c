"""How many issues there are of each kind, in each column, and at the customers of each manager."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from keyclient.analysis.check.result import CodeCount, FieldCount
from keyclient.model.issue import Issue
from keyclient.model.rules import SEVERITIES, Severity
from keyclient.model.trace import Trace

_WORST_FIRST = list(SEVERITIES)


def codes_of(issues: Sequence[Issue]) -> tuple[CodeCount, ...]:
    """The kinds of defects, worst first. A defect for which a row was set aside is counted apart, as an error."""
    tally: dict[tuple[int, str], list[Issue]] = {}
    for issue in issues:
        tally.setdefault((_WORST_FIRST.index(issue.severity), issue.code), []).append(issue)
    return tuple(
        CodeCount(
            code=code,
            severity=_WORST_FIRST[order],
            count=len(found),
            first=next((issue.cell for issue in found if issue.cell), None),
        )
        for (order, code), found in sorted(tally.items(), key=lambda item: item[0])
    )


def fields_of(issues: Sequence[Issue]) -> tuple[FieldCount, ...]:
    """The columns with defects."""
    tally = Counter((issue.field, issue.severity) for issue in issues if issue.field is not None)
    names = {field for field, _ in tally}
    counted = [
        FieldCount(
            field=name,
            errors=tally[name, Severity.ERROR],
            warnings=tally[name, Severity.WARNING],
            notes=tally[name, Severity.NOTE],
        )
        for name in names
    ]
    return tuple(sorted(counted, key=lambda one: (-(one.errors + one.warnings + one.notes), one.field)))


def managers_at(issues: Sequence[Issue], trace: Trace) -> tuple[str | None, ...]:
    """The manager of the row that each issue is about.

    "" where the row has none; None where the issue is about no customer's row (a heading, a total, the whole book) or
    the book has no managers. An issue that stands for several rows counts at the first of them.
    """
    if "manager" not in trace.rows:
        return (None,) * len(issues)
    rows = trace.rows["row"].to_numpy("int64")
    wanted = np.array([issue.row or 0 for issue in issues], dtype=np.int64)
    at = np.searchsorted(rows, wanted)
    found = at < len(rows)
    found[found] = rows[at[found]] == wanted[found]
    names = iter(trace.rows["manager"].iloc[at[found]].fillna("").tolist())
    return tuple(next(names) if is_found else None for is_found in found.tolist())
