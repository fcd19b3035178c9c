"""The plan and the list of calls that a batch run leaves for each book, and what people write in them."""

import datetime as dt
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest

from keyclient.atomic import move_into_place
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


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a share of one branch and of the results of its first run."""
    folder = tmp_path_factory.mktemp("begun")
    _book(folder / "网点" / "东支行.csv", SEPTEMBER)
    assert _ran(folder / "网点", folder / "out").record.exit_code == 0
    return folder


@pytest.fixture
def here(begun: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the share and of the results of its first run."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    return tmp_path / "网点", tmp_path / "out"


def test_each_book_has_a_plan_and_a_list_beside_its_result(here: tuple[Path, Path]) -> None:
    share, out = here
    again = _ran(share, out)
    assert again.became() == {"东支行.csv": "unchanged"}
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


def test_what_people_wrote_is_kept_by_the_next_run(here: tuple[Path, Path]) -> None:
    share, out = here
    plan = _form(out)
    (line,) = _fill_in(plan)
    theirs = plan.read_bytes()
    second = _ran(share, out)
    assert second.became() == {"东支行.csv": "done"}
    assert second.line("东支行.csv").forms[0].read == ("books/网点/东支行.csv.plan.xlsx",)
    assert _told(plan, line) == (DONE, REMARK)
    assert _form(out, "plan.bak").read_bytes() == theirs
    whole = second.record.work.whole
    assert whole is not None
    assert whole.open == whole.lines - 1
    assert whole.judged == 0, "the book is not later than the plan"
    assert _ran(share, out).became() == {"东支行.csv": "unchanged"}


@pytest.mark.parametrize("next_month", ["东支行.csv", "东支行_202610.csv"])
def test_the_plan_is_kept_and_judged_by_the_book_of_the_next_month(
    here: tuple[Path, Path], next_month: str
) -> None:
    """Whether the branch writes over its book or puts a new one beside it."""
    share, out = here
    (line,) = _fill_in(_form(out))
    _book(share / next_month, OCTOBER, risen=1_000_000)
    second = _ran(share, out)
    assert second.line(next_month).status == "done"
    assert _told(_form(out, name=next_month), line) == (DONE, REMARK)
    whole, brought = second.record.work.whole, second.record.work.brought
    assert whole is not None
    assert whole.judged > 0
    verdicts = (whole.met, whole.missed, whole.still_open, whole.undecidable, whole.lost)
    assert sum(verdicts) == whole.judged
    assert whole.met > 0
    assert whole.contacted is not None
    assert 0 < whole.contacted <= whole.judged
    assert [(one.made_for, one.as_of) for one in brought] == [(SEPTEMBER, OCTOBER)]
    assert _ran(share, out).record.work == second.record.work


def test_the_list_of_another_list_of_the_branch_is_not_taken_for_its_own(here: tuple[Path, Path]) -> None:
    share, out = here
    _fill_in(_form(out))
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


def test_a_plan_that_is_open_is_left_and_both_are_read_once_it_is_closed(here: tuple[Path, Path]) -> None:
    share, out = here
    plan, beside = _form(out), _form(out, "plan (2)")
    (line,) = _fill_in(plan)
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


def test_a_plan_that_is_saved_while_the_run_goes_on_is_not_overwritten(here: tuple[Path, Path]) -> None:
    share, out = here
    plan = _form(out)
    (line,) = _fill_in(plan)
    commit = forms_left.FormsCommitter.commit

    def saved_meanwhile(*args: object) -> object:
        _fill_in(plan, remark="最后一刻")
        return commit(*args)  # type: ignore[arg-type]

    with patch.object(forms_left.FormsCommitter, "commit", saved_meanwhile):
        _ran(share, out)
    assert _told(plan, line) == (DONE, "最后一刻")
    assert _told(_form(out, "plan (2)"), line) == (DONE, REMARK)


def test_a_plan_that_cannot_be_read_is_told_and_never_overwritten(here: tuple[Path, Path]) -> None:
    share, out = here
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
    (line,) = _fill_in(plan)
    assert _ran(share, out).record.exit_code == 0
    assert _told(plan, line) == (DONE, REMARK)


def test_a_plan_that_was_deleted_comes_back_with_what_was_written(here: tuple[Path, Path]) -> None:
    share, out = here
    (line,) = _fill_in(_form(out))
    _ran(share, out)
    _form(out).unlink()
    _ran(share, out)
    assert _told(_form(out), line) == (DONE, REMARK)


def test_done_again_without_a_change_gives_the_same_bytes(here: tuple[Path, Path]) -> None:
    share, out = here
    _fill_in(_form(out))
    _ran(share, out)
    before = contents(out)
    _ran(share, out, force=True)
    assert contents(out) == before


@pytest.mark.parametrize(
    "moments",
    [[4], pytest.param(range(1, 9), marks=pytest.mark.judgement)],
    ids=["some", "all"],
)
def test_a_run_stopped_at_any_file_of_the_forms_leaves_no_trace(
    tmp_path: Path, here: tuple[Path, Path], moments: Sequence[int]
) -> None:
    """With a plan that people filled in, and a book of the next month."""
    share, start = here
    _fill_in(_form(start))
    _book(share / "东支行.csv", OCTOBER, risen=1_000_000)
    undisturbed = tmp_path / "undisturbed" / "out"
    shutil.copytree(start, undisturbed)
    _ran(share, undisturbed)
    right, stopped = contents(undisturbed), 0
    for moment in moments:
        out = tmp_path / str(moment) / "out"
        shutil.copytree(start, out)
        with _stopping(moment):
            try:
                _ran(share, out)
            except KeyboardInterrupt:
                stopped += 1
        _ran(share, out)
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


def test_a_retry_keeps_the_figures_of_branches_whose_plans_were_filled_in(here: tuple[Path, Path]) -> None:
    share, out = here
    placed(share / "坏.xlsx", b"PK\x03\x04")
    first = _ran(share, out)
    _fill_in(_form(out))
    retried = _ran(share, out, retry=out / "run.json")
    assert retried.became() == {"东支行.csv": "not_retried", "坏.xlsx": "failed"}
    assert retried.record.work == first.record.work


def test_forms_among_the_books_are_never_read_as_books(here: tuple[Path, Path]) -> None:
    share, out = here
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
