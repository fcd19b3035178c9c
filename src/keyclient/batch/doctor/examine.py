"""All checks of `doctor` and their report: whether an unattended run will work, and what to fix."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from keyclient.batch.doctor.folders import CheckedFolder, folder_checks
from keyclient.batch.doctor.machine import expect_check, machine_checks
from keyclient.batch.doctor.result import Check, DoctorResult
from keyclient.batch.doctor.words import NAMES, STATES
from keyclient.batch.find.policy_paths import policy_path
from keyclient.model.label import Label, Lang
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.policy.loading.load import LoadedPolicy

_NO_PROBLEMS = Label("No problems found.", "检查通过，没有发现问题。")
_PROBLEMS = Label("Errors: {errors}; warnings: {warnings}.", "需处理 {errors} 项，需注意 {warnings} 项。")
_REMEDY = Label("{check}: {remedy}", "{check}：{remedy}")
_REMEDY_AT = Label("{check}, {place}: {remedy}", "{check}（{place}）：{remedy}")


@dataclass(frozen=True)
class DoctorRequest:
    """What to check."""

    folders: Sequence[Path]
    """The folders on the command line; empty: those of the policy."""
    out: Path | None
    """The results folder on the command line, if any."""
    encoding: str
    """The encoding of standard output."""


def examine(request: DoctorRequest, loaded: LoadedPolicy, lang: Lang) -> DoctorResult:
    """Run all checks; no file is left behind."""
    checks = list(machine_checks(request.encoding, loaded, lang))
    for folder in _folders(request, loaded):
        checks += folder_checks(folder, lang)
    if loaded.policy.batch.expect is not None:
        checks.append(expect_check(policy_path(loaded, "expect", loaded.policy.batch.expect), lang))
    states = [one.state for one in checks]
    return DoctorResult(checks=tuple(checks), errors=states.count("error"), warnings=states.count("warning"))


def doctor_report(result: DoctorResult) -> Report:
    """The result as a report: errors first, then warnings."""
    columns = (
        TableColumn("check", Label("check", "检查项"), Kind.TEXT),
        TableColumn("state", Label("status", "状态"), Kind.TEXT),
        TableColumn("place", Label("folder", "文件夹"), Kind.TEXT),
        TableColumn("message", Label("result", "结果"), Kind.TEXT),
    )
    order = {"error": 0, "warning": 1, "ok": 2}
    ordered = sorted(result.checks, key=lambda one: order[one.state])
    table = Table("checks", Label("Checks", "检查结果"), columns, [_row(one) for one in ordered])
    values = {"errors": Value(result.errors, Kind.COUNT), "warnings": Value(result.warnings, Kind.COUNT)}
    headline = _PROBLEMS if result.errors or result.warnings else _NO_PROBLEMS
    remedy = TableColumn("remedy", Label("what to do", "处理办法"), Kind.TEXT)
    records = replace(table, columns=(*columns, remedy), rows=[(*_row(one), one.remedy) for one in ordered])
    return Report(
        title=Label("Ready for unattended runs?", "运行环境检查"),
        headline=(Sentence(headline, values),),
        facts=(Fact(Label("checks", "检查项"), len(result.checks), Kind.COUNT),),
        tables=(table,),
        notes=tuple(_remedy(one) for one in ordered if one.remedy is not None),
        records=records,
    )


def _row(one: Check) -> tuple[object, ...]:
    return NAMES[one.check], STATES[one.state], one.place, one.message


def _remedy(one: Check) -> Sentence:
    values = {"check": Value(NAMES[one.check], Kind.TEXT), "remedy": Value(one.remedy, Kind.TEXT)}
    if one.place is None:
        return Sentence(_REMEDY, values)
    return Sentence(_REMEDY_AT, {**values, "place": Value(one.place, Kind.TEXT)})


def _folders(request: DoctorRequest, loaded: LoadedPolicy) -> list[CheckedFolder]:
    policy = loaded.policy.batch
    named = list(request.folders) or [policy_path(loaded, "sources", text) for text in policy.sources]
    out = request.out
    if out is None and policy.out is not None and not request.folders:
        out = policy_path(loaded, "out", policy.out)
    return [
        *(CheckedFolder(path, is_for_results=False, files=policy.files) for path in named),
        *([CheckedFolder(out, is_for_results=True, sources=named)] if out is not None else []),
    ]
