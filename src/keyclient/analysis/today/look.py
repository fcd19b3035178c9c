"""How the tables of `today` look."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from keyclient.analysis.common.contacts import NOBODY, Contacts
from keyclient.analysis.common.occasions.occasion import OCCASIONS
from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Table

REASON_LABELS: dict[str, Label] = {one.occasion.value: one.label for one in OCCASIONS}
_UNOWNED = Label("(no manager)", "（无管户经理）")
_UNOWNED_OF = Label("(no manager, {branch})", "（无管户经理，{branch}）")


@dataclass(frozen=True)
class TodayLook:
    """How the tables of one answer look."""

    amount: Kind
    """How values of the measure look."""
    tiers: Mapping[str, Label]
    families: Mapping[str, Label]
    """The names of tiers and product families in both languages."""
    as_of: dt.date
    lang: Lang = Lang.EN
    """The language of the sentences in the result."""
    rows: int | None = None
    """How many rows each list shows; None: all, 0 goes without lists of customers."""
    contacts: Contacts = NOBODY
    """Whom to call."""
    phones: bool = False
    """Whether telephone numbers are shown in full."""
    quiet_since: dt.date = dt.date.max
    """The first day on which a contact is recent; whoever is on a list all the same is said to have been contacted."""
    remarks: Mapping[int, str] = field(default_factory=dict)
    """What people wrote about customers by row, which the next list keeps."""
    remembered: Sequence[str] = ()
    """What the next list keeps out of sight."""
    asked: int = 0
    """How many lines there are about those who were asked for, shown or not."""
    unread: Table | None = None
    """The table of customers whose value cannot be read."""

    def tier(self, name: str) -> Label:
        """A tier in words."""
        return self.tiers[name]


def list_name(manager: str | None, branch: str | None) -> str | Label:
    """Whose list it is."""
    if manager is not None:
        return manager
    return _UNOWNED if branch is None else _UNOWNED_OF.filled(branch=branch)
