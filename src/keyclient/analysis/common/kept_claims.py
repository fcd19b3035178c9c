"""The claims on customers whom several managers or branches of one book have, beside the customers in a file."""

from dataclasses import replace

import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.members import CLAIM, Members

CLAIMS = "claims"
"""The column: a list with a line for each branch and manager; null where there is one only."""
_DATES = ("open_date", "last_contact")
_TEXTS = ("branch", "manager")
_IS_OPEN = "is_open"


def _kind(name: str) -> pa.DataType:
    return pa.date32() if name in _DATES else pa.string() if name in _TEXTS else pa.int64()


KIND = pa.list_(pa.struct([*(pa.field(name, _kind(name)) for name in CLAIM), pa.field(_IS_OPEN, pa.bool_())]))
"""Money is in fen."""


def kept_claims(members: Members, default: str) -> pa.Array:
    """The column, a cell each customer in their order. `default`: the branch where the book names none."""
    claims = members.claims
    if "branch" not in claims or not claims["branch"].notna().any():
        claims = claims.assign(branch=pd.Series(default, index=claims.index, dtype="str"))
    several = claims[claims["row"].duplicated(keep=False)]
    lines = pd.DataFrame({name: _plain(several, name) for name in (*CLAIM, _IS_OPEN)}, dtype="object")
    told: dict[int, list[dict[str, object]]] = {}
    for row, line in zip(several["row"].tolist(), lines.to_dict("records"), strict=True):
        told.setdefault(row, []).append({str(name): cell for name, cell in line.items()})
    return pa.array([told.get(row) for row in members.records["row"].tolist()], KIND)


def with_kept_claims(members: Members, column: pa.ChunkedArray) -> Members:
    """The customers with the claims that such a column keeps, which is in the order of the records."""
    cells = column.to_pylist()
    if not any(cells):
        return members
    rows = members.records["row"].tolist()
    lines = [{"row": row, **claim} for row, cell in zip(rows, cells, strict=True) if cell for claim in cell]
    found = pd.DataFrame(lines, columns=["row", *CLAIM, _IS_OPEN])
    others = members.claims[~members.claims["row"].isin(found["row"])]
    names = [name for name in found if name in others or found[name].notna().any()]
    if not set(found[_IS_OPEN].dropna()):
        names = [name for name in names if name != _IS_OPEN]
    typed = {name: _typed(found[name], str(name)) for name in names}
    return replace(members, claims=pd.concat([others, pd.DataFrame(typed)], ignore_index=True))


def _plain(claims: pd.DataFrame, name: str) -> list[object]:
    """The cells of a column of claims; None where they are blank or the book has no such column."""
    if name not in claims:
        return [None] * len(claims)
    column = claims[name].dt.date if name in _DATES else claims[name]
    return [None if pd.isna(cell) else cell for cell in column.tolist()]


def _typed(column: pd.Series, name: str) -> pd.Series:
    if name == "row":
        return column.astype("int64")
    if name == _IS_OPEN:
        return column.fillna(value=False).astype(bool)
    if name in _DATES:
        return pd.to_datetime(column).astype("datetime64[s]")
    return column.astype("str" if name in _TEXTS else "Int64")
