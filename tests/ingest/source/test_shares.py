import os
import sys
from operator import itemgetter
from pathlib import Path

import pytest

from keyclient.ingest.base.refusals import BookTooSlow
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.share import Ends, Task
from keyclient.ingest.source.limits import Limits
from keyclient.ingest.source.members import COMMAND
from keyclient.ingest.source.shares import Shares, begin_shares
from tests.ingest.source.children import LINUX

pytestmark = pytest.mark.usefixtures("no_trace")
PATH = Path("book.xlsx")
TASK = Task("book.xlsx", [], "", "", [], is_1904=False)
STANDIN = Path(__file__).with_name("standin_share.py")
AMPLE = Limits(300, 2048, "read.seconds", "read.memory_mb")


def told(
    deed: str, *, limits: Limits = AMPLE, count: int = 2, pieces: int = 9, memory_mb: int = 512
) -> Shares:
    """Some processes that do something else instead of reading."""
    waiting = begin_shares(PATH, count, (sys.executable, "-P", str(STANDIN), deed))
    return waiting.start(TASK, pieces, limits, memory_mb)


def test_every_piece_is_read_by_one_process() -> None:
    found = sorted(told("answer").found(), key=itemgetter(1))
    assert [what for _, _, what in found] == [
        Ends(b"head", b"tail", range(number)) for number in range(1, 10)
    ]
    assert [number for _, number, _ in found] == list(range(1, 10))


def test_more_processes_than_pieces_are_no_trouble() -> None:
    assert [number for _, number, _ in told("answer", count=3, pieces=1).found()] == [1]
    assert list(told("nothing").found()) == []


def test_processes_that_wait_too_long_are_ended() -> None:
    with pytest.raises(BookTooSlow, match=r"0\.1 s.*read\.seconds"):
        list(told("sleep", limits=AMPLE._replace(seconds=0.1, waiting=2)).found())


@LINUX
def test_a_process_that_uses_up_its_time_is_ended_by_the_system() -> None:
    with pytest.raises(BookTooSlow):
        list(told("work", limits=AMPLE._replace(seconds=0.1, waiting=3000), count=1).found())


@LINUX
def test_a_process_that_asks_for_too_much_memory_gets_none() -> None:
    with pytest.raises(Odd, match="memory"):
        list(told("allocate", memory_mb=64, count=1).found())


@pytest.mark.parametrize(
    ("deed", "said"),
    [pytest.param("die", "ended", marks=LINUX), ("end", "ended"), ("fail", "damaged"), ("refuse", "odd")],
)
def test_whatever_stops_a_process_is_told_without_a_cell(deed: str, said: str) -> None:
    with pytest.raises(Odd, match=f"^{said}$"):
        list(told(deed).found())


def test_processes_that_are_never_needed_are_ended() -> None:
    begin_shares(PATH, 2).stop()
    told("sleep").stop()


def test_processes_whose_parent_goes_away_before_there_is_work_end_by_themselves() -> None:
    waiting = begin_shares(PATH, 2, COMMAND)
    os.close(waiting.sink)
    assert [member.process.wait() for member in waiting.members] == [0, 0]
    for member in waiting.members:
        member.close()


def test_stopping_twice_is_no_trouble() -> None:
    shares = told("answer")
    list(shares.found())
    shares.stop()
    shares.stop()
