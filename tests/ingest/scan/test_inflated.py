import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from keyclient.ingest.scan.inflated import inflated, reader
from keyclient.ingest.source.sniff import PACKAGE_ERRORS
from tests.making.packages import package

CONTENT = bytes(600_000) + bytes(range(256)) * 20
WAYS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


@pytest.mark.parametrize("way", WAYS)
def test_a_part_is_read_however_it_is_packed(tmp_path: Path, way: int) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(package({"a": CONTENT, "b": b""}, way))
    with zipfile.ZipFile(path) as held:
        assert b"".join(inflated(path, held, "a")) == CONTENT
        assert b"".join(inflated(path, held, "b")) == b""


def outcome(read: Callable[[], bytes]) -> object:
    """What is read, or why nothing is."""
    try:
        return read()
    except PACKAGE_ERRORS as error:
        return type(error), str(error)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("from_end", [100, 9, 1, -16])
def test_a_broken_part_is_as_broken_as_zipfile_has_it(tmp_path: Path, way: int, from_end: int) -> None:
    whole = package({"a": CONTENT}, way)
    place = whole.index(b"PK\x01\x02") - from_end
    path = tmp_path / "a.zip"
    path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
    with zipfile.ZipFile(path) as held:
        expected = outcome(lambda: held.read("a"))
        assert outcome(lambda: b"".join(inflated(path, held, "a"))) == expected


def test_a_reader_gives_as_many_bytes_as_were_asked_for() -> None:
    take = reader(iter([b"ab", b"c", b"", b"defg"]))
    assert [take(3), take(1), take(9), take(9)] == [b"abc", b"d", b"efg", b""]
