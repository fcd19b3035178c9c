"""Identity numbers that cannot be right: their check characters, and what they say of birth date and gender.

Whole columns at once: 18 characters a number as a table of bytes. Sources: GB 11643-1999 (resident identity number,
check digit by ISO 7064 MOD 11-2), GB 32100-2015 (unified social credit code).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.analysis.check.weights import Flags, Indices
from keyclient.model.check_digits import CREDIT_ALPHABET, CREDIT_WEIGHTS, RESIDENT_CHECKS, RESIDENT_WEIGHTS

_RESIDENT = r"^[0-9]{17}[0-9X]$"
_CREDIT = rf"^[1-9ANY][0-9]{{7}}[{CREDIT_ALPHABET}]{{10}}$"
"""Registering authority and kind of organisation, six digits of region, the organisation's code, check character."""
_ENTERPRISE = ord("9")
"""What the credit code of an enterprise begins with; no region of residents does."""

Bytes = npt.NDArray[np.uint8]
Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class IdNumbers:
    """The numbers of a column that look like one of the two kinds. By place, from 0."""

    position: Indices
    """Where the number stands in the column."""
    is_resident: Flags
    """A resident number with the right date and check digit."""
    is_credit: Flags
    """A credit code with the right check character."""
    as_credit: Flags
    """Of those that are neither, which were meant as a credit code; the others as a resident number."""
    birth: Days
    """The date that a resident number names."""
    is_male: Flags
    """Whether the 17th digit of a resident number is odd."""

    @property
    def wrong(self) -> Flags:
        """Those that are neither."""
        return ~self.is_resident & ~self.is_credit


def read_id_numbers(column: pd.Series, born: tuple[dt.date, dt.date], corporate: Flags) -> IdNumbers:
    """The numbers of 18 characters in a column of text; anything else, such as a passport, is not judged.

    `born`: the first and the last day on which anybody can be born. `corporate`: the rows of which the book says
    that they are no persons. A small x is an X.
    """
    texts = pc.utf8_upper(pa.array(column, type=pa.string(), from_pandas=True))
    digits, coded = matches(texts, _RESIDENT), matches(texts, _CREDIT)
    position = np.flatnonzero(digits | coded)
    table = _table(texts.take(pa.array(position)).to_pylist())
    birth, is_day = _birth(table, born, digits[position])
    is_resident = is_day & (_resident_checks(table) == table[:, 17])
    is_credit = coded[position] & (_credit_checks(table) == table[:, 17])
    begins_like_firm = (table[:, 0] == _ENTERPRISE) & ~is_day
    as_credit = ~digits[position] | corporate[position] | begins_like_firm
    return IdNumbers(position, is_resident, is_credit, as_credit, birth, table[:, 16] % 2 == 1)


def matches(texts: pa.Array, pattern: str) -> Flags:
    """Which texts a pattern (RE2) is found in; a blank never."""
    return np.asarray(pc.fill_null(pc.match_substring_regex(texts, pattern), fill_value=False), dtype=bool)


def _table(numbers: Sequence[str]) -> Bytes:
    """One row a number, one column a character."""
    return np.frombuffer("".join(numbers).encode("ascii"), dtype=np.uint8).reshape(-1, 18)


def _birth(table: Bytes, born: tuple[dt.date, dt.date], are_digits: Flags) -> tuple[Days, Flags]:
    """The dates in the characters 7 to 14, and which of them there are and can be dates of birth."""
    part = np.where(are_digits[:, None], table[:, 6:14], ord("0")).astype(np.int64) - ord("0")
    year, month, day = part[:, :4] @ [1000, 100, 10, 1], part[:, 4:6] @ [10, 1], part[:, 6:] @ [10, 1]
    months = ((year - 1970) * 12 + np.clip(month, 1, 12) - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + np.clip(day - 1, 0, 30)
    exists = (month >= 1) & (month <= 12) & (day >= 1) & (days.astype("datetime64[M]") == months)
    first, last = np.array(born, dtype="datetime64[D]")
    return days, are_digits & exists & (days >= first) & (days <= last)


def _resident_checks(table: Bytes) -> Bytes:
    """The 18th character that each number should have as a resident number."""
    total = (table[:, :17].astype(np.int64) - ord("0")) @ np.array(RESIDENT_WEIGHTS)
    checks: Bytes = np.frombuffer(RESIDENT_CHECKS.encode(), dtype=np.uint8)
    expected: Bytes = checks[total % 11]
    return expected


def _credit_checks(table: Bytes) -> Bytes:
    """The 18th character that each number should have as a credit code."""
    alphabet: Bytes = np.frombuffer(CREDIT_ALPHABET.encode(), dtype=np.uint8)
    values = np.zeros(256, dtype=np.int64)
    values[alphabet] = np.arange(len(alphabet))
    expected: Bytes = alphabet[-(values[table[:, :17]] @ np.array(CREDIT_WEIGHTS)) % 31]
    return expected
