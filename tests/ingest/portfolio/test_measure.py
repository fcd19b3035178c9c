"""What the customers of a portfolio are ranked by."""

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from keyclient.model.label import Lang
from keyclient.model.measure import MeasureKind
from keyclient.model.scan import Engine
from tests.ingest.portfolio.parquet import LOCAL, read, write_parquet

pytestmark = pytest.mark.parametrize("engine", LOCAL)


def test_the_first_field_with_enough_values_counts(engine: Engine, tmp_path: Path) -> None:
    columns = {"revenue": [1, None, None], "aum": [5, 6, None]}
    said = read(engine, write_parquet(tmp_path / "a.parquet", columns, fen=["revenue", "aum"]))
    assert said.scan.measure is not None
    assert said.scan.measure.name == "aum"


def test_balances_add_up_where_there_is_no_total(engine: Engine, tmp_path: Path) -> None:
    columns = {"存款": [1.0, 2.5, None], "贷款余额": [2.0, None, 4.0], "投资": [9.0, None, None]}
    said = read(
        engine,
        write_parquet(tmp_path / "a.parquet", {name: pa.array(cells) for name, cells in columns.items()}),
    )
    assert said.column("value") == [300, 250, 400]
    said_measure = said.scan.measure
    assert said_measure is not None
    assert said_measure.name == "deposits+loans"  # a third of the rows is too little for investments


def test_a_plain_number_counts_in_its_own_decimals(engine: Engine, tmp_path: Path) -> None:
    columns = {
        "points": [0.5, 1.25, float("nan")],
        "visits": [1, 2, 3],
        "rate": [Decimal("0.1"), None, Decimal("2.345")],
    }
    file = write_parquet(tmp_path / "a.parquet", columns)
    for name, decimals, values in (
        ("points", 2, [125, 50, None]),
        ("visits", 0, [1, 2, 3]),
        ("rate", 3, [100, 2345, None]),
    ):
        said = read(engine, file, measure=name)
        assert said.scan.measure is not None
        assert (said.scan.measure.kind, said.scan.measure.decimals) == (MeasureKind.NUMBER, decimals)
        assert said.column("value") == values


def test_a_column_with_a_unit_is_money(engine: Engine, tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"保费(万元)": [1.5, -2.0], "x": [7, 8]}, fen=["x"])
    said = read(engine, file, measure="保费")
    assert said.column("value") == [-2_000_000, 1_500_000]
    assert said.scan.measure is not None
    assert said.scan.measure.label.zh == "保费"
    assert read(engine, file, measure="x").column("value") == [7, 8]


def test_the_measure_of_a_batch_run_counts_where_no_field_does(engine: Engine, tmp_path: Path) -> None:
    columns = {"value": [7, None], "measure": ["积分余额", "积分余额"], "number": [None, None], "row": [2, 3]}
    said = read(engine, write_parquet(tmp_path / "a.parquet", columns, fen=["value"]))
    assert said.column("value") == [7, None]
    assert said.column("row") == [2, 3]
    assert said.scan.measure is not None
    assert said.scan.measure.name == "积分余额"


def test_a_value_too_large_to_count_is_set_aside(engine: Engine, tmp_path: Path) -> None:
    said = read(engine, write_parquet(tmp_path / "a.parquet", {"aum": [10**16, 10**16 + 1, 5]}, fen=["aum"]))
    assert said.column("value") == [10**16, 5]
    assert (said.scan.customers, said.codes) == (2, ["KC805", "KC812"])
    told = said.scan.issues[1].message(Lang.EN)
    assert told.endswith("a.parquet, row 2 of its data, and is an amount beyond 10,000,000,000,000,000.")
