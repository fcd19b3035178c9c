"""A misspelt file name is answered with the near one."""

from pathlib import Path

import pytest

from keyclient.model.near_files import file_hint


def folder_of(tmp_path: Path, *names: str) -> Path:
    """A folder with some empty files."""
    for name in names:
        (tmp_path / name).write_text("")
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("custmers.csv", "customers.csv"),
        ("customers.xlsx", "customers.csv"),
        ("customers", "customers.csv"),
        ("CUSTOMERS.CSV", "customers.csv"),
        ("ｃｕｓｔｏｍｅｒｓ.csv", "customers.csv"),
        ("城东支行2026-09.xlsx", "城东支行 2026-09.xlsx"),
        ("城东支行（2026-09）.xls", "城东支行 2026-09.xlsx"),
        ("城东支行.xlsx", "城东支行 2026-09.xlsx"),
    ],
)
def test_a_near_name_of_the_same_folder_is_offered(tmp_path: Path, typed: str, meant: str) -> None:
    folder = folder_of(tmp_path, "customers.csv", "城东支行 2026-09.xlsx", "notes.txt")
    if not (folder / typed).exists():  # where the file system minds case
        assert file_hint(folder / typed).en == f" Did you mean “{folder / meant}”?"
        assert file_hint(folder / typed).zh == f"是否为“{folder / meant}”？"


def test_the_same_name_with_another_suffix_comes_before_a_similar_name(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "book1.xlsx", "book.xls")
    assert file_hint(folder / "book.xlsx").en == f" Did you mean “{folder / 'book.xls'}”?"


def test_lock_files_and_results_of_keyclient_are_not_meant(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "~$book.xlsx", "book.keyclient.xlsx", "book.bak.xlsx")
    assert file_hint(folder / "book.xlsx").en == " Check the name and the folder."


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert file_hint(tmp_path / "none" / "book.xlsx").en == f" There is no folder {tmp_path / 'none'}."
