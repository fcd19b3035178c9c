"""Customers of one book who may be those of another under a new number: told, never joined."""

import numpy as np
import pandas as pd

from keyclient.analysis.common.identity import Flags, folded, valid_numbers

ID_NUMBER, NAME_AND_BIRTH_DATE = "id_number", "name_and_birth_date"
_AGAINST = ("gender", "kind")
"""Fields in which one person does not differ from herself."""
WHO = ("id_number", "name", "birth_date", *_AGAINST)
"""What says so, as far as a book has it."""


def perhaps_one(gone: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Who may be one: `old` and `new`, the labels of their rows, and `evidence`, in order.

    Both have those of `WHO` that their book has. They have one valid id number; or one name and birth date, and no two valid
    id numbers, genders or kinds of customer.
    """
    old, fresh = _compared(gone), _compared(new)
    by_number = _pairs(old, fresh, ["number"])
    by_name = _pairs(old, fresh, ["name", "birth_date"])
    by_name = by_name[_agree(old, fresh, by_name)]
    found = pd.concat([by_number.assign(evidence=ID_NUMBER), by_name.assign(evidence=NAME_AND_BIRTH_DATE)])
    return found.drop_duplicates(["old", "new"]).sort_values(["old", "new"], kind="stable")


def _compared(persons: pd.DataFrame) -> pd.DataFrame:
    unsaid = pd.Series(pd.NA, index=persons.index, dtype="str")
    texts = {name: persons[name].astype("str") if name in persons else unsaid for name in WHO}
    corporate = (texts["kind"] == "corporate").fillna(value=False).to_numpy(dtype=bool)
    numbers = valid_numbers(texts.pop("id_number"), corporate)
    return pd.DataFrame({**texts, "name": texts["name"].map(folded, na_action="ignore"), "number": numbers})


def _pairs(old: pd.DataFrame, new: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The labels of those who have the same in some columns, none of which is blank."""
    left, right = (
        frame[keys].dropna().astype("object").rename_axis("place").reset_index() for frame in (old, new)
    )
    found = left.merge(right, on=keys, suffixes=("_old", "_new"))
    return found[["place_old", "place_new"]].set_axis(["old", "new"], axis=1)


def _agree(old: pd.DataFrame, new: pd.DataFrame, pairs: pd.DataFrame) -> Flags:
    """Of which pairs nothing says that they are two people."""
    agree = np.ones(len(pairs), dtype=bool)
    for name in ("number", *_AGAINST):
        one, other = (
            frame[name].reindex(pairs[side]).to_numpy(object) for frame, side in ((old, "old"), (new, "new"))
        )
        known = pd.notna(one) & pd.notna(other)
        same = [bool(left == right) for left, right in zip(one[known], other[known], strict=True)]
        agree[known] &= np.array(same, dtype=bool)
    return agree
