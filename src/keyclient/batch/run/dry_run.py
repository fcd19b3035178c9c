"""The dry run: what a run would do with each book, and why."""

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

SCHEMA = "keyclient/dry_run/1"
_BOOK = TableColumn("book", Label("book", "表格"), Kind.TEXT)
_WHY = TableColumn("why", Label("reason", "原因"), Kind.TEXT)
_ACTIONS = {"read": Label("process", "处理"), "skip": Label("skip", "跳过")}
_SUMMARY = Label(
    "{read} of {books} books would be processed. Nothing was written.",
    "共 {books} 份表格，将处理 {read} 份。未写入任何内容。",
)


class PlanLine(Contract):
    """What a run would do with one book."""

    book: str
    path: str
    action: Literal["read", "skip"]
    why: str


class DryRunPlan(Contract):
    """What a run would do with every book."""

    schema_: str = Field(alias="schema")
    books: tuple[PlanLine, ...]
    """By name."""
    passed_over: tuple[PassedOverFile, ...]
    other_files: int
    closed_folders: tuple[ClosedFolder, ...]


def dry_run_plan(plan: RunPlan, lang: Lang) -> DryRunPlan:
    """The plan as JSON, as printed by `--format json`."""
    passed = sorted(plan.found.passed, key=lambda one: one.key)
    return DryRunPlan(
        schema_=SCHEMA,
        books=tuple(map(_line, plan.decisions)),
        passed_over=tuple(
            PassedOverFile(path=one.key, reason=one.reason.value, copy_of=one.copy_of) for one in passed
        ),
        other_files=plan.found.others,
        closed_folders=tuple(closed_folder(key, error, lang) for key, error in plan.found.closed),
    )


def plan_report(plan: RunPlan, dry_run: DryRunPlan) -> Report:
    """The plan as a report."""
    books = Table(
        "books",
        Label("Books", "表格"),
        (_BOOK, TableColumn("action", Label("action", "操作"), Kind.TEXT), _WHY),
        [_row(decision) for decision in plan.decisions],
    )
    passed = [(one.path, _why_passed(one)) for one in dry_run.passed_over]
    closed = [(one.path, one.code, one.message) for one in dry_run.closed_folders]
    columns = (_BOOK, TableColumn("code", Label("code", "代码"), Kind.TEXT), _WHY)
    tables = (
        books,
        Table("passed_over", Label("Files not read", "不读取的文件"), (_BOOK, _WHY), passed),
        Table("closed_folders", Label("Folders that cannot be listed", "无法列出的文件夹"), columns, closed),
    )
    count = sum(line.action == "read" for line in dry_run.books)
    values = {"read": Value(count, Kind.COUNT), "books": Value(len(dry_run.books), Kind.COUNT)}
    return Report(
        title=Label("Dry run", "试运行"),
        headline=(Sentence(_SUMMARY, values),),
        facts=(),
        tables=tuple(table for table in tables if table.rows or table is books),
        records=books,
    )


def _why_passed(file: PassedOverFile) -> Label:
    why = SKIP_REASONS[SkipReason(file.reason)]
    return why if file.copy_of is None else Label(f"{why.en}: {file.copy_of}", f"{why.zh}：{file.copy_of}")


def _line(decision: Decision) -> PlanLine:
    why = decision.read_reason.value if decision.read_reason is not None else str(decision.skip_reason)
    return PlanLine(
        book=decision.book.key,
        path=readable_path(decision.book.path),
        action="skip" if decision.read_reason is None else "read",
        why=why,
    )


def _row(decision: Decision) -> tuple[object, ...]:
    if decision.read_reason is not None:
        return decision.book.key, _ACTIONS["read"], READ_REASONS[decision.read_reason]
    return (
        decision.book.key,
        _ACTIONS["skip"],
        None if decision.skip_reason is None else SKIP_REASONS[decision.skip_reason],
    )
