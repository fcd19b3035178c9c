"""The plan and the list of calls that a batch run leaves for each book, and what people write in them."""

import datetime as dt
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import openpyxl
import pytest

from keyclient.atomic import move_into_place
from keyclient.batch.record.run_record import RunRecord
from keyclient.batch.run import forms_left
from keyclient.model.label import Lang
from tests.batch.shares import Ran, contents, placed, ran

HEAD = "客户号,户名,客户经理,存款余额,最近联系日期,数据日期\n"
CUSTOMERS = 30
SEPTEMBER, OCTOBER = dt.date(2026, 9, 30), dt.date(2026, 10, 31)
FORMS = ("plan", "today")
DONE = "已完成"
REMARK = "已面谈，月底转入"


def _book(path: Path, day: dt.date, *, risen: int = 0) -> Path:
    """Thirty customers of two managers, not contacted for months; the deposits of all have risen by so much."""
    rows = [
        f"{1000 + number},客户{number},{'王芳' if number % 2 else '李强'},{900_000 - number * 25_000 + risen},"
        f"{'2026-10-20' if risen and number < 5 else '2026-03-01'},{day}\n"
        for number in range(CUSTOMERS)
    ]
    return placed(path, (HEAD + "".join(rows)).encode())


def _ran(share: Path, out: Path, **asked: Any) -> Ran:  # noqa: ANN401 - as many types as options
    return ran(share, out, lang=Lang.ZH, analyses=FORMS, **asked)


def _form(out: Path, kind: str = "plan", name: str = "东支行.csv") -> Path:
    return out / "books" / "网点" / f"{name}.{kind}.xlsx"


def _sheet(path: Path, heading: str) -> tuple[openpyxl.Workbook, object, int, dict[str, int]]:
    """The sheet of all lines: the row of its headings, and the columns by heading."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=1, max_row=4):
            found = {cell.value: cell.column for cell in row if cell.value is not None}
            if heading in found and not sheet.title.startswith("_"):
                return book, sheet, row[0].row, found
    raise AssertionError(f"no sheet with {heading}")


def _fill_in(path: Path, *, lines: int = 1, status: str = DONE, remark: str = REMARK) -> list[str]:
    """Write status and remark of the first lines, as people do; their ids."""
    book, sheet, head, columns = _sheet(path, "行动编号")
    ids = []
    for row in range(head + 1, head + 1 + lines):
        sheet.cell(row, columns["状态"]).value = status  # type: ignore[attr-defined]
        sheet.cell(row, columns["备注"]).value = remark  # type: ignore[attr-defined]
        ids.append(sheet.cell(row, columns["行动编号"]).value)  # type: ignore[attr-defined]
    book.save(path)
    return ids


def _told(path: Path, line: str) -> tuple[object, object]:
    """Status and remark of a line."""
    _, sheet, head, columns = _sheet(path, "行动编号")
    for row in range(head + 1, sheet.max_row + 1):  # type: ignore[attr-defined]
        if sheet.cell(row, columns["行动编号"]).value == line:  # type: ignore[attr-defined]
            return tuple(sheet.cell(row, columns[name]).value for name in ("状态", "备注"))  # type: ignore[attr-defined]
    raise AssertionError(f"no line {line}")


class BranchShare(NamedTuple):
    """A share of one branch and its results."""

    share: Path
    out: Path
    line: str
    """The line of the plan that was filled in; empty if none was."""
    record: RunRecord
    """Of the last run."""

    @classmethod
    def made(cls, folder: Path, line: str = "") -> "BranchShare":
        """What a run makes of the share in a folder."""
        share, out = folder / "网点", folder / "out"
        return cls(share, out, line, _ran(share, out).record)

    def copied(self, folder: Path) -> "BranchShare":
        """The same in another folder, for a test that changes it."""
        shutil.copytree(self.share.parent, folder, dirs_exist_ok=True)
        return self._replace(share=folder / "网点", out=folder / "out")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> BranchShare:
    """After the first run."""
    folder = tmp_path_factory.mktemp("begun")
    _book(folder / "网点" / "东支行.csv", SEPTEMBER)
    return BranchShare.made(folder)


@pytest.fixture(scope="module")
def filled(begun: BranchShare, tmp_path_factory: pytest.TempPathFactory) -> BranchShare:
    """One line of the plan is filled in, and no run was since."""
    here = begun.copied(tmp_path_factory.mktemp("filled"))
    (line,) = _fill_in(_form(here.out))
    return here._replace(line=line)


@pytest.fixture(scope="module")
def kept(filled: BranchShare, tmp_path_factory: pytest.TempPathFactory) -> BranchShare:
    """One line of the plan was filled in, and a run has read it back."""
    folder = tmp_path_factory.mktemp("kept")
    filled.copied(folder)
    return BranchShare.made(folder, filled.line)


@pytest.fixture(scope="module")
def judged(filled: BranchShare, tmp_path_factory: pytest.TempPathFactory) -> BranchShare:
    """One line of the plan was filled in, and a run has read the book of the next month, written over the last."""
    folder = tmp_path_factory.mktemp("judged")
    _book(filled.copied(folder).share / "东支行.csv", OCTOBER, risen=1_000_000)
    return BranchShare.made(folder, filled.line)


def test_each_book_has_a_plan_and_a_list_beside_its_result(begun: BranchShare) -> None:
    again = _ran(begun.share, begun.out)
    assert (begun.record.exit_code, again.became()) == (0, {"东支行.csv": "unchanged"})
    kinds = {one.kind: one.path for one in again.line("东支行.csv").outputs}
    assert kinds["plan"] == "books/网点/东支行.csv.plan.xlsx"
    assert kinds["today"] == "books/网点/东支行.csv.today.xlsx"
    assert again.record.stale == ()
    whole, managers = again.record.work.whole, again.record.work.managers
    assert whole is not None
    assert whole.lines == whole.open > 0
    assert whole.calls > 0
    assert [(one.branch, one.manager) for one in managers] == [("东支行", "李强"), ("东支行", "王芳")]
    assert sum(one.lines for one in managers) == whole.lines
    assert sum(one.calls for one in managers) == whole.calls


def test_results_of_before_there_were_plans_are_made_once_again(begun: BranchShare, tmp_path: Path) -> None:
    share, out, *_ = begun.copied(tmp_path)
    for form in out.glob("books/**/*.csv.[pt]*.xlsx"):
        form.unlink()
    shutil.rmtree(out / ".keyclient" / "forms")
    (out / ".keyclient" / "forms.json").unlink()
    (state,) = (out / ".keyclient" / "books").iterdir()
    known = json.loads(state.read_bytes())
    del known["figures"]["work"], known["line"]["forms"]
    known["line"]["outputs"] = [one for one in known["line"]["outputs"] if one["kind"] not in FORMS]
    state.write_text(json.dumps({**known, "basis": "of an earlier version"}), encoding="utf-8")
    again = _ran(share, out)
    assert (again.became(), again.record.work) == ({"东支行.csv": "done"}, begun.record.work)
    assert all(_form(out, kind).exists() for kind in FORMS)
    assert _ran(share, out).became() == {"东支行.csv": "unchanged"}


def test_what_people_wrote_is_kept_by_the_next_run(filled: BranchShare, kept: BranchShare) -> None:
    (book,) = kept.record.books
    assert (book.status, book.forms[0].read) == ("done", ("books/网点/东支行.csv.plan.xlsx",))
    assert _told(_form(kept.out), kept.line) == (DONE, REMARK)
    assert _form(kept.out, "plan.bak").read_bytes() == _form(filled.out).read_bytes()
    whole = kept.record.work.whole
    assert whole is not None
    assert whole.open == whole.lines - 1
    assert whole.judged == 0, "the book is not later than the plan"
    assert _ran(kept.share, kept.out).became() == {"东支行.csv": "unchanged"}


def test_the_plan_is_kept_and_judged_by_the_book_of_the_next_month_written_over_the_last(
    judged: BranchShare,
) -> None:
    _is_kept_and_judged(judged, "东支行.csv")


def test_the_plan_is_kept_and_judged_by_the_book_of_the_next_month_beside_the_last(
    filled: BranchShare, tmp_path: Path
) -> None:
    _book(filled.copied(tmp_path).share / "东支行_202610.csv", OCTOBER, risen=1_000_000)
    _is_kept_and_judged(BranchShare.made(tmp_path, filled.line), "东支行_202610.csv")


def _is_kept_and_judged(here: BranchShare, next_month: str) -> None:
    record = here.record
    assert [line.status for line in record.books if line.book.endswith(next_month)] == ["done"]
    assert _told(_form(here.out, name=next_month), here.line) == (DONE, REMARK)
    whole, brought = record.work.whole, record.work.brought
    assert whole is not None
    assert whole.judged > 0
    verdicts = (whole.met, whole.missed, whole.still_open, whole.undecidable, whole.lost)
    assert sum(verdicts) == whole.judged
    assert whole.met > 0
    assert whole.contacted is not None
    assert 0 < whole.contacted <= whole.judged
    assert [(one.made_for, one.as_of) for one in brought] == [(SEPTEMBER, OCTOBER)]
    assert _ran(here.share, here.out).record.work == record.work


def test_the_list_of_another_list_of_the_branch_is_not_taken_for_its_own(
    filled: BranchShare, tmp_path: Path
) -> None:
    share, out, *_ = filled.copied(tmp_path)
    other = _book(share / "东支行_202610.csv", OCTOBER).read_text(encoding="utf-8").replace("\n10", "\n77")
    placed(
        share / "东支行_202610.csv",
        other.replace("客户", "公司").replace("公司号", "客户号").replace("公司经理", "客户经理").encode(),
    )
    second = _ran(share, out)
    assert second.line("东支行_202610.csv").forms == ()
    assert second.line("东支行_202610.csv").status == "done"


@pytest.mark.parametrize(
    "mark", ["~$客户表.plan.xlsx", "~$表.plan.xlsx", ".~客户表.plan.xlsx", ".~lock.客户表.plan.xlsx#"]
)
def test_a_form_is_open_where_a_program_says_so_beside_it(tmp_path: Path, mark: str) -> None:
    form = placed(tmp_path / "客户表.plan.xlsx", b"x")
    placed(tmp_path / "~$另一表.plan.xlsx", b"x")
    assert not forms_left.is_open(form)
    placed(tmp_path / mark, b"x")
    assert forms_left.is_open(form)


def test_a_plan_that_is_open_is_left_and_both_are_read_once_it_is_closed(
    filled: BranchShare, tmp_path: Path
) -> None:
    share, out, line, _ = filled.copied(tmp_path)
    plan, beside = _form(out), _form(out, "plan (2)")
    theirs = plan.read_bytes()
    lock = placed(plan.with_name(f"~${plan.name}"), b"x")
    opened = _ran(share, out)
    assert opened.line("东支行.csv").forms[0].left == "books/网点/东支行.csv.plan.xlsx"
    assert plan.read_bytes() == theirs
    assert _told(beside, line) == (DONE, REMARK)
    assert _ran(share, out).became() == {"东支行.csv": "unchanged"}
    lock.unlink()
    _fill_in(beside, lines=2, remark="另一份")
    _ran(share, out)
    assert not beside.exists()
    assert _form(out, "plan (2).bak").exists()
    assert _told(plan, line)[0] == DONE
    assert _ran(share, out).became() == {"东支行.csv": "unchanged"}


def test_a_plan_that_is_saved_while_the_run_goes_on_is_not_overwritten(
    filled: BranchShare, tmp_path: Path
) -> None:
    share, out, line, _ = filled.copied(tmp_path)
    plan = _form(out)
    commit = forms_left.FormsCommitter.commit

    def saved_meanwhile(*args: object) -> object:
        _fill_in(plan, remark="最后一刻")
        return commit(*args)  # type: ignore[arg-type]

    with patch.object(forms_left.FormsCommitter, "commit", saved_meanwhile):
        _ran(share, out)
    assert _told(plan, line) == (DONE, "最后一刻")
    assert _told(_form(out, "plan (2)"), line) == (DONE, REMARK)


def test_a_plan_that_cannot_be_read_is_told_and_never_overwritten(
    filled: BranchShare, tmp_path: Path
) -> None:
    share, out, line, _ = filled.copied(tmp_path)
    plan = _form(out)
    whole, damage = plan.read_bytes(), b"PK\x03\x04"
    plan.write_bytes(damage)
    second = _ran(share, out)
    told = second.line("东支行.csv")
    assert (told.status, told.code) == ("partial", "KC770")
    assert told.message is not None
    assert told.message.startswith("东支行.csv.plan.xlsx")
    assert str(out) not in told.message
    assert plan.read_bytes() == damage
    assert second.record.exit_code == 1
    third = _ran(share, out)
    assert third.became() == {"东支行.csv": "unchanged"}
    assert third.record.exit_code == 1
    plan.write_bytes(whole)
    assert _ran(share, out).record.exit_code == 0
    assert _told(plan, line) == (DONE, REMARK)


def test_a_plan_that_was_deleted_comes_back_with_what_was_written(kept: BranchShare, tmp_path: Path) -> None:
    share, out, line, _ = kept.copied(tmp_path)
    _form(out).unlink()
    _ran(share, out)
    assert _told(_form(out), line) == (DONE, REMARK)


def test_done_again_without_a_change_gives_the_same_bytes(kept: BranchShare) -> None:
    before = contents(kept.out)
    _ran(kept.share, kept.out, force=True)
    assert contents(kept.out) == before


@pytest.mark.parametrize(
    "moments",
    [[4], pytest.param(range(1, 9), marks=pytest.mark.judgement)],
    ids=["some", "all"],
)
def test_a_run_stopped_at_any_file_of_the_forms_leaves_no_trace(
    filled: BranchShare, judged: BranchShare, moments: Sequence[int]
) -> None:
    """With a plan that people filled in, and a book of the next month."""
    right, stopped = contents(judged.out), 0
    for moment in moments:
        out = judged.out.with_name(str(moment))
        shutil.copytree(filled.out, out)
        with _stopping(moment):
            try:
                _ran(judged.share, out)
            except KeyboardInterrupt:
                stopped += 1
        _ran(judged.share, out)
        assert contents(out) == right, moment
    assert stopped == len(moments)


class _stopping:  # noqa: N801 - reads as a statement
    """Stops a run before the so-manieth file is moved into place."""

    def __init__(self, moment: int) -> None:
        self.left = moment
        self.patches = [
            patch(f"{place}.move_into_place", self._moved)
            for place in ("keyclient.batch.run.forms_left", "keyclient.batch.record.staging")
        ]

    def _moved(self, whole: Path, path: Path) -> None:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        move_into_place(whole, path)

    def __enter__(self) -> None:
        for one in self.patches:
            one.start()

    def __exit__(self, *_: object) -> None:
        for one in self.patches:
            one.stop()


def test_a_retry_keeps_the_figures_of_branches_whose_plans_were_filled_in(
    begun: BranchShare, tmp_path: Path
) -> None:
    share, out, *_ = begun.copied(tmp_path)
    placed(share / "坏.xlsx", b"PK\x03\x04")
    first = _ran(share, out)
    _fill_in(_form(out))
    retried = _ran(share, out, retry=out / "run.json")
    assert retried.became() == {"东支行.csv": "not_retried", "坏.xlsx": "failed"}
    assert retried.record.work == first.record.work


def test_forms_among_the_books_are_never_read_as_books(begun: BranchShare, tmp_path: Path) -> None:
    share, out, *_ = begun.copied(tmp_path)
    for kind in FORMS:
        shutil.copy(_form(out, kind), share / f"东支行.{kind}.xlsx")
        os.utime(share / f"东支行.{kind}.xlsx", (1, 1))
    found = _ran(share, out)
    assert set(found.became()) == {"东支行.csv"}
    assert {one.reason for one in found.record.passed_over} == {"own_output"}


def test_a_run_without_plans_makes_none(tmp_path: Path) -> None:
    share, out = tmp_path / "网点", tmp_path / "out"
    _book(share / "东支行.csv", SEPTEMBER)
    found = ran(share, out, analyses=("segment",))
    assert not _form(out).exists()
    assert found.record.work.whole is None
    assert found.record.work.books_without == 1
