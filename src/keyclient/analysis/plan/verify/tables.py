"""The tables of `plan --verify`: managers, lines, and why some cannot be judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from keyclient.analysis.common.columns import CUSTOMER_ID, ROW, column
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.table_fields import TableField, cells_by_row, field, table_of
from keyclient.analysis.plan.verify.verdicts import VERDICTS, Verdict
from keyclient.analysis.plan.verify_result import VerifyResult
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.forms import PLAN_STATUSES
from keyclient.model.label import Label, listed_first
from keyclient.model.report import Kind, Table, TableColumn, Tone

_NOBODY = Label("(no owner)", "（无责任人）")
_TONES = (
    (VERDICTS[Verdict.LOST], Tone.RED),
    (VERDICTS[Verdict.MISSED], Tone.ORANGE),
    (VERDICTS[Verdict.UNDECIDABLE], Tone.GREY),
)
_LINE = column("line_id", "line", "行动编号", Kind.TEXT, spare=8)
_OWNER = column("owner", "owner", "责任人", Kind.TEXT)
_ACTIVITY = column("activity", "activity", "行动", Kind.TEXT, spare=4)
_DEADLINE = column("deadline", "deadline", "完成时限", Kind.DATE, spare=2)
_REQUIRED = column("required", "acceptance criterion", "验收标准", Kind.TEXT)
_BEFORE = column("before", "before", "期初", Kind.TEXT, spare=3)
_AFTER = column("after", "after", "期末", Kind.TEXT, spare=1)
_WHY = column("why", "why", "说明", Kind.TEXT, spare=5)
_TIER = column("tier", "tier", "层级", Kind.TEXT, spare=6)
_VERDICT = Label("verdict", "结果")
_PLANNED = column("planned", "lines", "行动数", Kind.COUNT)
_CONTACTED = column("contacted", "contacted", "已联系", Kind.COUNT, spare=2)
_COVERAGE = column("coverage", "coverage", "联系覆盖率", Kind.SHARE, spare=1)
_COMPLETION = TableColumn("completion", Label("completion", "完成率"), Kind.SHARE, bar=True)
_REASON = column("reason", "why", "原因", Kind.TEXT)
_LINES = column("lines", "lines", "行动数", Kind.COUNT)
_WHICH = column("which", "which", "行动编号", Kind.TEXT, spare=1)
_NAMED = 5
"""Lines that are named."""
_STATUS = column("status", "status", "状态", Kind.TEXT, spare=4)


@dataclass(frozen=True)
class VerifyLook:
    """How the tables look."""

    contacts: Contacts
    rows: int | None
    """How many lines are shown; None is all, 0 goes without the list."""
    total: int
    """How many lines there are of the customers who are listed."""
    names: Mapping[str, str]
    """The names of customers as the plan has them, by the id of the line."""


def managers_table(result: VerifyResult) -> Table:
    """Coverage and completion of each manager; completion is of the lines that are decided."""
    shown = (
        field(column("manager", "owner", "责任人", Kind.TEXT), each=lambda name: name or _NOBODY),
        field(_PLANNED),
        field(_CONTACTED),
        field(_COVERAGE, "contacted", "planned", each=share),
        *(
            field(TableColumn(verdict.value, VERDICTS[verdict], Kind.COUNT, spare=spare))
            for verdict, spare in (
                (Verdict.MET, 0),
                (Verdict.MISSED, 0),
                (Verdict.LOST, 3),
                (Verdict.OPEN, 4),
                (Verdict.UNDECIDABLE, 5),
            )
        ),
        field(_COMPLETION, "met", "missed", "lost", each=completion),
    )
    title = Label("Coverage and completion by owner", "各责任人的联系覆盖与完成情况")
    table = table_of("managers", title, shown, result.managers, elastic=True, total_rows=len(result.managers))
    return replace(table, stays=True)


def share(part: int | None, whole: int) -> float | None:
    """A part of a whole; None where either is not known or empty."""
    return part / whole if part is not None and whole else None


def completion(met: int, missed: int, lost: int) -> float | None:
    """The share of the decided lines that are met; None where none is decided."""
    return share(met, met + missed + lost)


def lines_table(result: VerifyResult, look: VerifyLook) -> Table | None:
    """The first lines for people; None if none was requested or there is none."""
    if look.rows == 0 or not result.lines:
        return None
    title = Label("How each line is judged", "逐项检查结果")
    table = table_of("lines", title, _people(look), result.lines, elastic=True, total_rows=look.total)
    return replace(table, leads=True)


def _verdict(*, for_people: bool) -> TableField:
    if not for_people:
        return field(TableColumn("verdict", _VERDICT, Kind.TEXT))
    return field(
        TableColumn("verdict", _VERDICT, Kind.TEXT, tones=_TONES), each=lambda name: VERDICTS[Verdict(name)]
    )


def _people(look: VerifyLook) -> tuple[TableField, ...]:
    return (
        _verdict(for_people=True),
        field(_OWNER, each=lambda name: name or _NOBODY),
        *look.contacts.who_else(look.names),
        field(_DEADLINE),
        field(_STATUS, each=lambda status: PLAN_STATUSES.get(status, Label(status, status))),
        field(_REQUIRED),
        field(_BEFORE),
        field(_AFTER),
        field(_WHY),
        field(_ACTIVITY),
        field(_LINE),
    )


def records_table(result: VerifyResult, look: VerifyLook) -> Table:
    """The requested lines in the words of programs."""
    shown = (
        field(_LINE),
        field(CUSTOMER_ID),
        field(ROW),
        field(_TIER),
        field(_OWNER),
        field(_ACTIVITY),
        field(_DEADLINE),
        field(_STATUS),
        _verdict(for_people=False),
        field(_BEFORE),
        field(_AFTER),
        field(_REQUIRED),
        field(_WHY),
    )
    return table_of("lines", _TITLE, shown, result.lines, total_rows=look.total)


def sheet_table(result: VerifyResult, look: VerifyLook) -> Table:
    """The same for people, with whom to call."""
    return table_of("lines", _TITLE, _people(look), result.lines, total_rows=look.total)


def verify_columns(result: VerifyResult) -> CustomerColumns:
    """How the lines of each customer are judged, the first of them; blank for those without one. `result` lists all lines."""
    shown = (_verdict(for_people=True), field(_REQUIRED), field(_AFTER), field(_WHY))
    (rows,) = result.lines.source.values("row")
    first = {row: place for place, row in reversed(list(enumerate(rows))) if row is not None}
    cells = cells_by_row(shown, result.lines.at(sorted(first.values())))
    return CustomerColumns(tuple(one.column for one in shown), cells)


def reasons_table(reasons: Mapping[Label, Sequence[str]]) -> Table | None:
    """Why lines are undecidable, most lines first, with some of them; None where all can be decided."""
    if not reasons:
        return None
    most = sorted(reasons.items(), key=lambda one: (-len(one[1]), one[0].en))
    rows = [(reason, len(lines), listed_first(lines, _NAMED)) for reason, lines in most]
    title = Label("Why lines are undecidable", "无法判断的原因")
    return Table("undecidable", title, (_REASON, _LINES, _WHICH), rows, elastic=True, total_rows=len(rows))


_TITLE = Label("Lines of the plan", "行动检查明细")
