"""What expat sees in a piece of a sheet, element by element: the other way to find the tokens."""

from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from keyclient.ingest.pieces.tokens import Tokens
from keyclient.model.place import column_index

KINDS = ("n", "s", "str", "inlineStr", "b", "e", "d")
_NESTED = {"row": ("sheet",), "c": ("row",), "v": ("c",), "f": ("c",), "is": ("c",), "t": ("is",)}


class NoSheet(Exception):
    """Not the tags of rows, or not in the order of rows and cells."""


class Seen(NamedTuple):
    """One cell."""

    row: int
    column: int
    kind: str
    style: int
    rich: int
    text: str | None
    has_formula: bool


class SeenRow(NamedTuple):
    """One row."""

    number: int
    is_hidden: bool
    level: int


@dataclass
class Walk:
    """Receives the elements."""

    cells: list[Seen] = field(default_factory=list)
    rows: list[SeenRow] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _attributes: dict[str, str] = field(default_factory=dict)
    _text: str | None = None
    _has_formula: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            self._open = [name]
            return
        if name not in _NESTED or self._open[-1] not in _NESTED[name]:
            raise NoSheet(name)
        self._open.append(name)
        if name == "row":
            self.rows.append(
                SeenRow(
                    int(attributes["r"]) - 1,
                    attributes.get("hidden") in ("1", "true"),
                    int(attributes.get("outlineLevel", "0")),
                )
            )
        elif name == "c":
            self._attributes, self._text, self._has_formula = attributes, None, False
        elif name == "f":
            self._has_formula = True
        elif name in ("v", "t"):
            if self._text is not None:
                raise NoSheet("two values")
            self._text = ""

    def end(self, name: str) -> None:
        self._open.pop()
        if name == "c":
            said = self._attributes
            letters = said["r"].rstrip("0123456789")
            number = int(said["r"][len(letters) :]) - 1
            if number != self.rows[-1].number:
                raise NoSheet("another row")
            style, rich = int(said.get("s", "0")), int(said.get("vm", "0"))
            self.cells.append(
                Seen(
                    number,
                    column_index(letters),
                    said.get("t", "n"),
                    style,
                    rich,
                    self._text,
                    self._has_formula,
                )
            )

    def text(self, data: str) -> None:
        if self._open[-1] in ("v", "t"):
            self._text = (self._text or "") + data
        elif self._open[-1] != "f" and data.strip(" \t\n"):
            raise NoSheet("text")


def walked(piece: bytes) -> tuple[list[Seen], list[SeenRow]]:
    """The cells and rows of a piece without prefix. Raises `NoSheet`, `KeyError`, `ValueError` and `expat.ExpatError`."""
    walk = Walk()
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.text
    parser.Parse(b"<sheet>" + piece + b"</sheet>", True)  # noqa: FBT003 - expat's own signature
    return walk.cells, walk.rows


def as_seen(tokens: Tokens) -> tuple[list[Seen], list[SeenRow]]:
    """Tokens as expat would show them."""
    cells = []
    for at in range(len(tokens.row)):
        shape = tokens.shapes[tokens.shape[at]]
        start, length = int(tokens.start[at]), int(tokens.length[at])
        text = None if length < 0 else unescaped(tokens.data[start : start + length])
        kind = KINDS[shape.kind]
        place = int(tokens.row[at]), int(tokens.column[at])
        cells.append(Seen(*place, kind, shape.style, shape.rich, text, bool(tokens.formula[at])))
    rows = zip(
        tokens.rows.number.tolist(), tokens.rows.hidden.tolist(), tokens.rows.level.tolist(), strict=True
    )
    return cells, [SeenRow(*row) for row in rows]


def unescaped(text: bytes) -> str:
    """The text that stands in a value."""
    found: list[str] = []
    parser = expat.ParserCreate("utf-8")
    parser.CharacterDataHandler = found.append
    parser.Parse(b"<v>" + text + b"</v>", True)  # noqa: FBT003 - expat's own signature
    return "".join(found)
