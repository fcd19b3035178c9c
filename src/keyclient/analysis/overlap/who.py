"""Who each record says she is, in codes that can be compared: number, birth date, name, customer id."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from keyclient.analysis.common.identity import folded_names, read_numbers

Ints = NDArray[Any]
Flags = NDArray[Any]

UNKNOWN = -1
"""The code of what is not known."""
_MASKED = r"[*＊]|[xX×]{3}"
"""What was written over says nothing."""


@dataclass(frozen=True, eq=False)
class Who:
    """One entry a record; codes from 0, `UNKNOWN` where nothing is known."""

    number: Ints
    name: Ints
    customer_id: Ints
    """`UNKNOWN` too where it has lost digits, and may be that of several."""
    born: Ints
    """Days since 1970: of the id number if it is valid, else as the book says; `UNBORN` for companies."""
    is_corporate: Flags
    numbers: pd.Series
    """The valid numbers as text, those of 15 digits as of 18."""
    names: pd.Series
    """The names, folded; NA where they are masked."""
    placeholder: Flags
    """The records whose id number stands under so many names that it is nobody's."""


UNBORN = np.iinfo(np.int64).min
"""No birth date."""


def who_is(records: pd.DataFrame, public: int) -> Who:
    """What the records say. An id number of `public` different names or more is nobody's, and counts as none."""
    corporate = texts(records, "kind").eq("corporate").fillna(value=False).to_numpy(dtype=bool)
    read = read_numbers(texts(records, "id_number"), corporate)
    names = folded_names(unmasked(texts(records, "name")))
    name, number = codes(names), codes(read.number)
    placeholder = _of_many_names(number, name, public) & read.is_resident
    number = np.where(placeholder, UNKNOWN, number)
    is_company = corporate | ((number != UNKNOWN) & ~read.is_resident)
    told = np.where(placeholder | np.isnat(read.born), _days(records), read.born)
    return Who(
        number=number,
        name=name,
        customer_id=_ids(records),
        born=np.where(is_company, UNBORN, told.astype("datetime64[D]").astype(np.int64)),
        is_corporate=is_company,
        numbers=read.number.mask(placeholder),
        names=names,
        placeholder=placeholder,
    )


def texts(records: pd.DataFrame, name: str) -> pd.Series:
    """A column as text; NA throughout where the records have none."""
    if name not in records:
        return pd.Series(pd.NA, index=records.index, dtype="str")
    return records[name].astype("str")


def unmasked(column: pd.Series) -> pd.Series:
    """A column of texts without those of which a part is written over."""
    return column.mask(column.str.contains(_MASKED, regex=True).fillna(value=False).astype(bool))


def codes(column: pd.Series) -> Ints:
    """Equal texts as equal numbers from 0."""
    return np.asarray(pd.factorize(column)[0], dtype=np.int64)


def _ids(records: pd.DataFrame) -> Ints:
    found = pa.array(texts(records, "customer_id"), pa.string(), from_pandas=True)
    plain = pc.utf8_trim_whitespace(pc.utf8_lower(pc.utf8_normalize(found, "NFKC")))
    ids = codes(pd.Series(plain.to_pandas(), dtype="str").replace("", None))
    if "has_lost_digits" in records:
        ids[records["has_lost_digits"].fillna(value=False).to_numpy(dtype=bool)] = UNKNOWN
    return ids


def _days(records: pd.DataFrame) -> NDArray[Any]:
    if "birth_date" not in records:
        return np.full(len(records), np.datetime64("NaT", "D"))
    return records["birth_date"].astype("datetime64[s]").to_numpy().astype("datetime64[D]")


def _of_many_names(number: Ints, name: Ints, least: int) -> Flags:
    """The records whose number stands under so many different names."""
    known = (number != UNKNOWN) & (name != UNKNOWN)
    different = pd.DataFrame({"number": number[known], "name": name[known]}).drop_duplicates()
    names = np.bincount(different["number"], minlength=len(number) + 1)
    return np.asarray((number != UNKNOWN) & (names[number] >= least))
