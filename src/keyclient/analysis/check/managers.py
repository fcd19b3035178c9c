"""The same questions for the customers of each manager: findings, files, damaged numbers, contacts."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from keyclient.analysis.check.customer_facts import CustomerFacts
from keyclient.analysis.check.result import ManagerContact, ManagerFiles, ManagerLine
from keyclient.analysis.check.weights import Flags, Indices
from keyclient.model.issue import Issue
from keyclient.model.rules import Severity

SeverityCounts = Counter[tuple[str | None, Severity]]


class _Managers:
    """The managers of a book, each with a number from 0; who has none has the manager ""."""

    def __init__(self, customers: pd.Series, rows: pd.Series) -> None:
        customers, rows = customers.fillna(""), rows.fillna("")
        self.names: list[str] = sorted({*customers.unique(), *rows.unique()})
        index = pd.Index(self.names)
        self.of_customer, self.of_row = (
            index.get_indexer(pd.Index(customers)),
            index.get_indexer(pd.Index(rows)),
        )

    def __len__(self) -> int:
        return len(self.names)

    def customers(self, who: Flags) -> list[int]:
        """How many of the flagged customers each has."""
        return self._count(self.of_customer[who])

    def rows(self, positions: Indices) -> list[int]:
        """How many of some rows each has."""
        return self._count(self.of_row[positions])

    def _count(self, numbers: Indices) -> list[int]:
        counted: list[int] = np.bincount(numbers, minlength=len(self)).tolist()
        return counted


def manager_lines(
    facts: CustomerFacts, issues: Sequence[Issue], whose: Sequence[str | None]
) -> tuple[ManagerLine, ...] | None:
    """One line a manager, and one for the issues that are about no customer's row; None without any manager.

    `whose`: the manager of each issue. A manager whose only rows were set aside has a line without customers.
    """
    if "manager" not in facts.frame:
        return None
    managers = _Managers(facts.frame["manager"], facts.trace.rows["manager"])
    tally = Counter((name, issue.severity) for name, issue in zip(whose, issues, strict=True))
    lines = [*_lines(managers, facts, tally)]
    if None in whose:
        lines.append(_line(None, tally))
    return tuple(sorted(lines, key=_most_to_mend))


def _lines(managers: _Managers, facts: CustomerFacts, tally: SeverityCounts) -> Iterator[ManagerLine]:
    weights, groups = facts.weights, (managers.of_customer, len(managers))
    customers = managers.customers(facts.everybody)
    values = weights.values_by(*groups, facts.everybody)
    damaged = managers.rows(np.concatenate([*facts.damaged.values(), np.zeros(0, np.int64)]))
    damaged_values = weights.values_by(*groups, facts.damaged_owners)
    files, contacts = [*_files(managers, facts)], [*_contacts(managers, facts)]
    for place, name in enumerate(managers.names):
        own = customers[place] > 0
        yield _line(name, tally).model_copy(
            update={
                "customers": customers[place],
                "value": values[place] if own else None,
                "damaged_ids": damaged[place],
                "damaged_value": damaged_values[place] if own else None,
                "files": files[place] if own else None,
                "contact": contacts[place] if own and contacts else None,
            }
        )


def _line(name: str | None, tally: SeverityCounts) -> ManagerLine:
    return ManagerLine(
        manager=name,
        customers=0,
        value=None,
        errors=tally[name, Severity.ERROR],
        warnings=tally[name, Severity.WARNING],
        notes=tally[name, Severity.NOTE],
        damaged_ids=0,
        damaged_value=None,
        files=None,
        contact=None,
    )


def _files(managers: _Managers, facts: CustomerFacts) -> Iterator[ManagerFiles]:
    files = facts.files
    complete = managers.customers(files.complete)
    needed, lacked = (
        np.bincount(managers.of_customer, counts, minlength=len(managers))
        for counts in (files.needed, files.lacked)
    )
    weighted = facts.weights.means_by(managers.of_customer, len(managers), files.completeness)
    lacks = {name: managers.customers(who) for name, who in files.lacks.items()}
    for place in range(len(managers)):
        yield ManagerFiles(
            complete=complete[place],
            completeness=float(1 - lacked[place] / needed[place]) if needed[place] else None,
            completeness_by_value=weighted[place],
            missing={name: counts[place] for name, counts in lacks.items() if counts[place]},
        )


def _contacts(managers: _Managers, facts: CustomerFacts) -> Iterator[ManagerContact]:
    contacts = facts.contacts
    if not contacts.columns:
        return
    stale, unknown = managers.customers(contacts.stale), managers.customers(contacts.unknown)
    values = facts.weights.values_by(managers.of_customer, len(managers), contacts.stale)
    for figures in zip(stale, values, unknown, strict=True):
        yield ManagerContact(stale=figures[0], stale_value=figures[1], unknown=figures[2])


def _most_to_mend(line: ManagerLine) -> tuple[bool, int, float, str]:
    """Most findings first, then what the customers hold, then the name; what is about no row comes last."""
    found = line.errors + line.warnings
    return line.manager is None, -found, -float(line.value or 0), line.manager or ""
