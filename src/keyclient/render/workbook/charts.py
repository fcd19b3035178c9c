"""Writes the charts of an answer as native Excel charts next to their figures."""

from typing import TYPE_CHECKING

from keyclient.model.report import Chart, ChartKind, Kind
from keyclient.render.palette import ACCENT, BAR_FILL, FAINT, FONTS, LINE, NUMBER_FORMATS, RULE, SECOND
from keyclient.render.text import Voice, is_missing
from keyclient.render.workbook.paper import Extent, set_up
from keyclient.render.workbook.styles import SHADES, Styles
from keyclient.render.workbook.texts import cell_text, lines

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.chart import Chart as Drawn
    from xlsxwriter.worksheet import Worksheet

WIDTH, HEIGHT = 600, 320
"""The size of a chart, in pixels."""
_ROWS_OF_A_CHART = 18
_FIRST, _OTHERS = 18, 12
"""Widths in characters: of the column with names, and of those with figures."""
_GAP = 3
_DEFAULT_WIDTH = 64
"""Pixels of a column without a width of its own."""
_PRINTED = 80.0
"""The characters that a chart takes on paper."""
_ROWS_OF_A_PAGE = 45
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
        count = max(len(chart.table.columns) + (chart.mark is not None) for chart in charts)
        self.sheet.set_column(0, 0, _FIRST)
        self.sheet.set_column(1, count - 1, _OTHERS)
        self.sheet.set_column(count, count, _GAP)
        copies, tops = {}, []
        for chart in charts:
            top = self.row
            tops.append(top)
            self._table(chart)
            if chart.kind is not ChartKind.HEAT:
                copies[chart.key] = self._drawn(chart, top)
                self._insert(self._drawn(chart, top), chart, top, count + 1)
            self.row = max(self.row, top + _ROWS_OF_A_CHART) + 1
        self.sheet.hide_gridlines(2)
        self._print(count, tops if copies else [])
        return copies

    def _print(self, count: int, tops: list[int]) -> None:
        """Prints the charts without their figures, for which letters would be too small; all of it if none is native."""
        if tops:
            last = count + 1 + -(-WIDTH // _DEFAULT_WIDTH)
            self.sheet.print_area(0, count + 1, self.row, last)
            set_up(self.sheet, Extent(_PRINTED, self.row))
            self.sheet.set_h_pagebreaks(_breaks(tops))
        else:
            set_up(self.sheet, Extent(_FIRST + (count - 1) * _OTHERS, self.row))

    def _insert(self, drawn: "Drawn", chart: Chart, row: int, column: int) -> None:
        self.sheet.insert_chart(
            row, column, drawn, {"description": cell_text(self.voice.sentence(chart.says))}
        )

    def _table(self, chart: Chart) -> None:
        self.sheet.write_string(self.row, 0, cell_text(self.voice.label(chart.title)), self.styles.section)
        self.row += 1
        headings = self._headings(chart)
        tallest = max(lines(heading, _OTHERS if place else _FIRST) for place, heading in enumerate(headings))
        self.sheet.set_row(self.row, (tallest + 0.2) * LINE)
        for place, heading in enumerate(headings):
            self.sheet.write_string(self.row, place, heading, self.styles.head(text=place == 0))
        first = self.row + 1
        for row in chart.table.rows:
            self.row += 1
            for place, (column, cell) in enumerate(zip(chart.table.columns, row, strict=True)):
                style = self.styles.line(column.kind)
                if is_missing(cell):
                    self.sheet.write_blank(self.row, place, None, style)
                elif column.kind is Kind.TEXT:
                    self.sheet.write_string(
                        self.row, place, cell_text(self.voice.value(cell, Kind.TEXT)), style
                    )
                else:
                    self.sheet.write_number(self.row, place, cell, style)
            if chart.kind is ChartKind.PARETO and chart.mark is not None:
                self.sheet.write_number(self.row, len(row), chart.mark, self.styles.line(Kind.SHARE))
        if chart.kind is ChartKind.HEAT and chart.table.rows:
            self._shade(chart, first)
        self.row += 2

    def _headings(self, chart: Chart) -> list[str]:
        headings = [cell_text(self.voice.label(column.label)) for column in chart.table.columns]
        if chart.kind is ChartKind.PARETO and chart.mark is not None:
            headings.append(f"{chart.mark:.0%}")
        return headings

    def _shade(self, chart: Chart, first: int) -> None:
        """Shades the cells, darker for larger shares, since Excel has no heat map chart."""
        for key in chart.series:
            place = _place(chart, key)
            self.sheet.conditional_format(first, place, self.row, place, SHADES)

    def _drawn(self, chart: Chart, top: int) -> "Drawn":
        match chart.kind:
            case ChartKind.PARETO:
                drawn = self._pareto(chart, top)
            case ChartKind.CURVE:
                drawn = self._curve(chart, top)
            case _:
                drawn = self._bars(chart, top)
        drawn.set_title(
            {"name": cell_text(self.voice.label(chart.title)), "name_font": self._font(size=11, bold=True)}
        )
        drawn.set_size({"width": WIDTH, "height": HEIGHT})
        drawn.set_chartarea({"border": {"none": True}})
        return drawn

    def _bars(self, chart: Chart, top: int) -> "Drawn":
        drawn = self.workbook.add_chart({"type": "bar"})
        for key, colour in zip(chart.series, (ACCENT, SECOND, FAINT), strict=False):
            shown = {
                "value": True,
                "font": self._font(),
                "num_format": NUMBER_FORMATS[self._kind(chart, key)],
            }
            drawn.add_series(
                self._series(chart, key, top) | {"fill": {"color": colour}, "gap": 40, "data_labels": shown}
            )
        drawn.set_y_axis({"reverse": True, "num_font": self._font(), "major_tick_mark": "none"})
        drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        self._legend(drawn, shown=len(chart.series) > 1)
        return drawn

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

    def _range(self, chart: Chart, place: int, top: int) -> dict[str, object]:
        """The cell ranges of the names, figures and heading of a series."""
        first, last, sheet = top + 2, top + 1 + len(chart.table.rows), self.sheet.get_name()
        return {
            "name": [sheet, top + 1, place],
            "categories": [sheet, first, 0, last, 0],
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


def _breaks(tops: list[int]) -> list[int]:
    """The rows of charts that begin a page, so that no chart is cut."""
    begins, breaks = 0, []
    for top in tops:
        if top + _ROWS_OF_A_CHART - begins > _ROWS_OF_A_PAGE:
            begins = top
            breaks.append(top)
    return breaks


def show_first(copies: "dict[str, Drawn]", sheet: "Worksheet", columns: int) -> None:
    """Put the first chart to the right of the summary's columns; the summary is printed without it."""
    drawn = next(iter(copies.values()), None)
    if drawn is not None:
        sheet.set_column(columns, columns, _GAP)
        sheet.insert_chart(1, columns + 1, drawn)


def _place(chart: Chart, key: str) -> int:
    return [column.key for column in chart.table.columns].index(key)
