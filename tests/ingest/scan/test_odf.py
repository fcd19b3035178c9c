from pathlib import Path

import pytest

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.scan.clock import Clock, OutOfTime
from keyclient.ingest.scan.look import look
from keyclient.ingest.scan.odf import look_at_document
from tests.ingest.foreign import ods_row, write_fods, write_ods

HEAD = ods_row("客户号", "AUM")
BLANK = ods_row("", "")
NOTE = "<table:table-cell><office:annotation><text:p>note</text:p></office:annotation></table:table-cell>"
PICTURE = "<table:table-cell><draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame></table:table-cell>"

LITERAL = ods_row(
    "<table:table-cell><text:p><![CDATA[a</table:table-row>b<table:table-row>]]></text:p></table:table-cell>"
)
"""A row whose text holds what elsewhere ends a row and begins one."""


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        (HEAD, 1),
        (HEAD + BLANK + BLANK, 1),
        (HEAD + BLANK + ods_row("1"), 3),
        (HEAD + ods_row("1", attributes='table:number-rows-repeated="4"') + BLANK, 5),
        (BLANK.replace(">", ' table:number-rows-repeated="9">', 1) + HEAD, 10),
        (HEAD + ods_row("=A1"), 2),
        (HEAD + ods_row('<table:table-cell office:value-type="string" table:formula="of:=A1"/>'), 1),
        (HEAD + ods_row(NOTE), 1),
        (HEAD + ods_row(PICTURE), 1),
        (HEAD + ods_row("<table:table-cell><text:p><text:s/>x</text:p></table:table-cell>"), 2),
        (HEAD + ods_row("<table:table-cell><text:p> </text:p></table:table-cell>"), 1),
        (f"<table:table-rows><table:table-row-group>{HEAD}</table:table-row-group></table:table-rows>", 1),
        (HEAD + "<table:table-row/>" + ods_row("1"), 3),
        (HEAD + ods_row("<table:covered-table-cell office:value-type='float' office:value='1'/>"), 2),
        (HEAD + LITERAL + ods_row("1"), 3),
        (HEAD + ods_row("<table:table-cell><text:p><![CDATA[ ]]></text:p></table:table-cell>"), 1),
        (HEAD + "<!-- </table:table-row><table:table-row> -->" + ods_row("1"), 2),
        ("", 0),
    ],
)
def test_the_last_row_is_the_last_with_a_value(tmp_path: Path, rows: str, last: int) -> None:
    for path, kind in (
        (write_ods(tmp_path, rows), FileKind.ODS),
        (write_fods(tmp_path, rows), FileKind.FODS),
    ):
        assert look(path, kind, None, Clock(60))["客户"].last_row == last


def test_rows_are_counted_however_the_pieces_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_ods(tmp_path, HEAD + LITERAL + ods_row("1", "2") * 19, 二=HEAD)
    for size in (1, 7, 100):
        monkeypatch.setattr("keyclient.ingest.scan.odf.PIECE", size)
        found = look(path, FileKind.ODS, None, Clock(60))
        assert {name: marks.last_row for name, marks in found.items()} == {"客户": 21, "二": 1}


def test_a_row_longer_than_any_is_not_kept_to_be_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keyclient.ingest.scan.odf.PIECE", 50)
    path = write_fods(tmp_path, HEAD + ods_row("x" * 500))
    assert look_at_document(path, None, Clock(60), longest=1000)["客户"].last_row == 2
    assert look_at_document(path, None, Clock(60), longest=400) == {}


def test_a_look_ends_when_its_time_is_up(tmp_path: Path) -> None:
    for row in (HEAD, f"{HEAD}<table:table-row><office:annotation>"):
        with pytest.raises(OutOfTime):
            look_at_document(write_fods(tmp_path, row), None, Clock(-1))


@pytest.mark.parametrize(
    "row",
    [
        ods_row("<table:table-cell><table:table ><table:table-row/></table:table></table:table-cell>"),
        ods_row("<table:table-cell><draw:rect/></table:table-cell>"),
        "<table:table-row><office:annotation>",
    ],
)
def test_what_cannot_be_counted_has_no_second_count(tmp_path: Path, row: str) -> None:
    assert look(write_fods(tmp_path, HEAD + row + HEAD), FileKind.FODS, None, Clock(60)) == {}
