import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.render.bars import bar, scale
from keyclient.render.screen import ASCII_MARKS, BLOCK_MARKS


def test_bars_of_parts_of_a_whole_are_parts_of_the_width() -> None:
    shares = [0.8, 0.15, 0.05]
    assert scale(shares) == 1.0
    assert [bar(share, 1.0, 10, BLOCK_MARKS) for share in shares] == ["████████", "█▌", "▌"]


def test_the_largest_of_many_small_shares_takes_the_whole_width() -> None:
    assert scale([0.04, 0.01]) == 0.04
    assert bar(0.01, 0.04, 8, BLOCK_MARKS) == "██"


def test_a_share_above_the_whole_does_not_overflow() -> None:
    assert scale([2.125, 1.0]) == 2.125
    assert bar(2.125, 2.125, 8, BLOCK_MARKS) == "████████"


@pytest.mark.parametrize("share", [None, 0.0, -0.3, float("nan")])
def test_nothing_has_no_bar(share: float | None) -> None:
    assert scale([share]) is None
    assert bar(share, 1.0, 10, BLOCK_MARKS) == ""


def test_a_console_without_blocks_gets_number_signs() -> None:
    assert bar(0.5, 1.0, 10, ASCII_MARKS) == "#####"


@given(st.lists(st.floats(0, 3), min_size=1), st.integers(1, 40))
def test_bars_are_in_proportion_and_never_wider_than_their_room(shares: list[float], width: int) -> None:
    full = scale(shares)
    for share in shares if full else []:
        drawn = bar(share, full or 1.0, width, BLOCK_MARKS)
        cells = drawn.count("█") + (drawn.endswith("▌")) / 2
        assert len(drawn) <= width
        assert abs(cells - share / (full or 1.0) * width) <= 0.25 + 1e-9
