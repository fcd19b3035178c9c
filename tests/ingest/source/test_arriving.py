import itertools

import pyarrow as pa
import pytest

from keyclient.ingest.pieces.columns import PieceColumn
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.piece import Extent, Piece
from keyclient.ingest.pieces.share import FIRST, STRINGS, Ends, Found
from keyclient.ingest.source.arriving import Arriving
from keyclient.ingest.source.chunked import chunked_columns

TABLE = pa.array(["甲", "乙"], pa.string())


def piece(first: int, texts: list[str | None], shared: list[int | None] | None = None) -> Piece:
    """Rows of which the first column has texts and maybe numbers of shared ones."""
    numbers = None if shared is None else pa.array(shared, pa.int32())
    column = PieceColumn(0, pa.array(texts, pa.string()), numbers)
    return Piece(first, first + len(texts), Extent(0, 1, first + len(texts)), [column], [])


PIECES: list[Found] = [
    (0, STRINGS, TABLE),
    (0, FIRST, piece(0, ["1", None], [None, 1])),
    (0, FIRST + 1, piece(4, ["2"])),
    (0, STRINGS, Ends(b"", b"", range(FIRST, FIRST + 2))),
    (1, FIRST + 2, piece(0, [None], [0])),
    (1, STRINGS, Ends(b"", b"", range(FIRST + 2, FIRST + 3))),
]


def test_rows_are_put_in_order_whatever_order_they_come_in() -> None:
    for order in itertools.permutations(PIECES):
        arriving = Arriving(("a", "b"), has_texts=True)
        for found in order:
            arriving.add(found)
        (column,) = chunked_columns(arriving.of_sheet(0), Extent(0, 1, 5))
        assert column.to_pylist() == ["1", "乙", None, None, "2"]
        assert chunked_columns(arriving.of_sheet(1), Extent(0, 1, 1))[0].to_pylist() == ["甲"]


def test_dates_of_a_large_book_are_packed_as_they_come() -> None:
    days = [f"2026-0{1 + at % 3}-01 00:00:00" for at in range(40)]
    arriving = Arriving(("a",), has_texts=False, packs=True)
    for number, texts in enumerate((days, ["x"] * 2, days)):
        arriving.add((0, FIRST + number, piece(50 * number, list(texts))))
    arriving.add((0, STRINGS, Ends(b"", b"", range(FIRST, FIRST + 3))))
    kinds = [type(part.columns[0].texts) for part in arriving.of_sheet(0)]
    assert kinds == [pa.DictionaryArray, pa.StringArray, pa.DictionaryArray]
    (column,) = chunked_columns(arriving.of_sheet(0), Extent(0, 1, 140))
    assert column.type == pa.dictionary(pa.int32(), pa.string())
    assert column.to_pylist() == [*days, *[None] * 10, "x", "x", *[None] * 48, *days]
    assert len({tuple(chunk.dictionary.to_pylist()) for chunk in column.chunks}) == 1


def test_nothing_is_in_its_place_before_the_shared_texts() -> None:
    arriving = Arriving(("a",), has_texts=True)
    arriving.add(PIECES[1])
    with pytest.raises(Odd, match="missing"):
        arriving.of_sheet(0)


@pytest.mark.parametrize("again", [PIECES[1], PIECES[2]])
def test_a_piece_that_comes_twice_is_odd(again: Found) -> None:
    arriving = Arriving(("a", "b"), has_texts=True)
    for found in (PIECES[2], PIECES[1], PIECES[0]):
        arriving.add(found)
    with pytest.raises(Odd, match="twice"):
        arriving.add(again)


def test_a_number_of_a_shared_text_in_a_book_without_them_is_odd() -> None:
    with pytest.raises(Odd, match="strings"):
        Arriving(("a",), has_texts=False).add(PIECES[1])


def test_the_texts_of_all_pieces_together_have_a_limit() -> None:
    for room in (6, 5):
        arriving = Arriving(("a", "b"), has_texts=True, room=room + 1)
        for found in PIECES[:4]:
            arriving.add(found)
        if room == 6:
            arriving.add(PIECES[4])
            continue
        with pytest.raises(Odd, match="long"):
            arriving.add(PIECES[4])


@pytest.mark.parametrize("left_out", [1, 2, 3])
def test_what_is_missing_is_odd(left_out: int) -> None:
    arriving = Arriving(("a", "b"), has_texts=True)
    for at, found in enumerate(PIECES):
        if at != left_out:
            arriving.add(found)
    with pytest.raises(Odd, match="missing"):
        arriving.of_sheet(0)
