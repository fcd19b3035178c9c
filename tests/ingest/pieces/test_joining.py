"""Shared texts come to the cells that name them by number."""

import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest

from keyclient.ingest.pieces.joining import FEW, FEW_BYTES, joined
from keyclient.ingest.pieces.odd import Odd

TABLE = pa.array(["甲", None, "", "丙丁"], pa.string())


@pytest.mark.parametrize("times", [1, FEW])
def test_numbers_become_texts(times: int) -> None:
    shared = pa.array([3, None, 1, 0, 2] * times, pa.int32())
    assert joined(TABLE, shared).to_pylist() == ["丙丁", None, None, "甲", ""] * times
    assert joined(TABLE, shared.slice(3)).to_pylist() == (["丙丁", None, None, "甲", ""] * times)[3:]


@pytest.mark.parametrize("times", [1, FEW])
def test_texts_stand_where_there_is_no_number(times: int) -> None:
    texts = pa.array(["x", None, None, "", "汉字", None] * times, pa.string())
    shared = pa.array([None, 0, None, None, None, 1] * times, pa.int32())
    assert joined(TABLE, shared, texts).to_pylist() == ["x", "甲", None, "", "汉字", None] * times
    assert joined(TABLE, shared.slice(1), texts.slice(1)).to_pylist()[:4] == ["甲", None, "", "汉字"]


def test_a_small_book_needs_none_of_the_functions_of_arrow() -> None:
    program = (
        "import sys, numpy as np, pyarrow as pa; from keyclient.ingest.pieces.joining import joined\n"
        "numbers, both = (pa.py_buffer(np.array(found, 'i4')) for found in ([0, 0], [0, 1, 1]))\n"
        "shared = pa.Int32Array.from_buffers(pa.int32(), 2, [pa.py_buffer(b'\\x01'), numbers])\n"
        "texts = pa.StringArray.from_buffers(2, both, pa.py_buffer(b'a'), pa.py_buffer(b'\\x01'))\n"
        "joined(texts, shared, texts); sys.exit('pyarrow.compute' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_long_table_is_not_looked_through_for_a_few_rows() -> None:
    table = pa.array([str(number) for number in range(FEW + 2)] + [None], pa.string())
    shared = pa.array([FEW + 1, None, 7, FEW + 2], pa.int32())
    texts = pa.array([None, "x", None, None], pa.string())
    assert joined(table, shared).to_pylist() == [str(FEW + 1), None, "7", None]
    assert joined(table, shared, texts).to_pylist() == [str(FEW + 1), "x", "7", None]


def test_nothing_needs_no_table() -> None:
    empty = pa.array([], pa.string())
    assert joined(empty, pa.array([None, None], pa.int32())).to_pylist() == [None, None]
    assert joined(empty, pa.array([], pa.int32())).to_pylist() == []


@pytest.mark.parametrize("number", [-1, 4])
def test_a_number_without_a_text_is_odd(number: int) -> None:
    with pytest.raises(Odd):
        joined(TABLE, pa.array([0, number, None], pa.int32()))


def test_a_number_in_a_null_entry_does_not_count() -> None:
    numbers = pa.py_buffer(np.array([1000, 3], dtype="i4"))
    shared = pa.Int32Array.from_buffers(pa.int32(), 2, [pa.py_buffer(b"\x02"), numbers])
    assert joined(TABLE, shared).to_pylist() == [None, "丙丁"]


@pytest.mark.parametrize("texts", [None, pa.array([None, None, None, "xyz"], pa.string())])
def test_texts_that_take_more_than_there_is_room_are_odd(texts: pa.StringArray | None) -> None:
    shared = pa.array([0, 3, 3, None], pa.int32())
    size = 15 + (0 if texts is None else 3)
    assert len(joined(TABLE, shared, texts, size)) == 4
    with pytest.raises(Odd, match="long"):
        joined(TABLE, shared, texts, size - 1)


def test_long_texts_of_few_cells_are_whole() -> None:
    table, times = pa.array(["甲", "乙丙" * 5000], pa.string()), FEW_BYTES // 30_000 + 1
    found = joined(table, pa.array([0, *[1] * times, None], pa.int32()))
    assert found[0].as_py() == "甲"
    assert found[-1].as_py() is None
    assert set(found[1:-1].to_pylist()) == {"乙丙" * 5000}


def test_more_than_a_column_holds_is_odd_before_it_takes_memory() -> None:
    table = pa.array(["x" * (1 << 20)], pa.string())
    with pytest.raises(Odd, match="long"):
        joined(table, pa.array([0] * 2048, pa.int32()), None, 1 << 40)
