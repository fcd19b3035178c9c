"""How the tables of `plan` look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.contacts import NOBODY, Contacts
from keyclient.analysis.plan.criteria.parse import parse_criterion
from keyclient.analysis.plan.criteria.refusals import CriterionError
from keyclient.analysis.plan.criteria.render import render
from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Table, TableColumn
from keyclient.policy.models import Policy

ADDED = Label("added by people", "自行新增")
"""In place of the entry of a line that people added."""


def visits(effort: float | None) -> float | None:
    """Effort as it is shown: whole visits as such."""
    return int(effort) if effort is not None and float(effort).is_integer() else effort


def visits_kind(efforts: Iterable[float | None]) -> Kind:
    """How effort looks: whole visits as such."""
    is_whole = all(one is None or float(one).is_integer() for one in efforts)
    return Kind.COUNT if is_whole else Kind.YEARS


@dataclass(frozen=True)
class PlanLook:
    """How the tables of one answer look."""

    amount: Kind
    """How values of the measure look."""
    tiers: Mapping[str, Label]
    """The tiers' names in both languages."""
    entries: Mapping[str, Label]
    """The same of the entries of the catalogue."""
    policy: Policy
    """In which criteria are understood."""
    lang: Lang = Lang.EN
    """The language of the sentences in the result."""
    rows: int | None = 20
    """How many rows each list shows; None is all, 0 goes without lists of customers."""
    contacts: Contacts = NOBODY
    """Whom to call about the customers."""
    total: int | None = None
    """How many lines the list is about; None: all of the plan."""
    owners: Sequence[str] = ()
    """Who may be chosen as the owner of a line."""
    remembered: Sequence[str] = ()
    """The ids of lines that people deleted."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The names of customers as an earlier plan has them, by the id of the line."""
    unread: Table | None = None
    """The table of customers whose value cannot be read."""

    def money(self, key: str, en: str, zh: str, spare: int = 0) -> TableColumn:
        """A column of values."""
        return column(key, en, zh, self.amount, spare=spare)

    def tier(self, name: str | None) -> Label | None:
        """A tier in words."""
        return None if name is None else self.tiers.get(name, Label(name, name))

    def entry(self, name: str | None) -> Label:
        """An entry of the catalogue in words, also for a line that people added."""
        return ADDED if name is None else self.entries.get(name, Label(name, name))

    def criterion(self, text: str) -> str:
        """A criterion in the language of the answer; as it is where it cannot be understood."""
        if self.lang is Lang.EN:
            return text
        try:
            return render(parse_criterion(text, self.policy), self.lang)
        except CriterionError:
            return text
