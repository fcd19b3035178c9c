"""A folder of Parquet is there whole or not at all, and nothing of others is lost."""

from pathlib import Path

import narwhals as nw
import pytest

from keyclient.ingest.portfolio.opening import open_scan
from keyclient.ingest.portfolio.refusals import FolderInUse, FolderNotWritable
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.writing import written_folder
from keyclient.model.scan import Engine
from tests.ingest.portfolio.parquet import LOCAL, needing, read, write_parquet

pytestmark = pytest.mark.parametrize("engine", LOCAL)


def written(engine: Engine, file: Path, folder: Path) -> int:
    """Write what a file holds to a folder."""
    with open_scan(ScanRequest((file,), engine, needs=needing("open_date", "name"))) as scan:
        new = written_folder(scan.frame, folder, engine, money=("aum", "value"), beside=("summary.json",))
        with new as rows:
            return rows


def book(folder: Path) -> Path:
    """A file with two customers."""
    columns = {
        "aum": [1, None],
        "open_date": ["2026-01-31", None],
        "name": ["王", "-"],
        "data_date": ["2026-03-31"] * 2,
    }
    return write_parquet(folder / "a.parquet", columns, fen=["aum"])


def test_what_is_written_is_read_again(engine: Engine, tmp_path: Path) -> None:
    assert written(engine, book(tmp_path), tmp_path / "out" / "new") == 2
    said = read(engine, tmp_path / "out", needs=needing("open_date", "name"))
    assert said.column("value") == [None, 1]
    assert [str(day) for day in said.column("open_date")] == ["None", "2026-01-31"]


def test_an_earlier_result_is_replaced(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    for _ in range(2):
        written(engine, book(tmp_path), folder)
        (folder / "summary.json").touch()
    written(engine, book(tmp_path), folder)
    assert [path.name for path in folder.iterdir()] == ["part-00000.parquet"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.parquet", "out"]


def test_a_folder_with_other_files_is_refused(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "mine.docx").touch()
    with pytest.raises(FolderInUse, match="mine"):
        written(engine, book(tmp_path), folder)
    assert [path.name for path in folder.iterdir()] == ["mine.docx"]


def test_a_place_that_cannot_be_a_folder_is_refused(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable):
        written(engine, book(tmp_path), tmp_path / "a.parquet" / "out")


def test_no_rows_are_one_empty_file(engine: Engine, tmp_path: Path) -> None:
    with (
        open_scan(ScanRequest((book(tmp_path),), engine)) as scan,
        written_folder(scan.frame.filter(nw.col("value") > 5), tmp_path / "out", engine) as rows,
    ):
        assert rows == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["part-00000.parquet"]


def test_an_earlier_result_stands_again_where_what_belongs_to_the_new_one_fails(
    engine: Engine, tmp_path: Path
) -> None:
    written(engine, book(tmp_path), tmp_path / "out")
    (tmp_path / "out" / "summary.json").touch()

    def stopped() -> None:
        with (
            open_scan(ScanRequest((tmp_path / "a.parquet",), engine)) as scan,
            written_folder(scan.frame, tmp_path / "out", engine, beside=("summary.json",)),
        ):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "part-00000.parquet",
        "summary.json",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.parquet", "out"]
