"""Numbers of customers that differ in leading zeros alone: one of two books has lost them."""

from pathlib import PurePath
from typing import NamedTuple

import pandas as pd

from keyclient.analysis.common.identity import Flags
from keyclient.model.bare_id import bare_id
from keyclient.model.column import HeadingStatus
from keyclient.model.label import Label
from keyclient.model.portfolio import Loaded
from keyclient.model.rules.moves import LeadingZeros


class NumberedBook(NamedTuple):
    """A book as it is called, and the heading of its customer ids."""

    called: str
    heading: str | None

    @property
    def label(self) -> Label:
        """Its heading in words."""
        heading = self.heading or "customer_id"
        return Label(f"“{heading}” of {self.called}", f"{self.called} 的“{heading}”")


def numbered_book(loaded: Loaded) -> NumberedBook:
    """A whole file."""
    path = loaded.portfolio.sources[0].path
    return NumberedBook(PurePath(path.replace("\\", "/")).name, id_heading(loaded))


def id_heading(loaded: Loaded) -> str | None:
    """The heading of the customer ids, if the book has one."""
    taken = (column for column in loaded.columns if column.standing is HeadingStatus.TAKEN)
    return next((" ".join(one.heading.split()) for one in taken if one.field == "customer_id"), None)


class LostZeros(NamedTuple):
    """Of the ids that one book alone has, and of those that the other alone has, which may be one."""

    gone: Flags
    new: Flags
    is_lost_before: bool
    """Whether the older book has the shorter ones."""

    def issue(self, before: NumberedBook, now: NumberedBook, counted: Label) -> LeadingZeros:
        """What is told of them. `counted`: how they count."""
        return LeadingZeros(
            count=int(self.gone.sum()),
            heading_before=before.label,
            heading_now=now.label,
            book=before.called if self.is_lost_before else now.called,
            counted=counted,
        )


def lost_zeros(gone: "pd.Series", new: "pd.Series") -> LostZeros:
    """The ids of the older and of the newer book that are the same without zeros before them and with plain digits."""
    bare_gone, bare_new = gone.map(bare_id, na_action="ignore"), new.map(bare_id, na_action="ignore")
    from_old = bare_gone.isin(bare_new.dropna()).to_numpy(dtype=bool)
    to_new = bare_new.isin(bare_gone.dropna()).to_numpy(dtype=bool)
    is_shorter = gone[from_old].str.len().sum() < new[to_new].str.len().sum()
    return LostZeros(from_old, to_new, bool(is_shorter))
