import datetime as dt
import os
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from keyclient.ingest.base.refusals import BookDamaged
from keyclient.ingest.child.job import MEMORY, Refused, SheetLimits
from keyclient.ingest.child.parquet import parquet_sheets
from keyclient.ingest.source.opening import open_book
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import customers, money, read

MOMENT = dt.datetime.fromisoformat("2026-01-03 10:00")


def write(folder: Path, **columns: pa.Array) -> Path:
    path = folder / "book.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def test_a_parquet_file_is_a_table_under_the_names_of_its_columns(tmp_path: Path) -> None:
    path = write(
        tmp_path, 客户号=pa.array(["001", "002"]), 客户名称=pa.array(["张三", None]), AUM=pa.array([1.5, 2.0])
    )
    loaded = read(path)
    assert customers(loaded, "customer_id", "name", "aum") == ["001 | 张三 | 1.5", "002 |  | 2"]
    assert loaded.portfolio.sources[0].sheet is None


def test_money_that_is_marked_as_fen_is_read_as_yuan(tmp_path: Path) -> None:
    path = tmp_path / "portfolio.parquet"
    schema = pa.schema(
        [
            pa.field("customer_id", pa.string()), pa.field("aum", pa.int64(), metadata={"unit": "fen"}),
            pa.field("products", pa.int64()),
        ]
    )  # fmt: skip
    pq.write_table(pa.table([["1", "2"], [1_234_567_89, -5], [300, 4]], schema=schema), path)
    loaded = read(path)
    assert money(loaded)["aum"][0] == Decimal("1234567.84")
    assert customers(loaded, "products") == ["300", "4"]


def test_every_type_becomes_the_text_that_people_write(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        number=pa.array([0.1, float("nan")]), small=pa.array([1e-7, 1e20]), exact=pa.array([Decimal("1.50"), None]),
        day=pa.array([MOMENT.date(), None]), moment=pa.array([MOMENT, None]), flag=pa.array([True, False]),
        coded=pa.array(["a", "b"]).dictionary_encode(), many=pa.array([["理财", "基金"], []]), whole=pa.array([12, -3]),
        large=pa.array(["x", None], pa.large_string()),
    )  # fmt: skip
    (grid,) = open_book(path, sheet=None, limits=ReadPolicy()).cells().grids
    assert grid.row(1) == [
        "0.1", "0.0000001", "1.50", "2026-01-03", "2026-01-03 10:00:00", "true", "a", "理财、基金", "12", "x"
    ]  # fmt: skip
    assert grid.row(2) == ["", "100000000000000000000", "", "", "", "false", "b", "", "-3", ""]


def test_a_table_has_no_more_cells_than_a_sheet(tmp_path: Path) -> None:
    path = os.fspath(write(tmp_path, a=pa.array(["x", "y"]), b=pa.array([1, 2])))
    assert len(list(parquet_sheets(path, SheetLimits(cells=4)))) == 1
    with pytest.raises(Refused) as refused:
        list(parquet_sheets(path, SheetLimits(cells=3)))
    assert refused.value.cause == MEMORY


@pytest.mark.parametrize("share", [10, 50, 90])
def test_a_cut_file_is_refused(tmp_path: Path, share: int) -> None:
    path = write(tmp_path, a=pa.array(["x"] * 1000), b=pa.array(range(1000)))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * share // 100])
    with pytest.raises(BookDamaged):
        open_book(path, sheet=None, limits=ReadPolicy()).cells()
