import zipfile
from pathlib import Path

import pytest

from keyclient.ingest.base.refusals import BookDamaged, BookEncrypted
from keyclient.ingest.scan import package as packages
from keyclient.ingest.scan.package import check_parts
from keyclient.ingest.source.opening import open_book
from keyclient.ingest.source.sniff import sniff
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import write_parts, write_xlsx


def book(folder: Path, **parts: bytes) -> Path:
    """A workbook with some parts more; `__` in their names is a slash."""
    path = write_xlsx(folder, "客户号 | AUM\n1 | 5")
    with zipfile.ZipFile(path) as package:
        own = {name: package.read(name) for name in package.namelist()}
    more = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    return write_parts(path, {**own, **more})


@pytest.mark.parametrize("part", ["xl__worksheets__sheet9", "xl__sharedStrings", "xl__unused"])
def test_a_large_part_that_is_packed_far_too_well_is_refused(tmp_path: Path, part: str) -> None:
    with pytest.raises(BookDamaged, match="unpacks to more"):
        sniff(book(tmp_path, **{part: b" " * (40 << 20)}))


def test_a_small_part_may_be_packed_as_well_as_it_likes(tmp_path: Path) -> None:
    sniff(book(tmp_path, xl__unused=b" " * (1 << 20)))


@pytest.mark.parametrize(
    ("limit", "value", "said"), [("MOST_PARTS", 5, "more parts"), ("MOST_BYTES", 1000, "unpacks to more")]
)
def test_a_package_beyond_all_bounds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, said: str
) -> None:
    monkeypatch.setattr(packages, limit, value)
    with pytest.raises(BookDamaged, match=said):
        sniff(book(tmp_path))


@pytest.mark.parametrize("again", ["xl/workbook.xml", "XL/WORKBOOK.XML"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_listed_twice_is_refused(tmp_path: Path, again: str) -> None:
    path = book(tmp_path)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(again, b"x")
    with pytest.raises(BookDamaged, match="listed twice"):
        sniff(path)


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "docProps/app.xml", "xl/media/picture.png"]
)
def test_a_wrong_checksum_in_any_part_is_refused(tmp_path: Path, part: str) -> None:
    path = book(tmp_path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts = {"xl/media/picture.png": b"<v>x</v>", **parts}
    parts[part] += b"<!-- 5 -->"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    path.write_bytes(path.read_bytes().replace(b"<!-- 5 -->", b"<!-- 6 -->"))
    with pytest.raises(BookDamaged, match="checksum"):
        open_book(path, sheet=None, limits=ReadPolicy()).cells()


def test_a_part_that_is_packed_with_a_password_is_told_as_such(tmp_path: Path) -> None:
    path = book(tmp_path)
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + at] |= 1
            start = content.find(mark, start + 4)
    path.write_bytes(bytes(content))
    with pytest.raises(BookEncrypted):
        sniff(path)


def test_parts_are_looked_through_for_document_types_even_where_pieces_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path, xl__unused=b" " * 100 + b"<!DOCTYPE a><a/>")
    for size in (7, 50, 1 << 20):
        monkeypatch.setattr(packages, "PIECE", size)
        with pytest.raises(BookDamaged, match="DOCTYPE"):
            check_parts(path, set(), lambda: None)
        assert check_parts(path, {"xl/unused.xml"}, lambda: None) is False
