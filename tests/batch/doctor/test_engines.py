import os
from importlib import metadata
from pathlib import Path

import pytest

from keyclient.batch.doctor import engines
from keyclient.model.engine import Engine
from keyclient.model.label import Lang


def _missing(name: str) -> str:
    raise metadata.PackageNotFoundError(name)


def test_an_engine_that_is_there_is_told_with_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_PACKAGES", {Engine.DUCKDB: "duckdb"})
    (line,) = engines.engine_checks(Lang.EN)
    assert (line.check, line.state, line.message) == ("engine", "ok", f"duckdb {metadata.version('duckdb')}")


@pytest.mark.parametrize("lang", Lang)
def test_an_engine_that_is_not_there_is_no_problem_and_its_extra_is_named(
    lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "version", _missing)
    lines = list(engines.engine_checks(lang))
    assert [line.state for line in lines] == ["ok", "ok"]
    assert [
        'pip install "keyclient[duckdb]"' in lines[0].message,
        "keyclient[spark]" in lines[1].message,
    ] == [True] * 2


def test_spark_without_java_is_a_warning_with_what_to_install(tmp_path: Path) -> None:
    for java in (None, tmp_path / "java"):
        line = engines.java_check(java, Lang.EN)
        assert (line.state, "openjdk-17" in (line.remedy or "")) == ("warning", True)


def test_java_of_java_home_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = tmp_path / "bin" / ("java.exe" if os.name == "nt" else "java")
    java.parent.mkdir()
    java.touch()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert engines.java_found() == java
