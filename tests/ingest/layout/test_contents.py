import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.layout.contents import (
    ColumnKind,
    begins_with_letter,
    column_kinds,
    is_bare_word,
    is_word,
    misfits,
)
from tests.ingest.texts import grid, texts


@pytest.mark.parametrize("cell", ["张三", "C001", "N/A", "约50万", "3月", "", "一千", "①"])
def test_a_word_is_neither_number_nor_date(cell: str) -> None:
    assert is_word(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "5",
        "-1.5",
        "1.2万",
        "(3)",
        "2026-01-31",
        "2026-01-31 00:00:00",
        "1899-12-31 06:34:00",
        "06:34",
        "１２",
    ],
)
def test_numbers_dates_and_times_are_no_words(cell: str) -> None:
    assert not is_word(cell)


@pytest.mark.parametrize("cell", ["5", "C1", "-", "无", "", "#N/A", "NaN", "待定", "unknown"])
def test_a_bare_word_says_something_and_has_no_digit(cell: str) -> None:
    assert not is_bare_word(cell)
    assert is_bare_word("金额")


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("1 | 2.5 | -3 | 1,000", ColumnKind.NUMBER),
        ("2026-01-31 | 2026年1月3日", ColumnKind.NUMBER),
        ("1 | 2 | 3 | 4 | 待定", ColumnKind.NUMBER),
        ("1 | 2 | 城东 | 城西", ColumnKind.MIXED),
        ("C1 | C2 | C3", ColumnKind.CODE),
        ("C1 | C2 | 合 计", ColumnKind.CODE),
        ("城东 | 城西 | A1", ColumnKind.WORD),
        ("- | 无 | #N/A | ", ColumnKind.NOTHING),
    ],
)
def test_a_column_is_what_most_of_its_first_cells_are(column: str, kind: ColumnKind) -> None:
    sheet = grid("\n".join(column.split(" | ")) + "\nx")
    assert list(column_kinds(sheet, range(sheet.height - 1))) == [kind]


def test_a_column_without_rows_holds_nothing() -> None:
    assert list(column_kinds(grid("客户号 | AUM"), [])) == [ColumnKind.NOTHING] * 2


def test_what_no_other_row_holds_does_not_fit() -> None:
    kinds = (ColumnKind.CODE, ColumnKind.WORD, ColumnKind.NUMBER, ColumnKind.MIXED, ColumnKind.NOTHING)
    assert misfits(["产品", "5", "金额", "x", "x"], kinds) == [0, 1, 2]
    assert misfits(["C1", "张三", "5", "x", "x"], kinds) == []
    assert misfits(["-", "", "#N/A", "", ""], kinds) == []


@given(st.lists(st.sampled_from(["金额", "5", "-1.2", "C1", "", None, "约5万", "(3)", "abc"]), max_size=20))
def test_cells_that_begin_with_a_letter_and_have_no_digit_are_found(cells: list[str | None]) -> None:
    assert begins_with_letter(texts(cells)).tolist() == [cell in ("金额", "abc") for cell in cells]
