"""Telephones and addresses: who has which, and which are of so many people that they prove nothing."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.result import PublicNumber
from keyclient.analysis.overlap.telephones import telephones
from keyclient.analysis.overlap.who import UNKNOWN, Flags, Ints, distinct, texts, unmasked

PHONE, ADDRESS = "phone", "address"
_UNSAID = r"[^\pL\pN#]"
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
    typed = telephones(_plain(told)) if kind == PHONE else _addresses(told)
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
    different, _ = distinct(key, name)
    return np.bincount(different, minlength=int(key.max(initial=-1)) + 1)


def _addresses(column: pd.Series) -> pd.Series:
    """One entry an address, by record, without width, case, blanks and punctuation."""
    typed = _plain(column)
    plain = pc.replace_substring_regex(pa.array(typed, pa.string()), _UNSAID, "")
    is_long = np.asarray(pc.greater_equal(pc.utf8_length(plain), _LEAST_ADDRESS), dtype=bool)
    return pd.Series(plain.to_pandas().array, index=typed.index, dtype="str")[is_long]


def _plain(column: pd.Series) -> pd.Series:
    """What is written, without width and case."""
    known = column.dropna()
    plain = pc.utf8_lower(pc.utf8_normalize(pa.array(known, pa.string()), "NFKC"))
    return pd.Series(plain.to_pandas().array, index=known.index, dtype="str")
