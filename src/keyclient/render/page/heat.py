"""Draws a heat map for a page: a grid of shares, darker for larger ones, with the customers behind them if known."""

from keyclient.model.report import Cell, Chart, Kind
from keyclient.render.page.labels import LETTER, column_of, figures_of, number, row_names
from keyclient.render.page.shapes import WIDTH, Drawing, Rect, Word, rounded
from keyclient.render.phrases import FEW_MARK, few_note
from keyclient.render.text import Voice, is_missing
from keyclient.render.width import cells, cut

_DARK = 0.84
"""Above this share the background of a heat map is so dark that white figures have more contrast than black ones."""
_HEAD = 30.0
_ROW, _TALL = 34.0, 46.0
"""The height of a row with one figure in each cell, and with two."""


def draw_heat(chart: Chart, voice: Voice) -> Drawing:
    """The shapes of a heat map."""
    names, height = row_names(chart, voice), _TALL if chart.counts else _ROW
    left = max(map(cells, names), default=0) * LETTER + 20
    room = (WIDTH - left) / max(len(chart.series), 1)
    note = _is_few(chart)
    drawing = Drawing(height=_HEAD + len(names) * height + 8 + (18 if note else 0))
    for place, key in enumerate(chart.series):
        x = left + place * room
        label = cut(voice.label(column_of(chart, key).label), int(room / LETTER))
        drawing.words.append(Word(rounded(x + room / 2), 20, label, "middle", "strong"))
        counts = chart.cells(chart.counts[place]) if chart.counts else None
        texts = figures_of(chart, key, voice)
        for at, value in enumerate(chart.cells(key)):
            y = _HEAD + at * height
            drawing.rects.append(_field(value, x, y, room, height))
            middle = rounded(x + room / 2)
            ink = "light" if _share(value) > _DARK and not is_missing(value) else "deep"
            if counts is None:
                drawing.words.append(Word(middle, y + height / 2 + 4, texts[at], "middle", ink))
            else:
                _two(drawing, (counts[at], value), (middle, y), ink, chart.few, voice)
    for at, name in enumerate(names):
        drawing.words.append(Word(left - 8, _HEAD + at * height + height / 2 + 4, name, "end"))
    if note:
        drawing.words.append(
            Word(rounded(left), drawing.height - 6, voice.sentence(few_note(chart.few)), style="tick")
        )
    return drawing


def _field(value: Cell, x: float, y: float, room: float, height: float) -> Rect:
    style = "none" if is_missing(value) else "s1"
    strength = round(0.08 + 0.92 * _share(value), 3)
    return Rect(rounded(x + 2), y + 2, rounded(room - 4), height - 4, style, strength)


def _two(
    drawing: Drawing, cell: tuple[Cell, Cell], at: tuple[float, float], ink: str, few: int, voice: Voice
) -> None:
    """The customers of a cell, and below them their share of the row, marked if they are few."""
    (count, share), (x, y) = cell, at
    if is_missing(count):
        return
    alone = is_missing(share) or not count
    said = voice.value(count, Kind.COUNT)
    drawing.words.append(Word(x, y + _TALL / 2 + (4 if alone else -3), said, "middle", f"{ink} strong"))
    if not alone:
        text = voice.value(share, Kind.SHARE) + (FEW_MARK if number(count) < few else "")
        drawing.words.append(Word(x, y + _TALL / 2 + 13, text, "middle", ink))


def _is_few(chart: Chart) -> bool:
    """Whether a cell with a share has few customers."""
    return any(
        0 < number(count) < chart.few and not is_missing(share)
        for key, counted in zip(chart.series, chart.counts, strict=False)
        for share, count in zip(chart.cells(key), chart.cells(counted), strict=True)
    )


def _share(value: Cell) -> float:
    return min(max(number(value), 0.0), 1.0)
