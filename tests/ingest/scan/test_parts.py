import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from keyclient.ingest.scan.parts import PartNames, SheetPart, book_parts
from tests.ingest.writing import customers, read, write_parts, write_xlsx

BOOK = "客户号 | AUM\n1 | 5"
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}
Parts = dict[str, bytes]


def test_sheets_are_found_through_the_relations_of_the_workbook(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, "a", "b | c", names=["一 & 二", "三"], hidden=["三"])
    with zipfile.ZipFile(path) as package:
        assert book_parts(package).sheets == [
            SheetPart("一 & 二", hidden=False, part="xl/worksheets/sheet1.xml"),
            SheetPart("三", hidden=True, part="xl/worksheets/sheet2.xml"),
        ]


def test_a_part_that_is_read_whole_is_no_larger_than_any(tmp_path: Path) -> None:
    with zipfile.ZipFile(write_parts(tmp_path / "book.xlsx", {"a": b"x" * 10})) as package:
        assert PartNames(package, 10).read("a") == b"x" * 10
        with pytest.raises(ValueError, match="part"):
            PartNames(package, 9).read("a")


def _renamed(change: Callable[[str], str]) -> Callable[[Parts], Parts]:
    return lambda parts: {change(name): content for name, content in parts.items()}


def _without(*names: str) -> Callable[[Parts], Parts]:
    return lambda parts: {name: content for name, content in parts.items() if name not in names}


def _strict(parts: Parts) -> Parts:
    for loose, strict in STRICT.items():
        parts = {name: content.replace(loose, strict) for name, content in parts.items()}
    return parts


def _moved(parts: Parts) -> Parts:
    """The workbook at the top of the package, and absolute targets."""
    moved = {name.removeprefix("xl/"): content for name, content in parts.items()}
    moved["_rels/.rels"] = parts["_rels/.rels"].replace(b"xl/workbook", b"/workbook")
    moved["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"/xl/", b"/")
    relations = parts["xl/_rels/workbook.xml.rels"]
    return {**moved, "_rels/workbook.xml.rels": relations.replace(b"/xl/", b"/")}


WAYS: dict[str, Callable[[Parts], Parts]] = {
    "backslashes": _renamed(lambda name: name.replace("/", "\\")),
    "strict": _strict,
    "the workbook at the top": _moved,
    "no properties": _without("docProps/app.xml", "docProps/core.xml"),
    "no styles and no theme": _without("xl/styles.xml", "xl/theme/theme1.xml"),
    "no list of types": _without("[Content_Types].xml"),
    "no relations of the package": _without("_rels/.rels"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_package_may_be_put_together_in_any_way_that_readers_understand(tmp_path: Path, way: str) -> None:
    path = write_xlsx(tmp_path, BOOK)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert customers(read(write_parts(path, WAYS[way](parts))), "customer_id", "aum") == ["1 | 5"]
