"""Customers who appear in several branches, matched by customer id and by id number."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from keyclient.batch.consolidated.result import Overlap, OverlapLine, OverlapPair

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_ID_ENDING = 4
"""How many characters of an id number are shown."""
_ID, _NUMBER = "customer_id", "id_number"


@dataclass(frozen=True)
class _Shared:
    """The rows with the same key in several branches."""

    key: str
    """The column they share."""
    rows: "pd.DataFrame"


def overlap(table: "pa.Table", measure: str | None, most: int) -> Overlap:
    """The customers of several branches; blank keys are ignored, and so is the case of letters.

    A customer matched by both keys is one line. Where only the customer id matches, the id numbers differ or are
    missing. `most`: how many lines are listed.
    """
    frame = _keyed(table)
    by_id = list(_shared(frame, _ID))
    matched = {int(row) for shared in by_id for row in shared.rows.index}
    by_number = [one for one in _shared(frame, _NUMBER) if not matched.issuperset(map(int, one.rows.index))]
    lines = [_line(one, measure) for one in (*by_id, *by_number)]
    lines.sort(key=_sort_key)
    pairs = Counter(pair for line in lines for pair in combinations(line.branches, 2))
    return Overlap(
        customers=len(lines),
        repeated=_repeated_in_branch(frame),
        pairs=tuple(
            OverlapPair(branch=branch, other=other, customers=count)
            for (branch, other), count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
        ),
        lines=tuple(lines[:most]),
    )


def _keyed(table: "pa.Table") -> "pd.DataFrame":
    """The customers as a frame, with keys stripped and in upper case; None where a key is blank."""
    import pandas as pd

    names = ["book", "branch", _ID, _NUMBER, "measure", "value", "number"]
    frame = table.select(names).to_pandas(integer_object_nulls=True)
    for name in (_ID, _NUMBER):
        text = frame[name].astype("str").str.strip().str.upper()
        frame[name] = text.where(frame[name].notna() & (text != ""), None)
    return pd.DataFrame(frame)


def _shared(frame: "pd.DataFrame", key: str) -> Iterator[_Shared]:
    """The rows of each key found in several branches, by key."""
    known = frame[frame[key].notna()]
    branches = known.groupby(key)["branch"].nunique()
    several = set(branches[branches > 1].index)
    for _, rows in known[known[key].isin(several)].groupby(key, sort=True):
        yield _Shared(key, rows)


def _line(shared: _Shared, measure: str | None) -> OverlapLine:
    rows = shared.rows
    ids, numbers = sorted(set(rows[_ID].dropna())), sorted(set(rows[_NUMBER].dropna()))
    measured = rows[rows["measure"] == measure] if measure is not None else rows.iloc[:0]
    return OverlapLine(
        evidence=_evidence(shared.key, ids, numbers),
        customer_id=ids[0] if ids else None,
        id_ending=numbers[0][-_ID_ENDING:] if len(numbers) == 1 else None,
        branches=tuple(sorted(set(rows["branch"]))),
        books=tuple(sorted(set(rows["book"]))),
        value=_total_value(measured),
    )


def _evidence(key: str, ids: Sequence[str], numbers: Sequence[str]) -> str:
    if key == _ID and len(numbers) > 1:
        return "contradicted"
    return "both" if len(ids) == 1 and len(numbers) == 1 else key


def _total_value(rows: "pd.DataFrame") -> Decimal | None:
    """The sum of the values, exact for money."""
    money = [value for value in rows["value"].tolist() if value is not None and value == value]  # noqa: PLR0124 - NaN
    if money:
        return Decimal(sum(map(int, money))).scaleb(-2)
    numbers = [number for number in rows["number"].tolist() if number is not None and number == number]  # noqa: PLR0124
    return Decimal(repr(float(sum(numbers)))) if numbers else None


def _sort_key(line: OverlapLine) -> tuple[Decimal, str, str]:
    return -(line.value or Decimal(0)), line.customer_id or "", line.id_ending or ""


def _repeated_in_branch(frame: "pd.DataFrame") -> int:
    """How many customer ids appear in several books of the same branch."""
    known = frame[frame[_ID].notna()]
    books = known.groupby(["branch", _ID])["book"].nunique()
    return int((books > 1).sum())
