"""The shapes a chart on a page consists of. Lengths are in the units of the drawing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

WIDTH = 720.0


@dataclass(frozen=True, slots=True)
class Rect:
    """A bar, or a cell of a heat map."""

    x: float
    y: float
    width: float
    height: float
    style: str
    strength: float = 1.0
    """Opacity, 0..1."""


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points."""

    points: str
    style: str


@dataclass(frozen=True, slots=True)
class Word:
    """A text; `anchor` says which end of it is at the point."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    style: str = "word"


@dataclass
class Drawing:
    """The shapes of a chart."""

    height: float
    rects: list[Rect] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    legend: list[tuple[str, str]] = field(default_factory=list)
    """The style and name of each series, if there are several."""
    width: float = WIDTH


def rounded(length: float) -> float:
    """A length to one decimal, so that pages stay small."""
    return round(length, 1)


def point_list(points: Iterable[tuple[float, float]]) -> str:
    """Points as SVG writes them: `x,y x,y`."""
    return " ".join(f"{rounded(x):g},{rounded(y):g}" for x, y in points)
