import pyarrow as pa
import pytest

from keyclient.ingest.child import decimals
from keyclient.ingest.child.decimals import with_all_decimals


@pytest.mark.parametrize("wide", [0, 200])
def test_a_wide_sheet_has_the_decimals_of_a_narrow_one(monkeypatch: pytest.MonkeyPatch, wide: int) -> None:
    monkeypatch.setattr(decimals, "WIDE", wide)
    columns = [
        ["甲", None],
        ["0.333333333", None],
        ["11770983.689999999", "1.5"],
        ["2026-01-01 00:00:00", "2"],
    ]
    cells = pa.record_batch([pa.array(column, pa.string()) for column in columns], names=list("ABCD"))
    reread = []

    def reload(positions: list[int]) -> pa.RecordBatch:
        reread.append(positions)
        return pa.record_batch([pa.array([1 / 3, None])], names=["B"])

    found = with_all_decimals(cells, reload).to_pydict()
    assert found["B"] == ["0.3333333333333333", None]
    assert found["C"] == ["11770983.69", "1.5"]
    assert (found["A"], found["D"]) == (columns[0], columns[3])
    assert reread == [[1]]
