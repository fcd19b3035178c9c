from pathlib import PurePosixPath, PureWindowsPath

import pytest

from keyclient.render.links import Book, link_to

HOME = PurePosixPath("/home/wang/客户")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("客户!F17", "'客户'!F17"),
        ("'2026 年'!AA9", "'2026 年'!AA9"),
        ("'It''s'!B2", "'It''s'!B2"),
        ("客户!286", "'客户'!A286"),
        ("F17", "'book'!F17"),
        ("17", "'book'!A17"),
        ("somewhere", None),
        ("log.csv!A3", None),
        ("'my log.csv'!A3", None),
        ("'[log.xlsx]跟进'!A3", None),
        ("", None),
    ],
)
def test_address_leads_to_its_cell_and_that_of_a_row_to_the_first(address: str, place: str | None) -> None:
    assert Book("book.xlsx", "book").cell(address) == place


def test_a_text_file_has_the_sheet_that_excel_gives_it() -> None:
    assert Book("o'b.csv", "o'b").cell("C4") == "'o''b'!C4"
    assert link_to(HOME / ("x" * 40 + ".csv"), HOME).sheet == "x" * 31


def test_a_book_beside_the_workbook_is_named_alone_so_that_both_can_move() -> None:
    assert link_to(HOME / "客户.xlsx", HOME).target == "客户.xlsx"


@pytest.mark.parametrize(
    ("book", "target"),
    [
        (HOME / "book.xlsx", "file:///home/wang/客户/book.xlsx"),
        (PureWindowsPath(r"C:\台账\a b.xlsx"), r"file:///C:\台账\a%20b.xlsx"),
        (PureWindowsPath(r"\\nas\share\a.xlsx"), r"file:///\\nas\share\a.xlsx"),
    ],
)
def test_a_book_elsewhere_is_named_in_full(book: PurePosixPath | PureWindowsPath, target: str) -> None:
    assert link_to(book, type(book)("elsewhere")).target == target


def test_what_means_something_in_an_address_is_escaped() -> None:
    assert link_to(HOME / "a #1 100% <x>.xlsx", HOME).target == "a%20%231%20100%25%20%3Cx%3E.xlsx"
