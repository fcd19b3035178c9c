"""Who each record says she is, in codes that can be compared: number, birth date, name, customer id."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from keyclient.analysis.common.identity import folded_names, read_numbers
from keyclient.analysis.overlap.trade_names import is_company_name

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
    not_hers: Flags
    """The records whose id number is somebody else's, and counts as none."""


UNBORN = np.iinfo(np.int64).min
"""No birth date."""


def who_is(records: pd.DataFrame, public: int) -> Who:
    """What the records say. A resident number that is not hers counts as none: see `_not_hers`; a company has none."""
    corporate = texts(records, "kind").eq("corporate").fillna(value=False).to_numpy(dtype=bool)
    read = read_numbers(texts(records, "id_number"), corporate)
    names, told = folded_names(unmasked(texts(records, "name"))), _days(records)
    of_owner = read.is_resident & (corporate | is_company_name(names))
    name = np.asarray(pd.factorize(names, sort=True)[0], np.int64)
    number = codes(read.number.mask(of_owner))
    is_other = _not_hers(number, name, ~np.isnat(told) & (told != read.born), public) & read.is_resident
    not_hers = of_owner | is_other
    is_company = corporate | of_owner | (read.number.notna().to_numpy(dtype=bool) & ~read.is_resident)
    born = np.where(not_hers | np.isnat(read.born), told, read.born)
    return Who(
        number=np.where(not_hers, UNKNOWN, number),
        name=name,
        customer_id=_ids(records),
        born=np.where(is_company, UNBORN, born.astype("datetime64[D]").astype(np.int64)),
        is_corporate=is_company,
        numbers=read.number.mask(not_hers),
        names=names,
        not_hers=not_hers,
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


def distinct(one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """The different pairs of codes, in order; codes are from 0."""
    width = int(other.max(initial=0)) + 1
    left, right = np.divmod(different(one * width + other), width)
    return left, right


def different(values: Ints) -> Ints:
    """The different numbers, in order.

    `np.unique` of numpy 2.4 hashes them first, which takes sixty times as long where most of them differ.
    """
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), dtype=bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return np.asarray(ordered[is_first])


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


def _not_hers(number: Ints, name: Ints, other_birthday: Flags, public: int) -> Flags:
    """The records with a number of somebody else, typed where none was at hand.

    It stands with `public` different names or more; or with another name too, and her own birth date is not the one in it.
    """
    known = (number != UNKNOWN) & (name != UNKNOWN)
    numbers, _ = distinct(number[known], name[known])
    names = np.bincount(numbers, minlength=len(number) + 1)[number]
    return np.asarray((number != UNKNOWN) & ((names >= public) | ((names > 1) & other_birthday)))
