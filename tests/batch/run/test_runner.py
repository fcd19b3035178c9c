"""Runs over shares, as seen by an operator."""

import csv
import datetime as dt
import errno
import json
import os
import re
import threading
import time
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

import jsonschema
import openpyxl
import pyarrow.parquet as pq
import pytest

from keyclient.batch.find.sources import NoOutError, NoSourceError
from keyclient.batch.record import staging as stage
from keyclient.batch.record.lock import LockOwner, hold_lock
from keyclient.batch.record.log import Log
from keyclient.batch.record.paths import branch_folder
from keyclient.batch.record.refusals import (
    FolderBusyError,
    NoRunRecordError,
    OutNotWritableError,
    RetryDiffersError,
    UnknownAnalysisError,
)
from keyclient.batch.run.settings import BatchOptions, make_settings
from keyclient.batch.run.summary import run_report
from keyclient.demo.book import make_demo
from keyclient.model.label import Lang
from keyclient.policy.loading.load import load_policy
from keyclient.render.text import Voice
from tests.batch.shares import (
    Ran,
    contents,
    demo_book,
    faulty_environment,
    placed,
    ran,
    small_book,
    told,
)

SCHEMA = Path(__file__).parents[3] / "docs" / "schema"
DATA = Path(os.environ.get("KEYCLIENT_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))
RETAIL = DATA / "transactions" / "online_retail_by_day"
"""No part of this repository: looked for in `$KEYCLIENT_TEST_DATA`, else in `../shared/data`."""
GOOD = [
    "001,张三,城东支行,王芳,100.10,2026-10-31",
    "002,李四,滨江支行,王芳,250.05,2026-10-31",
]


def _consolidated(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "consolidated.json").read_text(encoding="utf-8"))
    return found["result"]  # type: ignore[no-any-return]


def _share(folder: Path) -> Path:
    small_book(folder / "东" / "甲 (1) [新].csv", *GOOD)
    demo_book(folder / "南" / "客户表.xlsx")
    placed(folder / "北" / "坏.xlsx", b"PK\x03\x04")
    placed(folder / "~$客户表.xlsx", b"x")
    return folder


class Everything(NamedTuple):
    """A run of all analyses over a share, for all tests that look at it."""

    folder: Path
    found: Ran

    @property
    def out(self) -> Path:
        """Its results."""
        return self.folder / "out"


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Everything:
    folder = tmp_path_factory.mktemp("everything")
    return Everything(folder, ran(_share(folder / "网点"), folder / "out", analyses=()))


def test_every_book_has_its_result_in_the_tree_of_the_books(everything: Everything) -> None:
    found, out = everything.found, everything.out
    assert found.became() == {"甲 (1) [新].csv": "done", "客户表.xlsx": "done", "坏.xlsx": "failed"}
    results = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.keyclient.xlsx"))
    assert results == ["books/网点/东/甲 (1) [新].csv.keyclient.xlsx", "books/网点/南/客户表.keyclient.xlsx"]
    assert found.record.exit_code == 1
    assert [(one.path, one.reason) for one in found.record.passed_over] == [
        ("网点/~$客户表.xlsx", "owner_mark")
    ]
    failed = found.line("坏.xlsx")
    assert failed.code == "KC505"
    assert failed.remedy


def test_totals_over_all_books_are_the_sum_of_the_books_to_the_fen(tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran(_share(tmp_path / "网点"), out, "segment.measure=deposits")
    whole = _consolidated(out)
    state = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert whole["customers"] == sum(line["rows"]["customers"] for line in state["books"] if line["rows"])
    fen = 0
    for part in (out / "portfolio").rglob("*.parquet"):
        fen += sum(value or 0 for value in pq.read_table(part, partitioning=None)["value"].to_pylist())
    assert whole["total"] == float(Decimal(fen).scaleb(-2))
    for parts in (whole["totals"], whole["by_measure"]):
        assert sum(round(part["total"] * 100) for part in parts) == fen
    for groups in (whole["branches"], whole["managers"]):
        assert sum(round(group["value"] * 100) for group in groups) == fen
    assert sum(round(tier["value"] * 100) for tier in whole["tiers"]) == fen
    demo = make_demo(30, 1, lang=Lang.ZH)
    assert fen == 35015 + sum(row["deposits"] or 0 for row in demo.rows)  # type: ignore[misc]


def test_record_and_consolidated_figures_match_their_schemas(everything: Everything) -> None:
    for file, schema in (("run.json", "run.json"), ("consolidated.json", "batch.json")):
        content = json.loads((everything.out / file).read_text(encoding="utf-8"))
        jsonschema.validate(content, json.loads((SCHEMA / schema).read_text(encoding="utf-8")))


def test_second_run_reads_nothing_and_changes_nothing(everything: Everything, tmp_path: Path) -> None:
    share, out = (copytree(everything.folder / name, tmp_path / name) for name in ("网点", "out"))
    before, record = contents(out), told(out)
    (share / "北" / "坏.xlsx").unlink()
    ran(share, out, analyses=())
    second = ran(share, out, analyses=())
    assert set(second.became().values()) == {"unchanged"}
    assert second.record.exit_code == 0
    assert second.told == ()
    assert {
        name: content
        for name, content in contents(out).items()
        if "consolidated" not in name and "whole" not in name
    } == {
        name: content
        for name, content in before.items()
        if "consolidated" not in name and "whole" not in name
    }
    moved = [
        {**line, "path": line["path"].replace(*map(str, (everything.folder, tmp_path)))}
        for line in record["books"]
    ]
    assert told(out)["books"] == [line for line in moved if line["code"] is None]


Asking = dict[str, Any]


@pytest.mark.parametrize("change", ["content", "policy", "analyses", "result", "portfolio", "force"])
def test_book_is_read_again_when_something_its_result_depends_on_has_changed(
    tmp_path: Path, change: str
) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    small_book(share / "a.csv", *GOOD)
    small_book(share / "b.csv", GOOD[0])
    ran(share, out)
    settings, asked = list[str](), Asking()
    if change == "content":
        small_book(share / "a.csv", GOOD[1], GOOD[0])
    elif change == "policy":
        settings = ["segment.target=0.7"]
    elif change == "analyses":
        asked = {"analyses": ["segment"]}
    elif change == "result":
        (out / "books" / "s" / "a.csv.keyclient.xlsx").unlink()
    elif change == "portfolio":
        next((out / "portfolio" / branch_folder("滨江支行")).iterdir()).write_bytes(b"")
    else:
        asked = {"force": True}
    again = ran(share, out, *settings, **asked)
    both = change in ("policy", "analyses", "force")
    assert again.became() == {"a.csv": "done", "b.csv": "done" if both else "unchanged"}


def test_limits_and_time_of_a_file_are_no_reason_to_read_again(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    book = small_book(share / "a.csv", *GOOD)
    ran(share, out)
    os.utime(book, (1_800_000_000, 1_800_000_000))
    again = ran(share, out, "batch.seconds=77", "batch.memory_mb=900", jobs=2)
    assert again.became() == {"a.csv": "unchanged"}


def test_day_of_the_file_counts_where_the_book_has_no_data_date(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    book = placed(share / "a.csv", "客户号,存款余额\n1,5\n2,7\n".encode())
    ran(share, out)
    os.utime(book, (1_800_000_000, 1_800_000_000))
    assert ran(share, out).became() == {"a.csv": "done"}
    assert ran(share, out).became() == {"a.csv": "unchanged"}


def test_missing_book_is_no_longer_consolidated_and_its_result_is_kept(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    small_book(share / "a.csv", GOOD[0])
    gone = small_book(share / "b.csv", GOOD[1])
    ran(share, out)
    gone.unlink()
    found = ran(share, out)
    assert [path.name for path in (out / "portfolio").iterdir()] == [branch_folder("城东支行")]
    assert found.record.stale == ("books/s/b.csv.keyclient.xlsx",)
    assert _consolidated(out)["total"] == 100.10
    assert len(list((out / ".keyclient" / "books").iterdir())) == 1


def test_damaged_book_is_not_consolidated_until_it_is_fixed(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    small_book(share / "a.csv", GOOD[0])
    small_book(share / "b.csv", GOOD[1])
    ran(share, out)
    before = contents(out)
    placed(share / "b.csv", b"")
    broken = ran(share, out)
    assert broken.became() == {"a.csv": "unchanged", "b.csv": "failed"}
    assert _consolidated(out)["total"] == 100.10
    assert [line["code"] for line in _consolidated(out)["not_there"]] == ["KC505"]
    small_book(share / "b.csv", GOOD[1])
    ran(share, out)
    assert contents(out) == before


def test_two_paths_lead_to_one_result(tmp_path: Path) -> None:
    book = small_book(tmp_path / "s" / "a.csv", *GOOD)
    os.link(book, tmp_path / "s" / "b.csv")
    found = ran(tmp_path / "s", tmp_path / "out")
    assert found.became() == {"a.csv": "done"}
    assert _consolidated(tmp_path / "out")["customers"] == 2


def test_missing_branches_are_reported_and_make_the_run_incomplete(tmp_path: Path) -> None:
    small_book(tmp_path / "s" / "南湖" / "a.csv", *GOOD)
    listed = placed(tmp_path / "branches.txt", "城东支行\n滨江支行\n南湖\n北苑支行\n".encode())
    found = ran(tmp_path / "s", tmp_path / "out", expect=listed)
    assert found.record.branches is not None
    assert found.record.branches.missing == ("北苑支行",)
    assert (found.record.counts.whole, found.record.exit_code) == (1, 1)
    assert _consolidated(tmp_path / "out")["missing"] == ["北苑支行"]


def test_requested_analysis_that_is_not_possible_makes_a_book_partial(tmp_path: Path) -> None:
    small_book(tmp_path / "s" / "a.csv", *GOOD)
    found = ran(tmp_path / "s", tmp_path / "out", analyses=["segment", "funnel"])
    line = found.line("a.csv")
    assert (line.status, line.standing, line.code) == ("partial", "partial", "KC516")
    assert [(one.name, one.made) for one in line.analyses] == [("segment", True), ("funnel", False)]
    again = ran(tmp_path / "s", tmp_path / "out", analyses=["funnel", "segment"])
    assert (again.line("a.csv").status, again.record.exit_code) == ("skipped", 1)
    retried = ran(
        tmp_path / "s", tmp_path / "out", analyses=["funnel", "segment"], retry=tmp_path / "out" / "run.json"
    )
    assert retried.line("a.csv").status == "partial"
    whole = ran(tmp_path / "s", tmp_path / "other")
    assert (whole.line("a.csv").status, whole.record.exit_code) == ("done", 0)


def test_table_with_nothing_to_analyse_has_no_result(tmp_path: Path) -> None:
    placed(tmp_path / "s" / "a.csv", "日期,事件\n2026-01-01,启动\n2026-01-02,停止\n".encode())
    placed(tmp_path / "s" / "readme.txt", "说明：请在每月五日前提交。\n".encode())
    found = ran(tmp_path / "s", tmp_path / "out")
    assert found.became() == {"a.csv": "failed", "readme.txt": "no_table"}
    assert found.line("a.csv").code in ("KC509", "KC512")
    assert found.record.counts.books == 1


def test_a_note_is_passed_over_whatever_its_name_and_a_table_of_unknown_separators_is_not(
    tmp_path: Path,
) -> None:
    placed(tmp_path / "s" / "word.csv", b"hello\n")
    placed(tmp_path / "s" / "note.tsv", "请于周五前上报\n谢谢\n".encode())
    placed(tmp_path / "s" / "odd.csv", "\n".join(f"C{at}^{at * 100}" for at in range(40)).encode())
    found = ran(tmp_path / "s", tmp_path / "out")
    assert found.became() == {"word.csv": "no_table", "note.tsv": "no_table", "odd.csv": "failed"}
    assert found.record.counts.books == 1
    small_book(tmp_path / "s" / "word.csv", *GOOD)
    assert ran(tmp_path / "s", tmp_path / "out").became()["word.csv"] == "done"
    placed(tmp_path / "s" / "word.csv", b"hello\n")
    assert ran(tmp_path / "s", tmp_path / "out").became()["word.csv"] == "failed"  # it had customers before


def test_only_failed_books_are_retried(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    small_book(share / "a.csv", GOOD[0])
    placed(share / "b.csv", b"")
    ran(share, out)
    small_book(share / "b.csv", GOOD[1])
    small_book(share / "c.csv", *GOOD)
    found = ran(share, out, retry=out / "run.json")
    assert found.became() == {"a.csv": "not_retried", "b.csv": "done", "c.csv": "not_retried"}
    assert (found.line("a.csv").standing, found.line("c.csv").standing) == ("done", None)
    assert _consolidated(out)["customers"] == 2
    with pytest.raises(NoRunRecordError):
        ran(share, out, retry=share / "a.csv")


def test_a_retry_keeps_the_language_of_the_run_and_its_results(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    small_book(share / "a.csv", GOOD[0])
    placed(share / "b.csv", b"")
    placed(share / "readme.txt", "说明：请在每月五日前提交。\n".encode())
    ran(share, out, lang=Lang.ZH)
    small_book(share / "b.csv", GOOD[1])
    found = ran(share, out, lang=Lang.EN, retry=out / "run.json")
    assert found.became() == {"a.csv": "not_retried", "b.csv": "done", "readme.txt": "no_table"}
    assert (found.record.counts.books, found.record.exit_code) == (2, 0)
    assert _consolidated(out)["customers"] == 2
    assert ran(share, out, lang=Lang.ZH).became()["b.csv"] == "unchanged"


@pytest.mark.parametrize("changed", [("segment.top_share=0.1", ()), ("batch.jobs=1", ("segment",))])
def test_a_retry_under_other_terms_is_refused_and_nothing_is_lost(
    tmp_path: Path, changed: tuple[str, tuple[str, ...]]
) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    small_book(share / "a.csv", GOOD[0])
    placed(share / "b.csv", b"")
    ran(share, out)
    before = contents(out)
    setting, analyses = changed
    with pytest.raises(RetryDiffersError):
        ran(share, out, setting, analyses=analyses, retry=out / "run.json")
    assert contents(out) == before


def test_a_retry_of_other_folders_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    out = tmp_path / "out"
    small_book(tmp_path / "s" / "a.csv", GOOD[0])
    placed(tmp_path / "t" / "b.csv", b"")
    both = [tmp_path / "s", tmp_path / "t"]
    ran(both, out)
    before = contents(out)
    with pytest.raises(RetryDiffersError, match="source folders"):
        ran(tmp_path / "t", out, retry=out / "run.json")
    with pytest.raises(RetryDiffersError, match="results folder"):
        ran(both, tmp_path / "other", retry=out / "run.json")
    assert contents(out) == before
    assert not (tmp_path / "other").exists()
    moved = out.rename(tmp_path / "moved")
    assert ran(both, moved, retry=moved / "run.json").became() == {"a.csv": "not_retried", "b.csv": "failed"}


def test_copies_of_a_book_count_once_and_are_named(tmp_path: Path) -> None:
    share = tmp_path / "s"
    book = small_book(share / "城东" / "客户.csv", *GOOD)
    for name in ("城东/客户 - 副本.csv", "归档/客户.csv备份.csv"):
        placed(share / name, book.read_bytes())
    same_size = book.read_bytes().replace("张三".encode(), "张四".encode())
    assert len(same_size) == len(book.read_bytes())
    assert same_size != book.read_bytes()
    placed(share / "城西" / "客户.csv", same_size)
    found = ran(share, tmp_path / "out")
    assert found.record.counts.books == 2
    copies = {file.path: file.copy_of for file in found.record.passed_over}
    assert copies == {
        "s/城东/客户 - 副本.csv": "s/城东/客户.csv",
        "s/归档/客户.csv备份.csv": "s/城东/客户.csv",
    }
    notes = [Voice(Lang.EN).sentence(note) for note in run_report(found.record).notes]
    assert "s/城东/客户 - 副本.csv is a copy of s/城东/客户.csv, byte for byte: it counts once." in notes


def test_recently_changed_book_is_read_once_it_has_settled(tmp_path: Path) -> None:
    book = small_book(tmp_path / "s" / "a.csv", *GOOD)
    now = time.time()
    os.utime(book, (now, now))
    found = ran(tmp_path / "s", tmp_path / "out", "batch.settle_seconds=0.5")
    assert found.became() == {"a.csv": "done"}


def test_growing_book_is_left_for_the_next_run(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    small_book(share / "a.csv", *GOOD)
    growing = small_book(share / "b.csv", *GOOD)
    with Growing(growing):
        found = ran(share, out, "batch.settle_seconds=1.5")
    assert found.became() == {"a.csv": "done", "b.csv": "failed"}
    assert found.line("b.csv").code == "KC511"
    assert (found.record.counts.left, found.record.exit_code) == (1, 1)


class Growing:
    """A book that is being written all the time."""

    def __init__(self, path: Path) -> None:
        self._path, self._over = path, threading.Event()
        self._thread = threading.Thread(target=self._grow)

    def __enter__(self) -> None:
        self._write()
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _grow(self) -> None:
        while not self._over.wait(0.05):
            self._write()

    def _write(self) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write("009,赵六,城东支行,,1.00,2026-10-31\n")


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in faulty_environment(tmp_path / "faults").items():
        monkeypatch.setenv(name, value)


@pytest.mark.skipif(os.name == "nt", reason="faults are those of Linux")
@pytest.mark.usefixtures("faults")
def test_faults_of_a_share_are_outcomes_and_stop_no_other_book(tmp_path: Path) -> None:
    names = ["挂起", "崩溃", "占用", "无权限", "抖动", "断开", "内存", "缺陷", "好1", "好2", "好3"]
    for number, name in enumerate(names):
        small_book(tmp_path / "s" / f"{name}.csv", *GOOD, f"9{number:02},赵六,城东支行,王芳,1.00,2026-10-31")
    found = ran(tmp_path / "s", tmp_path / "out", "batch.memory_mb=2000", jobs=2, others=len(names) - 1)
    codes = {name: found.line(f"{name}.csv").code for name in names}
    assert codes == {
        "挂起": "KC506",
        "崩溃": "KC513",
        "占用": "KC502",
        "无权限": "KC501",
        "断开": "KC503",
        "内存": "KC507",
        "缺陷": "KC515",
        "抖动": None,
        "好1": None,
        "好2": None,
        "好3": None,
    }
    assert found.line("抖动.csv").attempts == 2
    assert found.line("断开.csv").attempts == 3
    assert found.record.exit_code == 1
    assert all(line.remedy for line in found.record.books if line.code)
    log = next((tmp_path / "out" / "log").iterdir()).read_text(encoding="utf-8")
    assert '"event": "defect"' in log
    assert "张三" not in log + (tmp_path / "out" / "run.json").read_text(encoding="utf-8")
    assert not (tmp_path / "out" / ".keyclient" / "staging").exists()


def test_second_run_into_the_folder_is_refused(tmp_path: Path) -> None:
    small_book(tmp_path / "s" / "a.csv", *GOOD)
    state = tmp_path / "out" / ".keyclient"
    state.mkdir(parents=True)
    with hold_lock(state, LockOwner("pc7", 1, "night", "06:00"), wait=0), pytest.raises(FolderBusyError):
        ran(tmp_path / "s", tmp_path / "out")
    assert ran(tmp_path / "s", tmp_path / "out").became() == {"a.csv": "done"}


def test_folder_of_results_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    small_book(tmp_path / "s" / "a.csv", *GOOD)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutNotWritableError):
        ran(tmp_path / "s", tmp_path / "file" / "out")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_results_that_cannot_be_written_are_refused_and_the_next_run_makes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    small_book(tmp_path / "s" / "a.csv", *GOOD)

    def full(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(stage, "move_into_place", full)
        with pytest.raises(OutNotWritableError):
            ran(tmp_path / "s", tmp_path / "out")
    log = next((tmp_path / "out" / "log").iterdir()).read_text(encoding="utf-8")
    assert '"code": "KC514"' in log
    assert ran(tmp_path / "s", tmp_path / "out").became() == {"a.csv": "done"}


@pytest.mark.skipif(not RETAIL.is_dir(), reason="the days of a shop are not here")
@pytest.mark.parametrize("days", [3, pytest.param(30, marks=pytest.mark.judgement)])
def test_days_of_a_shop_add_up_to_their_rows(tmp_path: Path, days: int) -> None:
    books = sorted(RETAIL.glob("*.csv"))[:days]
    for book in books:
        placed(tmp_path / "shop" / book.name, book.read_bytes())
    settings = ["columns.customer_id=CustomerID", "columns.branch=Country", "segment.measure=Quantity"]
    found = ran(tmp_path / "shop", tmp_path / "out", *settings, analyses=["segment"], jobs=2)
    rows, sold = 0, 0
    for day in books:
        with day.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                rows, sold = rows + 1, sold + int(line["Quantity"])
    whole = _consolidated(tmp_path / "out")
    assert (found.record.counts.done, found.record.exit_code) == (days, 0)
    assert (whole["rows"]["read"], whole["total"]) == (rows, sold)
    assert sum(group["value"] for group in whole["branches"]) == sold


def test_missing_source_results_folder_or_analysis_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSourceError):
        ran([], tmp_path / "out")
    with pytest.raises(UnknownAnalysisError):
        ran(tmp_path / "s", tmp_path / "out", analyses=["risks"])
    loaded = load_policy(config=None, start=tmp_path, environ={}, settings=[])
    with pytest.raises(NoOutError):
        make_settings(BatchOptions(sources=[tmp_path]), loaded, Lang.EN)


def test_scheduled_line_takes_everything_from_the_policy_file(tmp_path: Path) -> None:
    toml = "[batch]\nsources = ['shares/east', 'Z:/']\nout = 'results'\nexpect = 'b.txt'\nanalyses = ['tier', 'segment']\njobs = 3\n"
    file = placed(tmp_path / "keyclient.toml", toml.encode())
    loaded = load_policy(config=file, start=tmp_path, environ={}, settings=[])
    found = make_settings(BatchOptions(), loaded, Lang.ZH)
    assert found.sources[0] == tmp_path / "shares" / "east"
    assert (found.out, found.expect) == (tmp_path / "results", tmp_path / "b.txt")
    assert (found.analyses, found.jobs) == (("segment", "tier"), 3)
    over = make_settings(BatchOptions(out=tmp_path / "x", jobs=1), loaded, Lang.ZH)
    assert (over.out, over.jobs, over.sources) == (tmp_path / "x", 1, found.sources)


def test_record_log_and_errors_hold_no_personal_data(tmp_path: Path) -> None:
    out = tmp_path / "out"
    share = _share(tmp_path / "s")
    demo_book(share / "大" / "a.csv", seed=5, customers=120)
    small_book(share / "c.csv", "客户甲乙丙,丁戊己,,约五万,约五万,x")
    ran(share, out, analyses=["tier", "funnel"])
    said = (out / "run.json").read_text(encoding="utf-8")
    said += "".join(path.read_text(encoding="utf-8") for path in (out / "log").iterdir())
    rows = [*make_demo(120, 5, lang=Lang.ZH).rows, *make_demo(30, 1, lang=Lang.ZH).rows]
    for row in rows:
        for field in ("customer_id", "name", "id_number", "phone"):
            if row.get(field):
                assert str(row[field]) not in said, field
    assert not re.search("客户甲乙丙|丁戊己|约五万|张三|李四", said)


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl does not keep data bars
def test_consolidated_workbook_opens_and_says_who_leads(tmp_path: Path) -> None:
    ran(_share(tmp_path / "s"), tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "consolidated.xlsx", read_only=True)
    first, details = (
        {str(cell) for row in book[name].iter_rows(values_only=True) for cell in row if cell}
        for name in ("Summary", "Details")
    )
    book.close()
    assert {"All branches", "League table of branches"} <= first
    where = "see the table of that name, below, on the sheet Details or on its own sheet."
    assert f"Books without figures: 1. What to do: {where}" in first
    assert {"Books without figures", "KC505"} <= details


def test_each_run_has_a_log_and_only_the_newest_are_kept(tmp_path: Path) -> None:
    small_book(tmp_path / "s" / "a.csv", *GOOD)
    for _ in range(3):
        ran(tmp_path / "s", tmp_path / "out", "batch.logs=2")
    logs = sorted((tmp_path / "out" / "log").iterdir())
    assert len(logs) == 2
    events = [json.loads(line)["event"] for line in logs[-1].read_text(encoding="utf-8").splitlines()]
    assert events == ["begin", "end"]


def test_logs_of_the_same_second_sort_by_time_and_the_oldest_is_deleted_first(tmp_path: Path) -> None:
    started = dt.datetime(2026, 9, 30, 6, 0, tzinfo=dt.UTC)
    for number in range(12):
        log = Log(tmp_path, started, 11)
        log.write("begin", number=number)
        log.close()
    logs = sorted(tmp_path.iterdir())
    assert [json.loads(log.read_text(encoding="utf-8"))["number"] for log in logs] == list(range(1, 12))
