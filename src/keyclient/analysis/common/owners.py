"""Who looks after whom: managers in one spelling, and what stands where there is none."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

import pandas as pd

from keyclient.analysis.common.group_names import called_as_last, group_key
from keyclient.policy.parts.managers import ManagersPolicy

_COMMA = ","
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
"""A part without one is a number, as of an employee, and no name."""
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


def names_nobody(name: str, policy: ManagersPolicy) -> bool:
    """Whether a name is a word for nobody."""
    return _bare(name) in {"", *map(_bare, policy.nobody)}


def names_several(name: str, policy: ManagersPolicy) -> bool:
    """Whether one cell names several people: more than one name stands between the separators of the policy."""
    is_latin = _LATIN.search(name) is not None
    marks = [mark for mark in policy.separators if mark != _COMMA or not is_latin]
    if not marks:
        return False
    parts = re.split("|".join(map(re.escape, marks)), name)
    return len({group_key(part) for part in parts if _LETTER.search(part)}) > 1


def other_than(names: pd.Series, first: pd.Series) -> pd.Series:
    """The second managers, in one spelling with the first; NA where she is the first one."""
    return names.mask((names == first).fillna(value=False).astype(bool))


def _bare(name: str) -> str:
    """A word for nobody as compared: without brackets, dashes and other marks around it."""
    return "".join(letter for letter in group_key(name) if unicodedata.category(letter)[0] not in "PSZ")
