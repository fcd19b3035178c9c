"""The lines of a plan, made when they are listed."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import TypeVar

import numpy as np
import pyarrow as pa

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.evidence.columns import numbers
from keyclient.analysis.common.evidence.finding import YUAN
from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.plan.basis import Basis
from keyclient.analysis.plan.criteria.criterion import VALUE
from keyclient.analysis.plan.planned import Planned
from keyclient.analysis.plan.proofs import criteria, proof_field
from keyclient.analysis.plan.result import Baseline, PlanLine
from keyclient.analysis.plan.words import handed_over, texts_of
from keyclient.model.measure import Amount
from keyclient.policy.parts.catalogue import Entry

MadeT = TypeVar("MadeT")
NEW, TODO = "new", "todo"
"""What a line is before people touch it."""


def plan_lines(planned: Planned, sha256: str) -> LazyRows[PlanLine]:
    """All lines in the order of the plan. `sha256`: of the book."""
    table = pa.table({"line": np.arange(len(planned.at))})
    return LazyRows(PlanLine, ArrowSource(table, _Lines(planned, sha256).columns))


@dataclass(frozen=True)
class _Lines:
    """Makes the lines."""

    planned: Planned
    sha256: str

    @property
    def basis(self) -> Basis:
        """What they are made from."""
        return self.planned.basis

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The catalogue."""
        return self.basis.policy.plan.entries

    def columns(self, table: pa.Table) -> Columns:
        """The attributes of some lines."""
        line = table["line"].to_numpy()
        one, basis = self.planned, self.basis
        at, entry = one.at[line], one.entry[line]
        frame = basis.book.portfolio.frame
        days = one.deadline[line].tolist()
        return {
            "line_id": [one.line_id[place] for place in line.tolist()],
            "customer_id": self._ids(at),
            "row": frame["row"].to_numpy()[at].tolist(),
            "tier": basis.tier_names(at),
            "value": basis.amounts(at),
            "cell": basis.cell_names(at),
            "reasons": basis.occasions.told(at),
            "target": self._by_entry(at, entry, lambda e, p: texts_of(basis, e, "target", p)),
            "strategy": self._by_entry(at, entry, lambda e, p: texts_of(basis, e, "strategy", p)),
            "activity": handed_over(
                basis, at, self._by_entry(at, entry, lambda e, p: texts_of(basis, e, "activity", p))
            ),
            "owner": one.owners.of(at),
            "deadline": list(map(dt.date.fromordinal, days)),
            "criterion": self._by_entry(at, entry, lambda e, p: criteria(basis, e, p)),
            "baseline": self._by_entry(at, entry, self._baselines),
            "effort": [self.entries[place].effort for place in entry.tolist()],
            "status": [TODO] * len(at),
            "remark": [None] * len(at),
            "entry": [self.entries[place].name for place in entry.tolist()],
            "origin": [NEW] * len(at),
        }

    def _ids(self, at: Ints) -> list[str | None]:
        frame = self.basis.book.portfolio.frame
        if "customer_id" not in frame:
            return [None] * len(at)
        return [text if isinstance(text, str) else None for text in frame["customer_id"].iloc[at]]

    def _by_entry(self, at: Ints, entry: Ints, made: Callable[[Entry, Ints], Sequence[MadeT]]) -> list[MadeT]:
        """What is made of the lines of each entry, in their order."""
        found: dict[int, MadeT] = {}
        for place in np.unique(entry).tolist():
            mine = np.flatnonzero(entry == place)
            found.update(zip(mine.tolist(), made(self.entries[place], at[mine]), strict=True))
        return [found[number] for number in range(len(at))]

    def _baselines(self, entry: Entry, at: Ints) -> list[Baseline]:
        basis = self.basis
        return [Baseline(value, basis.as_of, self.sha256) for value in self._measured(entry, at)]

    def _measured(self, entry: Entry, at: Ints) -> list[Amount | None]:
        """What the proof of an entry is about, of some customers; their value where it is about none."""
        basis = self.basis
        held, portfolio = basis.balance, basis.book.portfolio
        field = proof_field(entry, basis.policy, held.word, basis.as_of)
        if field == held.word:
            return held.amounts(at)
        if field in (None, VALUE, basis.books.measure.name) or field not in portfolio.frame:
            return basis.amounts(at)
        column = portfolio.further.get(field, YUAN)
        return column.amounts([None if isnan(one) else one for one in numbers(portfolio, field)[at].tolist()])
