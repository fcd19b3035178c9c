"""What cannot be opened is refused in one sentence that says what to do; never with a traceback or personal data."""

import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from keyclient.errors import KeyclientError
from keyclient.ingest.portfolio import refusals
from keyclient.ingest.portfolio.engine_errors import told_errors
from keyclient.ingest.portfolio.opening import open_scan
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.model.label import Lang
from keyclient.model.scan import Engine
from tests.ingest.portfolio.parquet import LOCAL, read, write_parquet


def refused(
    cause: type[KeyclientError], *paths: Path, engine: Engine = Engine.PANDAS, **asked: object
) -> str:
    """The sentence of a refusal, which can be said in both languages."""
    with pytest.raises(cause) as error:
        read(engine, *paths, **asked)
    assert error.value.text(Lang.ZH)
    return error.value.text(Lang.EN)


def test_places_without_parquet(tmp_path: Path) -> None:
    assert "no Parquet file" in refused(refusals.NoParquet, tmp_path)
    refused(refusals.PortfolioNotFound, tmp_path / "nowhere")
    refused(refusals.PortfolioNotFound, tmp_path / "*.parquet")


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"x" * 100 + b"PAR1", b"hello"])
def test_damaged_files(tmp_path: Path, content: bytes) -> None:
    write_parquet(tmp_path / "a.parquet", {"aum": [1]})
    (tmp_path / "b.parquet").write_bytes(content)
    assert "b.parquet" in refused(refusals.NotParquet, tmp_path)


def test_all_damaged_files_are_named(tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", {"aum": [1]})
    for name in "bcd":
        (tmp_path / f"{name}.parquet").write_bytes(b"x")
    said = refused(refusals.SeveralDamaged, tmp_path)
    assert said.startswith("Of 4 files 3 are no readable Parquet")
    assert [name for name in "bcd" if f"{name}.parquet" not in said] == []


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize("fill", [b"\xff", b"\0"])
def test_damage_in_the_middle_of_a_file(engine: Engine, fill: bytes, tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", {"aum": list(map(str, range(5000)))})
    file = write_parquet(tmp_path / "b.parquet", {"aum": list(map(str, range(5000)))})
    content = bytearray(file.read_bytes())
    content[20:2000] = fill * 1980
    file.write_bytes(bytes(content))
    assert "b.parquet" in refused(refusals.NotParquet, tmp_path, engine=engine)


def test_columns_of_two_types_or_units(tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", {"aum": [1]})
    other = write_parquet(tmp_path / "b.parquet", {"aum": ["1"]})
    said = refused(refusals.TypesDiffer, tmp_path)
    assert "a.parquet" in said
    assert "b.parquet" in said
    write_parquet(other, {"aum": [1]}, fen=["aum"])
    assert "(fen)" in refused(refusals.TypesDiffer, tmp_path)


def test_names_that_differ_in_capitals(tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", {"aum": [1]})
    write_parquet(tmp_path / "b.parquet", {"AUM": [1]})
    refused(refusals.NamesAlike, tmp_path)


def test_partitions_of_two_kinds(tmp_path: Path) -> None:
    write_parquet(tmp_path / "x=1" / "a.parquet", {"aum": [1]})
    write_parquet(tmp_path / "y=1" / "a.parquet", {"aum": [1]})
    refused(refusals.KeysDiffer, tmp_path)


def test_portfolios_without_customers(tmp_path: Path) -> None:
    import pyarrow as pa

    file = write_parquet(tmp_path / "a.parquet", {"aum": pa.array([], pa.int64())})
    refused(refusals.NoCustomers, file)


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ([2**62, 1], "an amount beyond 100,000,000,000,000"),
        ([Decimal(10) ** 26, Decimal(1)], "an amount beyond 100,000,000,000,000"),
        ([float("-inf"), None], "infinite"),
        (["about 100", "7"], "nothing that can be read as such"),
    ],
)
def test_a_balance_that_cannot_be_read_is_refused_for_that_reason(
    engine: Engine, cells: list[object], reason: str, tmp_path: Path
) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"存款": cells, "贷款": cells})
    more = write_parquet(tmp_path / "b.parquet", {"存款": cells[:1], "贷款": cells[:1]})
    said = refused(refusals.MeasureUnread, file, more, engine=engine)
    assert "“存款” is filled, but 2 of its cells" in said
    assert f"a.parquet, row 1 of its data, and is {reason}. " in said
    assert str(cells[0]) not in said


def test_parts_of_a_sum_that_are_none(tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"deposits": [1], "loans": [1], "age": [1], "claims": [1]})
    said = refused(refusals.ColumnNotFound, file, measure="deposits+nix")
    assert "no column “nix”. Columns: deposits, loans, age." in said
    said = refused(refusals.NotABalance, file, measure="deposits+age")
    assert (
        "“age” cannot be a part of the sum “deposits+age”. Balances can be added up: deposits, loans." in said
    )


@pytest.mark.parametrize("master", ["nonsense://", "local[x]", "spark://host", ""])
def test_places_for_spark_that_are_none(master: str, tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    file = write_parquet(tmp_path / "a.parquet", {"aum": [1]})
    assert "this is no place" in refused(refusals.BadMaster, file, engine=Engine.SPARK, master=master)


@pytest.mark.parametrize("engine", LOCAL)
def test_measures_that_are_none(engine: Engine, tmp_path: Path) -> None:
    file = write_parquet(
        tmp_path / "a.parquet", {"n": [0.1 + 0.2, 1e15], "name": ["a", "b"], "aum": [None, None]}
    )
    assert "n" in refused(refusals.NoPortfolioMeasure, file, engine=engine)
    assert "DECIMAL" in refused(refusals.FloatsDoNotFit, file, engine=engine, measure="n")
    refused(refusals.NotANumber, file, engine=engine, measure="name")
    assert "Columns: n, name, aum" in refused(refusals.ColumnNotFound, file, engine=engine, measure="x")
    refused(refusals.ColumnNotFound, file, engine=engine, by="x", measure="aum")


@pytest.mark.parametrize("said", ["", "1", "GB", "-1GB", "1 XB", "1MB", "1e3GB", "１GB"])
def test_memory_limits_that_are_none(said: str, tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"aum": [1]})
    refused(refusals.BadMemoryLimit, file, engine=Engine.DUCKDB, memory_limit=said)


def test_spill_folders_that_cannot_be_written(tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"aum": [1]})
    refused(refusals.SpillUnusable, file, engine=Engine.DUCKDB, spill=file / "spill")


def test_engines_that_are_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"aum": [1]})
    for engine, module in ((Engine.DUCKDB, "duckdb"), (Engine.SPARK, "pyspark")):
        monkeypatch.setitem(sys.modules, module, None)
        assert f'pip install "keyclient[{engine}]"' in refused(refusals.EngineMissing, file, engine=engine)


def test_errors_of_the_engine_never_show_a_cell(tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"aum": [1], "name": ["Wang Fang"]})
    request = ScanRequest((file,), Engine.DUCKDB)
    with open_scan(request), pytest.raises(refusals.EngineFailed) as error, told_errors(Engine.DUCKDB):
        duckdb.execute("select cast('Wang Fang' as int)")
    assert "Wang" not in str(error.value)
    assert error.value.__suppress_context__


def test_too_little_memory_is_said(tmp_path: Path) -> None:
    with pytest.raises(refusals.EngineOutOfMemory), told_errors(Engine.DUCKDB):
        raise duckdb.OutOfMemoryException("failed to allocate 3 GB")
    with pytest.raises(refusals.EngineDiskFull), told_errors(Engine.DUCKDB):
        raise duckdb.IOException('Could not write file "x": No space left on device')
