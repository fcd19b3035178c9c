"""The open format of the portfolio is what `batch` writes, and the examples of its page run."""

import re
from collections.abc import Iterator
from contextlib import chdir
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from keyclient.ingest.portfolio.opening import open_scan
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.model.engine import Engine
from tests.batch.shares import ran, small_book

PAGE = (Path(__file__).parent.parent / "docs" / "portfolio.md").read_text(encoding="utf-8")
TYPES = {"string": "string", "int64": "int64", "double": "double", "bool": "bool", "date32[day]": "date"}
BY_BRANCH = [("城东支行", 2, Decimal("150.00")), ("城西支行", 1, Decimal("40.30"))]
"""Of the newest data date of each branch: customers, yuan."""


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a batch run writes: two months of one branch, one of another."""
    share = tmp_path_factory.mktemp("share")
    small_book(share / "城东" / "东202609.csv", "1,张三,城东支行,王芳,500.00,2026-09-30")
    small_book(
        share / "城东" / "东202610.csv",
        "1,张三,城东支行,王芳,100.00,2026-10-31",
        "2,李四,城东支行,王芳,50.00,2026-10-31",
    )
    small_book(share / "城西" / "西202609.csv", "3,王五,城西支行,赵敏,40.30,2026-09-30")
    out = share.parent / "results"
    ran(share, out, analyses=["segment", "tier"])
    return out


@pytest.fixture
def inside(results: Path) -> Iterator[Path]:
    with chdir(results):
        yield results


def test_the_table_of_columns_is_the_schema_of_the_files(results: Path) -> None:
    told = re.search(r"<!-- columns -->\n(.*?)<!-- end of columns -->", PAGE, re.DOTALL)
    assert told is not None
    rows = [
        [cell.strip(" `") for cell in line.strip().strip("|").split("|")] for line in told[1].splitlines()[2:]
    ]
    files = sorted(results.glob("portfolio/*/*.parquet"))
    assert len(files) == 3
    for file in files:
        schema = [
            [column.name, TYPES.get(str(column.type), "list of structs"), _unit(column)]
            for column in pq.read_schema(file)
        ]
        assert [row[:3] for row in rows] == schema


def _rows(query: str) -> list[Any]:
    return duckdb.connect().execute(query).fetchall()


def _unit(column: Any) -> str:  # noqa: ANN401 - pyarrow has no types
    return str((column.metadata or {}).get(b"unit", b"").decode())


@pytest.mark.usefixtures("inside")
def test_the_examples_of_duckdb_run_and_count_each_branch_at_its_newest_date() -> None:
    dates, branches, managers, _ = _blocks("sql")
    assert [row[2] for row in _rows(dates)] == [2, 2]
    found = [(name, count, Decimal(str(yuan))) for name, count, yuan in _rows(branches)]
    assert found == BY_BRANCH
    assert sum(row[2] for row in _rows(managers)) == 3


@pytest.mark.usefixtures("inside")
def test_the_example_of_pandas_gives_the_same() -> None:
    (example,) = _blocks("python")
    names: dict[str, Any] = {}
    exec(example, names)
    found = names["by_branch"]
    assert [(name, int(row["size"]), round(row["sum"], 2)) for name, row in found.iterrows()] == [
        (name, count, float(yuan)) for name, count, yuan in BY_BRANCH
    ]
    assert {"value", "aum", "deposits"} <= set(names["fen"])


def test_keyclient_counts_the_same(inside: Path) -> None:
    with open_scan(ScanRequest((inside / "portfolio",), engine=Engine.DUCKDB)) as scan:
        (money,) = [line for line in scan.sources[0].money if line.field == "deposits"]
        assert (scan.customers, money.accepted) == (3, sum(yuan for *_, yuan in BY_BRANCH))


def test_a_table_of_ones_own_is_read_as_it_is(inside: Path) -> None:
    *_, own = _blocks("sql")
    duckdb.sql(own)
    with open_scan(ScanRequest((inside / "mine",), engine=Engine.DUCKDB, by="网点")) as scan:
        (money,) = [line for line in scan.sources[0].money if line.field == "deposits"]
        assert (scan.customers, money.accepted) == (3, sum(yuan for *_, yuan in BY_BRANCH))
