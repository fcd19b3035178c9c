"""Identity numbers: whether their check characters fit, and which birth date and gender they encode.

Whole columns at once: 18 characters a number as a table of bytes. Sources: GB 11643-1999 (resident identity number,
check digit by ISO 7064 MOD 11-2), GB 32100-2015 (unified social credit code). The numbers of 15 digits that were issued
until 1999 lack the century, always 19, and the check digit.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.model.check_digits import (
    CREDIT_ALPHABET,
    CREDIT_WEIGHTS,
    RESIDENT_CHECKS,
    RESIDENT_WEIGHTS,
    resident_check,
)
from keyclient.model.id_patterns import BETWEEN, OLD_RESIDENT, RESIDENT
from keyclient.model.record import dataclass

_LENGTH = 18
_CREDIT = rf"^[1-9ANY][0-9]{{7}}[{CREDIT_ALPHABET}]{{10}}$"
"""Registering authority and kind of organisation, six digits of region, the organisation's code, check character."""
_AT_ONCE = 2**14
"""Numbers that are read together; the tables of more of them would need far more memory than the numbers themselves."""
_ENTERPRISE = ord("9")
"""What the credit code of an enterprise begins with; no region of residents does."""

Flags = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class IdNumbers:
    """The numbers of a column that look like one of the two kinds. By place, from 0."""

    position: Indices
    """Where the number stands in the column."""
    is_resident: Flags
    """A resident number with the right date and, of 18 digits, check digit."""
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

    def where(self, keep: Flags) -> "IdNumbers":
        """Those at some places."""
        return IdNumbers(*(column[keep] for column in self.columns))

    @property
    def columns(self) -> tuple[npt.NDArray[Any], ...]:
        """Everything that is known, in the order of the fields."""
        return self.position, self.is_resident, self.is_credit, self.as_credit, self.birth, self.is_male


def read_id_numbers(
    texts: pa.Array | pa.ChunkedArray, born: tuple[dt.date, dt.date], corporate: Flags
) -> IdNumbers:
    """The numbers of 18 characters in a column, and those of 15 that name a date.

    Anything else, such as a passport, is not judged. `born`: the first and the last possible birth date. `corporate`: the rows that the book says are not persons. A
    lower-case x counts as X.
    """
    starts = range(0, len(texts), _AT_ONCE) or (0,)
    parts = [
        _read_part(_whole(texts.slice(start, _AT_ONCE)), born, corporate[start : start + _AT_ONCE])
        for start in starts
    ]
    if len(parts) == 1:
        return parts[0]
    for start, part in zip(starts, parts, strict=True):
        part.position[:] += start
    return IdNumbers(*map(np.concatenate, zip(*(part.columns for part in parts), strict=True)))


def _whole(texts: pa.Array | pa.ChunkedArray) -> pa.Array:
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


def _read_part(texts: pa.Array, born: tuple[dt.date, dt.date], corporate: Flags) -> IdNumbers:
    """A few numbers at once."""
    texts = pc.replace_substring_regex(pc.utf8_upper(texts), BETWEEN, "")
    digits, coded, old = (
        matches(texts, RESIDENT),
        matches(texts, _CREDIT),
        matches(texts, OLD_RESIDENT) & ~corporate,
    )
    old &= ~_impossible(texts, old, born)
    position = np.flatnonzero(digits | coded | old)
    numbers = texts.take(pa.array(position)).to_pylist()
    table = _table([_as_new(number) if len(number) < _LENGTH else number for number in numbers])
    birth, is_day = _birth(table, born, (digits | old)[position])
    is_resident = is_day & (_resident_checks(table) == table[:, 17])
    is_credit = coded[position] & (_credit_checks(table) == table[:, 17])
    begins_like_firm = (table[:, 0] == _ENTERPRISE) & ~is_day
    as_credit = ~(digits | old)[position] | corporate[position] | begins_like_firm
    return IdNumbers(position, is_resident, is_credit, as_credit, birth, table[:, 16] % 2 == 1)


def matches(texts: pa.Array, pattern: str) -> Flags:
    """Which texts match a pattern (RE2); blanks never do."""
    return np.asarray(pc.fill_null(pc.match_substring_regex(texts, pattern), fill_value=False), dtype=bool)


def _as_new(old: str) -> str:
    """A number of 15 digits as one of 18."""
    first_17 = f"{old[:6]}19{old[6:]}"
    return first_17 + resident_check(first_17)


def _impossible(texts: pa.Array, old: Flags, born: tuple[dt.date, dt.date]) -> Flags:
    """Of the numbers of 15 digits, those whose date there is not; they are some other kind of number."""
    at = np.flatnonzero(old)
    table = _table([_as_new(number) for number in texts.take(pa.array(at)).to_pylist()])
    _, is_day = _birth(table, born, np.ones(len(at), dtype=bool))
    found = np.zeros(len(texts), dtype=bool)
    found[at[~is_day]] = True
    return found


def _table(numbers: Sequence[str]) -> Bytes:
    """One row a number, one column a character."""
    return np.frombuffer("".join(numbers).encode("ascii"), dtype=np.uint8).reshape(-1, _LENGTH)


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
