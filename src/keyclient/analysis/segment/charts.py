"""The charts of `segment`: the Pareto curve, the classes, the whale curve."""

from decimal import Decimal
from itertools import pairwise

from keyclient.analysis.common.shares_chart import shares_chart
from keyclient.analysis.segment.result import CurvePoint, SegmentResult
from keyclient.model.label import Label
from keyclient.model.report import Cell, Chart, ChartKind, Kind, Sentence, Table, TableColumn
from keyclient.policy.parts.segment import SegmentPolicy

_FEW = 20
"""Up to this many customers get a column each; otherwise each column is an equal part of them."""
_PARETO = Label("Value of the customers by rank, and its running share", "按排名的客户价值与累计占比")
_CLASSES = Label("Customers and value of the classes", "各类客户占比与价值占比")
_WHALE = Label("Running value from the largest customer to the smallest", "从高到低的累计价值")
_RUNNING = TableColumn("running", Label("running share", "累计占比"), Kind.SHARE)


def segment_charts(
    result: SegmentResult, classes: Table, amount: Kind, policy: SegmentPolicy, says: Sentence
) -> tuple[Chart, ...]:
    """The charts; none if no value is positive. `says`: the first sentence of the report."""
    if not result.gross_positive:
        return ()
    charts = [
        Chart(
            "pareto",
            ChartKind.PARETO,
            _PARETO,
            says,
            _columns(result, amount),
            ("value",),
            "running",
            policy.target,
        ),
        shares_chart(classes, _CLASSES, says),
    ]
    if result.gross_negative:
        charts.append(Chart("whale", ChartKind.CURVE, _WHALE, says, _whale(result, amount), ("value",)))
    return tuple(charts)


def _columns(result: SegmentResult, amount: Kind) -> Table:
    """The value of each part of the customers, the largest first, and the running share."""
    start = CurvePoint(rank=0, value=Decimal(0), share_of_value=0.0)
    rows: list[tuple[Cell, ...]] = [
        (_named(after, result.known), after.value - before.value, after.share_of_value)
        for before, after in pairwise((start, *result.curve))
    ]
    few = result.known <= _FEW
    first = Label("rank", "排名") if few else Label("customers by rank, down to", "客户（按排名，至前）")
    columns = (
        TableColumn("customers", first, Kind.TEXT),
        TableColumn("value", Label("value", "价值"), amount),
        _RUNNING,
    )
    return Table("pareto", _PARETO, columns, rows)


def _named(point: CurvePoint, known: int) -> str:
    return str(point.rank) if known <= _FEW else f"{round(point.rank / known * 100):d}%"


def _whale(result: SegmentResult, amount: Kind) -> Table:
    columns = (
        TableColumn("customers", Label("share of customers", "客户占比"), Kind.SHARE),
        TableColumn("value", Label("running value", "累计价值"), amount),
    )
    rows: list[tuple[Cell, ...]] = [(0.0, Decimal(0))]
    rows += [(point.rank / result.known, point.value) for point in result.curve]
    return Table("whale", _WHALE, columns, rows)
