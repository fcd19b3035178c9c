"""What says that two customers are one person, or two: valid numbers and names as they are compared."""

import datetime as dt
import unicodedata
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from keyclient.model.id_numbers import read_id_numbers

Flags = NDArray[Any]

_BORN = (dt.date(1850, 1, 1), dt.date(2199, 12, 31))
_UNSAID = dict.fromkeys(map(ord, " ()[]（）【】·•・‧.\u3000"))


def valid_numbers(texts: pd.Series, corporate: Flags) -> pd.Series:
    """The valid id numbers and credit codes, those of 15 digits by the date and serial number that they share with 18."""
    found = pd.Series(pd.NA, index=texts.index, dtype="object")
    known = np.flatnonzero(texts.notna().to_numpy(dtype=bool))
    plain = pa.array(texts.iloc[known].tolist(), pa.string())
    read = read_id_numbers(plain, _BORN, corporate[known])
    for place, is_wrong in zip(read.position.tolist(), read.wrong.tolist(), strict=True):
        if not is_wrong:
            found.iloc[known[place]] = _unified(plain[place].as_py())
    return found


def _unified(number: str) -> str:
    bare = "".join(letter for letter in number.upper() if letter.isalnum())
    return f"{bare[:6]}19{bare[6:]}" if len(bare) == len("110105491231002") else bare[:17]


def folded(name: str) -> str:
    """A name without what tells nobody apart: width, case, blanks, brackets and middle dots."""
    return unicodedata.normalize("NFKC", name).casefold().translate(_UNSAID)
