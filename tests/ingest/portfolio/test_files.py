"""Which files are a portfolio is one rule, whatever the engine."""

from pathlib import Path

import pytest

from keyclient.ingest.portfolio.files import portfolio_files
from keyclient.ingest.portfolio.refusals import OnlyHidden


def named(*said: Path) -> list[str]:
    """The names of the files of a portfolio."""
    return [file.path.name for file in portfolio_files(said)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of data, and what engines write beside them."""
    for name in (
        "a.parquet",
        "_id=1/b.parquet",
        "_a.parquet",
        "_tmp/c.parquet",
        ".x/d.parquet",
        ".e.parquet",
    ):
        (tmp_path / "_out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "_out" / name).touch()
    return tmp_path / "_out"


def test_names_that_engines_leave_out_are_left_out_of_folders_and_patterns(folder: Path) -> None:
    assert named(folder / "*.parquet") == ["a.parquet"]
    assert named(folder / "_id=1") == ["b.parquet"]
    assert named(folder / "_id=1" / "*") == ["b.parquet"]


@pytest.mark.parametrize("said", ["_a.parquet", ".e.parquet", "_*.parquet", "_t*/*.parquet"])
def test_such_names_are_refused_where_nothing_else_is_named(folder: Path, said: str) -> None:
    with pytest.raises(OnlyHidden):
        portfolio_files([folder / said])


def test_a_folder_of_any_name_can_be_named(folder: Path) -> None:
    assert named(folder / "_tmp") == ["c.parquet"]
    assert named(folder / "_tmp" / "*.parquet") == ["c.parquet"]
