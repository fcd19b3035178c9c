"""Columns of dates that hold every date once: they are read as the texts themselves are."""

import numpy as np
import pyarrow as pa
import pytest

from keyclient.ingest.base import packed
from keyclient.ingest.base.bulk import strings
from keyclient.ingest.base.grid import Grid
from keyclient.ingest.columns.dates import read_dates
from keyclient.ingest.columns.reading import BookConventions
from tests.ingest.texts import texts

DAY, OTHER = "2024-01-02 00:00:00", "2023-12-31 00:00:00"


def test_only_columns_of_dates_that_repeat_are_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    dates = texts(["开户日期", *[DAY, OTHER, None] * 20])
    names = texts(["客户", *["张伟"] * 60])
    grid = Grid("客户", (dates, names))
    assert packed.with_packed_dates(grid) is grid
    monkeypatch.setattr(packed, "FROM_ROWS", 10)
    found = packed.with_packed_dates(grid)
    assert pa.types.is_dictionary(found.columns[0].type)
    assert found.columns[1] is names
    assert strings(found.columns[0]).to_pylist() == dates.to_pylist()
    assert found.rows([0, 1]) == grid.rows([0, 1])


@pytest.mark.parametrize("odd", [None, "03/04/2024", "不详", "1899-12-30 00:00:00", "-"])
def test_packed_dates_are_read_as_their_texts(odd: str | None) -> None:
    column = texts(["开户日期", DAY, OTHER, None, odd, DAY])
    plain = read_dates(column.slice(1), BookConventions())
    found = read_dates(column.dictionary_encode().slice(1), BookConventions())
    assert np.array_equal(found.values, plain.values)
    assert np.array_equal(found.valid, plain.valid)
    assert (found.bad, found.texts) == (plain.bad, plain.texts)
