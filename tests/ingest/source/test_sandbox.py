import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.refusals import BookDamaged, BookEncrypted, BookTooHeavy, NotABook
from keyclient.ingest.load import load
from keyclient.ingest.source.opening import OpenBook, begin, open_book
from keyclient.ingest.source.sandbox import start_child
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import (
    ANY,
    customers,
    issues,
    read,
    rows,
    write_package,
    write_parts,
    write_xls,
    write_xlsx,
)

POPEN = subprocess.Popen
BOOK = "客户号 | AUM\n1 | 5\n2 | 6"
LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="limits and signals are looked at as Linux has them"
)


@pytest.fixture(autouse=True)
def no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """After every test: no child process, no open file, nothing in the temporary folder."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    before = traces()
    yield
    assert traces() == before
    assert list((tmp_path / "temporary").iterdir()) == []


def traces() -> tuple[int, set[str]]:
    """The number of open files, and the child processes."""
    if sys.platform != "linux":
        return 0, set()
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    return len(list(Path("/proc/self/fd").iterdir())), set(children.read_text().split())


def limited(seconds: float = 30, memory_mb: int = 2048) -> Policy:
    return Policy(
        read=ReadPolicy(seconds=seconds, memory_mb=memory_mb, least_seconds=60, least_memory_mb=2048)
    )


def refusal(path: Path, policy: Policy | None = None) -> InputError:
    with pytest.raises(InputError) as refused:
        load(path, replace(ANY, policy=policy or limited()))
    for lang in Lang:
        assert path.name in refused.value.text(lang)
        assert "{" not in refused.value.text(lang)
    return refused.value


@pytest.mark.parametrize("write", [write_xlsx, write_xls])
def test_a_book_that_takes_too_long_is_refused(tmp_path: Path, write: object) -> None:
    assert callable(write)
    refused = refusal(write(tmp_path, BOOK), limited(seconds=0.001))
    assert isinstance(refused, BookTooHeavy)
    assert "0.001 s" in str(refused)
    assert "read.seconds" in str(refused)


@LINUX
def test_a_parser_that_uses_up_its_processor_time_is_ended_by_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(monkeypatch, "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass")
    refused = refusal(write_xlsx(tmp_path, BOOK))
    assert isinstance(refused, BookTooHeavy)
    assert "read.seconds" in str(refused)


@LINUX
def test_a_book_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    noise = os.urandom(400).hex()
    cell = '<row r="{0}"><c r="A{0}" t="str"><v>{1}{0}</v></c></row>'
    refused = refusal(
        write_package(tmp_path, "".join(cell.format(n, noise) for n in range(1, 60_000))),
        limited(memory_mb=128),
    )
    assert isinstance(refused, BookTooHeavy)
    assert "128 MB" in str(refused)
    assert "read.memory_mb" in str(refused)


@LINUX
@pytest.mark.parametrize(
    "said", ["memory allocation of 67108864 bytes failed", "terminate called: std::bad_alloc"]
)
def test_a_parser_that_ends_for_want_of_memory_is_no_damaged_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    busy(monkeypatch, f"import os; print({said!r}, file=sys.stderr, flush=True); os.abort()")
    refused = refusal(write_xlsx(tmp_path, BOOK))
    assert isinstance(refused, BookTooHeavy)
    assert "memory_mb" in str(refused)


def test_two_cells_in_far_corners_are_two_rows(tmp_path: Path) -> None:
    xml = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    (grid,) = open_book(write_package(tmp_path, xml), sheet=None, limits=ReadPolicy()).cells().grids
    assert (grid.filled, len(grid.columns), grid.address(1_048_575, 1)) == (1_048_576, 2, "客户!XFD1048576")


def test_a_far_stray_cell_beside_a_small_table_is_a_row_like_any_other(tmp_path: Path) -> None:
    book = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="str"><v>{text}</v></c></row>'
        for n, text in enumerate(["甲", "乙"], 2)
    )
    head = '<row r="1"><c r="A1" t="str"><v>AUM</v></c><c r="B1" t="str"><v>客户名称</v></c></row>'
    far = '<row r="300000"><c r="C300000"><v>1</v></c></row>'
    loaded = read(write_package(tmp_path, head + book + far))
    assert customers(loaded, "name", "aum") == ["甲 | 2", "乙 | 3", " | "]
    assert rows(loaded) == {"read": 299_999, "customers": 3, "blank": 299_996}


def test_new_kinds_of_errors_are_read_by_the_exact_reader(tmp_path: Path) -> None:
    row = '<row r="{0}"><c r="A{0}" t="str"><v>{1}</v></c><c r="B{0}" {2}</c></row>'
    cells = ['t="str"><v>AUM</v>', "><v>5</v>", 't="e"><v>#SPILL!</v>', 't="e"><v>#CALC!</v>', "><v>7</v>"]
    ids = ["客户号", "1", "2", "3", "4"]
    xml = "".join(row.format(n, *pair) for n, pair in enumerate(zip(ids, cells, strict=True), 1))
    loaded = read(write_package(tmp_path, xml))
    assert customers(loaded, "customer_id", "aum") == ["1 | 5", "4 | 7"]
    assert issues(loaded) == ["KC101 客户!B3 error", "KC101 客户!B4 error"]


def busy(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Children that run some code in place of the parser."""
    start = partial(POPEN, [sys.executable, "-c", f"import sys\nsys.stdin.readline()\n{code}"])
    monkeypatch.setattr("subprocess.Popen", lambda _, **wanted: start(**wanted))


@LINUX
@pytest.mark.parametrize("end", ["SIGKILL", "SIGSEGV", "SIGABRT"])
def test_a_parser_that_is_killed_leaves_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    busy(monkeypatch, f"import os; os.kill(os.getpid(), {int(getattr(signal, end))})")
    refused = refusal(write_xlsx(tmp_path, BOOK))
    assert isinstance(refused, BookDamaged)
    assert "stopped by the operating system" in str(refused)
    assert "终止" in refused.text(Lang.ZH)


def test_a_parser_that_dies_without_a_word_or_talks_too_much_leaves_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xls(tmp_path, BOOK)
    busy(monkeypatch, "raise SystemExit(1)")
    assert isinstance(refusal(path), BookDamaged)
    said = json.dumps({"cause": "damaged", "detail": "Broken"})
    busy(
        monkeypatch,
        f"print('thread panicked', file=sys.stderr)\nprint({said!r}, file=sys.stderr)\nsys.exit(3)",
    )
    assert "Broken" in str(refusal(path))


def test_a_child_that_is_never_needed_is_ended(tmp_path: Path) -> None:
    begin(write_xlsx(tmp_path, BOOK)).stop()
    begun = begin(write_xlsx(tmp_path, BOOK)).start_parsing(sheet=None, limits=ReadPolicy())
    assert begun.parsing is not None
    begun.parsing.stop()


def test_a_child_whose_parent_goes_away_ends_by_itself() -> None:
    child = start_child(FileKind.XLSX)
    assert child.process.stdin is not None
    child.process.stdin.close()
    child.process.stdin = None
    assert child.process.wait(timeout=30) == 0
    child.stop()


def test_a_child_has_what_it_needs_while_the_caller_does_something_else(tmp_path: Path) -> None:
    book = open_book(write_xlsx(tmp_path, BOOK), sheet=None, limits=ReadPolicy())
    time.sleep(0.01)
    assert isinstance(book, OpenBook)
    assert book.cells().names == ("客户",)


@pytest.mark.parametrize("share", [0, 1, 5, 25, 50, 75, 95, 99])
@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_a_book_that_is_cut_off_is_refused(tmp_path: Path, share: int, suffix: str) -> None:
    path = (write_xlsx if suffix == "xlsx" else write_xls)(tmp_path, BOOK)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * share // 100])
    refusal(path)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", b""),
        ("xl/workbook.xml", b"<workbook"),
        ("xl/workbook.xml", "<客户/>".encode()),
        ("xl/_rels/workbook.xml.rels", b"<Relationships/>"),
        ("xl/_rels/workbook.xml.rels", None),
        ("xl/worksheets/sheet1.xml", None),
        ("xl/worksheets/sheet1.xml", b""),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c"),
        ("xl/worksheets/sheet1.xml", b"\x00\xff" * 100),
    ],
)
def test_a_package_with_a_broken_or_missing_part_is_refused(
    tmp_path: Path, part: str, content: bytes | None
) -> None:
    path = write_xlsx(tmp_path, BOOK)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != part}
    refusal(write_parts(path, parts if content is None else {**parts, part: content}))


def test_a_package_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    path = write_package(tmp_path, '<row r="1"><c r="A1"><v>5</v></c></row>')
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    path.write_bytes(path.read_bytes().replace(b"<v>5</v>", b"<v>6</v>"))
    assert isinstance(refusal(path), BookDamaged)


def test_a_book_with_a_password_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    names = b"".join(
        name.encode("utf-16-le").ljust(128, b"\0") for name in ("EncryptionInfo", "EncryptedPackage")
    )
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names.ljust(2048, b"\0"))
    assert isinstance(refusal(path), BookEncrypted)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 no zip", b"PK\x05\x06" + bytes(18), b"\x00" * 64, b"%PDF-1.7"]
)
def test_a_file_that_is_no_book_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    assert isinstance(refusal(path), BookDamaged | NotABook)
