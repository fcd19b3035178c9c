"""The vital few and classes within every branch, manager or other group."""

from collections.abc import Iterator
from functools import partial
from itertools import repeat

import narwhals as nw
import pandas as pd
import pyarrow as pa
from narwhals.typing import FrameT

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.segment.figures import Study, theil_figures
from keyclient.analysis.segment.grouping import LETTERS, Group, group_classes
from keyclient.analysis.segment.result import Theil
from keyclient.analysis.segment.vital_few import VitalFew
from keyclient.metrics.class_edge import Ties, edge_at_sum
from keyclient.metrics.classes import Cut, cut
from keyclient.metrics.concentration import gini
from keyclient.metrics.curve import curve
from keyclient.metrics.curve_points import CurvePoints, read_points
from keyclient.metrics.exact_shares import Number, share_of
from keyclient.metrics.grouped import cuts_in_groups, fewest_in_groups, positive_blocks
from keyclient.metrics.nearest import nearest, nearest_blocks
from keyclient.metrics.profile import Profile, profiles
from keyclient.model.measure import Share
from keyclient.policy.parts.segment import SegmentPolicy

_BY = ("group",)


def groups(valued: FrameT, named: pd.DataFrame, book: Study) -> tuple[LazyRows[Group], Theil]:
    """The figures of every group, and how much of the unevenness lies between them.

    `valued`: columns `group` and `value`, the customers with a value. `named`: by group, in the order of the names,
    its `name` ("" is blank) and `customers`, those without a value too. A group is measured by its own value alone.
    """
    line = curve(valued, _BY)
    sums = profiles(line, _BY)
    blocks: FrameT = positive_blocks(line, sums, _BY)
    figures = named
    for found in (_collected(sums), *_ends(blocks, book.policy)):
        figures = figures.join(found.reindex(named.index, fill_value=0))
    parts = (figures[name] for name in ("known", "gross", "loss", "weighted"))
    ginis = [gini_of(*row) for row in zip(*parts, strict=True)]
    figures = figures.assign(gini=pd.Series(ginis, figures.index, "float64"))
    rows = group_rows(figures, book)
    totals = {
        name: figures[name].to_numpy().sum().item()
        for name in ("known", "positives", "zeros", "gross", "loss")
    }
    return rows, theil_figures(blocks, sums, Profile(**totals))


def group_rows(figures: pd.DataFrame, book: Study) -> LazyRows[Group]:
    """The groups by falling total; one row each, in the order of the names.

    Columns: `name`, `customers`, `known`, `positives`, `zeros`, `gross`, `loss`, `fewest`, `gini`, and where classes A and B end, as
    `cuts_in_groups` names it.
    """
    ordered = _classed(figures).sort_values("net", ascending=False, kind="stable")
    table = pa.Table.from_pandas(ordered, preserve_index=False)
    return LazyRows(Group, ArrowSource(table, partial(_converted, book=book)))


def _collected(frame: FrameT) -> pd.DataFrame:
    return frame.lazy().collect().to_pandas().set_index("group")


def _ends(blocks: FrameT, policy: SegmentPolicy) -> Iterator[pd.DataFrame]:
    """Where class A, class B and the vital few end."""
    if policy.cut == "auto":
        yield _nearest_cuts(blocks, policy)
    else:
        yield _collected(cuts_in_groups(blocks, _BY, policy.target, policy.ties, "a"))
    yield _collected(cuts_in_groups(blocks, _BY, policy.b_edge, policy.ties, "b"))
    yield _collected(fewest_in_groups(blocks, _BY, policy.target))


def _classed(figures: pd.DataFrame) -> pd.DataFrame:
    """The same with the net, and the customers and the value of every class under its letter (`A`, `A value`).

    Class B is empty where A, by the group's own curve, reaches as far.
    """
    a, a_held = figures["a_customers"], figures["a_held"]
    b, b_held = a.clip(lower=figures["b_customers"]), a_held.clip(lower=figures["b_held"])
    negatives = figures["known"] - figures["positives"] - figures["zeros"]
    return figures.assign(
        net=figures["gross"] + figures["loss"],
        A=a,
        B=b - a,
        C=figures["positives"] - b,
        Z=figures["zeros"],
        N=negatives,
        U=figures["customers"] - figures["known"],
        **{"A value": a_held, "B value": b_held - a_held, "C value": figures["gross"] - b_held},
    )


def _nearest_cuts(blocks: FrameT, policy: SegmentPolicy) -> pd.DataFrame:
    """Where class A ends in every group by the group's own curve: found exactly, so one group after the other."""
    rows = nearest_blocks(blocks, nw.col("known"), nw.col("gross"), _BY).lazy().collect()
    wholes = {row["group"]: (row["known"], row["gross"]) for row in rows.rows(named=True)}
    found = {
        group: _nearest_cut(points, *wholes[group], policy.ties)
        for group, points in read_points(rows).items()
    }
    held = rows.to_pandas()["held"].dtype
    columns = {
        "a_customers": pd.Series([end.customers for end in found.values()], dtype="int64"),
        "a_held": pd.Series([end.held for end in found.values()], dtype=held),
    }
    return pd.DataFrame(columns).set_axis(list(found))


def _nearest_cut(points: CurvePoints, known: int, gross: Number, ties: Ties) -> Cut:
    point = nearest(points, known, gross)
    return Cut() if point is None else cut(points, edge_at_sum(point.held), ties)


def _converted(table: pa.Table, book: Study) -> Columns:
    """The attributes of groups from columns with a row a group."""
    columns = table.to_pydict()
    amounts, net = book.measure.amounts, book.profile.net
    nothing = amounts([0])
    values = zip(
        *(amounts(columns[name]) for name in ("A value", "B value", "C value")),
        repeat(nothing[0]),
        amounts(columns["loss"]),
        repeat(None),
    )
    sizes = zip(*(columns[letter] for letter in LETTERS), strict=True)
    return {
        "group": [name or None for name in columns["name"]],
        "customers": columns["customers"],
        "total": amounts(columns["net"]),
        "share_of_total": [share_of(own, net) for own in columns["net"]],
        "vital_few": map(_vital_few, repeat(book.policy.target), columns["fewest"], columns["known"]),
        "classes": map(group_classes, sizes, values),
        "gini": columns["gini"],
    }


def _vital_few(target: Share, fewest: int, known: int) -> VitalFew:
    """The vital few of a group; it has none where its customers have no positive value."""
    few = fewest or None
    return VitalFew(target=target, customers=few, share_of_customers=few and share_of(few, known))


def gini_of(known: int, gross: Number, loss: Number, weighted: float) -> float | None:
    """The Gini coefficient of a group."""
    return gini(Profile(known=known, gross=gross, loss=loss, weighted=weighted))
