"""Tables of counts that an engine computes, brought into memory as long as they are small."""

from typing import Any

import narwhals as nw

from keyclient.errors import UsageError
from keyclient.model.label import Label


class TooManyGroupsError(UsageError):
    """A column has so many different texts that counts by it do not fit into memory."""

    sentence = Label(
        "The column of the {what} has so many different texts that there are more than {most} counts. Choose another "
        "column, or raise scale.collected.",
        "{what}一列的不同取值过多，计数超过 {most} 条。请改用其他列，或调大 scale.collected。",
    )


_WHAT = {"group": Label("groups", "分组"), "book_tier": Label("book's tiers", "表内等级")}


def within(table: "nw.LazyFrame[Any]", most: int, column: str) -> list[dict[str, Any]]:
    """The rows of a table of counts by a column, in no order. Raises `TooManyGroupsError` beyond `most` of them."""
    rows: list[dict[str, Any]] = table.head(most + 1).collect().to_arrow().to_pylist()
    if len(rows) > most:
        raise TooManyGroupsError(what=_WHAT[column], most=f"{most:,}")
    return rows
