"""Two portfolios on Spark give what they give in memory."""

import importlib.util
import shutil

import pytest

from keyclient.analysis.common.query import Query
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.spark_session import session
from keyclient.model.label import Lang
from keyclient.model.scan import Engine
from tests.analysis.compare.scaled.scans import listed, pair_of
from tests.analysis.compare.scaled.test_at_scale import EARLIER, PERSONS, SHARES
from tests.analysis.tier.tiered import book_of

_HAS_SPARK = importlib.util.find_spec("pyspark") is not None
_HAS_JAVA = shutil.which("java") is not None
pytestmark = [
    pytest.mark.skipif(not _HAS_SPARK, reason='pyspark is not installed: pip install "keyclient[spark]"'),
    pytest.mark.skipif(not _HAS_JAVA, reason="no Java: apt install openjdk-17-jre-headless"),
    pytest.mark.xdist_group("spark"),
    pytest.mark.judgement,
]


def test_figures_and_lists_are_those_of_pandas() -> None:
    query = Query(Lang.EN, by="branch", top=3)
    pair = pair_of(book_of(EARLIER), book_of(PERSONS), by="branch")
    with session(ScanRequest((), Engine.SPARK, master="local[2]")) as spark:
        found = pair.by_scan(SHARES, Engine.SPARK, query, spark)
        assert listed(found) == listed(pair.by_scan(SHARES, Engine.PANDAS, query))
        assert [issue.rule.code for issue in found.issues] == [
            issue.rule.code for issue in pair.by_scan(SHARES, Engine.PANDAS, query).issues
        ]
