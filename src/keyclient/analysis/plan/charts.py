"""The charts of `plan`: where customers and value are on the grid, and where effort goes against where it should."""

from collections.abc import Iterator
from decimal import Decimal

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.shares_chart import shares_chart
from keyclient.analysis.plan.result import PlanResult
from keyclient.analysis.plan.words import CELL_LABELS, CLASS_LABELS
from keyclient.model.label import Label
from keyclient.model.report import Cell, Chart, ChartKind, Kind, Sentence, Table

_GRID = Label("Customers and value on the grid", "价值—潜力各格的客户与价值占比")
_EFFORT = Label("Where effort goes, and where it should", "资源实际投向与应投向")


def plan_charts(result: PlanResult, says: Sentence) -> Iterator[Chart]:
    """The charts for which there is anything to draw. `says`: the first sentence of the report."""
    if sum(one.customers for one in result.grid) and _positive(result) > 0:
        yield shares_chart(_grid(result), _GRID, says)
    if any(one.share is not None for one in result.resources):
        yield Chart("effort", ChartKind.BARS, _EFFORT, says, _effort(result), ("share", "target"))


def _grid(result: PlanResult) -> Table:
    """The share of each cell in the customers, and in the positive value of the cells."""
    columns = (
        column("cell", "cell", "价值—潜力格", Kind.TEXT),
        column("share_of_customers", "share of customers", "客户占比", Kind.SHARE),
        column("share_of_value", "share of value", "价值占比", Kind.SHARE),
    )
    customers, value = sum(one.customers for one in result.grid), _positive(result)
    rows: list[tuple[Cell, ...]] = [
        (CELL_LABELS[one.cell], one.customers / customers, float(max(one.value, Decimal(0)) / value))
        for one in result.grid
    ]
    return Table("grid", _GRID, columns, rows)


def _positive(result: PlanResult) -> Decimal:
    return sum((one.value for one in result.grid if one.value > 0), Decimal(0))


def _effort(result: PlanResult) -> Table:
    columns = (
        column("name", "customers of", "客户类别", Kind.TEXT),
        column("share", "share of effort", "实际占比", Kind.SHARE),
        column("target", "should be", "应占", Kind.SHARE),
    )
    rows: list[tuple[Cell, ...]] = [
        (CLASS_LABELS[one.name], one.share, one.target) for one in result.resources
    ]
    return Table("effort", _EFFORT, columns, rows)
