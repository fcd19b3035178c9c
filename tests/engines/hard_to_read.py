"""What is hard to read alike on Spark: notations, zones, and names that it leaves out."""

from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import pyarrow as pa
import pytest

from keyclient.ingest.portfolio import files, pandas_engine, sql_table
from keyclient.ingest.portfolio.refusals import FilesNotRead
from keyclient.model.engine import Engine
from tests.ingest.portfolio.parquet import needing, read, write_parquet
from tests.ingest.portfolio.test_zones import zoned


def notations(folder: Path) -> None:
    """Amounts and dates in usual notations, of which no word is read."""
    with patch.object(pandas_engine, "MOST_WORDS", 0), patch.object(sql_table, "MOST_WORDS", 0):
        _notations(folder)


def _notations(tmp_path: Path) -> None:
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


def zones(tmp_path: Path) -> None:
    """Points in time in several zones."""
    file = zoned(tmp_path / "a.parquet")
    asked = {"needs": needing("birth_date", "open_date", "last_contact", "last_transaction", "next_due")}
    pandas, spark = (read(engine, file, **asked) for engine in (Engine.PANDAS, Engine.SPARK))
    assert pandas.rows == spark.rows


def left_out(tmp_path: Path) -> None:
    """Names that Spark leaves out are left out, and never silently."""
    for name in ("_a", "b"):
        write_parquet(tmp_path / f"{name}.parquet", {"aum": [1, 2]})
    assert len(read(Engine.SPARK, tmp_path / "*.parquet").rows) == 2
    with patch.object(files, "is_hidden", lambda _: False), pytest.raises(FilesNotRead):
        read(Engine.SPARK, tmp_path / "*.parquet")
