"""Who looks after whom: managers in one spelling, and what stands where there is none."""

import unicodedata
from collections.abc import Iterable, Mapping

import pandas as pd

from keyclient.analysis.common.group_names import called_as_last, group_key
from keyclient.policy.parts.managers import ManagersPolicy

Spellings = Mapping[str, str | None]
"""What each name that is written in some columns is called; None is nobody."""


def spellings(columns: Iterable[pd.Series], policy: ManagersPolicy | None = None) -> Spellings:
    """One spelling for all names that are one but for width, case and blanks: that of most rows of the last column with it.

    `policy`: whose words for nobody count; None: the columns are not of managers.
    """
    counts = (column.dropna().value_counts() for column in columns)
    called = called_as_last(*({str(name): int(count) for name, count in one.items()} for one in counts))
    nobody = frozenset() if policy is None else frozenset({"", *map(_bare, policy.nobody)})
    return {
        name: one if group_key(name) and _bare(name) not in nobody else None for name, one in called.items()
    }


def spelt(names: pd.Series, spellings: Spellings) -> pd.Series:
    """The names of a column as they are called; NA for nobody."""
    codes, different = pd.factorize(names)
    told = pd.array([spellings.get(str(name)) for name in different], dtype="str")
    return pd.Series(told.take(codes, allow_fill=True), index=names.index, dtype="str")


def managers(names: pd.Series, policy: ManagersPolicy) -> pd.Series:
    """A column of managers, each in one spelling; NA for nobody."""
    return spelt(names, spellings([names], policy))


def other_than(names: pd.Series, first: pd.Series) -> pd.Series:
    """The second managers, in one spelling with the first; NA where she is the first one."""
    return names.mask((names == first).fillna(value=False).astype(bool))


def _bare(name: str) -> str:
    """A word for nobody as compared: without brackets, dashes and other marks around it."""
    return "".join(letter for letter in group_key(name) if unicodedata.category(letter)[0] not in "PSZ")
