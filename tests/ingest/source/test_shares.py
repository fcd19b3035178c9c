import os
import signal
import subprocess
import sys
import time
from io import BytesIO
from operator import itemgetter
from pathlib import Path

import pytest

from keyclient.ingest.base.refusals import BookTooHeavy, BookTooSlow
from keyclient.ingest.child.share import ALIGNED
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.sent import send
from keyclient.ingest.pieces.share import Ends, Found, Task
from keyclient.ingest.source import members
from keyclient.ingest.source.limits import Limits
from keyclient.ingest.source.members import COMMAND, Forked, Member
from keyclient.ingest.source.sandbox import private_file
from keyclient.ingest.source.shares import Shares, begin_shares
from tests.ingest.source.children import LINUX

pytestmark = pytest.mark.usefixtures("no_trace")
PATH = Path("book.xlsx")
TASK = Task("book.xlsx", [], "", "", [], is_1904=False)
STANDIN = Path(__file__).with_name("standin_share.py")
AMPLE = Limits(300, 2048, "read.seconds", "read.memory_mb")


LAUNCHER = "import subprocess, sys; sys.exit(subprocess.call([sys.executable, *sys.argv[1:]]))"
"""Python starts Python, as in virtual environments on Windows."""


def told(
    deed: str,
    *,
    limits: Limits = AMPLE,
    count: int = 2,
    pieces: int = 9,
    memory_mb: int = 512,
    launcher: tuple[str, ...] = (),
) -> Shares:
    """Some processes that do something else instead of reading."""
    waiting = begin_shares(PATH, count, (sys.executable, *launcher, "-P", str(STANDIN), deed))
    return waiting.start(TASK, pieces, limits, memory_mb)


def test_every_piece_is_read_by_one_process() -> None:
    found = sorted(told("answer").found(), key=itemgetter(1))
    assert [what for _, _, what in found] == [
        Ends(b"head", b"tail", range(number)) for number in range(1, 10)
    ]
    assert [number for _, number, _ in found] == list(range(1, 10))


def test_a_process_behind_a_launcher_is_not_taken_for_one_whose_parent_is_gone() -> None:
    found = told("ticked", count=1, pieces=2, launcher=("-c", LAUNCHER)).found()
    assert [number for _, number, _ in found] == [1, 2]


def test_more_processes_than_pieces_are_no_trouble() -> None:
    assert [number for _, number, _ in told("answer", count=2, pieces=1).found()] == [1]


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


def heard(said: bytes, *, held: bytes = b"", is_own_limit: bool = False) -> list[Found]:
    """What is made of the lines of a process that has ended, and of its file."""
    results = private_file()
    results.write(held)
    results.flush()
    member = Member(Ended(), results, BytesIO(said))
    return list(Shares(PATH, (member,), AMPLE, is_own_limit=is_own_limit).found())


class Ended:
    """A process that has ended by itself."""

    def kill(self) -> None:
        """Nothing is left to end."""

    def wait(self) -> int:
        """The code of a good end."""
        return 0


@LINUX
@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="files in memory alone")
def test_the_file_loses_what_was_taken() -> None:
    sink = BytesIO(bytes(ALIGNED))
    sink.seek(ALIGNED)
    for _ in range(2):
        send(Ends(b"head", b"x" * 3 * ALIGNED, range(3)), sink)
    length = (len(sink.getvalue()) - ALIGNED) // 2
    assert length % ALIGNED
    results = private_file()
    results.write(sink.getvalue())
    results.flush()
    member = Member(Ended(), results, BytesIO())
    before = os.fstat(results.fileno()).st_blocks
    assert member.taken(b"0 0 %d %d" % (ALIGNED, length)) == (
        0,
        0,
        Ends(b"head", b"x" * 3 * ALIGNED, range(3)),
    )
    assert os.fstat(results.fileno()).st_blocks < before
    member.close()


@pytest.mark.parametrize(
    "line",
    [
        "0 1 0 64", "0 1 65536 64", f"0 1 0 {1 << 40}", f"0 1 {1 << 70} 64", "0 1 1 64", "0 1 -65536 64", "0 1 0 0", "0 1 0",
        "0 1 0 -64", "x", "{", "{}", '{"cause": "4711"', "{4711}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("held", [b"", b"x" * 1000, bytes(70_000)])
def test_a_line_that_tells_of_nothing_is_no_answer(line: str, held: bytes) -> None:
    """Also where the file is shorter than told."""
    with pytest.raises(Odd, match=r"^answer$"):
        heard(line.encode() + b"\n", held=held)


def test_an_answer_that_is_cut_off_is_none() -> None:
    sink = BytesIO()
    send(Ends(b"head", b"tail" * 20, range(3)), sink)
    whole = sink.getvalue()
    line = b"0 1 0 %d\n"
    assert heard(line % len(whole) + b'{"cause": ""}\n', held=whole) == [
        (0, 1, Ends(b"head", b"tail" * 20, range(3)))
    ]
    for size in (1, 7, 8, 60, 64, 128, len(whole) - 1):
        with pytest.raises(Odd, match=r"^answer$"):
            heard(line % len(whole), held=whole[:size])
        with pytest.raises(Odd, match=r"^answer$"):
            heard(line % size, held=whole)


def test_where_no_reader_may_have_more_memory_the_book_is_refused_at_once() -> None:
    said = b'{"cause": "memory"}\n'
    with pytest.raises(BookTooHeavy, match=r"2048 MB.*read\.memory_mb"):
        heard(said)
    with pytest.raises(Odd, match="memory"):
        heard(said, is_own_limit=True)


def test_processes_may_have_no_more_memory_than_the_limits_say() -> None:
    for memory_mb, is_own_limit in ((512, True), (2048, False), (4096, False)):
        shares = told("sleep", count=1, memory_mb=memory_mb)
        shares.stop()
        assert shares.is_own_limit == is_own_limit


@LINUX
@pytest.mark.parametrize("deed", ["linger", "repeat"])
def test_processes_end_with_their_parent(deed: str) -> None:
    """Whether they look for it, or have something to tell."""
    code = (
        "import os, signal, sys; from tests.ingest.source.test_shares import told;"
        f"shares = told('{deed}');"
        "print(*(member.process.pid for member in shares.members), flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    numbers = done.stdout.split()
    assert (len(numbers), done.returncode) == (2, -signal.SIGKILL)
    until = time.monotonic() + 20
    while any(map(_is_there, numbers)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(_is_there, numbers))


def _is_there(number: str) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_is_interrupted_as_work_is_given_closes_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = begin_shares(PATH, 1)
    waiting.sink.close()
    number = os.open(os.devnull, os.O_RDONLY)
    with pytest.raises(ValueError, match="closed"):
        waiting.start(TASK, 1, AMPLE, 512)
    os.close(number)


def test_where_nothing_tells_of_threads_no_process_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "_TASKS", "/nowhere/task")
    assert not members.can_fork()


@LINUX
def test_what_others_have_waited_for_is_not_ended_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pid = os.posix_spawn(sys.executable, [sys.executable, "-c", ""], os.environ)
    os.waitpid(pid, 0)
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("another process"))
    forked = Forked(pid)
    forked.kill()
    assert forked.wait() == 0


def test_all_are_ended_even_if_one_of_them_cannot_be() -> None:
    class Stubborn(Ended):
        def wait(self) -> int:
            raise OSError("4711")

    files = [private_file() for _ in range(2)]
    both = tuple(Member(Stubborn(), file, BytesIO()) for file in files)
    with pytest.raises(OSError, match="4711"):
        Shares(PATH, both, AMPLE, is_own_limit=False).stop()
    assert [file.closed for file in files] == [True, True]


def test_what_is_not_taken_any_more_stops_the_others() -> None:
    found = told("answer", count=1).found()
    next(found)
    found.close()


@pytest.mark.parametrize(
    ("deed", "said"),
    [pytest.param("die", "ended", marks=LINUX), ("end", "ended"), ("fail", "damaged"), ("refuse", "odd")],
)
def test_whatever_stops_a_process_is_told_without_a_cell(deed: str, said: str) -> None:
    with pytest.raises(Odd, match=f"^{said}$"):
        list(told(deed, count=1).found())


def test_processes_that_are_never_needed_are_ended() -> None:
    begin_shares(PATH, 2).stop()
    told("sleep", count=1).stop()


def test_processes_whose_parent_goes_away_before_there_is_work_end_by_themselves() -> None:
    waiting = begin_shares(PATH, 2, COMMAND)
    waiting.sink.close()
    assert [member.process.wait() for member in waiting.members] == [0, 0]
    for member in waiting.members:
        member.close()


def test_stopping_twice_is_no_trouble() -> None:
    shares = told("answer", count=1)
    list(shares.found())
    shares.stop()
    shares.stop()
