from pathlib import Path

from keyclient.ingest.scan.formulas import formulas_of
from tests.ingest.writing import write_package

SHEET = "xl/worksheets/sheet1.xml"
ROWS = (
    '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'
    '<row r="2"><c r="A2" s="1"><f t="shared" ref="A2:C2" si="0">SUM(A1:A1)</f><v>2</v></c>'
    '<c r="B2"><f t="shared" si="0"/><v>2</v></c><c r="C2" t="str"><f>A1&amp;"x"</f><v>2x</v></c><c r="D2"><v>1</v></c></row>'
)


def test_the_formulas_of_some_rows_are_told_those_that_cells_share_too(tmp_path: Path) -> None:
    assert formulas_of(write_package(tmp_path, ROWS), SHEET, [1]) == {
        (1, 0): "SUM(A1:A1)",
        (1, 1): "SUM(A1:A1)",
        (1, 2): 'A1&"x"',
    }


def test_a_sheet_with_a_prefix_is_searched_too(tmp_path: Path) -> None:
    rows = "".join(
        part.replace("<", "<x:", 1) if part[1] != "/" else "</x:" + part[2:] for part in _tags(ROWS)
    )
    assert formulas_of(write_package(tmp_path, rows, prefix="x:"), SHEET, [0]) == {(0, 0): "1+1"}


def test_a_sheet_written_in_an_unusual_way_tells_none(tmp_path: Path) -> None:
    rows = ROWS.replace('r="A1"', "r='A1'")
    assert formulas_of(write_package(tmp_path, rows), SHEET, [0]) == {}


def _tags(xml: str) -> list[str]:
    return [f"<{part}" for part in xml.split("<") if part]
