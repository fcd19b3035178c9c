"""Tables of counts that an engine computes, brought into memory as long as they are small; all analyses refuse the others alike."""

from typing import Any

import narwhals as nw

from keyclient.errors import UsageError
from keyclient.model.label import Label
from keyclient.model.scan import Scan


class TooManyGroupsError(UsageError):
    """A column has so many different texts that counts by it do not fit into memory."""

    sentence = Label(
        "{what} has too many different values: counts by it have more than {most} rows, and no more are brought into memory. "
        "Choose a column with fewer different values, or raise the limit with --set scale.collected=N.",
        "{what}的不同取值过多：统计结果超过 {most} 条，不再读入内存。请改用取值较少的列，或用 --set scale.collected=N 提高上限。",
    )


def within(table: "nw.LazyFrame[Any]", most: int, what: Label | str) -> list[dict[str, Any]]:
    """The rows of a table of counts, in no order. Raises `TooManyGroupsError` beyond `most` of them. `what`: counted by."""
    rows: list[dict[str, Any]] = table.head(most + 1).collect().to_arrow().to_pylist()
    refuse_beyond(len(rows), most, what)
    return rows


def refuse_beyond(count: int, most: int, what: Label | str) -> None:
    """Raises `TooManyGroupsError` if there are more rows than may be brought into memory."""
    if count > most:
        raise TooManyGroupsError(what=what, most=f"{most:,}")


def check_groups(scan: Scan, most: int) -> None:
    """Raises `TooManyGroupsError` if customers are grouped by a column with more than `most` different texts."""
    if scan.group is not None:
        within(scan.frame.select("group").unique(), most, scan.group)
