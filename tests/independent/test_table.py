"""The rule by which the independent readers find a table."""

import pytest

from tests.independent.sheets import Cell, Kind, Place, Sheet, typed
from tests.independent.table import find_table


def written(text: str) -> Sheet:
    """A sheet written down as text, a line a row, cells between bars."""
    sheet = Sheet(None)
    for row, line in enumerate(text.strip("\n").splitlines(), 1):
        for column, cell in enumerate(line.split("|"), 1):
            if (found := typed(cell.strip())) is not None:
                sheet.cells[Place(row, column)] = found
    return sheet


@pytest.mark.parametrize(
    ("text", "head", "numbers"),
    [
        ("名称 | AUM\n甲 | 5\n乙 | 6", 1, ["AUM"]),
        ("客户表 |\n名称 | AUM\n甲 | 5", 2, ["AUM"]),
        ("AUM\n5\n6", 1, ["AUM"]),
        ("名称 | 2024 | 2025\n甲 | 5 | 6", 1, ["2024", "2025"]),
        ("名称 | AUM | 备注\n甲 | 5 | x\n乙 | 约6 | y\n丙 | 7 | z", 1, ["AUM"]),
        ("名称 | 存款 | 年龄\n甲 | 多 | 30\n乙 | 少 | 40\n丙 | 6 | 50", 1, ["年龄"]),
    ],
)
def test_a_table_is_a_row_of_words_over_numbers(text: str, head: int, numbers: list[str]) -> None:
    table = find_table(written(text))
    assert table is not None
    assert (table.header_row, [column.heading for column in table.numbers]) == (head, numbers)


@pytest.mark.parametrize("text", ["", "甲 | 乙\n丙 | 丁", "1 | 2\n3 | 4", "合计 | 合计 | 合计\n1 | 2 | 3"])
def test_anything_else_is_none(text: str) -> None:
    assert find_table(written(text)) is None


def test_errors_words_and_the_last_row_are_told_by_their_places() -> None:
    table = find_table(
        written("名称 | AUM\n甲 | 5\n乙 | #N/A\n丙 | 待定\n丁 | --\n名称 | AUM\n戊 | 7\n己 | 8\n\n\n注 |")
    )
    assert table is not None
    assert (table.last_row, [str(place) for place in table.errors]) == (11, ["B3"])
    assert [str(place) for place in table.numbers[0].words] == ["B4"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("5", Kind.NUMBER), ("-1,234.50", Kind.NUMBER), ("12%", Kind.NUMBER), ("(5)", Kind.NUMBER), ("1e5", Kind.NUMBER),
     ("5岁", Kind.TEXT), ("-", Kind.TEXT), ("1,23", Kind.TEXT), ("2026-01-01", Kind.TEXT), ("#REF!", Kind.ERROR)],
)  # fmt: skip
def test_a_text_is_a_number_where_it_can_be_nothing_else(text: str, kind: Kind) -> None:
    assert typed(text) == Cell(kind, text)


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "\xa0"])
def test_white_space_is_no_cell(text: str) -> None:
    assert typed(text) is None
