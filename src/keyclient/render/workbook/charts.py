"""Writes the charts of an answer as native Excel charts next to their figures."""

from typing import TYPE_CHECKING

from keyclient.model.report import Chart, ChartKind, Kind
from keyclient.render.palette import ACCENT, BAR_FILL, FAINT, FONTS, NUMBER_FORMATS, RULE, SECOND
from keyclient.render.short import figures_with_customers
from keyclient.render.text import Voice
from keyclient.render.workbook.chart_cells import FIRST, OTHERS, ChartCells
from keyclient.render.workbook.chart_places import (
    GAP,
    PRINTED,
    WIDTH,
    breaks,
    columns_of_a_chart,
    height_of,
    rows_of,
)
from keyclient.render.workbook.paper import Extent, set_up
from keyclient.render.workbook.styles import Styles
from keyclient.render.workbook.texts import cell_text
from keyclient.render.workbook.waterfall import stacked

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.chart import Chart as Drawn
    from xlsxwriter.worksheet import Worksheet

_NAMED = 12
"""With more columns, only every second one is labelled."""


class ChartSheet:
    """The sheet of charts, one below the other, each next to its table."""

    def __init__(
        self, workbook: "xlsxwriter.Workbook", sheet: "Worksheet", styles: Styles, voice: Voice
    ) -> None:
        self.workbook, self.sheet, self.styles, self.voice = workbook, sheet, styles, voice
        self.row = 0

    def write(self, charts: tuple[Chart, ...]) -> "dict[str, Drawn]":
        """Write the charts and their figures. Returns a second copy of each native chart, for another sheet."""
        native = [chart for chart in charts if chart.kind is not ChartKind.HEAT]
        grids = [chart for chart in charts if native and chart.kind is ChartKind.HEAT]
        count, broad = (
            max((len(self._cells(chart).headings) for chart in some), default=0)
            for some in (native or charts, grids)
        )
        self._widths(count, broad)
        copies, tops = {}, []
        for chart in charts:
            top = self.row
            tops.append((top, top + rows_of(chart, self.voice)))
            is_native = chart.kind is not ChartKind.HEAT
            self.row = self._cells(chart, count + 1 if native and not is_native else 0).write(top)
            if is_native:
                copies[chart.key] = self._drawn(chart, top)
                self._insert(self._drawn(chart, top), chart, top, count + 1)
            self.row = max(self.row, top + rows_of(chart, self.voice)) + 1
        self.sheet.hide_gridlines(2)
        self._print(count, broad, tops if copies else [])
        return copies

    def _widths(self, count: int, broad: int) -> None:
        """The columns of the figures, and right of them those of heat maps, which stand where other charts do."""
        for start, columns in ((0, count), (count + 1, broad)):
            if columns:
                self.sheet.set_column(start, start, FIRST)
                self.sheet.set_column(start + 1, start + columns - 1, OTHERS)
        self.sheet.set_column(count, count, GAP)

    def _cells(self, chart: Chart, left: int = 0) -> ChartCells:
        return ChartCells(self.sheet, self.styles, self.voice, chart, left)

    def _print(self, count: int, broad: int, tops: list[tuple[int, int]]) -> None:
        """Prints the charts without their figures, for which letters would be too small; all of it if none is native.

        `broad`: the columns of the widest heat map that stands among native charts.
        """
        if tops:
            self.sheet.print_area(0, count + 1, self.row, count + columns_of_a_chart(broad))
            set_up(self.sheet, Extent(max(PRINTED, FIRST + (broad - 1) * OTHERS), self.row))
            self.sheet.set_h_pagebreaks(breaks(tops))
        else:
            set_up(self.sheet, Extent(FIRST + (count - 1) * OTHERS, self.row))

    def _insert(self, drawn: "Drawn", chart: Chart, row: int, column: int) -> None:
        self.sheet.insert_chart(
            row, column, drawn, {"description": cell_text(self.voice.sentence(chart.says))}
        )

    def _drawn(self, chart: Chart, top: int) -> "Drawn":
        match chart.kind:
            case ChartKind.PARETO:
                drawn = self._pareto(chart, top)
            case ChartKind.CURVE:
                drawn = self._curve(chart, top)
            case ChartKind.WATERFALL:
                drawn = self._waterfall(chart, top)
            case _:
                drawn = self._bars(chart, top)
        drawn.set_title(
            {"name": cell_text(self.voice.label(chart.title)), "name_font": self._font(size=11, bold=True)}
        )
        drawn.set_size({"width": WIDTH, "height": height_of(chart, self.voice)})
        drawn.set_chartarea({"border": {"none": True}})
        return drawn

    def _bars(self, chart: Chart, top: int) -> "Drawn":
        drawn = self.workbook.add_chart({"type": "bar"})
        for place, (key, colour) in enumerate(zip(chart.series, (ACCENT, SECOND, FAINT), strict=False)):
            shown: dict[str, object] = {
                "value": True,
                "font": self._font(),
                "num_format": NUMBER_FORMATS[self._kind(chart, key)],
            }
            if chart.counts:
                said = figures_with_customers(chart, place, self.voice)
                shown["custom"] = [{"value": figure} for figure in said]
            drawn.add_series(
                self._series(chart, key, top) | {"fill": {"color": colour}, "gap": 40, "data_labels": shown}
            )
        drawn.set_y_axis({"reverse": True, "num_font": self._font(), "major_tick_mark": "none"})
        drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        self._legend(drawn, shown=len(chart.series) > 1)
        return drawn

    def _waterfall(self, chart: Chart, top: int) -> "Drawn":
        names = len(chart.table.columns)

        def cells(place: int) -> dict[str, object]:
            return self._range(chart, names + 1 + place, top, names=names)

        return stacked(chart, self.voice).draw(self.workbook, cells, self._font)

    def _pareto(self, chart: Chart, top: int) -> "Drawn":
        drawn = self.workbook.add_chart({"type": "column"})
        drawn.add_series(self._series(chart, chart.series[0], top) | {"fill": {"color": BAR_FILL}, "gap": 30})
        line = self.workbook.add_chart({"type": "line"})
        if chart.line is not None:
            look = {"line": {"color": SECOND, "width": 2.25}, "y2_axis": True, "smooth": False}
            line.add_series(self._series(chart, chart.line, top) | look)
        if chart.mark is not None:
            look = {
                "line": {"color": FAINT, "width": 1, "dash_type": "dash"},
                "y2_axis": True,
                "smooth": False,
            }
            line.add_series(self._range(chart, len(chart.table.columns), top) | look)
        drawn.combine(line)
        names = {"name": self._name(chart), "name_font": self._font(bold=False)}
        every = 2 if len(chart.table.rows) > _NAMED else 1
        drawn.set_x_axis({"num_font": self._font(), "interval_unit": every, **names})
        drawn.set_y_axis(
            {
                "num_font": self._font(),
                "num_format": self._axis(chart),
                "major_gridlines": self._grid(),
                "min": 0,
            }
        )
        line.set_y2_axis({"num_font": self._font(), "num_format": "0%", "min": 0, "max": 1})
        self._legend(drawn, shown=True)
        return drawn

    def _curve(self, chart: Chart, top: int) -> "Drawn":
        drawn = self.workbook.add_chart({"type": "scatter", "subtype": "straight"})
        drawn.add_series(
            self._series(chart, chart.series[0], top) | {"line": {"color": ACCENT, "width": 2.25}}
        )
        drawn.set_x_axis({"num_font": self._font(), "num_format": "0%", "min": 0, "max": 1, "name": self._name(chart),
                          "name_font": self._font(bold=False), "major_gridlines": {"visible": False}})  # fmt: skip
        drawn.set_y_axis(
            {"num_font": self._font(), "num_format": self._axis(chart), "major_gridlines": self._grid()}
        )
        self._legend(drawn, shown=False)
        return drawn

    def _series(self, chart: Chart, key: str, top: int) -> dict[str, object]:
        return self._range(chart, _place(chart, key), top)

    def _range(self, chart: Chart, place: int, top: int, names: int = 0) -> dict[str, object]:
        """The cell ranges of the names, figures and heading of a series."""
        first, last, sheet = top + 2, top + 1 + len(chart.table.rows), self.sheet.get_name()
        return {
            "name": [sheet, top + 1, place],
            "categories": [sheet, first, names, last, names],
            "values": [sheet, first, place, last, place],
        }

    def _name(self, chart: Chart) -> str:
        return cell_text(self.voice.label(chart.table.columns[0].label))

    def _kind(self, chart: Chart, key: str) -> Kind:
        return chart.table.columns[_place(chart, key)].kind

    def _axis(self, chart: Chart) -> str:
        """The number format of the vertical axis."""
        return "#,##0.##" if self._kind(chart, chart.series[0]) is Kind.WAN else "#,##0"

    def _legend(self, drawn: "Drawn", *, shown: bool) -> None:
        drawn.set_legend({"position": "bottom", "font": self._font()} if shown else {"none": True})

    def _font(self, *, size: int = 10, bold: bool = False) -> dict[str, object]:
        return {"name": FONTS[self.voice.lang], "size": size, "bold": bold}

    def _grid(self) -> dict[str, object]:
        return {"visible": True, "line": {"color": RULE, "width": 0.5}}


def show_first(copies: "dict[str, Drawn]", sheet: "Worksheet", columns: int) -> None:
    """Put the first chart to the right of the summary's columns; the summary is printed without it."""
    drawn = next(iter(copies.values()), None)
    if drawn is not None:
        sheet.set_column(columns, columns, GAP)
        sheet.insert_chart(1, columns + 1, drawn)


def _place(chart: Chart, key: str) -> int:
    return [column.key for column in chart.table.columns].index(key)
