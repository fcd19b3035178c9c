"""What says that two records are one person, or two: valid numbers and names as they are compared."""

import datetime as dt
import unicodedata
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from keyclient.model.id_numbers import read_id_numbers

Flags = NDArray[Any]
Days = NDArray[Any]

_BORN = (dt.date(1850, 1, 1), dt.date(2199, 12, 31))
_UNSAID = dict.fromkeys(map(ord, " ()[]（）【】·•・‧.\u3000"))
_OLD_LENGTH = 15


class Numbers(NamedTuple):
    """The numbers of a column of records that are valid."""

    number: pd.Series
    """Valid id numbers and credit codes, those of 15 digits by the date and serial number that they share with 18; else NA."""
    is_resident: Flags
    """Whether it is a person's."""
    born: Days
    """The birth date in it; NaT where it is not a person's."""


def read_numbers(texts: pd.Series, corporate: Flags) -> Numbers:
    """The valid numbers of a column. `corporate`: the records that the book says are not persons."""
    plain = pa.array(texts.astype("str"), pa.string(), from_pandas=True)
    read = read_id_numbers(plain, _BORN, corporate)
    valid = ~read.wrong
    at = read.position[valid]
    number = pd.Series(pd.NA, index=texts.index, dtype="str")
    number.iloc[at] = _unified(plain.take(pa.array(at))).to_pandas(types_mapper=None)
    is_resident = np.zeros(len(texts), dtype=bool)
    is_resident[at] = read.is_resident[valid]
    born = np.full(len(texts), np.datetime64("NaT", "D"))
    born[at] = np.where(read.is_resident, read.birth, np.datetime64("NaT", "D"))[valid]
    return Numbers(number, is_resident, born)


def valid_numbers(texts: pd.Series, corporate: Flags) -> pd.Series:
    """The valid id numbers and credit codes alone."""
    return read_numbers(texts, corporate).number


def _unified(numbers: pa.Array) -> pa.Array:
    bare = pc.replace_substring_regex(pc.utf8_upper(numbers), r"[^0-9A-Z]", "")
    with_century = pc.binary_join_element_wise(
        pc.utf8_slice_codeunits(bare, 0, 6), pc.utf8_slice_codeunits(bare, 6), "19"
    )
    is_old = pc.equal(pc.utf8_length(bare), _OLD_LENGTH)
    return pc.if_else(is_old, with_century, pc.utf8_slice_codeunits(bare, 0, 17))


def folded(name: str) -> str:
    """A name without what tells nobody apart: width, case, blanks, brackets and middle dots."""
    return unicodedata.normalize("NFKC", name).casefold().translate(_UNSAID)


def folded_names(names: pd.Series) -> pd.Series:
    """The names of a column, folded; NA where nothing is left."""
    codes, different = pd.factorize(names)
    told = pd.array([folded(str(name)) or None for name in different], dtype="str")
    found = told.take(codes, allow_fill=True)
    return pd.Series(found, index=names.index, dtype="str")
