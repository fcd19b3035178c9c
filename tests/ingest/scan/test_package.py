import io
import zipfile
from pathlib import Path

import pytest

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.refusals import BookDamaged, BookEncrypted, NotABook
from keyclient.ingest.scan.clock import Clock, OutOfTime
from keyclient.ingest.scan.package import PackageLimits, check_package, check_parts, package_kind
from keyclient.ingest.source.opening import open_book
from keyclient.ingest.source.sniff import sniff
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import write_parts, write_xlsx

PATH = Path("book.xlsx")
TYPES = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'


def book(folder: Path, **parts: bytes) -> Path:
    """A workbook with some parts more; `__` in their names is a slash."""
    path = write_xlsx(folder, "客户号 | AUM\n1 | 5")
    with zipfile.ZipFile(path) as package:
        own = {name: package.read(name) for name in package.namelist()}
    more = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    return write_parts(path, {**own, **more})


def part(name: str, size: int = 10, packed: int = 10) -> zipfile.ZipInfo:
    """What the list of parts says of one."""
    info = zipfile.ZipInfo(name)
    info.file_size, info.compress_size = size, packed
    return info


def test_a_package_has_no_more_parts_than_any_workbook() -> None:
    parts = [part("a"), part("b"), part("c")]
    check_package(PATH, parts, PackageLimits(parts=3))
    with pytest.raises(BookDamaged, match="more parts"):
        check_package(PATH, parts, PackageLimits(parts=2))


def test_all_parts_together_unpack_to_no_more_than_any_workbook() -> None:
    parts = [part("a", 60), part("b", 60)]
    check_package(PATH, parts, PackageLimits(unpacked=120))
    with pytest.raises(BookDamaged, match="unpacks to more"):
        check_package(PATH, parts, PackageLimits(unpacked=119))


@pytest.mark.parametrize(("size", "packed"), [(501, 100), (101, 0)])
def test_a_large_part_is_packed_no_better_than_in_any_workbook(size: int, packed: int) -> None:
    limits = PackageLimits(large_part=100, ratio=5)
    with pytest.raises(BookDamaged, match="unpacks to more"):
        check_package(PATH, [part("a", size, packed)], limits)


@pytest.mark.parametrize(("size", "packed"), [(500, 100), (100, 1)])
def test_a_small_part_may_be_packed_as_well_as_it_likes(size: int, packed: int) -> None:
    check_package(PATH, [part("a", size, packed)], PackageLimits(large_part=100, ratio=5))


@pytest.mark.parametrize(
    "again",
    ["xl/workbook.xml", "XL/Workbook.xml", "xl\\workbook.xml", "/xl/workbook.xml", "./xl/workbook.xml"],
)
def test_no_part_is_listed_twice_however_its_name_is_spelled(again: str) -> None:
    check_package(PATH, [part("xl/workbook.xml"), part("xl/styles.xml")])
    with pytest.raises(BookDamaged, match="listed twice"):
        check_package(PATH, [part("xl/workbook.xml"), part(again)])


def test_the_list_of_parts_is_looked_at_before_anything_is_unpacked(tmp_path: Path) -> None:
    assert sniff(book(tmp_path)) is FileKind.XLSX
    with pytest.raises(BookDamaged, match="more parts"):
        sniff(book(tmp_path), PackageLimits(parts=3))


def test_of_a_list_of_types_no_more_is_read_than_any_workbook_has() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as written:
        written.writestr("[Content_Types].xml", b" " * 100 + TYPES)
    with zipfile.ZipFile(content) as package:
        assert package_kind(PATH, package) is FileKind.XLSB
        with pytest.raises(NotABook):
            package_kind(PATH, package, PackageLimits(types=100))


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


@pytest.mark.parametrize("size", [7, 50, 1 << 20])
@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le", "utf-16-be"])
def test_parts_are_looked_through_for_document_types_even_where_pieces_meet(
    tmp_path: Path, encoding: str, size: int
) -> None:
    path = book(tmp_path, xl__unused=b" " * 100 + "<!DOCTYPE a><a/>".encode(encoding))
    with pytest.raises(BookDamaged, match="DOCTYPE"):
        check_parts(path, set(), _never, size)
    assert check_parts(path, {"xl/unused.xml"}, _never, size) is False


def test_looking_through_the_parts_ends_when_its_time_is_up(tmp_path: Path) -> None:
    with pytest.raises(OutOfTime):
        check_parts(book(tmp_path), set(), Clock(-1).check)


def _never() -> None:
    """There is time enough."""
