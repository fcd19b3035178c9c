import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.file_refusals import DeclaresDocumentType, OutsideSheet
from keyclient.ingest.base.refusals import BookDamaged, BookEncrypted, BookTooHeavy, BookTooSlow, NotABook
from keyclient.ingest.child.job import DAMAGED, DOCTYPE, ENCRYPTED, MEMORY, NO_TABLE, OUTSIDE
from keyclient.ingest.load import load
from keyclient.ingest.source.limits import Limits
from keyclient.ingest.source.opening import OpenBook, begin, open_book
from keyclient.ingest.source.sandbox import OUT_OF_TIME, start_child
from keyclient.ingest.source.streams import sheets_of
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.source.children import LINUX, job, refused, standin, told
from tests.ingest.writing import ANY, Writer, write_xls, write_xlsx

pytestmark = pytest.mark.usefixtures("no_trace")
BOOK = "客户号 | AUM\n1 | 5\n2 | 6"
PATH = Path("book.xlsx")


def settings(*, seconds: float = 300, memory_mb: int = 2048, waiting: float = 2) -> Limits:
    return Limits(seconds, memory_mb, "read.seconds", "read.memory_mb", waiting)


def test_what_a_child_reads_comes_to_the_parent() -> None:
    (sheet,) = sheets_of(told(PATH, "answer"), {})
    assert (sheet.name, sheet.hidden, sheet.grid) == ("客户", False, None)
    assert sheets_of(told(PATH, "nothing"), {}) == []


def test_a_parser_that_waits_too_long_is_ended() -> None:
    said = refused(told(PATH, "sleep", limits=settings(seconds=0.1)))
    assert isinstance(said, BookTooSlow)
    assert "0.1 s" in str(said)
    assert "read.seconds" in str(said)


@LINUX
def test_a_parser_that_uses_up_its_processor_time_is_ended_by_the_system() -> None:
    parsing = told(PATH, "work", limits=settings(seconds=0.1, waiting=3000))
    assert isinstance(refused(parsing), BookTooSlow)
    assert parsing.child.process.returncode == OUT_OF_TIME


@LINUX
def test_a_parser_that_asks_for_too_much_memory_gets_none() -> None:
    said = refused(told(PATH, "allocate", limits=settings(memory_mb=256)))
    assert isinstance(said, BookTooHeavy)
    assert "256 MB" in str(said)
    assert "read.memory_mb" in str(said)


@LINUX
@pytest.mark.parametrize(
    "words",
    ["memory allocation of 64 bytes failed", "std::bad_alloc", "Cannot allocate memory", "MemoryError"],
)
def test_a_parser_that_ends_for_want_of_memory_is_no_damaged_book(words: str) -> None:
    assert isinstance(refused(told(PATH, "abort", words)), BookTooHeavy)


@LINUX
@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV", "SIGABRT", "SIGILL"])
def test_a_parser_that_a_signal_ends_leaves_a_refusal(name: str) -> None:
    said = refused(told(PATH, "die", name))
    assert isinstance(said, BookDamaged)
    assert "stopped by the operating system" in str(said)
    assert "终止" in said.text(Lang.ZH)


@pytest.mark.parametrize(
    ("deed", "name"), [("panic", "Panic"), ("fail", "ValueError"), ("leave", "SystemExit")]
)
def test_whatever_a_parser_raises_is_told_by_its_name_and_without_a_cell(deed: str, name: str) -> None:
    said = refused(told(PATH, deed, "4711"))
    assert isinstance(said, BookDamaged)
    assert name in str(said)
    assert "4711" not in str(said)


@pytest.mark.parametrize(
    ("words", "refusal"), [("password required", BookEncrypted), ("out of memory", BookTooHeavy)]
)
def test_what_a_parser_says_of_passwords_and_memory_is_understood(
    words: str, refusal: type[InputError]
) -> None:
    assert type(refused(told(PATH, "panic", words))) is refusal


@pytest.mark.parametrize(
    ("cause", "refusal", "words"),
    [
        (DAMAGED, BookDamaged, "Broken"),
        (ENCRYPTED, BookEncrypted, "password"),
        (MEMORY, BookTooHeavy, "2048 MB"),
        (OUTSIDE, OutsideSheet, "outside the sheet"),
        (DOCTYPE, DeclaresDocumentType, "DOCTYPE"),
        (NO_TABLE, NotABook, "without a table"),
    ],
)
def test_every_cause_of_a_parser_is_a_refusal_however_much_it_says_before(
    cause: str, refusal: type[InputError], words: str
) -> None:
    said = refused(told(PATH, "refuse", cause))
    assert type(said) is refusal
    assert words in str(said)


@pytest.mark.parametrize("deed", ["end", "vanish"])
def test_a_parser_that_ends_without_a_word_leaves_a_refusal(deed: str) -> None:
    assert isinstance(refused(told(PATH, deed, "1")), BookDamaged)


def test_a_child_that_is_gone_before_it_has_its_job_leaves_a_refusal() -> None:
    child = standin("vanish")
    child.process.wait()
    assert isinstance(refused(job(child, PATH)), BookDamaged)


@pytest.mark.parametrize("words", ["x", "rubbish" * 100, "ARROW1", json.dumps({"name": "客户"})])
def test_an_answer_that_cannot_be_understood_is_refused(words: str) -> None:
    with pytest.raises(BookDamaged, match="cannot be understood") as caught:
        sheets_of(told(PATH, "babble", words), {})
    assert PATH.name in caught.value.text(Lang.ZH)


@pytest.mark.parametrize("write", [write_xlsx, write_xls])
def test_a_book_that_takes_longer_than_the_policy_allows_is_refused(tmp_path: Path, write: Writer) -> None:
    policy = Policy(read=ReadPolicy(seconds=0.001))
    with pytest.raises(BookTooSlow, match=r"0\.001 s.*read\.seconds"):
        load(write(tmp_path, BOOK), replace(ANY, policy=policy))


def test_a_child_that_is_never_needed_is_ended(tmp_path: Path) -> None:
    begin(write_xls(tmp_path, BOOK)).stop()
    book = begin(write_xls(tmp_path, BOOK)).start_parsing(sheet=None, limits=ReadPolicy())
    book.stop()
    assert book.parsing is not None
    assert book.parsing.child.process.poll() is not None


def test_a_child_whose_parent_goes_away_ends_by_itself() -> None:
    child = start_child(FileKind.XLSX)
    assert child.process.stdin is not None
    child.process.stdin.close()
    child.process.stdin = None
    assert child.process.wait(timeout=300) == 0
    child.stop()


def test_a_child_has_what_it_needs_while_the_caller_does_something_else(tmp_path: Path) -> None:
    book = open_book(write_xlsx(tmp_path, BOOK), sheet=None, limits=ReadPolicy())
    time.sleep(0.01)
    assert isinstance(book, OpenBook)
    assert book.cells().names == ("客户",)
