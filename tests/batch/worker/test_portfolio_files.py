from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from keyclient.batch.record.paths import branch_folder
from keyclient.batch.worker.portfolio_files import branch_files, customer_branches
from keyclient.ingest.base.request import Request
from keyclient.ingest.load import load
from keyclient.model.fields import fields
from keyclient.model.portfolio import Portfolio
from keyclient.policy.models import Policy
from tests.batch.shares import placed, small_book

ROWS = (
    "001,张三,城东支行,王芳,100.10,2026-10-31",
    "002,李四, ,王芳,-20.05,2026-10-31",
    "003,王五,滨江支行,,,2026-10-31",
)


def _portfolio(path: Path, measure: str | None = None) -> Portfolio:
    request = Request(policy=Policy(), measure=measure, needs_measure=False)
    return load(path, request).portfolio


def _written(portfolio: Portfolio, folder: Path, place: str = "北苑") -> list[Path]:
    branches = customer_branches(portfolio.frame, place)
    paths = []
    for part in branch_files(portfolio, branches, "s/a.csv", {2: "gold"}):
        path = folder / branch_folder(part.branch) / "part.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(part.content)
        paths.append(path)
    return paths


def test_customers_are_filed_by_branch_and_add_up_to_the_fen(tmp_path: Path) -> None:
    portfolio = _portfolio(small_book(tmp_path / "a.csv", *ROWS))
    _written(portfolio, tmp_path / "p")
    found = duckdb.sql(
        f"select branch, sum(value)::bigint, count(*), max(tier) from read_parquet('{tmp_path}/p/*/*.parquet', "
        "hive_partitioning=false) group by branch order by branch"
    )
    assert found is not None
    assert found.fetchall() == [
        ("北苑", -2005, 1, None),
        ("城东支行", 10010, 1, "gold"),
        ("滨江支行", None, 1, None),
    ]


def test_every_file_has_the_same_columns_whatever_the_book_has(tmp_path: Path) -> None:
    one = _written(_portfolio(small_book(tmp_path / "a.csv", *ROWS)), tmp_path / "p")
    other_book = placed(tmp_path / "b.csv", "客户号,分数\n1,1.25\n2,x\n3,2.5\n".encode())
    other = _written(_portfolio(other_book, "分数"), tmp_path / "q")
    schemas = {str(pq.read_schema(path).remove_metadata()) for path in (*one, *other)}
    assert len(schemas) == 1
    names = pq.read_schema(one[0]).names
    assert names == [
        "book",
        "row",
        "data_date",
        *fields(),
        "measure",
        "value",
        "number",
        "tier",
        "has_lost_digits",
        "claims",
    ]


def test_measure_other_than_money_is_a_plain_number(tmp_path: Path) -> None:
    book = placed(tmp_path / "b.csv", "客户号,分数\n1,1.25\n2,-3\n".encode())
    (path,) = _written(_portfolio(book, "分数"), tmp_path / "q", "东")
    table = pq.read_table(path, partitioning=None)
    assert table["number"].to_pylist() == [1.25, -3.0]
    assert table["value"].null_count == 2
    assert table["measure"].to_pylist() == ["分数", "分数"]


def test_money_says_that_it_is_fen_and_is_read_back_as_yuan(tmp_path: Path) -> None:
    path = _written(_portfolio(small_book(tmp_path / "a.csv", *ROWS)), tmp_path / "p")[1]
    assert pq.read_schema(path).field("deposits").metadata[b"unit"] == b"fen"
    again = _portfolio(path, "deposits")
    assert again.frame["value"].tolist() == [10010]
    assert again.frame["customer_id"].tolist() == ["001"]


@pytest.mark.parametrize("rows", [ROWS, ROWS[::-1]])
def test_same_book_gives_the_same_bytes(tmp_path: Path, rows: tuple[str, ...]) -> None:
    portfolio = _portfolio(small_book(tmp_path / "a.csv", *rows))
    branches = customer_branches(portfolio.frame, "北苑")
    one, two = (list(branch_files(portfolio, branches, "s/a.csv", {})) for _ in range(2))
    assert one == two


HARD = ["0012", "12", "x=y", "城东支行", "a/b", "A/B", "100%"]
"""Branches that engines have merged, dropped or failed on when they were partitions."""
SUMS = {branch: 100 * 10**number for number, branch in enumerate(HARD)}


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    """A portfolio of such branches: each has one customer."""
    lines = [
        f"00{at},客户,{branch},王芳,{fen / 100:.2f},2026-10-31"
        for at, (branch, fen) in enumerate(SUMS.items())
    ]
    _written(_portfolio(small_book(tmp_path / "a.csv", *lines)), tmp_path / "portfolio")
    return tmp_path / "portfolio"


def test_duckdb_reads_the_portfolio_by_branch(hard: Path) -> None:
    found = duckdb.sql(
        f"select branch, sum(value)::bigint from read_parquet('{hard}/*/*.parquet') group by branch"
    )
    assert found is not None
    assert dict(found.fetchall()) == SUMS


def test_pandas_reads_the_portfolio_by_branch(hard: Path) -> None:
    assert pd.read_parquet(hard).groupby("branch")["value"].sum().to_dict() == SUMS


def test_pyarrow_reads_the_portfolio_by_branch(hard: Path) -> None:
    for table in (pq.read_table(hard), ds.dataset(hard, partitioning="hive").to_table()):
        grouped = table.group_by("branch").aggregate([("value", "sum")])
        assert dict(zip(grouped["branch"].to_pylist(), grouped["value_sum"].to_pylist(), strict=True)) == SUMS


@pytest.mark.parametrize("pattern", ["", "/*/*.parquet"])
def test_polars_reads_the_portfolio_by_branch(hard: Path, pattern: str) -> None:
    polars = pytest.importorskip("polars")
    grouped = polars.read_parquet(f"{hard}{pattern}").group_by("branch").agg(polars.col("value").sum())
    assert dict(grouped.iter_rows()) == SUMS
