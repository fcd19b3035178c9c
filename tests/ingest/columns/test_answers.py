"""Answers in words where a count is asked for."""

import pyarrow as pa
import pytest

from keyclient.ingest.columns.answers import with_answers_as_counts


@pytest.mark.parametrize(
    ("cell", "count"),
    [("无", "0"), ("否", "0"), ("没有", "0"), ("无投诉", "0"), ("No", "0"), ("是", "1"), ("有", "1"), ("有投诉", "1"), ("yes", "1"),
     ("未知", None), ("unknown", None), ("3", "3"), ("2次", "2次"), ("换号", "换号"), (None, None)],
)  # fmt: skip
def test_no_is_none_yes_is_one_and_unknown_is_blank(cell: str | None, count: str | None) -> None:
    cells = with_answers_as_counts(pa.chunked_array([pa.array([cell, "有"], pa.string())]))
    assert cells.to_pylist() == [count, "1"]
