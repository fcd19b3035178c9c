import pytest

from keyclient.ingest.pieces.cutting import Head, Tail, cut
from keyclient.ingest.pieces.ends import check_ends
from keyclient.ingest.pieces.odd import Odd


def ends(sheet: str) -> tuple[Head, Tail]:
    head, *_, tail = cut([sheet.encode()])
    assert isinstance(head, Head)
    assert isinstance(tail, Tail)
    return head, tail


@pytest.mark.parametrize(
    "sheet",
    [
        '<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData><row r="1"/></sheetData><mergeCells/></worksheet>',
        '\ufeff<x:worksheet xmlns:x="m"><x:sheetData></x:sheetData></x:worksheet>\n',
        "<worksheet><sheetData /></worksheet>",
    ],
)
def test_what_is_well_formed_is_let_through(sheet: str) -> None:
    check_ends(*ends(sheet))


@pytest.mark.parametrize(
    "sheet",
    [
        '<worksheet><sheetData><row r="1"/></sheetData><tablePart r:id=<c>rId1"/></worksheet>',
        "<worksheet><sheetData></sheetData>",
        "<worksheet><sheetData></sheetData></worksheet><more/>",
        "<worksheet><sheetData></sheetData></other>",
        "<worksheet><cols><sheetData></sheetData></worksheet>",
        "<worksheet a=1><sheetData></sheetData></worksheet>",
        "<worksheet><sheetPr>&odd;</sheetPr><sheetData/></worksheet>",
        "<sheetData/>x",
    ],
)
def test_what_is_not_well_formed_is_odd(sheet: str) -> None:
    with pytest.raises(Odd, match="ends"):
        check_ends(*ends(sheet))
