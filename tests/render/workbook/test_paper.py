"""What fits on a page of A4 in letters of eight points."""

import pytest

from keyclient.render.palette import SIZE
from keyclient.render.workbook.paper import LEAST_SCALE, WIDEST, Extent, fits


def test_letters_are_printed_with_eight_points_at_least() -> None:
    assert SIZE * LEAST_SCALE >= 8


@pytest.mark.parametrize(
    ("width", "lines", "has_room"),
    [
        (84, 49, True),
        (100, 59, True),
        (100, 62, False),
        (123, 33, True),
        (WIDEST, 40, True),
        (WIDEST + 1, 10, False),
    ],
)
def test_a_page_has_room_upright_or_across(width: float, lines: float, has_room: bool) -> None:  # noqa: FBT001 - a case
    assert fits(Extent(width, lines)) == has_room
