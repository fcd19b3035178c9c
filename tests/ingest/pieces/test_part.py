import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.part import BLOCK, blocks, entry

CONTENT = b"".join(b'<row r="%d"/>' % row for row in range(60_000))


def package(folder: Path, packed: int = zipfile.ZIP_DEFLATED, before: bytes = b"") -> Path:
    path = folder / "book.zip"
    with path.open("wb") as file:
        file.write(before)
        with zipfile.ZipFile(file, "w", packed) as book:
            book.writestr("first.xml", "x" * 99)
            book.writestr("sheet.xml", CONTENT)
    return path


def read(path: Path, *, verify: bool = True) -> list[bytes]:
    with zipfile.ZipFile(path) as book:
        part = entry(book, "sheet.xml")
    return list(blocks(str(path), part, lambda: None, verify=verify))


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("before", [b"", b"something before the package"])
def test_a_part_comes_in_blocks_whatever_stands_before_it(tmp_path: Path, packed: int, before: bytes) -> None:
    found = read(package(tmp_path, packed, before))
    assert b"".join(found) == CONTENT
    assert max(map(len, found)) <= BLOCK
    assert len(found) > 2


def test_a_part_packed_in_a_rare_way_is_left_to_others(tmp_path: Path) -> None:
    with pytest.raises(Odd):
        read(package(tmp_path, zipfile.ZIP_BZIP2))


def _wrong_sum(directory: bytes) -> bytes:
    return directory.replace(zlib.crc32(CONTENT).to_bytes(4, "little"), bytes(4))


def _wrong_size(directory: bytes) -> bytes:
    return directory.replace(len(CONTENT).to_bytes(4, "little"), (len(CONTENT) - 7).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("break_it", "verify", "is_noticed"),
    [(_wrong_sum, True, True), (_wrong_sum, False, False), (_wrong_size, False, True)],
)
def test_a_checksum_or_size_that_is_wrong_is_noticed_at_the_end(
    tmp_path: Path, break_it: Callable[[bytes], bytes], *, verify: bool, is_noticed: bool
) -> None:
    path = package(tmp_path)
    whole = path.read_bytes()
    at = whole.index(b"PK\x01\x02")
    path.write_bytes(whole[:at] + break_it(whole[at:]))
    if is_noticed:
        with pytest.raises(zipfile.BadZipFile, match=r"CRC.*sheet\.xml"):
            read(path, verify=verify)
    else:
        assert b"".join(read(path, verify=verify)) == CONTENT


def test_bytes_that_are_not_packed_at_all_are_a_broken_part(tmp_path: Path) -> None:
    path = package(tmp_path)
    whole = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as book:
        at = entry(book, "sheet.xml").at
    whole[at : at + 64] = b"\xff" * 64
    path.write_bytes(whole)
    with pytest.raises(zipfile.BadZipFile):
        read(path)


def test_every_block_is_told_of(tmp_path: Path) -> None:
    path, told = package(tmp_path), []
    with zipfile.ZipFile(path) as book:
        part = entry(book, "sheet.xml")
    found = list(blocks(str(path), part, lambda: told.append(1)))
    assert len(told) == len(found)
