import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from keyclient.ingest.child.job import Refused
from keyclient.ingest.child.xls.ole import workbook_stream
from tests.ingest.writing import customers, issues, read, write_xls
from tests.making.ole import ole
from tests.making.xls import stream_of

BOOK = "客户号 | AUM\n001 | 5\n002 | 6"
NAME = "Workbook".encode("utf-16-le")
Change = Callable[[bytearray], None]


def at_entry(offset: int, form: str, value: int) -> Change:
    """Another value in the entry of the workbook."""

    def change(content: bytearray) -> None:
        struct.pack_into(form, content, content.find(NAME) + offset, value)

    return change


def in_head(offset: int, form: str, value: int) -> Change:
    return lambda content: struct.pack_into(form, content, offset, value)


def no_root(content: bytearray) -> None:
    content[content.find("Root Entry".encode("utf-16-le")) + 66] = 0


def upper(content: bytearray) -> None:
    content[content.find(NAME) : content.find(NAME) + len(NAME)] = "WORKBOOK".encode("utf-16-le")


@pytest.mark.parametrize(
    "change",
    [
        at_entry(120, "<I", 200_000),
        in_head(28, "<H", 0),
        in_head(44, "<I", 9),
        in_head(64, "<I", 3),
        in_head(72, "<I", 5),
        no_root,
    ],
    ids=["size", "byte order", "sectors of the table", "small sectors", "further tables", "root"],
)
def test_a_container_whose_numbers_are_wrong_still_has_the_workbook(tmp_path: Path, change: Change) -> None:
    path = write_xls(tmp_path, BOOK)
    content = bytearray(path.read_bytes())
    stream = stream_of(bytes(content))
    change(content)
    assert workbook_stream(bytes(content)).startswith(stream)
    path.write_bytes(bytes(content))
    loaded = read(path)
    assert customers(loaded, "customer_id", "aum") == ["001 | 5", "002 | 6"]
    assert set(issues(loaded)) <= {"KC223 warning"}


def test_the_name_of_the_workbook_is_found_in_any_case(tmp_path: Path) -> None:
    content = bytearray(write_xls(tmp_path, BOOK).read_bytes())
    upper(content)
    assert workbook_stream(bytes(content))


def test_a_small_workbook_stands_in_small_sectors(tmp_path: Path) -> None:
    stream = stream_of(write_xls(tmp_path, BOOK).read_bytes())
    count = -(-len(stream) // 64)
    chain = struct.pack(f"<{count}I", *range(1, count), 0xFFFFFFFE)
    held = bytearray(ole({"Sectors": stream, "Chain": chain, "Workbook": b""}))
    root, sectors, chained, book = (
        held.find(name.encode("utf-16-le")) for name in ("Root Entry", "Sectors", "Chain", "Workbook")
    )
    held[root + 116 : root + 124] = held[sectors + 116 : sectors + 124]
    held[60:64] = held[chained + 116 : chained + 120]
    struct.pack_into("<II", held, book + 116, 0, len(stream))
    assert workbook_stream(bytes(held)) == stream


@pytest.mark.parametrize("share", [50, 90])
def test_a_book_that_was_cut_off_is_refused(tmp_path: Path, share: int) -> None:
    stream = stream_of(write_xls(tmp_path, BOOK).read_bytes())
    with pytest.raises(Refused, match="damaged"):
        workbook_stream(stream[: len(stream) * share // 100])


def test_a_chain_of_sectors_that_meets_itself_ends(tmp_path: Path) -> None:
    content = bytearray(ole({"Workbook": stream_of(write_xls(tmp_path, BOOK).read_bytes())}))
    struct.pack_into("<I", content, 512 + 4 * 2, 2)
    with pytest.raises(Refused, match="damaged"):
        workbook_stream(bytes(content))
