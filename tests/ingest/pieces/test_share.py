import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest

from keyclient.ingest.pieces.columns import PieceColumn
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.piece import Piece
from keyclient.ingest.pieces.sent import received, send
from keyclient.ingest.pieces.share import FIRST, STRINGS, Ends, Found, Task, found_in
from keyclient.ingest.pieces.stacked import stacked
from keyclient.ingest.source.pieced import plan
from tests.ingest.writing import write_xlsx

BOOK = "客户号 | 名称 | AUM\n" + "\n".join(
    f"'{number:05} | 客户{number % 7} | {number}.25" for number in range(200)
)
OTHER = "x | y\n" + "\n".join(f"{number} | {number}" for number in range(50))


@pytest.fixture
def task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Task:
    """Two sheets, which come in many pieces."""
    monkeypatch.setattr("keyclient.ingest.pieces.part.BLOCK", 1000)
    path = write_xlsx(tmp_path, BOOK, OTHER, names=("客户", "其他"))
    return plan(path, None).task._replace(size=4096)


def shares(task: Task, drawn: Iterable[Iterable[int]]) -> list[Found]:
    """What is found by processes that draw some numbers each."""
    found: list[Found] = []
    for at, numbers in enumerate(drawn):
        left = iter(numbers)
        found += found_in(task, lambda left=left: next(left, None), lambda: None, verify=at == 0)  # type: ignore[misc]
    return found


def told(column: PieceColumn) -> tuple[object, ...]:
    return (column.column, column.texts, column.shared, column.is_cut, list(column.tiny))


def known(found: Iterable[Found]) -> dict[tuple[int, int, str], object]:
    return {(sheet, number, type(what).__name__): what for sheet, number, what in found}


def test_pieces_are_the_same_whoever_reads_them(task: Task) -> None:
    every = known(shares(task, [range(STRINGS, 1000)]))
    last = max(number for _, number, _ in every)
    assert last > 8
    for count in (2, 3, 7):
        drawn = [range(at, 1000, count) for at in range(count)]
        assert known(shares(task, drawn)) == every
    assert {sheet for sheet, _, kind in every if kind == "Piece"} == {0, 1}


def test_the_first_tells_where_sheets_end_and_how_many_pieces_there_are(task: Task) -> None:
    found = shares(task, [[], range(FIRST, 1000)])
    ends = {sheet: what.pieces for sheet, _, what in found if isinstance(what, Ends)}
    numbers = [number for _, number, what in found if isinstance(what, Piece)]
    assert [*ends[0], *ends[1]] == numbers == list(range(FIRST, ends[1].stop))


@pytest.mark.parametrize("group", [3, 1000])
def test_pieces_in_groups_are_the_same(task: Task, group: int) -> None:
    def rows(found: Iterable[Found]) -> list[object]:
        pieces = [(sheet, number, what) for sheet, number, what in found if isinstance(what, Piece)]
        return [
            (sheet, column.column, [] if column.texts is None else column.texts.to_pylist())
            for sheet in (0, 1)
            for column in stacked([what for at, _, what in pieces if at == sheet]).columns
        ]

    every = shares(task, [range(STRINGS, 1000)])
    grouped = shares(task._replace(group=group), [range(2, 1000, 2), range(FIRST, 1000, 2)])
    assert rows(sorted(grouped, key=lambda found: found[:2])) == rows(every)
    assert len(grouped) < len(every)


def test_what_was_read_arrives_as_it_was(task: Task) -> None:
    for _, _, what in shares(task, [range(STRINGS, 1000)]):
        pipe = BytesIO()
        send(what, pipe)
        again = received(memoryview(pipe.getvalue()))
        if isinstance(what, Piece):
            assert isinstance(again, Piece)
            assert again.marks == what.marks
            assert (again.first, again.end, again.extent) == (what.first, what.end, what.extent)
            assert list(map(told, again.columns)) == list(map(told, what.columns))
        else:
            assert again == what


def test_a_checksum_that_is_wrong_is_noticed_by_the_first(tmp_path: Path, task: Task) -> None:
    whole = Path(task.path).read_bytes()
    at = whole.index(b"PK\x01\x02")
    with zipfile.ZipFile(task.path) as package:
        crc = package.getinfo(task.parts[0]).CRC.to_bytes(4, "little")
    Path(task.path).write_bytes(whole[:at] + whole[at:].replace(crc, bytes(4)))
    with pytest.raises(zipfile.BadZipFile):
        shares(task, [[]])


def test_a_row_longer_than_a_piece_is_left_to_others(task: Task) -> None:
    with pytest.raises(Odd):
        shares(task._replace(size=16), [range(STRINGS, 1000)])
