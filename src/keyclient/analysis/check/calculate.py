"""What is wrong or missing in a book: by kind, by column, by manager, and by the value affected."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from keyclient.analysis.check.archive import archive_of
from keyclient.analysis.check.contact import contact_of
from keyclient.analysis.check.customer_facts import CustomerFacts, customer_facts
from keyclient.analysis.check.gaps import gaps_of
from keyclient.analysis.check.identity import flaws
from keyclient.analysis.check.issues import archive_issues, contact_issues, flaw_issues, is_systematic
from keyclient.analysis.check.managers import manager_lines
from keyclient.analysis.check.result import Archive, CheckResult, CodeCount, Contact, FieldCount
from keyclient.analysis.common.in_groups import several_groups
from keyclient.model.issue import Issue
from keyclient.model.portfolio import Loaded
from keyclient.model.rules import SEVERITIES, Severity
from keyclient.model.trace import Trace
from keyclient.policy.parts.check import CheckPolicy

_WORST_FIRST = list(SEVERITIES)


def codes_of(issues: Sequence[Issue]) -> tuple[CodeCount, ...]:
    """The kinds of problems, worst first. A problem that set a row aside is counted separately, as an error."""
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
    """The columns with problems."""
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


class Checked(NamedTuple):
    """The answer of `check`."""

    result: CheckResult
    issues: tuple[Issue, ...]
    """Those that reading found, and those of the check itself; worst first, else in the order in which they came."""
    managers: tuple[str | None, ...]
    """The manager of the row that each issue is about; see `managers_at`."""
    gaps: int | None = None
    """How many customers the list of gaps is about; None: all who have any."""


def check(loaded: Loaded, policy: CheckPolicy, *, top: int | None = 20) -> Checked:
    """Everything that is wrong or missing in a book that was read with `Request.traced`.

    Whether rows and yuan tie stands in the receipt of the source. Shares of value are over the sum of the positive
    values of the measure; without a measure every value is None. `top`: how many of the customers with a gap are
    listed (None: all). Raises ValueError when the rows were not traced.
    """
    portfolio, trace = loaded.portfolio, loaded.trace
    if trace is None:
        raise ValueError("check needs a book that was read with Request(traced=True)")
    found = [*flaws(trace, portfolio.as_of)]
    facts = customer_facts(
        portfolio, trace, [flaw for flaw in found if not is_systematic(flaw, policy)], policy
    )
    archive = archive_of(facts.files, loaded.columns, trace, facts.weights)
    contact = contact_of(facts.contacts, facts.weights)
    issues = _worst_first(
        [
            *loaded.issues,
            *several_groups(portfolio, "manager"),
            *flaw_issues(found, trace, portfolio.as_of, policy),
            *archive_issues(archive, portfolio.measure, policy),
            *contact_issues(contact, portfolio.measure, policy),
        ]
    )
    whose = managers_at(issues, trace)
    result = _result(loaded, facts, issues, whose, archive, contact)
    return Checked(result.model_copy(update={"gaps": gaps_of(facts, top)}), issues, whose)


def _result(
    loaded: Loaded,
    facts: CustomerFacts,
    issues: Sequence[Issue],
    whose: Sequence[str | None],
    archive: Archive,
    contact: Contact | None,
) -> CheckResult:
    counts = Counter(issue.severity for issue in issues)
    measure = loaded.portfolio.measure
    return CheckResult(
        customers=len(facts.frame),
        findings=counts[Severity.ERROR] + counts[Severity.WARNING],
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
        measure=measure.name if measure is not None else None,
        gross_positive=facts.weights.gross,
        codes=codes_of(issues),
        fields=fields_of(issues),
        managers=manager_lines(facts, issues, whose),
        archive=archive,
        damaged_ids=facts.damaged_ids(),
        contact=contact,
        with_gaps=facts.weights.held(facts.with_gaps),
        gaps=(),
        columns=loaded.columns,
    )


def _worst_first(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    order = list(Severity)
    return tuple(sorted(issues, key=lambda issue: order.index(issue.severity)))
