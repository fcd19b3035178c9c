"""Pictures and data types in cells, which a sheet writes as errors."""

import zipfile
from pathlib import Path

import pytest

from tests.ingest.writing import issues, read, rows, write_parts, write_xlsx

BOOK = (
    "客户号 | 姓名 | 存款 | 照片\nC1 | 甲 | 100 | #VALUE!\nC2 | 乙 | 200 | #VALUE!\nC3 | 丙 | 300 | #VALUE!"
)
SHEET = "xl/worksheets/sheet1.xml"
METADATA = (
    '<metadata xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:x="urn:x">'
    '<metadataTypes count="1"><metadataType name="XLRICHVALUE"/></metadataTypes>'
    '<futureMetadata name="XLRICHVALUE" count="3">'
    '<bk><extLst><ext uri="u"><x:rvb i="0"/></ext></extLst></bk>'
    '<bk><extLst><ext uri="u"><x:rvb i="1"/></ext></extLst></bk>'
    '<bk><extLst><ext uri="u"><x:rvb i="2"/></ext></extLst></bk></futureMetadata>'
    '<valueMetadata count="3"><bk><rc t="1" v="0"/></bk><bk><rc t="1" v="1"/></bk><bk><rc t="1" v="2"/></bk>'
    "</valueMetadata></metadata>"
)
VALUES = (
    '<rvData xmlns="urn:v"><rv s="0"><v>0</v></rv><rv s="1"><v>8</v></rv><rv s="2"><v>1</v></rv></rvData>'
)
KINDS = '<rvStructures xmlns="urn:v"><s t="_localImage"/><s t="_error"/><s t="_linkedentity"/></rvStructures>'
RICH = {
    "xl/metadata.xml": METADATA,
    "xl/richData/rdrichvalue.xml": VALUES,
    "xl/richData/rdrichvaluestructure.xml": KINDS,
}


def _book(folder: Path, numbers: tuple[int, ...], parts: dict[str, str], mark: str = "") -> Path:
    """The book with a value behind each error; `mark`: something that only the careful look reads."""
    path = write_xlsx(folder, BOOK)
    with zipfile.ZipFile(path) as package:
        known = {name: package.read(name) for name in package.namelist()}
    xml = known[SHEET].decode()
    for row, number in enumerate(numbers, 2):
        assert f'<c r="D{row}" t="e">' in xml
        xml = xml.replace(f'<c r="D{row}" t="e">', f'<c r="D{row}" t="e" vm="{number}">')
    known[SHEET] = xml.replace("</sheetData>", f"{mark}</sheetData>").encode()
    return write_parts(path, known | {name: text.encode() for name, text in parts.items()})


@pytest.mark.parametrize("mark", ["", "<!-- careful -->"])
def test_only_values_of_the_kind_error_are_error_cells(tmp_path: Path, mark: str) -> None:
    loaded = read(_book(tmp_path, (1, 2, 3), RICH, mark))
    assert issues(loaded, "KC101") == ["KC101 客户!D3 warning"]
    assert rows(loaded) == {"read": 3, "customers": 3}


@pytest.mark.parametrize("mark", ["", "<!-- careful -->"])
@pytest.mark.parametrize("parts", [{}, {"xl/metadata.xml": METADATA}])
def test_a_value_of_which_nothing_is_known_is_no_error(
    tmp_path: Path, parts: dict[str, str], mark: str
) -> None:
    assert issues(read(_book(tmp_path, (1, 2, 3), parts, mark)), "KC101") == []


def test_an_error_without_a_value_behind_it_stays_one(tmp_path: Path) -> None:
    assert issues(read(_book(tmp_path, (), {})), "KC101") == [
        "KC101 客户!D2 warning",
        "KC101 客户!D3 warning",
        "KC101 客户!D4 warning",
    ]
