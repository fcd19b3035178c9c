import contextlib
import random
from xml.parsers import expat

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.shapes import Kind, Shape
from keyclient.ingest.pieces.tokens import tokens_of
from keyclient.ingest.scan.found import OutsideGrid
from tests.ingest.pieces.spelt import Grid, grids, written
from tests.ingest.pieces.walk import KINDS, as_seen, walked

SEEDS = st.integers(0, 1 << 30)


def one(cell: str) -> bytes:
    return f'<row r="4">{cell}</row>'.encode()


@given(grids(), SEEDS, st.sampled_from(("", "", "x:", "ns0:")), st.sampled_from(("tight", "pretty")))
def test_rows_are_found_however_they_are_written(grid: Grid, seed: int, prefix: str, look: str) -> None:
    piece = written(grid, random.Random(seed), prefix, is_pretty=look == "pretty")
    assert as_seen(tokens_of(piece, prefix.encode())) == grid


@given(grids(), SEEDS)
def test_whatever_is_wrong_with_a_tag_nothing_is_found_that_is_not_there(grid: Grid, seed: int) -> None:
    chance = random.Random(seed)
    piece = written(grid, chance)
    for _ in range(40):
        changed = _changed(piece, chance)
        with contextlib.suppress(Odd, OutsideGrid):
            assert _agrees(changed), changed


def _changed(piece: bytes, chance: random.Random) -> bytes:
    """The piece with a few bytes of it changed, left out or repeated, mostly in tags."""
    places = (
        [at for at, byte in enumerate(piece) if byte in b'<>/"= ']
        if chance.random() < 0.7
        else range(len(piece))
    )
    at = max(chance.choice(places) + chance.randint(-1, 2), 0)
    length, other = chance.randint(1, 5), max(chance.choice(places) + chance.randint(-1, 2), 0)
    new = chance.choice((b"", piece[other : other + length], chance.choice(_MARKS)))
    return piece[:at] + new + piece[at + chance.choice((0, length, len(new))) :]


_MARKS = (
    b"<",
    b">",
    b"/",
    b'"',
    b"'",
    b"=",
    b" ",
    b"<v>",
    b"</v>",
    b"</c>",
    b"<c ",
    b"<f>",
    b"</f>",
    b"x",
    b"7",
    b"&",
    b"\r",
    b"\0",
)


def _agrees(piece: bytes) -> bool:
    tokens = tokens_of(piece, b"")
    try:
        found = as_seen(tokens)
    except expat.ExpatError:
        return True  # A broken text is seen by those who read it.
    try:
        return found == walked(piece)
    except expat.ExpatError:
        return b"<f" in piece  # What stands in a formula is never read.


def test_what_stands_in_a_formula_is_passed_over() -> None:
    tokens = tokens_of(one('<c r="D4"><f t="array" ref="D4">&odd;</f><v>5</v></c>'), b"")
    assert tokens.formula.tolist() == [True]
    assert tokens.data[tokens.start[0] :][: tokens.length[0]] == b"5"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_cell_is_known(kind: str) -> None:
    value = "<is><t>1</t></is>" if kind == "inlineStr" else "<v>1</v>"
    tokens = tokens_of(one(f'<c r="D4" s="7" t="{kind}" vm="2">{value}</c>'), b"")
    assert tokens.shapes == (Shape(KINDS.index(kind), 7, 2),)
    assert tokens.length.tolist() == [1]


def test_a_cell_without_attributes_is_a_number() -> None:
    assert tokens_of(one('<c r="D4"><v>1</v></c>'), b"").shapes == (Shape(Kind.NUMBER, 0, 0),)


@pytest.mark.parametrize(
    ("cell", "length"),
    [
        ('<c r="D4"/>', -1), ('<c r="D4" />', -1), ('<c r="D4"></c>', -1), ('<c r="D4"><f>1</f></c>', -1),
        ('<c r="D4"><v/></c>', 0), ('<c r="D4"><v></v></c>', 0), ('<c r="D4"><v> </v></c>', 1),
        ('<c r="D4" t="inlineStr"><is><t/></is></c>', 0), ('<c r="D4" t="inlineStr"/>', -1),
        ('<c r="D4" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>', 2),
    ],
)  # fmt: skip
def test_no_value_is_not_an_empty_one(cell: str, length: int) -> None:
    assert tokens_of(one(cell), b"").length.tolist() == [length]


@pytest.mark.parametrize("piece", [b"", b"\r\n ", b"\t"])
def test_a_piece_may_have_no_rows(piece: bytes) -> None:
    tokens = tokens_of(piece, b"")
    assert (len(tokens.row), len(tokens.rows.number)) == (0, 0)


def test_rows_without_cells_are_rows() -> None:
    tokens = tokens_of(b'<row r="1"/><row r="3" hidden="1"></row><row r="4" outlineLevel="2"/>', b"")
    assert tokens.rows.number.tolist() == [0, 2, 3]
    assert tokens.rows.hidden.tolist() == [False, True, False]
    assert tokens.rows.level.tolist() == [0, 0, 2]
    assert not len(tokens.row)


@pytest.mark.parametrize(
    "piece",
    [
        b'<row r="1"/><!-- -->', b'<?x y?><row r="1"/>', b'<row r="1"/>x', b'<row r="1">x</row>', b'<row r="1">',
        b'<row/>', b'<row spans="1:2"/>', b'<row r="0"/>', b'<row r="01"/>', b'<row r="-1"/>', b'<row r="12345678"/>', b'<row r=""/>',
        b'<row r="2"/><row r="1"/>', b'<row r="2"/><row r="2"/>', b"<row r='1'/>", b'<row r="1" r="2"/>', b'<row r="1" r="1"/>',
        b'<row r="1" hidden="yes"/>', b'<row r="1" outlineLevel="10"/>', b'<row r="1" outlineLevel=""/>', b'<row r="1" outlineLevel="01"/>', b'<row r="1" outlineLevel="x"/>', b'<row r="1"spans="1:2"/>',
        b'<rowx r="1"/>', b'<row r="1"></rom>', b'<row r="1"></row >', b'<row r="1" a="&lt;"/>', b'<row r="1" a=">"/>',
        b'<row r="1048577"/>', b'<col min="1"/>', b'</row><row r="1">', b'<row r="1"><row r="2"/></row>', b"<row",
        b'<row r="1"/><x:row r="2"/>',
    ],
)  # fmt: skip
def test_odd_rows_are_left_to_others(piece: bytes) -> None:
    with pytest.raises(Odd):
        tokens_of(piece, b"")


@pytest.mark.parametrize(
    "cell",
    [
        '<c><v>1</v></c>', '<c s="1"><v>1</v></c>', '<c r="4"/>', '<c r="D"/>', '<c r="D5"/>', '<c r="D44"/>', '<c r="d4"/>',
        '<c r="AAAA4"/>', '<c r="$D$4"/>', '<c r="D4" t="x"/>', '<c r="D4" s="-1"/>', '<c r="D4" s="a"/>', '<c r="D4" vm=""/>', '<c r="D4" vm="0"/>', '<c r="D4" vm="1234567890"/>',
        '<c r="D4" s="1" s="1"/>', "<c r='D4'/>", '<c r="D4" s=\'1\'/>', '<c  r="D4" t="&#110;"/>', '<c r="E4"/><c r="D4"/>',
        '<c r="D4"/><c r="D4"/>', '<c r="XFE4"/>', '<c r="D4"><v>1</v><v>2</v></c>', '<c r="D4"><v>1</v><f>2</f></c>',
        '<c r="D4"><f>1</f><f>2</f><v>1</v></c>', '<c r="D4">1</c>', '<c r="D4"><v>1<v></c>', '<c r="D4"><v>1</v>x</c>',
        '<c r="D4"><v x="1">1</v></c>', '<c r="D4"><v><![CDATA[1]]></v></c>', '<c r="D4"><v>1<!-- --></v></c>', '<c r="D4"><v>1</v ></c>',
        '<c r="D4"><f a="1">2/><v>1</v></c>', '<c r="D4"><f a="1"/>2</f><v>1</v></c>', '<c r="D4"><v>\r\n</v></c>', '<c r="D4"><v>\x01</v></c>', '<c r="D4"><v>\0</v></c>',
        '<c r="D4" t="inlineStr"><is><r><t>x</t></r></is></c>', '<c r="D4" t="inlineStr"><is><t>x</t><t>y</t></is></c>',
        '<c r="D4" t="inlineStr"><is><t>x</t><rPh sb="0" eb="1"><t>y</t></rPh></is></c>', '<c r="D4" t="inlineStr"><is/></c>',
        '<c r="D4" t="inlineStr"><is></is></c>', '<c r="D4" t="inlineStr"><v>1</v></c>', '<c r="D4"><is><t>x</t></is></c>',
        '<c r="D4" t="inlineStr"><is><t xml:space="default">x</t></is></c>', '<c r="D4"><extLst/></c>', '<c r="D4"><f><f>1</f></f></c>',
        '<c r="D4"/></c>', '<c r="D4"><c r="E4"/></c>', '<c r="D4"><f a="1"1</f></c><c r="E4"><f a="2">>2</f></c>', '<cc r="D4"/>',
        '<c r="D4"><v>1</v></x>', '<c r="D4" a="\x80"/>', '<c r="D4"><v/ ></c>',
    ],
)  # fmt: skip
def test_odd_cells_are_left_to_others(cell: str) -> None:
    with pytest.raises(Odd):
        tokens_of(one(cell), b"")


@pytest.mark.parametrize(
    "piece",
    [b'<row r="1048577"><c r="A1048577"><v>1</v></c></row>', b'<row r="1"><c r="XFE1"><v>1</v></c></row>'],
)
def test_no_value_is_outside_the_sheet(piece: bytes) -> None:
    with pytest.raises(OutsideGrid):
        tokens_of(piece, b"")


def test_the_last_cell_of_a_sheet_is_inside() -> None:
    tokens = tokens_of(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', b"")
    assert (tokens.row.tolist(), tokens.column.tolist()) == ([1_048_575], [16_383])


def test_tags_without_the_prefix_of_the_sheet_are_odd() -> None:
    with pytest.raises(Odd):
        tokens_of(b'<x:row r="1"/><row r="2"/>', b"x:")


def test_many_spellings_are_told_apart() -> None:
    cells = "".join(
        f'<c r="{letter}4" s="{number}"/>' for number, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    )
    tokens = tokens_of(one(cells), b"")
    assert [tokens.shapes[code].style for code in tokens.shape] == list(range(26))


def test_a_sheet_of_made_up_attributes_is_odd() -> None:
    rows = "".join(f'<row r="{number}" ht="{number}"/>' for number in range(1, 5000))
    with pytest.raises(Odd):
        tokens_of(rows.encode(), b"")


def test_tokens_take_little_room() -> None:
    tokens = tokens_of(one('<c r="D4"><v>1</v></c>'), b"")
    assert {tokens.row.dtype, tokens.column.dtype, tokens.start.dtype, tokens.length.dtype} == {
        np.dtype("i4")
    }
    assert tokens.shape.dtype == np.dtype("i2")
