"""Which list each customer belongs to: that of her manager, or without one that of her branch."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import ABSENT, Ints
from keyclient.analysis.common.evidence.columns import texts
from keyclient.analysis.common.group_names import group_key
from keyclient.analysis.common.owners import spellings
from keyclient.errors import UsageError
from keyclient.model.label import NO_WORDS, Label, listed
from keyclient.model.portfolio import Portfolio
from keyclient.policy.parts.managers import ManagersPolicy

_NEAREST = Label(" Most like it: {names}.", "相近的有：{names}。")
_SOME = Label(" Managers of the book: {names}.", "表内客户经理有：{names}。")
_NAMED = 5


class NoSuchManager(UsageError):
    """A `--manager` whom the book does not name."""

    sentence = Label(
        "--manager {name}: the book has no customer of this manager.{remedy}",
        "--manager {name}：表内没有该客户经理管户的客户。{remedy}",
    )


class NamesNoManagers(UsageError):
    """A `--manager` for a book that names none."""

    sentence = Label(
        "--manager {name}: the book names no managers. Name the column with --map manager=HEADING.",
        "--manager {name}：表内没有客户经理列。请用 --map manager=列名 指定。",
    )


@dataclass(frozen=True)
class CallList:
    """Whose list it is."""

    manager: str | None
    branch: str | None
    """Where most of the customers are; the first by name where that is several. None where the book names none."""


@dataclass(frozen=True, eq=False)
class CallLists:
    """The lists of a book."""

    lists: tuple[CallList, ...]
    """By manager, those of nobody last, by branch."""
    owner: Ints
    """The number of the list of each customer; `ABSENT` for whoever is in none."""

    def of(self, wanted: str, policy: ManagersPolicy) -> "CallLists":
        """The lists of one manager alone; by a word for nobody those of nobody.

        Raises `NamesNoManagers` and `NoSuchManager`.
        """
        managers = [one.manager for one in self.lists if one.manager is not None]
        if not managers:
            raise NamesNoManagers(name=wanted)
        is_nobody = spellings([pd.Series([wanted], dtype="str")], policy).get(wanted) is None
        key = None if is_nobody else group_key(wanted)
        kept = [number for number, one in enumerate(self.lists) if _key(one.manager) == key]
        if not kept:
            raise NoSuchManager(name=wanted, remedy=_remedy(wanted, managers))
        renumbered = np.full(len(self.lists) + 1, ABSENT)
        renumbered[kept] = np.arange(len(kept))
        return CallLists(tuple(self.lists[number] for number in kept), renumbered[self.owner])


def call_lists(portfolio: Portfolio) -> CallLists:
    """The lists of a book whose managers stand in one spelling, NA for nobody (`as_judged`)."""
    people = pd.DataFrame({name: texts(portfolio, name).fillna("") for name in ("manager", "branch")})
    if people.empty:
        return CallLists((), np.zeros(0, dtype=np.int64))
    owned = people["manager"] != ""
    people["of"] = people["branch"].where(~owned, "")
    sizes = people.groupby(["manager", "of", "branch"]).size().reset_index(name="size")
    sizes = sizes.sort_values(["manager", "of", "size", "branch"], ascending=[True, True, False, True])
    one_each = sizes.drop_duplicates(["manager", "of"])
    one_each = one_each.assign(nobody=one_each["manager"] == "", nowhere=one_each["of"] == "")
    in_order = one_each.sort_values(["nobody", "manager", "nowhere", "of"], ignore_index=True)
    at = pd.MultiIndex.from_frame(in_order[["manager", "of"]])
    owner = at.get_indexer(pd.MultiIndex.from_frame(people[["manager", "of"]]))
    named = zip(in_order["manager"], in_order["branch"], strict=True)
    return CallLists(tuple(CallList(manager or None, branch or None) for manager, branch in named), owner)


def _key(manager: str | None) -> str | None:
    return None if manager is None else group_key(manager)


def _remedy(wanted: str, managers: Sequence[str]) -> Label:
    keys = {group_key(name): name for name in managers}
    near = get_close_matches(group_key(wanted), keys, _NAMED, 0.5)
    names = [keys[key] for key in near] or list(managers[:_NAMED])
    return (_NEAREST if near else _SOME).filled(names=listed(names)) if names else NO_WORDS
