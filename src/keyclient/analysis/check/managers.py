"""The findings, files, damaged numbers and contacts of each manager's customers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.analysis.check.customer_facts import CustomerFacts
from keyclient.analysis.check.result import ManagerContact, ManagerFiles, ManagerLine
from keyclient.analysis.check.weights import Flags, Indices, Weights
from keyclient.analysis.common.in_groups import in_parts
from keyclient.model.issue import Issue
from keyclient.model.rules import Severity

Figures = TypeVar("Figures", bound=npt.NDArray[Any])
Numbers: TypeAlias = npt.NDArray[np.int32]
SeverityCounts: TypeAlias = Counter[tuple[str | None, Severity]]


class _Managers:
    """The managers of a book, numbered from 0; customers without one have the manager "".

    A customer whose rows have several managers is a customer of each of them, with the money of the manager's own rows.
    """

    def __init__(self, facts: CustomerFacts, rows: pd.Series) -> None:
        own = in_parts(facts.portfolio, ["manager"])
        of_customer, known = _coded(own["manager"])
        of_row, read = _coded(rows)
        self.names: list[str] = sorted({*known, *read})
        index = pd.Index(self.names)
        self.of_customer = index.get_indexer(pd.Index(known)).astype(np.int32)[of_customer]
        self.of_row = index.get_indexer(pd.Index(read)).astype(np.int32)[of_row]
        self.weights, self._place = facts.weights, None
        if facts.portfolio.split is not None:
            self.weights = Weights(replace(facts.portfolio, frame=own))
            self._place = pd.Index(facts.frame["row"]).get_indexer(pd.Index(own["row"]))

    def __len__(self) -> int:
        return len(self.names)

    def own(self, of_customers: Figures) -> Figures:
        """Figures of the customers, for every manager whom each of them has."""
        return of_customers if self._place is None else of_customers[self._place]

    def customers(self, who: Flags) -> list[int]:
        """How many of the flagged customers each has."""
        return self._count(self.of_customer[self.own(who)])

    def values(self, who: Flags) -> list[Decimal | None]:
        """What the flagged customers hold with each."""
        return self.weights.values_by(self.of_customer, len(self), self.own(who))

    def rows(self, positions: Indices) -> list[int]:
        """How many of some rows each has."""
        return self._count(self.of_row[positions])

    def _count(self, numbers: Numbers) -> list[int]:
        counted: list[int] = np.bincount(numbers, minlength=len(self)).tolist()
        return counted


def _coded(names: pd.Series) -> tuple[Numbers, list[str]]:
    """The distinct names, and by row which of them; a blank is "". No other becomes an object of Python."""
    codes, distinct = pd.factorize(names)
    words = [*distinct]
    numbers: Numbers = codes.astype(np.int32)
    if (numbers < 0).any():
        if "" not in words:
            words.append("")
        numbers[numbers < 0] = words.index("")
    return numbers, words


def manager_lines(
    facts: CustomerFacts, issues: Sequence[Issue], whose: Sequence[str | None]
) -> tuple[ManagerLine, ...] | None:
    """One line per manager, and one for issues that concern no customer's row; None without managers.

    `whose`: the manager of each issue. A manager whose only rows were set aside has a line without customers.
    """
    if "manager" not in facts.frame:
        return None
    managers = _Managers(facts, facts.trace.rows["manager"])
    tally = Counter((name, issue.severity) for name, issue in zip(whose, issues, strict=True))
    lines = [*_lines(managers, facts, tally)]
    if None in whose:
        lines.append(_line(None, tally))
    return tuple(sorted(lines, key=_most_to_mend))


def _lines(managers: _Managers, facts: CustomerFacts, tally: SeverityCounts) -> Iterator[ManagerLine]:
    customers, values = managers.customers(facts.everybody), managers.values(facts.everybody)
    damaged = managers.rows(np.concatenate([*facts.damaged.values(), np.zeros(0, np.int64)]))
    damaged_values = managers.values(facts.damaged_owners)
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
        np.bincount(managers.of_customer, managers.own(counts), minlength=len(managers))
        for counts in (files.needed, files.lacked)
    )
    weighted = managers.weights.means_by(
        managers.of_customer, len(managers), managers.own(files.completeness)
    )
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
    values = managers.values(contacts.stale)
    for figures in zip(stale, values, unknown, strict=True):
        yield ManagerContact(stale=figures[0], stale_value=figures[1], unknown=figures[2])


def _most_to_mend(line: ManagerLine) -> tuple[bool, int, float, str]:
    """Most findings first, then value, then name; the line without rows comes last."""
    found = line.errors + line.warnings
    return line.manager is None, -found, -float(line.value or 0), line.manager or ""
