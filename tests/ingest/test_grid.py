import numpy as np
import pyarrow as pa
import pytest

from keyclient.ingest.base import grid as room
from keyclient.ingest.base.grid import END_OF_TEXT, FEW, Grid, is_text

ODD = [
    "",
    " ",
    "\t",
    "\u3000",
    "\xa0",
    "\x1c",
    "\x1f",
    "\x85",
    "\u200b",
    END_OF_TEXT,
    "x",
    "0",
    None,
    f" {END_OF_TEXT} ",
]


def test_a_few_cells_hold_text_where_many_do() -> None:
    few = is_text(pa.chunked_array([ODD], pa.string()))
    many = is_text(pa.chunked_array([ODD * FEW], pa.string()))
    assert np.array_equal(few, many[: len(ODD)])


@pytest.mark.parametrize("wide", [0, 200])
def test_a_wide_sheet_has_the_rows_of_a_narrow_one(monkeypatch: pytest.MonkeyPatch, wide: int) -> None:
    monkeypatch.setattr(room, "WIDE", wide)
    columns = tuple(pa.chunked_array([[f"{letter}1", None], [f"{letter}3"]]) for letter in "AB")
    found = Grid(None, columns)
    assert found.rows([2, 0]) == [["A3", "B3"], ["A1", "B1"]]
    assert found.rows([]) == []
    assert found.row(1) == ["", ""]


@pytest.mark.parametrize(
    ("cells", "filled"), [(["x", None, None], 1), (["x", " ", "y"], 3), ([None, END_OF_TEXT], 0), ([], 0)]
)
def test_a_sheet_is_filled_down_to_its_last_text(cells: list[str | None], filled: int) -> None:
    columns = tuple(
        pa.chunked_array([part], pa.string()) for part in (["x", *[None] * 2][: len(cells)], cells)
    )
    assert Grid(None, columns[1:]).filled == filled
