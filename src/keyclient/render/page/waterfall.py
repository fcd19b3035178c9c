"""Draws a waterfall for a page: columns side by side, or bars one below the other if columns would be too narrow."""

from keyclient.model.report import Chart
from keyclient.render.page.labels import LETTER
from keyclient.render.page.shapes import WIDTH, Drawing, Path, Rect, Word, point_list, rounded
from keyclient.render.short import joined
from keyclient.render.text import Voice
from keyclient.render.waterfall import LOOKS, Look, Step, Waterfall, waterfall_of
from keyclient.render.width import cells

_HEIGHT = 300.0
_TOP, _LEFT, _RIGHT = 24.0, 64.0, 12.0
_LINE = 15.0
_BAR, _GAP = 20.0, 10.0
_BREAK = 16.0
"""How far from the beginning of the axis a column is broken that is cut."""


def draw_waterfall(chart: Chart, voice: Voice) -> Drawing:
    """The shapes of a waterfall."""
    fall = waterfall_of(chart, voice)
    stands = fall.stands(WIDTH - _LEFT - _RIGHT)
    drawing = _columns(fall, voice) if stands else _bars(fall, voice)
    used = {step.look for step in fall.steps}
    drawing.legend = [(look.value, voice.label(name)) for look, name in LOOKS.items() if look in used]
    return drawing


def _columns(fall: Waterfall, voice: Voice) -> Drawing:
    floor, note = _TOP + _HEIGHT, fall.note(voice, with_unit=False)
    below = _LINE * (2 + any(step.customers for step in fall.steps) + bool(note)) - 6
    drawing = Drawing(height=floor + below)
    for tick in fall.ticks:
        y = _y(fall, tick)
        drawing.paths.append(Path(point_list([(_LEFT, y), (WIDTH - _RIGHT, y)]), _grid(fall, tick)))
        drawing.words.append(Word(_LEFT - 8, rounded(y + 4), fall.tick_text(tick), "end", "tick"))
    width = (WIDTH - _LEFT - _RIGHT) / max(len(fall.steps), 1)
    for place, step in enumerate(fall.steps):
        _column(drawing, fall, step, _LEFT + place * width, width)
    for place, step in enumerate(fall.steps[:-1]):
        edge, y = _LEFT + (place + 1) * width, _y(fall, step.end)
        begin = edge - width * (0.88 if step.start == step.end else 0.12)
        drawing.paths.append(Path(point_list([(begin, y), (edge + width * 0.12, y)]), "link"))
    if note:
        drawing.words.append(Word(_LEFT, drawing.height - 6, note, style="tick"))
    return drawing


def _column(drawing: Drawing, fall: Waterfall, step: Step, x: float, width: float) -> None:
    """One column, its figure beyond its end, its name below the plot."""
    high, low = _y(fall, step.high), _y(fall, max(step.low, fall.bottom))
    left, broad = rounded(x + width * 0.12), rounded(width * 0.76)
    drawing.rects.append(Rect(left, high, broad, rounded(low - high), step.look.value))
    if fall.is_cut and step.look is Look.TOTAL:
        y = low - _BREAK
        drawing.paths.append(Path(point_list([(left - 3, y + 4), (left + broad + 3, y - 4)]), "break"))
    middle = rounded(x + width / 2)
    y = low + 13 if step.hangs else high - 6
    drawing.words.append(Word(middle, rounded(y), step.figure, "middle"))
    drawing.words.append(Word(middle, _TOP + _HEIGHT + 17, step.name, "middle", "name"))
    if step.customers:
        drawing.words.append(Word(middle, _TOP + _HEIGHT + 17 + _LINE, step.customers, "middle", "tick"))


def _bars(fall: Waterfall, voice: Voice) -> Drawing:
    note = fall.note(voice, with_unit=False)
    names = [joined(step.name, step.customers) for step in fall.steps]
    left = max(map(cells, names)) * LETTER + 12
    room = WIDTH - left - max(cells(step.figure) for step in fall.steps) * LETTER - 14
    bottom = _GAP + len(names) * (_BAR + _GAP)

    def x(level: float) -> float:
        return rounded(left + room * (level - fall.bottom) / (fall.top - fall.bottom))

    drawing = Drawing(height=bottom + _LINE * (2 if note else 1) + 6)
    for tick in fall.ticks:
        drawing.paths.append(Path(point_list([(x(tick), _GAP / 2), (x(tick), bottom)]), _grid(fall, tick)))
        drawing.words.append(Word(x(tick), bottom + 15, fall.tick_text(tick), "middle", "tick"))
    for place, (step, name) in enumerate(zip(fall.steps, names, strict=True)):
        y = _GAP + place * (_BAR + _GAP)
        low, high = x(max(step.low, fall.bottom)), x(step.high)
        drawing.rects.append(Rect(low, y, rounded(high - low), _BAR, step.look.value))
        if fall.is_cut and step.look is Look.TOTAL:
            middle = low + _BREAK
            drawing.paths.append(Path(point_list([(middle - 4, y - 3), (middle + 4, y + _BAR + 3)]), "break"))
        if place + 1 < len(names):
            edge = x(step.end)
            begin = y if step.start == step.end else y + _BAR
            drawing.paths.append(Path(point_list([(edge, begin), (edge, y + _BAR + _GAP)]), "link"))
        drawing.words.append(Word(rounded(left - 8), y + _BAR / 2 + 4, name, "end"))
        drawing.words.append(Word(high + 6, y + _BAR / 2 + 4, step.figure))
    if note:
        drawing.words.append(Word(rounded(left), drawing.height - 4, note, style="tick"))
    return drawing


def _y(fall: Waterfall, level: float) -> float:
    return rounded(_TOP + _HEIGHT * (fall.top - level) / (fall.top - fall.bottom))


def _grid(fall: Waterfall, tick: float) -> str:
    """The axis is the line at zero, or where the axis begins."""
    return "axis" if abs(tick - fall.origin) < fall.tick / 2 else "grid"
