"""Every command gives the same answer on Spark as on pandas, byte for byte.

All of it is one test: one session of Spark serves it, and starts once, however the tests are spread over processes.
"""

import datetime as dt
import importlib.util
import os
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import pyarrow as pa
import pytest

from keyclient.ingest.portfolio.opening import open_scan
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.spark_session import session
from keyclient.ingest.portfolio.writing import written_folder
from keyclient.model.engine import Engine
from tests.engines.adversarial import VALUES, adversarial
from tests.engines.answers import COMMANDS, answer, questions
from tests.engines.by_seed import by_seed
from tests.engines.hard_to_read import left_out, notations, zones
from tests.engines.portfolios import Made, numbered, one_month, two_months
from tests.ingest.portfolio.parquet import TORTURED, needing, read, torture, write_parquet

pytestmark = [
    pytest.mark.judgement,
    pytest.mark.skipif(
        importlib.util.find_spec("pyspark") is None, reason='no pyspark: pip install "keyclient[spark]"'
    ),
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java: apt install openjdk-17-jre-headless"),
]
_FEW = ("--set", "scale.collected=4")


@pytest.fixture(scope="session")
def _running() -> Iterator[None]:
    """Spark runs already when the program opens a portfolio; it uses that and leaves it running."""
    quick = {"JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1"}  # code that runs once is not worth making fast
    with patch.dict(os.environ, quick), session(ScanRequest((), Engine.SPARK, master="local[2]")):
        yield


def _all_questions() -> Iterator[tuple[Made, tuple[str, ...]]]:
    """Every command on what is hardest, groups or not; then single commands on the odd ones."""
    portfolios = adversarial()
    for name, grouped in (("all values, a branch each", True), ("several dates", False)):
        made = portfolios[name]
        yield from ((made, question) for question in questions(made, grouped=grouped))
    for command in ("segment", "tier"):
        yield portfolios["Chinese partitions"], (command, "--by", "网点")
    yield by_seed(1), ("segment", "--by", "branch", *_FEW)
    for name in ("nobody with a value", "one customer", "sums past 2**63", "negative sums past 2**63"):
        yield one_month(numbered(VALUES[name])), ("segment",)
    for command in COMMANDS[1:]:
        yield two_months(numbered(VALUES["sums past 2**63"])), (command,)


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.usefixtures("_running")
def test_every_cell_and_answer_is_that_of_pandas(tmp_path: Path) -> None:
    _cells(tmp_path / "cells")
    _partitions(tmp_path / "partitions")
    _layouts(tmp_path / "layouts")
    _written(tmp_path / "written")
    notations(tmp_path / "notations")
    zones(tmp_path / "zones")
    left_out(tmp_path / "hidden")
    for number, (made, question) in enumerate(_all_questions()):
        bank = made.write(tmp_path / f"{number}")
        pandas, spark = (answer(bank, engine, question) for engine in (Engine.PANDAS, Engine.SPARK))
        assert spark == pandas, question


def _cells(folder: Path) -> None:
    torture(folder / "分行=北京分行" / "月份=202603" / "a [1].parquet")
    pandas, spark = (
        read(engine, folder, needs=TORTURED, by="分行") for engine in (Engine.PANDAS, Engine.SPARK)
    )
    assert pandas.rows == spark.rows
    assert pandas.scan.sources == spark.scan.sources
    assert pandas.scan.issues == spark.scan.issues


def _partitions(folder: Path) -> None:
    for branch in ("0012", "a=b", "%E4%B8%8A海"):
        for month in ("202603", "202604")[: 1 + (branch != "0012")]:
            columns = {"aum": [len(branch), None]} | ({"age": [30, 40]} if branch == "a=b" else {})
            write_parquet(folder / f"分行={branch}" / f"月份={month}" / "f{0}*.parquet", columns)
    asked = {"needs": needing("age"), "by": "branch"}
    pandas, spark = (read(engine, folder, **asked) for engine in (Engine.PANDAS, Engine.SPARK))
    assert pandas.rows == spark.rows
    assert pandas.scan.issues == spark.scan.issues


def _layouts(folder: Path) -> None:
    """Files that name a field otherwise, or have it in another type."""
    day = dt.date(2026, 9, 30)
    whole, narrow = pa.array([1, None]), pa.array([3, 4], pa.int32())
    write_parquet(folder / "分行=a" / "1.parquet", {"存款余额": whole, "age": whole, "data_date": [day] * 2})
    write_parquet(
        folder / "分行=b" / "2.parquet",
        {"存款": [2.5, 1e300], "age": narrow, "数据日期": ["2026/9/30"] * 2},
    )
    write_parquet(
        folder / "分行=c" / "3.parquet",
        {"存款余额": pa.array([Decimal("0.125")]), "存款余额(万元)": [1], "age": [5.0], "统计日期": [day]},
    )
    write_parquet(
        folder / "分行=d" / "4.parquet", {"存款余额": pa.array([], pa.string()), "age": pa.nulls(0)}
    )
    asked = {"needs": needing("age"), "by": "branch"}
    pandas, spark = (read(engine, folder, **asked) for engine in (Engine.PANDAS, Engine.SPARK))
    assert pandas.rows == spark.rows
    assert pandas.scan.sources == spark.scan.sources
    assert pandas.scan.issues == spark.scan.issues
    assert pandas.codes == ["KC805", "KC810", "KC812"]


def _written(folder: Path) -> None:
    write_parquet(folder / "in" / "a.parquet", {"aum": [1, 2]}, fen=["aum"])
    with open_scan(ScanRequest((folder / "in",), Engine.SPARK)) as scan:
        new = written_folder(scan.frame, folder / "out", Engine.SPARK, money=("aum", "value"))
        with new as rows:
            assert rows == 2
    assert read(Engine.PANDAS, folder / "out").column("aum") == [1, 2]
