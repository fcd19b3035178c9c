"""The figures of every group of a portfolio that an engine computes, one row each in memory."""

from typing import Any

import narwhals as nw
import pandas as pd

from keyclient.analysis.common.too_many_groups import refuse_beyond
from keyclient.analysis.segment.figures import Study
from keyclient.analysis.segment.groups import gini_of
from keyclient.metrics.group_curves import BLOCK, Digits, group_ends, group_totals, weight_of
from keyclient.metrics.grouped import cuts_at, fewest_at
from keyclient.model.label import Label

_BY = ("group",)
_GROSS = "gross"


def group_figures(frame: nw.LazyFrame[Any], book: Study, most: int, by: Label | str) -> pd.DataFrame:
    """What `groups.group_rows` makes groups of. `frame`: see `group_totals`. Raises `TooManyGroupsError` beyond `most` groups.

    Sums of all customers are to fit the engine. Class A ends at a share.
    """
    totals = group_totals(frame)
    sums = _collected(totals.head(most + 1))
    refuse_beyond(len(sums), most, by)
    digits = Digits.of(_largest(sums["known"]), _largest(sums[_GROSS] - sums["loss"]))
    policy = book.policy
    shares = (policy.target, policy.b_edge)
    ends = _collected(group_ends(frame, totals, shares, digits)).reindex(sums.index, fill_value=0)
    first, second = (_blocks(ends, sums, number) for number in range(len(shares)))
    found = (
        cuts_at(first, _BY, policy.target, policy.ties, "a"),
        cuts_at(second, _BY, policy.b_edge, policy.ties, "b"),
        fewest_at(first, _BY, policy.target),
    )
    figures = sums.assign(name=sums.index, gini=pd.Series(_ginis(sums, ends, digits), sums.index, "float64"))
    for one in found:
        figures = figures.join(one.to_pandas().set_index("group").reindex(sums.index, fill_value=0))
    return figures


def _collected(frame: nw.LazyFrame[Any]) -> pd.DataFrame:
    """By group in the order of the names; int64, 0 for null."""
    names = [name for name in frame.collect_schema().names() if name != "group"]
    table = frame.select("group", *(nw.col(name).fill_null(0).cast(nw.Int64) for name in names)).collect()
    found: pd.DataFrame = table.to_arrow().to_pandas(split_blocks=True).set_index("group")
    return found.astype("int64").sort_index()


def _largest(column: pd.Series) -> int:
    return int(column.max()) if len(column) else 0


def _blocks(ends: pd.DataFrame, sums: pd.DataFrame, number: int) -> nw.DataFrame[pd.DataFrame]:
    """The blocks of one share, as the first ones of `keyclient.metrics.grouped`."""
    found = pd.DataFrame({name: ends[f"{number}#{name}"] for name in BLOCK}).assign(gross=sums[_GROSS])
    found = found[found["value"] > 0].assign(n=lambda those: those["reach"] - those["ahead"])
    return nw.from_native(found.reset_index(), eager_only=True)


def _ginis(sums: pd.DataFrame, ends: pd.DataFrame, digits: Digits) -> list[float | None]:
    weights = zip(*(ends[f"weight#{place}"].tolist() for place in range(digits.number + 1)), strict=True)
    parts = zip(*(sums[name].tolist() for name in ("known", _GROSS, "loss")), weights, strict=True)
    return [
        gini_of(known, gross, loss, 2 * weight_of(weight, digits) - gross - loss)
        for known, gross, loss, weight in parts
    ]
