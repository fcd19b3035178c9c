"""Amounts of the whole, of each branch and of each manager, and of customers where they are listed."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

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
