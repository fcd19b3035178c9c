"""Numbers that a bank has given to another person between two books."""

from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.analysis.common.identity import Flags, folded, valid_numbers

_WHO = ("id_number", "name", "birth_date")


class _Sides(NamedTuple):
    """The customers of both books who have one number, in the order of the later one."""

    before: pd.DataFrame
    now: pd.DataFrame

    def differ(self, name: str) -> Flags:
        """Where both books say something and it differs, as it is written."""
        if name not in self.before or name not in self.now:
            return np.zeros(len(self.now), dtype=bool)
        one, other = (_texts(frame[name]) for frame in self)
        return np.asarray(pc.fill_null(pc.not_equal(one, other), fill_value=False))

    def among(self, flags: Flags) -> "_Sides":
        """Some of them."""
        return _Sides(*(frame[flags].reset_index(drop=True) for frame in self))


def other_persons(before: pd.DataFrame, now: pd.DataFrame) -> pd.Index:
    """The ids that are one person's in the frame of a book and another's in that of the next one.

    Two valid id numbers differ; or name and birth date both do, and no one valid id number says that she is the same. A name
    alone may have been corrected.
    """
    if not any({*need} <= {*before} & {*now} for need in (("id_number",), ("name", "birth_date"))):
        return pd.Index([], dtype="str")
    both = _both(before, now)
    doubtful = both.among(both.differ("id_number") | (both.differ("name") & both.differ("birth_date")))
    found = _Sides(*map(_compared, doubtful))
    numbers = [frame["id_number"] for frame in found]
    is_one = (numbers[0].notna() & numbers[1].notna()).to_numpy(dtype=bool) & ~found.differ("id_number")
    others = found.differ("id_number") | (found.differ("name") & found.differ("birth_date") & ~is_one)
    ids: pd.Index = pd.Index(doubtful.now["customer_id"][others], dtype="str")
    return ids


def _both(before: pd.DataFrame, now: pd.DataFrame) -> _Sides:
    columns = [name for name in ("customer_id", *_WHO, "kind") if name in before or name in now]
    frames = [frame[[name for name in columns if name in frame]] for frame in (before, now)]
    old, new = (frame[~frame["customer_id"].duplicated(keep=False).to_numpy(bool)] for frame in frames)
    old, new = (frame[frame["customer_id"].notna().to_numpy(bool)] for frame in (old, new))
    at = pd.Index(old["customer_id"]).get_indexer(pd.Index(new["customer_id"]))
    return _Sides(old.iloc[at[at >= 0]].reset_index(drop=True), new[at >= 0].reset_index(drop=True))


def _compared(persons: pd.DataFrame) -> pd.DataFrame:
    """What tells persons apart: valid id numbers only, and names without what tells nobody apart."""
    found = {name: persons[name].astype("str") for name in _WHO if name in persons}
    unsaid = pd.Series(pd.NA, index=persons.index, dtype="str")
    kind = persons["kind"].astype("str") if "kind" in persons else unsaid
    corporate = (kind == "corporate").fillna(value=False).to_numpy(dtype=bool)
    numbers = valid_numbers(found.get("id_number", unsaid), corporate)
    names = found.get("name", unsaid).map(folded, na_action="ignore")
    return pd.DataFrame({**found, "id_number": numbers, "name": names})


def _texts(values: pd.Series) -> pa.Array:
    found = pa.array(values, from_pandas=True)
    return (found.dictionary_decode() if pa.types.is_dictionary(found.type) else found).cast(pa.string())
