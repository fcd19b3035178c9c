"""The texts of a chart on a page: names of rows, figures, legend."""

from decimal import Decimal

from keyclient.model.report import Cell, Chart, TableColumn
from keyclient.render.text import Voice, is_missing
from keyclient.render.width import cut

LETTER = 6.6
"""The width of a terminal cell in the font of a chart."""
_LABEL_CELLS = 26


def number(value: Cell) -> float:
    """The figure as a length; 0 if there is none."""
    return 0.0 if is_missing(value) or not isinstance(value, int | float | Decimal) else float(value)


def column_of(chart: Chart, key: str) -> TableColumn:
    """The column of the chart's table with this key."""
    return next(column for column in chart.table.columns if column.key == key)


def row_names(chart: Chart, voice: Voice) -> list[str]:
    """The names of the rows, shortened to fit."""
    first = chart.table.columns[0]
    return [cut(voice.value(row[0], first.kind), _LABEL_CELLS) for row in chart.table.rows]


def figures_of(chart: Chart, key: str, voice: Voice) -> list[str]:
    """The figures of one column as text."""
    kind = column_of(chart, key).kind
    return [voice.value(value, kind) for value in chart.cells(key)]


def legend_of(chart: Chart, voice: Voice) -> list[tuple[str, str]]:
    """The style and name of each series; empty for a single one."""
    drawn = [(f"s{at}", key) for at, key in enumerate(chart.series, 1)]
    drawn += [("line", chart.line)] if chart.line is not None else []
    return (
        [(style, voice.label(column_of(chart, key).label)) for style, key in drawn] if len(drawn) > 1 else []
    )
