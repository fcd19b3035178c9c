import itertools

from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.selection.pieces import Piece, octaves, with_widths


@given(st.integers(1, 12), st.integers(13, 50))
def test_a_piece_starts_and_ends_at_the_border_of_a_bucket(finest: int, top: int) -> None:
    pieces = octaves(top, finest)
    for piece, following in itertools.pairwise(pieces):
        assert piece.start < following.start
        assert piece.start % piece.width == following.start % piece.width == 0
    assert Piece(0, 1) in pieces


def test_a_range_gets_narrower_buckets_and_what_follows_keeps_its_own() -> None:
    pieces = [Piece(-16, 4), Piece(0, 8), Piece(64, 16)]
    assert with_widths(pieces, [(8, 16, 2), (32, 40, 1)]) == [
        Piece(-16, 4),
        Piece(0, 8),
        Piece(8, 2),
        Piece(16, 8),
        Piece(32, 1),
        Piece(40, 8),
        Piece(64, 16),
    ]


def test_ranges_beside_each_other_and_at_the_end_of_a_piece() -> None:
    pieces = [Piece(0, 8), Piece(64, 16)]
    assert with_widths(pieces, [(48, 56, 2), (56, 64, 1)]) == [
        Piece(0, 8),
        Piece(48, 2),
        Piece(56, 1),
        Piece(64, 16),
    ]
