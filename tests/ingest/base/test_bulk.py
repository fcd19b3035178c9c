"""Columns in bulk: what is found with a look at the letters of a chunk is what every cell by itself would say."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.base.bulk import Words, cells_at, lengths, letters, listed_at, parts
from keyclient.ingest.base.grid import END_OF_TEXT, is_text
from keyclient.ingest.cells.plain import BLANK_WORDS, ERROR_WORDS
from keyclient.ingest.columns.words import read_text
from keyclient.ingest.customers.repeats import repeated
from keyclient.ingest.layout.total_rows import LABEL
from keyclient.ingest.rows.strange_cells import STRANGE_ID, labels, says_nothing, strange_ids

_WORDS = [
    *BLANK_WORDS,
    *ERROR_WORDS,
    "合计",
    "total",
    "Ｔotal",
    "小　计",
    "张伟",
    "合肥公司",
    "0",
    "00",
    "C001",
    "KH0001",
    "0.0",
]
_CELLS = st.one_of(
    st.none(), st.sampled_from(_WORDS), st.text("0CK sSuma-空无合　\u00a0\u2003\x1a（:", max_size=5)
)
_COLUMNS = st.lists(st.lists(_CELLS, max_size=6), max_size=4).map(
    lambda chunks: pa.chunked_array([pa.array(chunk, pa.string()) for chunk in chunks], pa.string())
)


@given(_COLUMNS)
def test_ids_and_labels_are_found_as_the_patterns_find_them(column: pa.ChunkedArray) -> None:
    by_pattern = pc.fill_null(pc.match_substring_regex(column, STRANGE_ID), fill_value=False).to_pylist()
    expected = [a or b for a, b in zip(by_pattern, says_nothing(column).tolist(), strict=True)]
    assert strange_ids(column).tolist() == expected
    by_label = pc.fill_null(pc.match_substring_regex(column, LABEL), fill_value=False).to_pylist()
    assert labels(column).tolist() == by_label


@given(_COLUMNS)
def test_texts_are_read_as_one_cell_after_another(column: pa.ChunkedArray) -> None:
    cells = column.to_pylist()
    bare = [None if cell is None else pc.utf8_trim_whitespace(pa.scalar(cell)).as_py() for cell in cells]
    assert is_text(column).tolist() == [cell not in (None, "", END_OF_TEXT) for cell in bare]
    reading = read_text(column, BLANK_WORDS)
    gone = {"", *BLANK_WORDS, *ERROR_WORDS}
    assert [cell.as_py() for cell in reading.values] == [None if cell in gone else cell for cell in bare]
    assert reading.texts == {row: cell for row, cell in enumerate(bare) if cell in ERROR_WORDS}


@given(_COLUMNS, st.data())
def test_cells_are_taken_at_any_rows(column: pa.ChunkedArray, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, max(len(column) - 1, 0)), max_size=40 if len(column) else 0))
    cells, at = column.to_pylist(), np.array(rows, np.int64)
    assert cells_at(column, at).to_pylist() == listed_at(column, at) == [cells[row] for row in rows]
    packed = column.dictionary_encode()
    assert cells_at(packed, at).to_pylist() == [cells[row] for row in rows]


@given(_COLUMNS)
def test_letters_lengths_and_words_are_those_of_the_cells(column: pa.ChunkedArray) -> None:
    words = Words(["", "合计", "0"])
    for start, part in parts(column):
        cells = part.to_pylist()
        assert cells == column.slice(start, len(part)).to_pylist()
        assert letters(part) == "".join(cell or "" for cell in cells).encode()
        assert lengths(part).tolist() == [len((cell or "").encode()) for cell in cells]
        assert words.places(part).tolist() == [
            at for at, cell in enumerate(cells) if cell in ("", "合计", "0")
        ]


@given(_COLUMNS)
def test_repeated_ids_are_those_of_which_another_is_equal(column: pa.ChunkedArray) -> None:
    ids = pd.Series(column.to_pylist(), dtype="str")
    assert repeated(ids).tolist() == (ids.notna() & ids.duplicated(keep=False)).tolist()
