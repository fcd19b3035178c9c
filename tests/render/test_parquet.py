"""The customers as a Parquet file, and the same figures from it."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from keyclient.model.fields import fields
from tests.program import run

BOOK = """客户号,姓名,客户经理,出生日期,持有产品数,AUM(万元),积分,开户日期,客户风险等级,数据日期,片区
001,张三,王芳,1980-01-01,3,1.23456,12.5,2015-01-01,R2,2026-01-31,东
002,李四,王芳,1990-02-02,,30,7,2020-01-01,R5,2026-01-31,西
003,"=cmd",孙浩,,1,-4.5,3.25,,,2026-01-31,
003,"=cmd",孙浩,,1,5,1,,,2026-01-31,东
,无号客户,孙浩,1960-06-06,1,,0.25,,,2026-01-31,西
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "客户.csv").write_text(BOOK, encoding="utf-8")
    return tmp_path


def _written(folder: Path, *arguments: str, name: str = "customers.parquet") -> Path:
    out = folder / name
    done = run(["segment", str(folder / "客户.csv"), *arguments, "-o", str(out)])
    assert done.code == 0, done.err
    return out


def test_types_units_and_origin_are_declared(folder: Path) -> None:
    table = pq.read_table(_written(folder))
    assert {field.name: str(field.type) for field in table.schema} == {
        "customer_id": "string", "name": "string", "birth_date": "date32[day]", "manager": "string", "aum": "int64",
        "products": "int64", "risk_rating": "string", "open_date": "date32[day]", "data_date": "date32[day]",
        "row": "int64",
    }  # fmt: skip
    assert table.schema.field("aum").metadata == {b"unit": b"fen"}
    assert table.column("aum").to_pylist() == [1_234_560, 30_000_000, 500_000, None]
    about = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
    assert about["schema"] == "keyclient/customers/1"
    assert about["as_of"] == "2026-01-31"
    assert len(about["policy_sha256"]) == 64
    (source,) = json.loads(about["sources"])
    assert len(source["sha256"]) == 64


def test_same_customers_give_the_same_bytes(folder: Path) -> None:
    first, second = (_written(folder, name=name).read_bytes() for name in ("a.parquet", "b.parquet"))
    assert first == second


@pytest.mark.parametrize("command", ["segment", "tier", "lifecycle"])
@pytest.mark.parametrize("arguments", [[], ["--measure", "积分"], ["--by", "片区"]])
def test_figures_from_the_file_are_those_from_the_book(
    folder: Path, command: str, arguments: list[str]
) -> None:
    path = _written(folder, *arguments)
    from_book, from_file = (
        json.loads(run([command, str(book), *arguments, "-f", "json"]).out)
        for book in (folder / "客户.csv", path)
    )
    assert from_file["as_of"] == from_book["as_of"]
    assert _anonymous(from_file["result"]) == _anonymous(from_book["result"])


def _anonymous(value: object) -> object:
    """Without rows of the sheet: those of a file are its own."""
    if isinstance(value, dict):
        return {key: _anonymous(item) for key, item in value.items() if key != "row"}
    return [*map(_anonymous, value)] if isinstance(value, list) else value


def test_a_heading_of_every_field_is_understood_again(tmp_path: Path) -> None:
    """A file is headed by the names of the fields, and these are headings of the fields."""
    path = tmp_path / "fields.parquet"
    names = [*fields(), "data_date"]
    row = {"customer_id": "1"}
    pq.write_table(pa.table({name: pa.array([row.get(name)], pa.string()) for name in names}), path)
    said = json.loads(run(["columns", str(path), "-f", "json"]).out)
    read = {column["heading"]: column["field"] for column in said["result"]["columns"]}
    assert {name: read[name] for name in fields()} == {name: name for name in fields()}


def test_a_number_with_decimals_stays_exact(folder: Path) -> None:
    table = pq.read_table(_written(folder, "--measure", "积分"))
    assert str(table.schema.field("积分").type) == "decimal128(38, 2)"
    assert [str(value) for value in table.column("积分").to_pylist()] == ["12.50", "7.00", "4.25", "0.25"]


def test_only_analyses_of_customers_write_them(folder: Path) -> None:
    done = run(["check", str(folder / "客户.csv"), "-o", str(folder / "x.parquet")])
    assert done.code == 2
    assert ".parquet" in done.err
