"""What a run would do about each book, and why."""

from typing import Literal

from pydantic import Field

from keyclient.batch.find.unreachable import closed_folder
from keyclient.batch.record.paths import readable_path
from keyclient.batch.record.reasons import SKIP_REASONS, SkipReason
from keyclient.batch.record.run_record import ClosedFolder, PassedOverFile
from keyclient.batch.run.plan import READ_REASONS, Decision, RunPlan
from keyclient.model.contract import Contract
from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Report, Sentence, Table, TableColumn, Value

SCHEMA = "keyclient/plan/1"
_BOOK = TableColumn("book", Label("book", "表格"), Kind.TEXT)
_WHY = TableColumn("why", Label("why", "原因"), Kind.TEXT)
_ACTIONS = {"read": Label("read", "读取"), "skip": Label("skip", "跳过")}
_SAID = Label(
    "{read} of {books} books would be read. Nothing was written.",
    "共 {books} 份表格，将读取 {read} 份。未写入任何内容。",
)


class PlanLine(Contract):
    """One book."""

    book: str
    path: str
    action: Literal["read", "skip"]
    why: str


class DryRunPlan(Contract):
    """What a run would do."""

    schema_: str = Field(alias="schema")
    books: tuple[PlanLine, ...]
    """By name."""
    passed_over: tuple[PassedOverFile, ...]
    other_files: int
    closed_folders: tuple[ClosedFolder, ...]


def dry_run_plan(planned: RunPlan, lang: Lang) -> DryRunPlan:
    """The plan as it is written with `--format json`."""
    passed = sorted(planned.found.passed, key=lambda one: one.key)
    return DryRunPlan(
        schema_=SCHEMA,
        books=tuple(map(_line, planned.decisions)),
        passed_over=tuple(PassedOverFile(path=one.key, reason=one.reason.value) for one in passed),
        other_files=planned.found.others,
        closed_folders=tuple(closed_folder(key, error, lang) for key, error in planned.found.closed),
    )


def plan_report(planned: RunPlan, plan: DryRunPlan) -> Report:
    """The plan for people."""
    books = Table(
        "books",
        Label("Books", "表格"),
        (_BOOK, TableColumn("action", Label("would be", "操作"), Kind.TEXT), _WHY),
        [_shown(decision) for decision in planned.decisions],
    )
    passed = [(one.path, SKIP_REASONS[SkipReason(one.reason)]) for one in plan.passed_over]
    closed = [(one.path, one.code, one.message) for one in plan.closed_folders]
    columns = (_BOOK, TableColumn("code", Label("code", "代码"), Kind.TEXT), _WHY)
    tables = (
        books,
        Table("passed_over", Label("Passed over", "不读取的文件"), (_BOOK, _WHY), passed),
        Table("closed_folders", Label("Folders that cannot be listed", "无法列出的文件夹"), columns, closed),
    )
    count = sum(line.action == "read" for line in plan.books)
    values = {"read": Value(count, Kind.COUNT), "books": Value(len(plan.books), Kind.COUNT)}
    return Report(
        title=Label("What a run would do", "试运行：将要进行的操作"),
        headline=(Sentence(_SAID, values),),
        facts=(),
        tables=tuple(table for table in tables if table.rows or table is books),
        records=books,
    )


def _line(decision: Decision) -> PlanLine:
    why = decision.why.value if decision.why is not None else str(decision.reason)
    return PlanLine(
        book=decision.book.key,
        path=readable_path(decision.book.path),
        action="skip" if decision.why is None else "read",
        why=why,
    )


def _shown(decision: Decision) -> tuple[object, ...]:
    if decision.why is not None:
        return decision.book.key, _ACTIONS["read"], READ_REASONS[decision.why]
    return (
        decision.book.key,
        _ACTIONS["skip"],
        None if decision.reason is None else SKIP_REASONS[decision.reason],
    )
