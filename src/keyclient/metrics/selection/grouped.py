"""The curve of every group of customers, of as many groups at a time as fit into memory."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw

from keyclient.metrics.selection.ladder import Ladder, ladder_of_values, whole_column
from keyclient.metrics.selection.selection import Limits, Selection


def group_selections(
    frame: nw.LazyFrame[Any], sizes: Mapping[str, int], limits: Limits | None = None
) -> Iterator[tuple[str, Selection]]:
    """Each group and the curve of its own values, in any order. `frame`: columns `group` and `value` (null is blank).

    `sizes`: the number of customers of each group. Groups of no more than `limits.values` customers together are read in
    one pass, exactly; a larger one alone, as a portfolio of its own.
    """
    most = (limits or Limits()).values
    for names in _turns(sizes, most):
        asked = frame if len(names) == len(sizes) else frame.filter(nw.col("group").is_in(names))
        if sum(sizes[name] for name in names) > most:
            (name,) = names
            yield name, Selection(asked, sizes[name], limits)
        else:
            for name, ladder in _ladders(asked, sizes):
                yield name, Selection.settled(ladder)


def _turns(sizes: Mapping[str, int], most: int) -> Iterator[list[str]]:
    """Groups that are read in one pass, in the order of their names, since files are often written in that order too."""
    names: list[str] = []
    left = most
    for name in sorted(sizes):
        if names and sizes[name] > left:
            yield names
            names, left = [], most
        names.append(name)
        left -= sizes[name]
    if names:
        yield names


def _ladders(frame: nw.LazyFrame[Any], sizes: Mapping[str, int]) -> Iterator[tuple[str, Ladder]]:
    found = frame.group_by("group", "value").agg(nw.len().alias("n")).collect()
    known = found.filter(~nw.col("value").is_null()).sort("group", "value", descending=[False, True])
    ends = (
        known.with_row_index("place")
        .group_by("group")
        .agg(nw.col("place").min().alias("begin"), nw.col("place").max().alias("end"))
    )
    values, n = whole_column(known, "value"), whole_column(known, "n")
    spans = {str(row["group"]): (int(row["begin"]), int(row["end"]) + 1) for row in ends.rows(named=True)}
    for name in _names(found):
        begin, end = spans.get(name, (0, 0))
        many = n[begin:end]
        yield name, ladder_of_values(values[begin:end], many, sizes[name] - sum(many))


def _names(found: nw.DataFrame[Any]) -> Sequence[str]:
    return sorted(str(name) for name in found["group"].unique().to_list())
