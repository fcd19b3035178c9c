"""Where the charts of a sheet stand: how tall each is, which rows and columns it covers, where pages break."""

from keyclient.model.report import Chart, ChartKind
from keyclient.render.text import Voice
from keyclient.render.workbook.chart_cells import FIRST, OTHERS
from keyclient.render.workbook.waterfall import stacked

WIDTH, HEIGHT = 600, 320
"""The size of a chart, in pixels."""
_TALLEST = 700
_ROWS_OF_A_CHART = 18
_ROW = 20
"""Pixels of a row."""
_BAR, _AROUND = 22, 90
"""The height that a bar of a chart needs at least, and what is around the bars, in pixels."""
GAP = 3
"""The width in characters of the column between figures and charts."""
_PIXELS = 7
"""Pixels of a character."""
_DEFAULT_WIDTH = 64
"""Pixels of a column without a width of its own."""
PRINTED = 80.0
"""The characters that a chart takes on paper."""
_ROWS_OF_A_PAGE = 45


def height_of(chart: Chart, voice: Voice) -> int:
    """The height of a chart in pixels."""
    if chart.kind is ChartKind.WATERFALL:
        return min(stacked(chart, voice).height, _TALLEST)
    if chart.kind is ChartKind.BARS:
        return min(max(HEIGHT, _AROUND + _BAR * len(chart.table.rows) * len(chart.series)), _TALLEST)
    return HEIGHT


def rows_of(chart: Chart, voice: Voice) -> int:
    """The rows that a chart takes, with some air below."""
    return _ROWS_OF_A_CHART + -(-(height_of(chart, voice) - HEIGHT) // _ROW)


def columns_of_a_chart(broad: int) -> int:
    """How many columns a chart covers, of which the first are those of a heat map."""
    wide = (FIRST + (broad - 1) * OTHERS) * _PIXELS if broad else 0
    return broad + (1 - (wide - WIDTH) // _DEFAULT_WIDTH if wide < WIDTH else 0)


def breaks(places: list[tuple[int, int]]) -> list[int]:
    """The rows of charts that begin a page, so that no chart is cut. `places`: first and last row of each."""
    begins, found = 0, []
    for top, end in places:
        if end - begins > _ROWS_OF_A_PAGE:
            begins = top
            found.append(top)
    return found
