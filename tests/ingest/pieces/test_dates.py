import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.pieces import retold
from keyclient.ingest.pieces.odd import Odd
from tests.ingest.pieces.both import by_the_book, cells, differing, in_pieces, look, numbers, styles

DAYS = styles([], [14])
EDGES = [
    "0", "1", "2", "58", "59", "60", "61", "365", "366", "367", "1461", "1462", "1463", "36525", "45992", "2958465", "2957003",
    "0.5", "-1", "-0.5", "-1.25", "-100000", "59.5", "60.5", "59.999999999", "1e4", "4.5E4", "45992.0", "0045992", "12345.678",
    "45992.5", "45992.25", "45992.999988425926", "45992.99999999999", "45992.000000001", "45992.00000000579", "45992.0000000058",
    "45992.123456789", "45992.7291666667", "44484.791666666664", "0.18737500000000001", "0.25951736111111101", "0.999999999999",
]  # fmt: skip


@pytest.fixture(params=[0, retold.FEW], ids=["many", "few"])
def _some(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of days are read one by one, or all at once."""
    monkeypatch.setattr(retold, "FEW", request.param)


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize("is_1904", [False, True])
def test_days_are_those_that_the_book_reader_gives(*, is_1904: bool) -> None:
    edges = [serial for serial in EDGES if not (is_1904 and serial == "2958465")]
    rows = cells([numbers(edges, 1)])
    mine = in_pieces(rows, look(DAYS, is_1904=is_1904))
    assert not differing(edges, mine[0], by_the_book(rows, DAYS, is_1904=is_1904)[0])


def test_whole_days_are_those_that_the_book_reader_gives() -> None:
    serials = [str(serial) for serial in range(-30, 2_950_000, 617)]
    rows = cells([numbers(serials, 1)])
    assert not differing(serials, in_pieces(rows)[0], by_the_book(rows, DAYS)[0])


@given(st.lists(st.floats(-690_000, 2_950_000) | st.floats(0, 100), min_size=40), st.booleans())
def test_any_moments_are_those_that_the_book_reader_gives(serials: list[float], is_1904: bool) -> None:  # noqa: FBT001
    written = [repr(serial) for serial in serials]
    rows = cells([numbers(written, 1)])
    mine = in_pieces(rows, look(DAYS, is_1904=is_1904))
    assert not differing(written, mine[0], by_the_book(rows, DAYS, is_1904=is_1904)[0])


@pytest.mark.parametrize("serial", ["2958466", "1e9", "1e300", "-700000", "2958465.9999999999"])
def test_a_day_outside_the_calendar_is_left_to_others(serial: str) -> None:
    with pytest.raises(Odd):
        in_pieces(cells([numbers([serial], 1)]))
