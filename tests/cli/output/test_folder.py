from collections.abc import Iterator
from pathlib import Path

import pytest

from keyclient.cli.output.files import FileExistsAlreadyError, NotWritableError
from keyclient.cli.output.folder import write_new_folder


def test_folder_is_there_with_all_its_files(tmp_path: Path) -> None:
    assert write_new_folder(tmp_path / "bank", [("east/a.csv", b"1"), ("west/b.csv", b"2")]) == 2
    assert (tmp_path / "bank" / "west" / "b.csv").read_bytes() == b"2"
    assert [path.name for path in tmp_path.iterdir()] == ["bank"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_folder_is_not_there_at_all_if_a_file_fails(tmp_path: Path, error: BaseException) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "a.csv", b"1"
        raise error

    expected = NotWritableError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        write_new_folder(tmp_path / "bank", files())
    assert not list(tmp_path.iterdir())


def test_folder_that_is_there_is_not_touched_even_if_it_appears_meanwhile(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        (tmp_path / "bank").mkdir()
        yield "a.csv", b"1"

    for content in (files(), iter([("a.csv", b"1")])):
        with pytest.raises(FileExistsAlreadyError):
            write_new_folder(tmp_path / "bank", content)
    assert [path.name for path in tmp_path.rglob("*")] == ["bank"]
