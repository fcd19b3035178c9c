"""Random rows, and the many ways to write each of them."""

import random
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from keyclient.model.place import column_letters
from tests.ingest.pieces.walk import Seen, SeenRow

FURTHER = (
    'spans="1:14"',
    'ht="15.75"',
    'customHeight="1"',
    'x14ac:dyDescent="0.25"',
    's="3"',
    'customFormat="1"',
)
VALUES = {
    "n": ("0", "-1.5", "1E-07", "20260101"), "s": ("0", "12"), "str": ("", "a<b", "客户 & 经理", " x "), "b": ("1",),
    "inlineStr": ("", "张三", "a longer text than twelve", " ", "&<>\"'"), "e": ("#N/A",), "d": ("2026-01-02",),
}  # fmt: skip
Grid = tuple[list[Seen], list[SeenRow]]


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """The cells and rows of a piece."""
    chance = random.Random(draw(st.integers(0, 1 << 30)))
    number = draw(st.sampled_from((-1, 7, 98, 99_998, 1_000_000)))
    cells: list[Seen] = []
    rows: list[SeenRow] = []
    for _ in range(draw(st.integers(1, 6))):
        number += chance.choice((1, 1, 2, 30))
        rows.append(SeenRow(number, chance.random() < 0.2, chance.choice((0, 0, 0, 1, 7))))
        columns = sorted(chance.sample((0, 1, 2, 3, 25, 26, 27, 701, 702, 703, 16_383), chance.randint(0, 6)))
        cells.extend(_cell(chance, number, column) for column in columns)
    return cells, rows


def _cell(chance: random.Random, row: int, column: int) -> Seen:
    kind = chance.choice(tuple(VALUES))
    text = chance.choice((*VALUES[kind], None))
    style, rich = chance.choice((0, 0, 1, 25)), chance.choice((0, 0, 0, 2))
    has_formula = kind != "inlineStr" and chance.random() < 0.3
    return Seen(row, column, kind, style, rich, text, has_formula)


def written(grid: Grid, chance: random.Random, prefix: str = "", *, is_pretty: bool = False) -> bytes:
    """The rows as XML, each tag in one of the ways that programs write it."""
    cells, rows = grid
    space = chance.choice(("\n", "\r\n", "\n  ", "\t")) if is_pretty else ""
    found = [space]
    for row in rows:
        inner = [_written(cell, chance, space) for cell in cells if cell.row == row.number]
        said = [f'r="{row.number + 1}"', *chance.sample(FURTHER, chance.randint(0, 3))]
        if row.is_hidden or chance.random() < 0.1:
            said.append(f'hidden="{chance.choice(("1", "true") if row.is_hidden else ("0", "false"))}"')
        if row.level:
            said.append(f'outlineLevel="{row.level}"')
        end = ">" + space + "".join(inner) + "</row>"
        if not inner and chance.random() < 0.5:
            end = chance.choice(("/>", " />"))
        found += [f"<row {_shuffled(said, chance)}{end}", space]
    return _prefixed("".join(found), prefix).encode()


def _prefixed(text: str, prefix: str) -> str:
    return text.replace("</", "<\0/").replace("<", f"<{prefix}").replace(f"<{prefix}\0/", f"</{prefix}")


def _shuffled(said: list[str], chance: random.Random) -> str:
    """Attributes in the order of most programs, or in any."""
    return " ".join(said if chance.random() < 0.5 else chance.sample(said, len(said)))


def _written(cell: Seen, chance: random.Random, space: str) -> str:
    said = [f'r="{column_letters(cell.column)}{cell.row + 1}"']
    said += [f'{name}="{number}"' for name, number in (("s", cell.style), ("vm", cell.rich)) if number]
    if cell.kind != "n" or chance.random() < 0.2:
        said.append(f't="{cell.kind}"')
    inner = [_formula(chance)] if cell.has_formula else []
    if cell.text is not None:
        inner.append(
            _inline(cell.text, chance, space) if cell.kind == "inlineStr" else _value(cell.text, chance)
        )
    if not inner and chance.random() < 0.7:
        return f"<c {_shuffled(said, chance)}{chance.choice(('/>', ' />'))}{space}"
    return f"<c {_shuffled(said, chance)}>{space}{space.join(inner)}{space}</c>{space}"


def _formula(chance: random.Random) -> str:
    return chance.choice(
        (
            "<f>A1+1</f>", "<f></f>", "<f/>", '<f t="shared" si="0"/>', '<f t="shared" ref="A1:A9" si="0">B1&gt;2</f>',
            '<f aca="false">SUM(A1:B2)</f>', '<f t="array" ref="C3">C1*2</f>',
        )
    )  # fmt: skip


def _value(text: str, chance: random.Random) -> str:
    return f"<v>{escape(text)}</v>" if text else chance.choice(("<v></v>", "<v/>", "<v />"))


def _inline(text: str, chance: random.Random, space: str) -> str:
    ways = [f'<t xml:space="preserve">{escape(text)}</t>', f"<t>{escape(text)}</t>"]
    inner = chance.choice(ways if text else (*ways, "<t/>", "<t />"))
    return f"<is>{space}{inner}{space}</is>"
