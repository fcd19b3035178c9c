import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.pieces.runs import grouped, joined, rows_in, runs_of

PLACES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), st.integers(0, 2)), max_size=30)


@given(st.sets(st.integers(0, 20)), st.integers(0, 20))
def test_runs_hold_every_row_once_also_when_cut_and_joined(rows: set[int], cut: int) -> None:
    ordered = np.array(sorted(rows), dtype=np.int32)
    runs = runs_of(ordered)
    assert list(rows_in(runs)) == sorted(rows)
    assert joined([runs_of(ordered[ordered < cut]), runs_of(ordered[ordered >= cut])]) == runs


@given(PLACES)
def test_cells_are_grouped_by_column_and_by_what_they_are(places: list[tuple[int, int, int]]) -> None:
    cells = sorted({(row, column): what for row, column, what in places}.items())
    rows, columns = (np.array([spot[at] for spot, _ in cells], dtype=np.int32) for at in (0, 1))
    groups = grouped(rows, columns, np.array([what for _, what in cells], dtype=np.int64))
    told = [((row, column), what) for column, what, runs in groups for row in rows_in(runs)]
    assert sorted(told) == cells
    assert len({(column, what) for column, what, _ in groups}) == len(groups)
