"""Birth dates and genders from the numbers of identity documents, for customers of whom the book says none."""

import datetime as dt
from calendar import isleap
from collections.abc import Mapping
from dataclasses import field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.numbers import Flags
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.layout.matching import IN_ID_NUMBERS
from keyclient.model.age import OLDEST
from keyclient.model.fields import fields
from keyclient.model.id_numbers import read_id_numbers
from keyclient.model.record import dataclass

_MALE, _FEMALE = "男", "女"
_LEAP_DAY = 229
"""29 February as a number of month and day."""
Ages = NDArray[Any]
_AFTER = "#id"
"""What follows the name of a field in the column of what the numbers say of it."""


@dataclass(frozen=True)
class Origins:
    """Where the birth dates of the customers come from."""

    own: int = 0
    """Number of customers with a birth date of their own."""
    numbers: int = 0
    """Of those whose birth date is that of their number."""
    ages: int = 0
    """Of those of whom only the age is known."""
    unknown: int = 0
    contradicted: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By field: the rows in Excel of customers whose number says otherwise."""


def id_headings(columns: Columns, *, derived: bool) -> dict[str, Heading]:
    """The id numbers that tell birth date and gender, by field: those that are mapped to it, else the book's.

    Unless `derived`, only those that are mapped.
    """
    own = columns.headings.get("id_number") if derived and "id_number" in columns.readings else None
    return {**({} if own is None else dict.fromkeys(IN_ID_NUMBERS, own)), **columns.in_ids}


def id_readings(columns: Columns, as_of: dt.date, *, derived: bool) -> dict[str, Reading]:
    """What id numbers say, by frame column; `derived` as in `id_headings`.

    A field that is mapped to the numbers has its own name. Damaged and wrong numbers, those of companies and those of people not yet born or too old say nothing.
    """
    found, told = {}, dict[int, _Told]()
    for name, heading in id_headings(columns, derived=derived).items():
        if heading.position not in told:
            told[heading.position] = _told(columns, heading, as_of)
        one = told[heading.position]
        column = name if name in columns.in_ids else f"{name}{_AFTER}"
        values = one.birth if name == "birth_date" else one.is_male
        found[column] = _reading(name, len(columns.body.rows), one.position, values)
    return found


@dataclass(frozen=True, eq=False)
class _Told:
    """What the numbers of a column say that are sure."""

    position: np.ndarray
    """Of the rows with such a number."""
    birth: np.ndarray
    is_male: np.ndarray


def _told(columns: Columns, heading: Heading, as_of: dt.date) -> _Told:
    reading = columns.body.field(heading, fields()["id_number"])
    damaged = np.zeros(len(reading.valid), dtype=bool)
    damaged[list(reading.suspect)] = True
    first = dt.date(as_of.year - OLDEST - 1, 1, 1)
    numbers = read_id_numbers(_combined(reading), (first, as_of), companies(columns))
    is_sure = numbers.is_resident & ~numbers.is_credit & ~damaged[numbers.position]
    return _Told(numbers.position[is_sure], numbers.birth[is_sure], numbers.is_male[is_sure])


def with_ids(frame: pd.DataFrame, columns: Columns, as_of: dt.date) -> tuple[pd.DataFrame, Origins | None]:
    """The customers with what their numbers say in place of blanks, and where birth dates come from.

    The book's own birth date and gender go before those of the number, and that before the age. None without numbers.
    """
    said = [name for name in map(str, frame) if name.endswith(_AFTER)]
    frame = frame.assign(**{f"{name}{_AFTER}": frame[name] for name in columns.in_ids})
    origins = None
    if f"birth_date{_AFTER}" in frame:
        stated = frame.drop(columns=["birth_date"]) if "birth_date" in columns.in_ids else frame
        origins = _origins(stated, as_of)
    for name in said:
        own = name.removesuffix(_AFTER)
        if frame[name].notna().any():
            values = frame[own].fillna(frame[name]) if own in frame else frame[name]
            frame = frame.assign(**{own: values})
    return without_derived(frame), origins


def without_derived(frame: pd.DataFrame) -> pd.DataFrame:
    """The customers without what their numbers say, where only the reader wants to know it."""
    return frame.drop(columns=[name for name in map(str, frame) if name.endswith(_AFTER)])


def companies(columns: Columns) -> Flags:
    """Rows of companies, which have no age."""
    kinds = columns.readings.get("kind")
    if kinds is None:
        return np.zeros(len(columns.body.rows), dtype=bool)
    return np.asarray(pc.fill_null(pc.equal(kinds.values, "corporate"), fill_value=False), dtype=bool)


def _origins(frame: pd.DataFrame, as_of: dt.date) -> Origins:
    """Where the birth dates of all but companies come from."""
    if "kind" in frame:
        frame = frame[(frame["kind"] != "corporate").fillna(value=True)]
    number = frame[f"birth_date{_AFTER}"]
    own, aged = _known(frame, "birth_date"), _known(frame, "age")
    from_number = ~own & number.notna().to_numpy()
    other = own & (number.notna() & (frame.get("birth_date", number) != number)).to_numpy()
    contradicted = {"birth_date": other, "age": from_number & aged & _other_age(frame, number, as_of)}
    return Origins(
        own=int(own.sum()),
        numbers=int(from_number.sum()),
        ages=int((aged & ~own & ~from_number).sum()),
        unknown=int((~own & ~from_number & ~aged).sum()),
        contradicted={
            name: tuple(frame["row"][flags].tolist()) for name, flags in contradicted.items() if flags.any()
        },
    )


def _known(frame: pd.DataFrame, name: str) -> Flags:
    return frame[name].notna().to_numpy() if name in frame else np.zeros(len(frame), dtype=bool)


def _other_age(frame: pd.DataFrame, number: "pd.Series[pd.Timestamp]", as_of: dt.date) -> Flags:
    """Where the stated age is another than that of the number; a year more or less may be a birthday."""
    if "age" not in frame:
        return np.zeros(len(frame), dtype=bool)
    stated = frame["age"].to_numpy(dtype="float64", na_value=np.nan)
    return np.asarray(np.abs(stated - ages_on(number, as_of)) > 1, dtype=bool)


def ages_on(born: "pd.Series[pd.Timestamp]", day: dt.date) -> Ages:
    """The ages in completed years, as `completed_years` has them; NaN without a birth date."""
    birthday = born.dt.month * 100 + born.dt.day
    counted = birthday if isleap(day.year) else birthday.replace(_LEAP_DAY, _LEAP_DAY - 1)
    years = day.year - born.dt.year - (counted > day.month * 100 + day.day)
    return np.asarray(years.to_numpy(dtype="float64", na_value=np.nan))


def _reading(name: str, size: int, at: np.ndarray, values: np.ndarray) -> Reading:
    valid = np.zeros(size, dtype=bool)
    valid[at] = True
    if name == "birth_date":
        days = np.zeros(size, dtype="datetime64[D]")
        days[at] = values
        return Reading(days, valid, {})
    words = np.full(size, None, dtype=object)
    words[at] = np.where(values, _MALE, _FEMALE)
    return Reading(pa.array(words, pa.string()), valid, {})


def _combined(reading: Reading) -> pa.Array:
    values = reading.values
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
