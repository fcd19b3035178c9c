import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.source.scattered import columns_of, with_blank_columns

PLACES = st.lists(st.tuples(st.integers(0, 30_000), st.text(min_size=1, max_size=3)), max_size=8)


def batch(cells: list[tuple[int, str]]) -> pa.RecordBatch:
    rows, texts = (
        pa.array([row for row, _ in cells], pa.int32()),
        pa.array([text for _, text in cells], pa.string()),
    )
    return pa.record_batch([rows, texts], names=["row", "text"])


@given(st.lists(PLACES, min_size=1, max_size=4), st.sampled_from([1, 10, 4096]))
def test_every_cell_stands_in_its_row_and_all_others_are_blank(
    columns: list[list[tuple[int, str]]], gap: int
) -> None:
    height = max((row + 1 for cells in columns for row, _ in cells), default=0)
    found = columns_of([batch(cells) for cells in columns], height, gap)
    for cells, column in zip(columns, found, strict=True):
        assert len(column) == height
        there = {row: text for row, text in enumerate(column.to_pylist()) if text is not None}
        assert there == dict(cells)


def test_blank_rows_between_far_cells_are_shared() -> None:
    height = 20_000
    columns = columns_of([batch([(0, "x"), (height - 1, "y")]) for _ in range(100)], height)
    sizes = {
        buffer.address: buffer.size
        for column in columns
        for chunk in column.chunks
        for buffer in chunk.buffers()
        if buffer
    }
    assert sum(sizes.values()) < 500_000


def test_blank_columns_are_filled_in_unless_there_are_too_many() -> None:
    columns = columns_of([batch([(0, "a")]), batch([(1, "b")])], 2)
    places, filled = with_blank_columns([2, 5], columns, 2)
    assert (places, [column.to_pylist() for column in filled[:2]]) == (
        (2, 3, 4, 5),
        [["a", None], [None, None]],
    )
    assert with_blank_columns([2, 5], columns, 2, most_cells=8)[0] == (2, 3, 4, 5)
    assert with_blank_columns([2, 5], columns, 2, most_cells=7)[0] == (2, 5)
    assert with_blank_columns([], [], 0) == ((), ())
