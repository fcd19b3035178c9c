"""A portfolio in Parquet gives one funnel, whatever the engine; one session of Spark for the module."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.funnel.at_scale import answer_funnel_at_scale
from keyclient.ingest.portfolio.opening import open_scan
from keyclient.ingest.portfolio.request import Needs, ScanRequest
from keyclient.model.scan import Engine
from keyclient.policy.models import Policy
from tests.analysis.funnel.scans import QUERY
from tests.ingest.portfolio.parquet import write_parquet

_HAS_SPARK = importlib.util.find_spec("pyspark") is not None
_HAS_JAVA = shutil.which("java") is not None
_COLUMNS = {
    "客户号": ["1", "2", "3", "4", "5", "6"],
    "AUM": [1.5, 2.25, None, -4.0, 5.0, 1e6],
    "客户阶段": ["潜在", "可能", "谈盼", "重点", None, "已成交"],
    "结果": [None, "lost", None, "won", "open", None],
    "客户来源": ["电话", "电话", "讲座", None, "转介绍", "转介绍"],
}


def _answer(folder: Path, engine: Engine) -> str:
    request = ScanRequest((folder,), engine, by="source", master="local[2]", needs=Needs(pipeline=True))
    with open_scan(request) as scan:
        return answer_funnel_at_scale(ScanInputs((scan,)), Policy(), QUERY).result.model_dump_json()


def test_duckdb_and_pandas_give_the_same_bytes(tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", _COLUMNS)
    assert _answer(tmp_path, Engine.DUCKDB) == _answer(tmp_path, Engine.PANDAS)


@pytest.mark.skipif(not _HAS_SPARK, reason='pyspark is not installed: pip install "keyclient[spark]"')
@pytest.mark.skipif(not _HAS_JAVA, reason="no Java: apt install openjdk-17-jre-headless")
@pytest.mark.xdist_group("spark")
@pytest.mark.judgement
def test_spark_and_pandas_give_the_same_bytes(tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", _COLUMNS)
    assert _answer(tmp_path, Engine.SPARK) == _answer(tmp_path, Engine.PANDAS)
