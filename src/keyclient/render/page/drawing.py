"""Draws charts for a page: the position of every bar, line and text."""

from keyclient.model.report import Chart, ChartKind
from keyclient.render.page.axes import (
    BOTTOM,
    GRID,
    HEIGHT,
    SIDE,
    TOP,
    axis_name,
    draw_axes,
    height_at,
    label_step,
    tick_labels,
)
from keyclient.render.page.heat import draw_heat
from keyclient.render.page.labels import LETTER, column_of, figures_of, legend_of, number, row_names
from keyclient.render.page.shapes import WIDTH, Drawing, Path, Rect, Word, point_list, rounded
from keyclient.render.page.waterfall import draw_waterfall
from keyclient.render.short import figures_with_customers
from keyclient.render.text import Voice
from keyclient.render.width import cells

_BAR, _GAP = 22.0, 12.0


def draw(chart: Chart, voice: Voice) -> Drawing:
    """The shapes of a chart."""
    match chart.kind:
        case ChartKind.BARS:
            return _bars(chart, voice)
        case ChartKind.PARETO:
            return _pareto(chart, voice)
        case ChartKind.CURVE:
            return _curve(chart, voice)
        case ChartKind.HEAT:
            return draw_heat(chart, voice)
        case ChartKind.WATERFALL:
            return draw_waterfall(chart, voice)


def _bars(chart: Chart, voice: Voice) -> Drawing:
    names = row_names(chart, voice)
    figures = {key: _bar_figures(chart, place, voice) for place, key in enumerate(chart.series)}
    left = max(map(cells, names), default=0) * LETTER + 12
    right = max((cells(text) for texts in figures.values() for text in texts), default=0) * LETTER + 14
    room = WIDTH - left - right
    longest = {
        key: max((max(number(value), 0.0) for value in chart.cells(key)), default=0.0) for key in chart.series
    }
    if len({column_of(chart, key).kind for key in chart.series}) == 1:
        longest = dict.fromkeys(chart.series, max(longest.values(), default=0.0))
    thick = _BAR if len(chart.series) == 1 else _BAR * 0.7
    group = thick * len(chart.series)
    drawing = Drawing(height=len(names) * (group + _GAP) + _GAP)
    for at, name in enumerate(names):
        y = _GAP + at * (group + _GAP)
        drawing.words.append(Word(left - 8, y + group / 2 + 4, name, "end"))
        for place, key in enumerate(chart.series):
            value, top = max(number(chart.cells(key)[at]), 0.0), y + place * thick
            length = value / longest[key] * room if longest[key] else 0.0
            drawing.rects.append(Rect(left, top, rounded(length), thick - 2, f"s{place + 1}"))
            drawing.words.append(Word(left + rounded(length) + 6, top + thick / 2 + 3, figures[key][at]))
    drawing.legend = legend_of(chart, voice)
    return drawing


def _bar_figures(chart: Chart, place: int, voice: Voice) -> list[str]:
    """The figures of a series; short where the customers behind them stand beside."""
    key = chart.series[place]
    return figures_with_customers(chart, place, voice) if chart.counts else figures_of(chart, key, voice)


def _pareto(chart: Chart, voice: Voice) -> Drawing:
    drawing = Drawing(height=TOP + HEIGHT + BOTTOM)
    key = chart.series[0]
    values = [number(value) for value in chart.cells(key)]
    top = max([*values, 0.0])
    draw_axes(drawing, tick_labels(top, column_of(chart, key), voice))
    step = (WIDTH - 2 * SIDE) / max(len(values), 1)
    for at, (value, name) in enumerate(zip(values, row_names(chart, voice), strict=True)):
        height = max(value, 0.0) / top * HEIGHT if top else 0.0
        x = SIDE + at * step
        drawing.rects.append(
            Rect(
                rounded(x + step * 0.12),
                rounded(TOP + HEIGHT - height),
                rounded(step * 0.76),
                rounded(height),
                "s1",
            )
        )
        if at % label_step(len(values)) == 0:
            drawing.words.append(Word(rounded(x + step / 2), TOP + HEIGHT + 18, name, "middle", "tick"))
    drawing.words.append(axis_name(chart, voice))
    if chart.line is not None:
        _cumulative_line(drawing, chart, chart.line, step)
    drawing.legend = legend_of(chart, voice)
    return drawing


def _cumulative_line(drawing: Drawing, chart: Chart, key: str, step: float) -> None:
    points = [
        (SIDE + (at + 0.5) * step, height_at(number(share))) for at, share in enumerate(chart.cells(key))
    ]
    drawing.paths.append(Path(point_list(points), "line"))
    for part in GRID:
        drawing.words.append(Word(WIDTH - SIDE + 8, height_at(part) + 4, f"{part:.0%}", "start", "tick"))
    if chart.mark is not None:
        y = height_at(chart.mark)
        drawing.paths.append(Path(point_list([(SIDE, y), (WIDTH - SIDE, y)]), "mark"))
        drawing.words.append(Word(WIDTH - SIDE - 6, y - 6, f"{chart.mark:.0%}", "end", "strong"))


def _curve(chart: Chart, voice: Voice) -> Drawing:
    drawing = Drawing(height=TOP + HEIGHT + BOTTOM)
    first, key = chart.table.columns[0].key, chart.series[0]
    shares, values = (
        [number(cell) for cell in chart.cells(first)],
        [number(cell) for cell in chart.cells(key)],
    )
    top = max([*values, chart.mark or 0.0, 0.0]) or 1.0
    draw_axes(drawing, tick_labels(top, column_of(chart, key), voice))
    room = WIDTH - 2 * SIDE
    points = [
        (SIDE + share * room, height_at(max(value, 0.0) / top))
        for share, value in zip(shares, values, strict=True)
    ]
    drawing.paths.append(Path(point_list(points), "line"))
    for part in (0.0, *GRID):
        drawing.words.append(Word(SIDE + part * room, TOP + HEIGHT + 18, f"{part:.0%}", "middle", "tick"))
    if chart.mark is not None:
        y = height_at(chart.mark / top)
        drawing.paths.append(Path(point_list([(SIDE, y), (WIDTH - SIDE, y)]), "mark"))
    drawing.words.append(axis_name(chart, voice))
    return drawing
