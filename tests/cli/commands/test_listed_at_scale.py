"""Tiers, and changes of tiers, of customers with lists of products are those of the same customers in a book."""

import json
from pathlib import Path
from random import Random

import pytest

from tests.ingest.portfolio.parquet import write_parquet
from tests.program import typed

WORDS = ("理财", "基金", "国债", "保险", "手机银行", "信用卡", "新产品")


def _write(path: Path, day: str, chance: Random) -> None:
    size = range(200)
    lists = [
        chance.choice([None, "无", "-", "3", "、".join(chance.sample(WORDS, 1 + at % 5))]) for at in size
    ]
    columns: dict[str, list[object]] = {
        "customer_id": [f"C{at:03}" for at in size],
        "aum": [round(chance.paretovariate(0.7) * 20_000, 2) for _ in size],
        "holdings": list(lists),
        "products": [chance.choice([None, None, 1, 4]) for _ in size],
        "data_date": [day for _ in size],
    }
    write_parquet(path, columns)


def _result(folder: Path, *arguments: str) -> object:
    done = typed(folder, *arguments, "-f", "json")
    assert done.returncode == 0, done.stderr
    return _without_rows(json.loads(done.stdout)["result"])


def _without_rows(result: object) -> object:
    """An engine does not know in which row of a book a customer stands."""
    if isinstance(result, dict):
        return {
            name: _without_rows(value) for name, value in result.items() if name not in ("row", "sources")
        }
    return list(map(_without_rows, result)) if isinstance(result, list) else result


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
@pytest.mark.parametrize("asked", [("tier", "b.parquet"), ("compare", "a.parquet", "b.parquet")])
def test_an_engine_answers_as_a_book_does(engine: str, asked: tuple[str, ...], tmp_path: Path) -> None:
    chance = Random(7)
    for name, day in (("a", "2026-08-31"), ("b", "2026-09-30")):
        _write(tmp_path / f"{name}.parquet", day, chance)
    book = _result(tmp_path, *asked)
    assert _result(tmp_path, *asked, "--engine", engine) == book
