"""Where the bars, lines and words of a chart stand on a page. Lengths are in the units of the drawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from keyclient.model.label import Lang
from keyclient.model.report import Cell, Chart, ChartKind, Kind, TableColumn
from keyclient.render.text import Voice, absent
from keyclient.render.width import cells, cut

WIDTH = 720.0
_BAR, _GAP = 22.0, 12.0
_LETTER = 6.6
"""Width of a terminal cell in the type of a chart."""
_HEIGHT = 300.0
_TOP, _BOTTOM, _SIDE = 24.0, 44.0, 64.0
_LABEL_CELLS = 26
_GRID = (0.25, 0.5, 0.75, 1.0)
_DARK = 0.84
"""Above this share the ground of a heat map is so dark that a white figure has more contrast than a black one."""
_SHORT = {
    Lang.ZH: ((1e8, "亿"), (1e4, "万")),
    Lang.EN: ((1e9, "bn"), (1e6, "m"), (1e3, "k")),
}
"""How the large figures of an axis are shortened."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A bar or a field."""

    x: float
    y: float
    width: float
    height: float
    style: str
    strength: float = 1.0
    """How opaque it is."""


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points."""

    points: str
    style: str


@dataclass(frozen=True, slots=True)
class Word:
    """A text; `anchor` says which end of it stands at the point."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    style: str = "word"


@dataclass
class Drawing:
    """A chart in shapes."""

    height: float
    rects: list[Rect] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    legend: list[tuple[str, str]] = field(default_factory=list)
    """Style and name of what is drawn, where there are several."""
    width: float = WIDTH


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
            return _heat(chart, voice)


def number(value: Cell) -> float:
    """The length that a figure is drawn with; 0 where there is none."""
    return 0.0 if absent(value) or not isinstance(value, int | float | Decimal) else float(value)


def _column(chart: Chart, key: str) -> TableColumn:
    return next(column for column in chart.table.columns if column.key == key)


def _names(chart: Chart, voice: Voice) -> list[str]:
    first = chart.table.columns[0]
    return [cut(voice.value(row[0], first.kind), _LABEL_CELLS) for row in chart.table.rows]


def _figures(chart: Chart, key: str, voice: Voice) -> list[str]:
    kind = _column(chart, key).kind
    return [voice.value(value, kind) for value in chart.cells(key)]


def _bars(chart: Chart, voice: Voice) -> Drawing:
    names = _names(chart, voice)
    figures = {key: _figures(chart, key, voice) for key in chart.series}
    left = max(map(cells, names), default=0) * _LETTER + 12
    right = max((cells(text) for texts in figures.values() for text in texts), default=0) * _LETTER + 14
    room = WIDTH - left - right
    longest = {
        key: max((max(number(value), 0.0) for value in chart.cells(key)), default=0.0) for key in chart.series
    }
    if len({_column(chart, key).kind for key in chart.series}) == 1:
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
            drawing.rects.append(Rect(left, top, _round(length), thick - 2, f"s{place + 1}"))
            drawing.words.append(Word(left + _round(length) + 6, top + thick / 2 + 3, figures[key][at]))
    drawing.legend = _legend(chart, voice)
    return drawing


def _pareto(chart: Chart, voice: Voice) -> Drawing:
    drawing = Drawing(height=_TOP + _HEIGHT + _BOTTOM)
    key = chart.series[0]
    values = [number(value) for value in chart.cells(key)]
    top = max([*values, 0.0])
    _axes(drawing, _ticks(top, _column(chart, key), voice))
    step = (WIDTH - 2 * _SIDE) / max(len(values), 1)
    for at, (value, name) in enumerate(zip(values, _names(chart, voice), strict=True)):
        height = max(value, 0.0) / top * _HEIGHT if top else 0.0
        x = _SIDE + at * step
        drawing.rects.append(
            Rect(
                _round(x + step * 0.12),
                _round(_TOP + _HEIGHT - height),
                _round(step * 0.76),
                _round(height),
                "s1",
            )
        )
        if at % _every(len(values)) == 0:
            drawing.words.append(Word(_round(x + step / 2), _TOP + _HEIGHT + 18, name, "middle", "tick"))
    drawing.words.append(_axis_name(chart, voice))
    if chart.line is not None:
        _running(drawing, chart, chart.line, step)
    drawing.legend = _legend(chart, voice)
    return drawing


def _running(drawing: Drawing, chart: Chart, key: str, step: float) -> None:
    points = [(_SIDE + (at + 0.5) * step, _y(number(share))) for at, share in enumerate(chart.cells(key))]
    drawing.paths.append(Path(_joined(points), "line"))
    for part in _GRID:
        drawing.words.append(Word(WIDTH - _SIDE + 8, _y(part) + 4, f"{part:.0%}", "start", "tick"))
    if chart.mark is not None:
        y = _y(chart.mark)
        drawing.paths.append(Path(_joined([(_SIDE, y), (WIDTH - _SIDE, y)]), "mark"))
        drawing.words.append(Word(WIDTH - _SIDE - 6, y - 6, f"{chart.mark:.0%}", "end", "strong"))


def _curve(chart: Chart, voice: Voice) -> Drawing:
    drawing = Drawing(height=_TOP + _HEIGHT + _BOTTOM)
    first, key = chart.table.columns[0].key, chart.series[0]
    shares, values = (
        [number(cell) for cell in chart.cells(first)],
        [number(cell) for cell in chart.cells(key)],
    )
    top = max([*values, chart.mark or 0.0, 0.0]) or 1.0
    _axes(drawing, _ticks(top, _column(chart, key), voice))
    room = WIDTH - 2 * _SIDE
    points = [
        (_SIDE + share * room, _y(max(value, 0.0) / top)) for share, value in zip(shares, values, strict=True)
    ]
    drawing.paths.append(Path(_joined(points), "line"))
    for part in (0.0, *_GRID):
        drawing.words.append(Word(_SIDE + part * room, _TOP + _HEIGHT + 18, f"{part:.0%}", "middle", "tick"))
    if chart.mark is not None:
        y = _y(chart.mark / top)
        drawing.paths.append(Path(_joined([(_SIDE, y), (WIDTH - _SIDE, y)]), "mark"))
    drawing.words.append(_axis_name(chart, voice))
    return drawing


def _heat(chart: Chart, voice: Voice) -> Drawing:
    names, height = _names(chart, voice), 34.0
    left = max(map(cells, names), default=0) * _LETTER + 14
    room = (WIDTH - left) / max(len(chart.series), 1)
    drawing = Drawing(height=30 + len(names) * height + 8)
    for place, key in enumerate(chart.series):
        label = cut(voice.label(_column(chart, key).label), int(room / _LETTER))
        drawing.words.append(Word(_round(left + (place + 0.5) * room), 20, label, "middle", "strong"))
        for at, (value, text) in enumerate(zip(chart.cells(key), _figures(chart, key, voice), strict=True)):
            share, y = min(max(number(value), 0.0), 1.0), 30 + at * height
            style = "none" if absent(value) else "s1"
            drawing.rects.append(
                Rect(
                    _round(left + place * room + 2),
                    y + 2,
                    _round(room - 4),
                    height - 4,
                    style,
                    round(0.08 + 0.92 * share, 3),
                )
            )
            ink = "light" if share > _DARK and not absent(value) else "deep"
            drawing.words.append(
                Word(_round(left + (place + 0.5) * room), y + height / 2 + 4, text, "middle", ink)
            )
    for at, name in enumerate(names):
        drawing.words.append(Word(left - 8, 30 + at * height + height / 2 + 4, name, "end"))
    return drawing


def _axes(drawing: Drawing, ticks: Sequence[str]) -> None:
    for part, text in zip(_GRID, ticks, strict=True):
        drawing.paths.append(Path(_joined([(_SIDE, _y(part)), (WIDTH - _SIDE, _y(part))]), "grid"))
        drawing.words.append(Word(_SIDE - 8, _y(part) + 4, text, "end", "tick"))
    drawing.paths.append(Path(_joined([(_SIDE, _y(0)), (WIDTH - _SIDE, _y(0))]), "axis"))


def _axis_name(chart: Chart, voice: Voice) -> Word:
    label = voice.label(chart.table.columns[0].label)
    return Word(WIDTH / 2, _TOP + _HEIGHT + _BOTTOM - 6, label, "middle", "tick")


def _ticks(top: float, column: TableColumn, voice: Voice) -> list[str]:
    """The figures of the first axis, as short as an axis needs them; of 万元 as they are, which is short already."""
    if column.kind is Kind.SHARE:
        return [voice.value(top * part, Kind.SHARE) for part in _GRID]
    short = () if column.kind is Kind.WAN else _SHORT[voice.lang]
    size, word = next(((size, word) for size, word in short if top >= size), (1.0, ""))
    return [
        f"{top * part / size:,.3g}{word}" if top / size < 1000 else f"{top * part / size:,.0f}{word}"
        for part in _GRID
    ]


def _legend(chart: Chart, voice: Voice) -> list[tuple[str, str]]:
    drawn = [(f"s{at}", key) for at, key in enumerate(chart.series, 1)]
    drawn += [("line", chart.line)] if chart.line is not None else []
    return [(style, voice.label(_column(chart, key).label)) for style, key in drawn] if len(drawn) > 1 else []


def _every(count: int) -> int:
    """So many columns have one name under them, lest the names overlap."""
    return 1 if count <= 10 else 2 if count <= 24 else -(-count // 12)


def _y(part: float) -> float:
    return _round(_TOP + _HEIGHT * (1 - part))


def _round(length: float) -> float:
    return round(length, 1)


def _joined(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_round(x):g},{_round(y):g}" for x, y in points)
