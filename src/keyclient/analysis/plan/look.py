"""How the tables of `plan` look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.contacts import NOBODY, Contacts
from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Table, TableColumn


@dataclass(frozen=True)
class PlanLook:
    """How the tables of one answer look."""

    amount: Kind
    """How values of the measure look."""
    tiers: Mapping[str, Label]
    """The tiers' names in both languages."""
    entries: Mapping[str, Label]
    """The same of the entries of the catalogue."""
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
    unread: Table | None = None
    """The table of customers whose value cannot be read."""

    def money(self, key: str, en: str, zh: str, spare: int = 0) -> TableColumn:
        """A column of values."""
        return column(key, en, zh, self.amount, spare=spare)

    def tier(self, name: str | None) -> Label | None:
        """A tier in words."""
        return None if name is None else self.tiers.get(name, Label(name, name))

    def entry(self, name: str | None) -> Label | None:
        """An entry of the catalogue in words; None for a line that people added."""
        return None if name is None else self.entries.get(name, Label(name, name))
