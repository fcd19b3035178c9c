from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.ingest.portfolio.engine_errors import told_errors
from keyclient.ingest.portfolio.refusals import EngineDiskFull, EngineFailed, EngineOutOfMemory
from keyclient.model.engine import Engine
from keyclient.model.label import Lang

duckdb = pytest.importorskip("duckdb")


def test_a_query_that_the_user_stops_ends_as_every_stopped_run() -> None:
    with pytest.raises(KeyboardInterrupt), told_errors(Engine.DUCKDB):
        raise RuntimeError("Query interrupted")  # what DuckDB 2.0.1 makes of Ctrl-C
    with pytest.raises(KeyboardInterrupt), told_errors(Engine.DUCKDB):
        raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")


def test_too_little_memory_is_told_with_what_to_do() -> None:
    connection = duckdb.connect(config={"memory_limit": "20MB", "temp_directory": ""})
    with pytest.raises(EngineOutOfMemory) as told, told_errors(Engine.DUCKDB):
        connection.sql("select count(*) from (select distinct range * 7 from range(3000000))").fetchall()
    assert all("--memory-limit" in told.value.text(lang) for lang in Lang)
    with pytest.raises(EngineOutOfMemory, match="--engine duckdb"), told_errors(Engine.PANDAS):
        raise MemoryError


def test_a_full_disk_is_not_told_as_want_of_memory(tmp_path: Path) -> None:
    limits = {"memory_limit": "40MB", "temp_directory": str(tmp_path), "max_temp_directory_size": "1MB"}
    connection = duckdb.connect(config={**limits, "threads": 1})
    with pytest.raises(EngineDiskFull) as told, told_errors(Engine.DUCKDB):
        connection.execute(
            "create table t as select hash(range) as h, range::varchar as r from range(3000000)"
        )
    assert all("--spill" in told.value.text(lang) for lang in Lang)


def test_a_path_with_the_word_disk_is_no_full_disk() -> None:
    with pytest.raises(EngineFailed), told_errors(Engine.DUCKDB):
        duckdb.sql("select * from read_parquet('/mnt/disk1/none.parquet')").fetchall()


def test_a_file_that_is_gone_is_told_without_its_content() -> None:
    with pytest.raises(EngineFailed) as told, told_errors(Engine.DUCKDB):
        duckdb.sql("select * from read_parquet('/nowhere/张三.parquet')").fetchall()
    assert "张三" not in str(told.value)


def test_errors_of_spark_are_told_by_their_kind_alone() -> None:
    class Py4JError(Exception):
        pass

    with pytest.raises(EngineFailed) as failed, told_errors(Engine.SPARK):
        raise Py4JError("张三 110105194912310021")
    assert "张三" not in str(failed.value)
    with pytest.raises(EngineOutOfMemory), told_errors(Engine.SPARK):
        raise Py4JError("java.lang.OutOfMemoryError: Java heap space")


def test_other_errors_pass() -> None:
    with pytest.raises(ValueError, match="a defect"), told_errors(Engine.DUCKDB):
        raise ValueError("a defect")
    with pytest.raises(InputError), told_errors(Engine.SPARK):
        raise InputError(reason="told already")
