import re
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from keyclient.batch.record import paths


@pytest.mark.parametrize(
    ("source", "label"),
    [
        (PurePosixPath("/mnt/branches/城东支行"), "城东支行"),
        (PureWindowsPath(r"\\server\branches"), "branches"),
        (PureWindowsPath(r"\\server\branches\滨江 (新)"), "滨江 (新)"),
        (PureWindowsPath("D:\\"), "D"),
        (PureWindowsPath(r"D:\books"), "books"),
        (PureWindowsPath(r"\\?\UNC\server\branches\north"), "north"),
        (PurePosixPath("/"), "root"),
    ],
)
def test_source_is_named_by_its_last_part_its_share_or_its_drive(
    source: PurePosixPath | PureWindowsPath, label: str
) -> None:
    assert paths.source_label(source) == label


def test_second_source_of_a_name_has_a_number_whatever_the_case() -> None:
    sources = [PurePosixPath("/a/books"), PurePosixPath("/b/BOOKS"), PurePosixPath("/c/books")]
    assert paths.source_labels(sources) == ["books", "BOOKS (2)", "books (3)"]


@pytest.mark.parametrize(
    ("path", "extended"),
    [
        (r"C:\books\a.xlsx", r"\\?\C:\books\a.xlsx"),
        (r"\\server\share\北苑\a.xlsx", r"\\?\UNC\server\share\北苑\a.xlsx"),
        (r"\\?\C:\books\a.xlsx", r"\\?\C:\books\a.xlsx"),
        (r"books\a.xlsx", r"books\a.xlsx"),
        (r"C:\books\..\a.xlsx", r"C:\books\..\a.xlsx"),
    ],
)
def test_absolute_path_of_windows_has_a_form_without_a_limit(path: str, extended: str) -> None:
    assert paths.extended_path(PureWindowsPath(path)) == extended


@pytest.mark.parametrize("path", [r"C:\books\a.xlsx", r"\\server\share\a b\[c].xlsx"])
def test_people_see_a_path_as_they_wrote_it(path: str) -> None:
    assert paths.without_prefix(paths.extended_path(PureWindowsPath(path))) == path


@pytest.mark.parametrize(
    ("book", "result"),
    [
        ("客户表.xlsx", "客户表.keyclient.xlsx"),
        ("客户表.XLSX", "客户表.keyclient.xlsx"),
        ("客户表.csv", "客户表.csv.keyclient.xlsx"),
        ("a [b] (c).xls", "a [b] (c).xls.keyclient.xlsx"),
        ("a?b.csv", "a%3Fb.csv.keyclient.xlsx"),
        ("con.csv", "%63on.csv.keyclient.xlsx"),
        ("\udce9t\udce9.csv", "%E9t%E9.csv.keyclient.xlsx"),
    ],
)
def test_result_is_named_like_its_book(book: str, result: str) -> None:
    assert paths.result_name(book) == result


def test_long_names_of_results_are_cut_and_stay_distinct() -> None:
    names = ["客" * 80 + end + ".csv" for end in "ab"]
    results = [paths.result_name(name) for name in names]
    assert len(set(results)) == 2
    assert all(len(result.encode()) <= 255 for result in results)
    assert all(result.startswith("客" * 60) for result in results)


def test_results_keep_the_folders_of_the_books_and_never_clash() -> None:
    books = ["s/a/x.xlsx", "s/b/x.xlsx", "s/a/X.xlsx", "s/a/x.csv", "s/a/x.csv.xlsx"]
    assert paths.result_names(reversed(books)) == {
        "s/a/X.xlsx": "s/a/X.keyclient.xlsx",
        "s/a/x.csv": "s/a/x.csv.keyclient.xlsx",
        "s/a/x.csv.xlsx": "s/a/x.csv (2).keyclient.xlsx",
        "s/a/x.xlsx": "s/a/x (2).keyclient.xlsx",
        "s/b/x.xlsx": "s/b/x.keyclient.xlsx",
    }


def test_folder_of_a_branch_is_valid_on_every_system() -> None:
    names = [
        "城东支行",
        "城西支行",
        "A/B: 100%",
        "a/b: 100%",
        "0012",
        "12",
        "x=y",
        "con",
        "行" * 200,
        "a" * 300,
    ]
    folders = [paths.branch_folder(name) for name in names]
    assert len({folder.casefold() for folder in folders}) == len(names)
    assert all(re.fullmatch(r"branch-[A-Za-z0-9-]{1,60}", folder) for folder in folders)
    assert folders[4].startswith("branch-0012-")


def test_bytes_that_are_not_text_are_escaped() -> None:
    assert paths.printable("a\udce9") == "a\\xe9"
