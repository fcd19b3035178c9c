import errno
import os
from pathlib import Path

import pytest

from keyclient.batch.find.attempts import Attempts
from keyclient.batch.find.books import find
from keyclient.batch.find.candidates import FoundFiles, SearchCriteria
from keyclient.batch.find.sources import NoSourceError, SourceInOutError, SourceNotFolderError, source_folders
from keyclient.batch.record.reasons import SkipReason
from keyclient.model.label import Lang
from keyclient.render.workbook.book import render_workbook
from tests.batch.shares import placed
from tests.render import sample
from tests.render.test_formats import ENVELOPE

FILES = ("*.xlsx", "*.csv")
NEEDS_LINKS = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")


def _found(*sources: Path, out: Path | None = None, exclude: tuple[str, ...] = ()) -> FoundFiles:
    out = out or sources[0].parent / "out"
    wanted = SearchCriteria(FILES, exclude, out, Attempts(1, 0))
    return find(source_folders(sources, sources[0].parent / "elsewhere"), wanted)


def _passed(found: FoundFiles) -> dict[str, SkipReason]:
    return {passed.key: passed.reason for passed in found.passed}


def _keys(found: FoundFiles) -> list[str]:
    return [book.key for book in found.candidates]


def test_books_are_found_at_every_depth_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b/深/x 1 (2) [3].xlsx", "b/a.csv", "a.XLSX", "b/notes.docx", "c/empty"):
        placed(tmp_path / "网点" / name, b"x")
    found = _found(tmp_path / "网点")
    assert _keys(found) == ["网点/a.XLSX", "网点/b/a.csv", "网点/b/深/x 1 (2) [3].xlsx"]
    assert (found.others, found.passed, found.closed) == (2, [], [])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("~$a.xlsx", SkipReason.OWNER_MARK),
        (".a.xlsx", SkipReason.HIDDEN),
        ("a.keyclient.xlsx", SkipReason.OWN_OUTPUT),
        ("a.bak.xlsx", SkipReason.OWN_OUTPUT),
        ("a (2).keyclient.bak.xlsx", SkipReason.OWN_OUTPUT),
        ("a.csv.plan.xlsx", SkipReason.OWN_OUTPUT),
        ("a.plan (2).xlsx", SkipReason.OWN_OUTPUT),
        ("a.plan.bak.xlsx", SkipReason.OWN_OUTPUT),
        ("A.Today.XLSX", SkipReason.OWN_OUTPUT),
        (".~lock.a.csv", SkipReason.TEMPORARY),
        ("~WRL0001.xlsx", SkipReason.TEMPORARY),
    ],
)
def test_temporary_and_hidden_files_are_passed_over_with_a_reason(
    tmp_path: Path, name: str, reason: SkipReason
) -> None:
    placed(tmp_path / "s" / name, b"x")
    found = _found(tmp_path / "s")
    assert (_keys(found), _passed(found)) == ([], {f"s/{name}": reason})


def test_result_of_keyclient_is_never_a_book_whatever_its_name(tmp_path: Path) -> None:
    answer = render_workbook(sample.segment(), ENVELOPE, Lang.ZH)
    placed(tmp_path / "s" / "结果.xlsx", answer)
    found = _found(tmp_path / "s")
    assert (_keys(found), _passed(found)) == ([], {"s/结果.xlsx": SkipReason.OWN_OUTPUT})


def test_hidden_folder_and_folder_of_the_results_are_not_entered(tmp_path: Path) -> None:
    for folder in (".snapshot", "out"):
        placed(tmp_path / "s" / folder / "a.xlsx", b"x")
    found = _found(tmp_path / "s", out=tmp_path / "s" / "out")
    assert _passed(found) == {"s/.snapshot": SkipReason.HIDDEN, "s/out": SkipReason.OWN_OUTPUT}
    assert _keys(found) == []


def test_excluded_files_and_folders_are_recorded(tmp_path: Path) -> None:
    for name in ("archive/a.xlsx", "b/2025/a.xlsx", "b/2026/a.xlsx", "b/Draft 1.csv"):
        placed(tmp_path / "s" / name, b"x")
    found = _found(tmp_path / "s", exclude=("ARCHIVE", "*/2025", "draft*"))
    assert _keys(found) == ["s/b/2026/a.xlsx"]
    assert set(_passed(found).values()) == {SkipReason.EXCLUDED}
    assert set(_passed(found)) == {"s/archive", "s/b/2025", "s/b/Draft 1.csv"}


@NEEDS_LINKS
def test_two_paths_to_one_file_are_one_book(tmp_path: Path) -> None:
    book = placed(tmp_path / "s" / "b" / "x.xlsx", b"x")
    os.link(book, tmp_path / "s" / "a.xlsx")
    (tmp_path / "s" / "c.xlsx").symlink_to(book)
    found = _found(tmp_path / "s")
    assert _keys(found) == ["s/a.xlsx"]
    assert _passed(found) == {"s/b/x.xlsx": SkipReason.SAME_FILE, "s/c.xlsx": SkipReason.SAME_FILE}


@NEEDS_LINKS
def test_file_comes_before_the_link_to_it_whatever_their_names(tmp_path: Path) -> None:
    book = placed(tmp_path / "s" / "z.xlsx", b"x")
    (tmp_path / "s" / "a.xlsx").symlink_to(book)
    assert _keys(_found(tmp_path / "s")) == ["s/z.xlsx"]


@NEEDS_LINKS
def test_links_out_of_the_source_and_in_circles_are_passed_over(tmp_path: Path) -> None:
    outside = placed(tmp_path / "private" / "x.xlsx", b"x")
    source = tmp_path / "s"
    placed(source / "a" / "x.xlsx", b"x")
    (source / "file.xlsx").symlink_to(outside)
    (source / "folder").symlink_to(outside.parent)
    (source / "a" / "circle").symlink_to(source)
    (source / "gone.xlsx").symlink_to(source / "nothing.xlsx")
    found = _found(source)
    assert _keys(found) == ["s/a/x.xlsx"]
    assert _passed(found) == {
        "s/file.xlsx": SkipReason.LINK_OUTSIDE,
        "s/folder": SkipReason.LINK_OUTSIDE,
        "s/a/circle": SkipReason.SAME_FILE,
        "s/gone.xlsx": SkipReason.BROKEN_LINK,
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipe_with_the_name_of_a_book_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    os.mkfifo(tmp_path / "s" / "pipe.csv")
    placed(tmp_path / "s" / "folder.xlsx" / "a.csv", b"x")
    found = _found(tmp_path / "s")
    assert (_keys(found), _passed(found)) == (["s/folder.xlsx/a.csv"], {"s/pipe.csv": SkipReason.NO_FILE})


def test_missing_source_is_recorded_and_the_others_are_read(tmp_path: Path) -> None:
    placed(tmp_path / "there" / "a.csv", b"x")
    found = _found(tmp_path / "there", tmp_path / "away")
    assert _keys(found) == ["there/a.csv"]
    assert [key for key, _ in found.closed] == ["away"]


def test_folder_that_cannot_be_listed_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("closed/a.csv", "open/a.csv"):
        placed(tmp_path / "s" / name, b"x")
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = _found(tmp_path / "s")
    assert _keys(found) == ["s/open/a.csv"]
    assert [(key, error.errno) for key, error in found.closed] == [("s/closed", errno.EACCES)]


def test_sources_below_the_results_files_and_no_sources_are_refused(tmp_path: Path) -> None:
    file = placed(tmp_path / "a.csv", b"x")
    with pytest.raises(SourceNotFolderError):
        source_folders([file], tmp_path / "out")
    with pytest.raises(SourceInOutError):
        source_folders([tmp_path / "out" / "books"], tmp_path / "out")
    with pytest.raises(NoSourceError):
        source_folders([], tmp_path / "out")


def test_source_given_twice_is_searched_once(tmp_path: Path) -> None:
    placed(tmp_path / "s" / "a.csv", b"x")
    assert _keys(_found(tmp_path / "s", tmp_path / "s")) == ["s/a.csv"]


@pytest.mark.skipif(os.name == "nt", reason="names are text on Windows")
def test_name_that_is_not_text_is_found_and_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "s") + b"/\xe9.csv")).write_bytes(b"x")
    found = _found(tmp_path / "s")
    assert _keys(found) == ["s/\\xe9.csv"]
    assert found.candidates[0].path.read_bytes() == b"x"


def test_results_of_another_run_below_a_source_are_no_books(tmp_path: Path) -> None:
    placed(tmp_path / "s" / "a.csv", b"x")
    placed(tmp_path / "s" / "结果" / ".keyclient" / "books" / "1.json", b"{}")
    placed(tmp_path / "s" / "结果" / "set_aside.csv", b"x")
    found = _found(tmp_path / "s")
    assert _keys(found) == ["s/a.csv"]
    assert _passed(found) == {"s/结果": SkipReason.OWN_OUTPUT}
