import pytest

from keyclient.ingest.pieces.columns import PieceColumn, columns_of, counts
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.tokens import tokens_of
from tests.ingest.pieces.both import DAYS


def _columns(rows: str, first: int = 0, end: int = 3) -> list[PieceColumn]:
    return columns_of(tokens_of(rows.encode(), b""), first, end, DAYS)


def test_a_column_has_a_place_for_every_row() -> None:
    (column,) = _columns(
        '<row r="6"><c r="C6"><v>1</v></c></row><row r="8"><c r="C8" s="1"><v>60</v></c></row>', 4, 9
    )
    assert column.column == 2
    assert column.texts is not None
    assert column.texts.to_pylist() == [None, "1", None, "1900-02-28 00:00:00", None]
    assert column.shared is None


def test_shared_texts_are_told_by_number_and_others_beside_them() -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>7</v></c><c r="B1" t="s"><v>0</v></c></row>'
        '<row r="2"><c r="A2"><v>1.50</v></c><c r="B2" t="s"><v>12345678</v></c><c r="C2" s="1"/></row>'
        '<row r="3"><c r="A3" t="s"><v></v></c><c r="B3" t="s"><v>003</v></c><c r="D3"><v/></c></row>'
    )
    mixed, shared, blank = _columns(rows)
    assert mixed.texts is not None
    assert mixed.shared is not None
    assert mixed.texts.to_pylist() == [None, "1.5", None]
    assert mixed.shared.to_pylist() == [7, None, None]
    assert shared.shared is not None
    assert (shared.texts, shared.shared.to_pylist()) == (None, [0, 12345678, 3])
    assert (blank.column, blank.shared, blank.texts) == (3, None, None)


@pytest.mark.parametrize("number", ["-1", "a", "123456789", " 1", "1.0"])
def test_a_shared_text_without_a_number_is_left_to_others(number: str) -> None:
    with pytest.raises(Odd):
        _columns(f'<row r="1"><c r="A1" t="s"><v>{number}</v></c></row>')


def test_rows_without_cells_have_no_columns() -> None:
    assert _columns('<row r="1"></row><row r="2"/>') == []


def test_empty_texts_count_to_the_extent_of_a_sheet_and_empty_numbers_do_not() -> None:
    rows = (
        '<row r="1"><c r="A1"><v/></c><c r="B1" t="str"><v/></c><c r="C1" t="s"><v>1</v></c><c r="D1" s="1"/>'
        '<c r="E1" t="inlineStr"><is><t/></is></c></row>'
    )
    assert counts(tokens_of(rows.encode(), b"")).tolist() == [False, True, True, False, True]
