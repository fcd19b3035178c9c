"""Amounts of the whole, of each branch and of each manager, and of customers where they are listed."""

from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pandas as pd

from keyclient.analysis.common.lazy_rows import LazyRows, RowT
from keyclient.analysis.compare.panel import Flags, Numbers

WHOLE, CUSTOMER = "whole", "customer"
GROUPED = ("branch", "manager")
"""The fields by which customers are grouped, the larger groups first."""


def groups_of(frame: pd.DataFrame, scope: str, known: Flags) -> Mapping[str, Flags]:
    """Which customers of a book belong to each group of a scope, "" for a blank; the whole is one group without a name.

    None where the book does not have the field, or all customers are in one group, which is the whole.
    """
    if scope == WHOLE:
        return {"": known}
    if scope not in frame:
        return {}
    codes, names = pd.factorize(frame[scope].astype("str").fillna(""))
    found = {str(name): known & (codes == code) for code, name in enumerate(names)}
    filled = {name: inside for name, inside in sorted(found.items()) if inside.any()}
    return filled if len(filled) > 1 else {}


def summed(amounts: Numbers, groups: Mapping[str, Flags]) -> dict[str, int]:
    """The sum of each group, in fen."""
    return {name: int(np.sum(amounts[inside])) for name, inside in groups.items()}


def scopes() -> Iterator[str]:
    """The whole, and what it is divided by."""
    yield WHOLE
    yield from GROUPED


def customers_among(rows: LazyRows[RowT], attribute: str, among: Collection[object]) -> LazyRows[RowT]:
    """The rows of groups, and those of customers who have one of some values."""
    told = zip(*rows.source.values("scope", attribute), strict=True)
    return rows.at(
        [place for place, (scope, value) in enumerate(told) if scope != CUSTOMER or value in among]
    )
