"""What customers hold, by product family: from lists in one column, yes and no, or balances."""

from collections.abc import Mapping

import numpy as np

from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.numbers import Flags
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.holdings.families import Families, families_of
from keyclient.ingest.holdings.product_columns import ProductColumn, product_columns
from keyclient.ingest.holdings.product_list import ListColumn, list_column
from keyclient.model.portfolio import held_column
from keyclient.model.record import dataclass
from keyclient.policy.parts.families import Family


@dataclass(frozen=True)
class Holdings:
    """The columns of a book that say what customers hold, and the result."""

    families: Families
    lists: ListColumn | None
    columns: tuple[ProductColumn, ...]
    doubtful_lists: ListColumn | None
    """The column of lists, if it was not used because most lists have no known word."""
    doubtful: tuple[ProductColumn, ...]
    """Columns headed by a family that were not used because most cells are neither yes, no nor amounts."""
    readings: Mapping[str, Reading]
    """By frame column: 1 if a family is held, 0 if not, not valid if the book does not say."""


def read_holdings(
    columns: Columns, declared: Mapping[str, Family], *, contradiction: float, given: frozenset[str]
) -> Holdings:
    """Read what the customers of a table hold, of the families that serve a need.

    A list covers every family. A column about a single product covers its own: in a row in which
    any of them is filled, a blank one means no. A column is not used if more than the share `contradiction` of its
    filled cells cannot be read, unless the user has mapped it to the field `holdings` (`given`).
    """
    families = families_of(declared)
    lists = list_column(columns, families)
    is_odd = (
        lists is not None and "holdings" not in given and lists.strange > contradiction * lists.filled.sum()
    )
    serving = [name for name, family in declared.items() if family.need is not None]
    found = [column for column in product_columns(columns, families) if column.family in serving]
    odd = [column for column in found if len(column.holders.bad) > contradiction * column.holders.filled]
    used = tuple(column for column in found if column not in odd)
    kept = None if is_odd else lists
    readings = {
        held_column(name): reading for name in serving if (reading := _reading(name, kept, used)) is not None
    }
    return Holdings(families, kept, used, lists if is_odd else None, tuple(odd), readings)


def _reading(family: str, lists: ListColumn | None, columns: tuple[ProductColumn, ...]) -> Reading | None:
    """Who holds a family; None if no column covers it."""
    own = [column.holders for column in columns if column.family == family]
    if lists is None and not own:
        return None
    yes = lists.has(family) if lists is not None else np.zeros(len(own[0].yes), dtype=bool)
    known = lists.filled if lists is not None else np.zeros(len(yes), dtype=bool)
    if own:
        unread = np.zeros(len(yes), dtype=bool)
        for holders in own:
            yes = yes | holders.yes
            unread[[*holders.bad, *holders.errors]] = True
        known = known | yes | (_any_filled(columns) & ~unread)
    return Reading(yes.astype("int8"), known, {})


def _any_filled(columns: tuple[ProductColumn, ...]) -> Flags:
    """Rows in which any column about a single product says yes or no."""
    filled: Flags = np.logical_or.reduce([column.holders.yes | column.holders.no for column in columns])
    return filled
