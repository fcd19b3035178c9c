import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.query import Query
from keyclient.analysis.lifecycle.at_scale import answer_lifecycle_at_scale
from keyclient.analysis.lifecycle.calculate import lifecycle
from keyclient.model.label import Lang
from keyclient.model.scan import Engine
from keyclient.policy.models import Policy
from tests.analysis.lifecycle.lives import POLICY, lives
from tests.analysis.lifecycle.scans import scan_of
from tests.analysis.lifecycle.test_at_scale import BOOK


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1"}
    session = sql.SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
    yield session
    session.stop()


@pytest.mark.judgement
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_spark_answers_as_a_book_does(session: Any) -> None:  # noqa: ANN401
    portfolio = lives(BOOK)
    scan = scan_of(portfolio, Engine.SPARK, by="branch", in_spark=session.createDataFrame)
    found = answer_lifecycle_at_scale(ScanInputs((scan,)), Policy(), Query(Lang.EN, by="branch", top=3))
    expected = lifecycle(portfolio, POLICY, by="branch", top=3)
    assert json.loads(found.result.model_dump_json()) == json.loads(expected.model_dump_json())
