"""Implausible cells: identity numbers, telephone numbers, dates in the future."""

import datetime as dt
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.analysis.check.weights import Flags, Indices
from keyclient.model.fields import fields
from keyclient.model.id_numbers import IdNumbers, matches, read_id_numbers
from keyclient.model.label import Label
from keyclient.model.record import dataclass
from keyclient.model.rules.plausibility import (
    BirthDateContradicted,
    CreditCodeWrong,
    DateInFuture,
    GenderContradicted,
    ImplausibleCell,
    PhoneWrong,
    ResidentIdWrong,
)
from keyclient.model.trace import Trace

_RESIDENT = Label("resident id number", "公民身份号码")
_CREDIT = Label("unified social credit code", "统一社会信用代码")
_DATE = Label("date", "日期")
_GENDER = Label("gender", "性别")
_PHONE = Label("telephone number", "电话号码")
_DATED = ("birth_date", "open_date", "last_contact", "last_transaction")
"""Date fields that must lie in the past."""

_MALE = ("男", "男性", "先生", "m", "male", "man")
_FEMALE = ("女", "女性", "女士", "f", "female", "woman")

_BETWEEN = r"[\s\-–—－().（）·]"
"""Separators within a telephone number (RE2)."""
_CALLABLE = r"(?:\+|00)?[0-9]{7,15}(?:(?:[xX#转,]|ext|分机)[0-9]{1,6})?"
_PHONES = rf"^{_CALLABLE}(?:[/、,;，；]+{_CALLABLE})*$"
_MOBILE = r"^1[3-9][0-9]*$"
_MOBILE_DIGITS = 11
"""Of a Chinese mobile number; no other number starts with the same two digits and has as few as its own."""
_ONE_DIGIT = "|".join(f"^{digit}+$" for digit in range(10))
_AT_ONCE = 2**14
"""Telephone numbers that are looked at together: each look makes texts of its own."""
_MASKED = r"[*＊xX]{2,}|^[^0-9]*$"
"""Masked numbers and words are not checked; a word says where to find the number."""


@dataclass(frozen=True)
class Flaw:
    """Cells of one field with one defect."""

    rule: type[ImplausibleCell]
    field: str
    positions: Indices
    """Of the rows, as in `Trace`."""
    checked: int
    """How many cells were checked for it."""
    kind: Label
    """What the cells should contain."""


def flaws(trace: Trace, as_of: dt.date) -> Iterator[Flaw]:
    """The implausible cells, field by field. Numbers that Excel has rounded are skipped."""
    if "id_number" in trace.rows:
        yield from _of_numbers(trace, as_of)
    if "phone" in trace.rows:
        yield _of_phones(trace)
    for name in _DATED:
        if name in trace.rows:
            dates = trace.rows[name]
            late = (dates > pd.Timestamp(as_of)).to_numpy(dtype=bool)
            yield Flaw(DateInFuture, name, np.flatnonzero(late), int(dates.notna().sum()), _DATE)
    pa.default_memory_pool().release_unused()


def _of_numbers(trace: Trace, as_of: dt.date) -> Iterator[Flaw]:
    rows = trace.rows
    corporate = np.zeros(len(rows), dtype=bool)
    if "kind" in rows:
        corporate = (rows["kind"] == "corporate").to_numpy(dtype=bool)
    numbers = read_id_numbers(_texts(rows["id_number"]), (_first_day(), as_of), corporate)
    damaged = trace.damaged["id_number"]
    if len(damaged):
        numbers = numbers.where(~_flags(damaged, len(rows))[numbers.position])
    meant: tuple[tuple[type[ImplausibleCell], Flags, Label], ...] = (
        (ResidentIdWrong, ~numbers.as_credit, _RESIDENT),
        (CreditCodeWrong, numbers.as_credit, _CREDIT),
    )
    for rule, candidates, kind in meant:
        wrong = numbers.position[candidates & numbers.wrong]
        yield Flaw(rule, "id_number", wrong, int((candidates | ~numbers.wrong).sum()), kind)
    yield from _contradictions(rows, numbers)


def _contradictions(rows: pd.DataFrame, numbers: IdNumbers) -> Iterator[Flaw]:
    """Birth dates and genders that contradict a valid resident number."""
    at = numbers.position[numbers.is_resident]
    if "birth_date" in rows:
        known = rows["birth_date"].to_numpy("datetime64[D]")[at]
        other = ~np.isnat(known) & (known != numbers.birth[numbers.is_resident])
        yield Flaw(BirthDateContradicted, "birth_date", at[other], int((~np.isnat(known)).sum()), _DATE)
    if "gender" in rows:
        codes, distinct = pd.factorize(rows["gender"])
        said = pd.Series([*distinct, ""], dtype="str").str.strip().str.lower()
        male, female = (_is_in(said, words)[codes][at] for words in (_MALE, _FEMALE))
        is_male = numbers.is_male[numbers.is_resident]
        other = (male & ~is_male) | (female & is_male)
        yield Flaw(GenderContradicted, "gender", at[other], int((male | female).sum()), _GENDER)


def _of_phones(trace: Trace) -> Flaw:
    """Telephone numbers with too few or too many digits, one digit repeated, or odd characters."""
    typed = _texts(trace.rows["phone"])
    wrong, judged = np.zeros(len(typed), dtype=bool), np.zeros(len(typed), dtype=bool)
    for start in range(0, len(typed), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        wrong[part], judged[part] = _phones(typed.slice(start, _AT_ONCE).combine_chunks())
    judged &= ~_flags(trace.damaged["phone"], len(typed))
    return Flaw(PhoneWrong, "phone", np.flatnonzero(judged & wrong), int(judged.sum()), _PHONE)


def _phones(typed: pa.Array) -> tuple[Flags, Flags]:
    """Which numbers are wrong, and which can be judged at all."""
    numbers = pc.replace_substring_regex(typed, _BETWEEN, "")
    short_or_long = matches(numbers, _MOBILE) & (
        np.asarray(pc.fill_null(pc.utf8_length(numbers), 0)) != _MOBILE_DIGITS
    )
    wrong = ~matches(numbers, _PHONES) | short_or_long | matches(numbers, _ONE_DIGIT)
    judged = np.asarray(pc.is_valid(numbers), dtype=bool) & ~matches(typed, _MASKED)
    return wrong, judged


def _texts(column: pd.Series) -> pa.ChunkedArray:
    """The texts of a column where they are, not a copy."""
    found = pa.array(column, from_pandas=True)
    texts = found if isinstance(found, pa.ChunkedArray) else pa.chunked_array([found])
    return texts.cast(pa.string()) if pa.types.is_null(texts.type) else texts


def _is_in(column: pd.Series, words: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    return column.isin(words).to_numpy(dtype=bool)


def _flags(positions: Indices, length: int) -> Flags:
    flags = np.zeros(length, dtype=bool)
    flags[positions] = True
    return flags


def _first_day() -> dt.date:
    """The earliest possible date of birth."""
    bounds = fields()["birth_date"].bounds
    if bounds is None:
        raise ValueError("a date has bounds")
    day: dt.date = bounds.low
    return day
