"""Telephones and addresses: who has which, and which are of so many people that they prove nothing."""

import unicodedata
from dataclasses import dataclass

import numpy as np
import pandas as pd

from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.result import PublicNumber
from keyclient.analysis.overlap.who import UNKNOWN, Flags, Ints, texts, unmasked

PHONE, ADDRESS = "phone", "address"
_SEVERAL = r"[/、,，;；|\s]+(?=[0-9+(]{4})"
"""Between two numbers in one cell."""
_BETWEEN = r"[^0-9a-z转分机#]"
_COUNTRY = r"^(?:\+|00)?86(?=1[0-9]{10}|0[1-9][0-9]{8,})"
_DIALLED = r"^[0-9]{7,}"
_ONE_DIGIT = "|".join(f"^{digit}+$" for digit in range(10))
_UNSAID = r"[^\w#]|_"
_LEAST_ADDRESS = 6
"""A shorter address names a town at most."""


@dataclass(frozen=True, eq=False)
class Reach:
    """Where the records can be reached: one entry for each record and telephone (or address)."""

    kind: str
    record: Ints
    key: Ints
    """Which number, from 0."""
    people: Ints
    """By number: of how many people it is. Records of one name are one person; so are those that are joined."""
    is_public: Flags
    """By number."""

    @property
    def private(self) -> Flags:
        """Which entries are of no public number."""
        return np.asarray(~self.is_public[self.key])

    def told(self) -> PublicNumber | None:
        """How many numbers are public, and of how many people; None if none is."""
        if not self.is_public.any():
            return None
        return PublicNumber(
            kind=self.kind, people=int(self.people[self.is_public].sum()), numbers=int(self.is_public.sum())
        )


def reach(persons: Persons, kind: str, least: int) -> Reach:
    """The telephones or addresses of all records; public are those of `least` people or more."""
    told = unmasked(texts(persons.records, kind))
    typed = _phones(told) if kind == PHONE else _addresses(told)
    key = np.asarray(pd.factorize(typed)[0], dtype=np.int64)
    record = np.asarray(typed.index.to_numpy(), dtype=np.int64)
    people = _people(key, called(persons)[persons.person[record]])
    return Reach(kind, record, key, people, people >= least)


def called(persons: Persons) -> Ints:
    """What each person is called, as a code: persons of one name share it; those without a name have one of their own."""
    name, names = persons.who.name, int(persons.who.name.max(initial=UNKNOWN)) + 1
    found = np.full(persons.count, np.iinfo(np.int64).max)
    known = name != UNKNOWN
    np.minimum.at(found, persons.person[known], name[known])
    return np.where(found < names, found, names + np.arange(persons.count))


def _people(key: Ints, name: Ints) -> Ints:
    different = np.unique(np.column_stack((key, name)), axis=0).reshape(-1, 2)
    return np.bincount(different[:, 0], minlength=int(key.max(initial=-1)) + 1)


def _phones(column: pd.Series) -> pd.Series:
    """One entry a telephone, by record: its digits with the extension, without the country; no words, no single digit repeated."""
    typed = column.dropna().map(_plain).str.split(_SEVERAL, regex=True).explode()
    digits = typed.str.replace(_BETWEEN, "", regex=True).str.replace(_COUNTRY, "", regex=True)
    is_phone = digits.str.contains(_DIALLED) & ~digits.str.contains(_ONE_DIGIT)
    return digits[is_phone.fillna(value=False).astype(bool)]


def _addresses(column: pd.Series) -> pd.Series:
    """One entry an address, by record, without width, case, blanks and punctuation."""
    typed = column.dropna().map(_plain).str.replace(_UNSAID, "", regex=True)
    return typed[(typed.str.len() >= _LEAST_ADDRESS).to_numpy(dtype=bool)]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
