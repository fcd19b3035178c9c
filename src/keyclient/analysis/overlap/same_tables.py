"""The tables of `overlap` about joined persons: whose each is, and every claim."""

from collections.abc import Callable, Sequence
from typing import Any

from keyclient.analysis.common.columns import CUSTOMER_ID, ROW, column
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.overlap.claim_lines import Lines, others_claims, owners_claims, person_lines
from keyclient.analysis.overlap.face import STEPS
from keyclient.analysis.overlap.look import OverlapLook
from keyclient.analysis.overlap.result import SamePerson
from keyclient.analysis.overlap.words import claims_label, evidences
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Table, TableColumn

_TITLE = Label("Shared customers, most valuable first", "重叠客户（按合并价值由高到低）")
_CLAIMS = Label("Every claim on shared customers", "重叠客户认领明细")
_BRANCH, _MANAGER = (
    column("branch", "branch", "机构", Kind.TEXT),
    column("manager", "manager", "客户经理", Kind.TEXT),
)
_PATH = column("path", "book", "来源文件", Kind.TEXT)
_OWNER = column("owner", "whose", "归属方", Kind.TEXT)
_OTHERS = column("others", "also claimed by", "其他认领方", Kind.TEXT)
_STEP = column("step", "decided by", "判定依据", Kind.TEXT)
_GROUND = TableColumn("ground", Label("why", "说明"), Kind.TEXT, says_amounts=True)
_IS_OWNER = column("is_owner", "is the owner", "是否归属", Kind.TEXT)
_YES_NO = {True: Label("yes", "是"), False: Label("no", "否")}


def _of_person(column: TableColumn, each: Callable[[SamePerson], Cell], *, spare: int = 0) -> TableField:
    """A column about the person of a line."""
    head = TableColumn(
        column.key, column.label, column.kind, spare=spare or column.spare, says_amounts=column.says_amounts
    )
    return field(head, "person", each=each)


def same_table(persons: Sequence[SamePerson], look: OverlapLook, total: int | None = None) -> Table | None:
    """One line a person: who claims her, whose she is and why; None if there is nothing to list."""
    total = len(persons) if total is None else total
    if not persons or look.rows == 0:
        return None
    fields = (
        field(CUSTOMER_ID),
        *([] if look.whom.knows("name") else [field(ROW)]),
        *look.whom.fields(),
        _of_person(_OWNER, lambda one: claims_label(owners_claims(one))),
        _of_person(_OTHERS, lambda one: claims_label(others_claims(one))),
        _of_person(_STEP, _step),
        _of_person(_GROUND, lambda one: one.ground, spare=3),
        *_together(look, 2),
        _of_person(column("evidence", "joined by", "合并依据", Kind.TEXT), _evidence, spare=6),
    )
    lines = person_lines(persons[: look.rows])
    return table_of("same", _TITLE, fields, lines, elastic=True, total_rows=total)


def records_table(lines: Lines, look: OverlapLook) -> Table:
    """Every claim of all joined persons in the words of programs: the table of CSV."""
    fields = (
        field(column("person", "person", "人", Kind.ORDINAL), "number"),
        _claimed("path", _PATH),
        field(ROW),
        field(CUSTOMER_ID),
        _claimed("branch", _BRANCH),
        _claimed("manager", _MANAGER),
        _claimed("value", column("value", "value", "价值", look.amount)),
        _claimed("tier", column("tier", "tier", "层级", Kind.TEXT)),
        field(_IS_OWNER, each=_flag),
        _of_person(_OWNER, lambda one: one.owner),
        _of_person(_STEP, lambda one: one.step),
        _of_person(_GROUND, lambda one: one.ground),
        _of_person(
            column("combined_value", "value together", "合并价值", look.amount),
            lambda one: one.combined_value,
        ),
        _of_person(
            column("combined_tier", "tier together", "合并层级", Kind.TEXT), lambda one: one.combined_tier
        ),
        _of_person(column("key", "key customer", "重点客户", Kind.TEXT), lambda one: _flag(one.key)),
        _of_person(
            column("evidence", "evidence", "依据", Kind.TEXT), lambda one: "+".join(sorted(one.evidence))
        ),
    )
    return table_of("same", _CLAIMS, fields, lines)


def sheet_table(lines: Lines, look: OverlapLook) -> Table:
    """The same for people, with whom to call."""
    fields = (
        field(column("person", "no.", "序号", Kind.ORDINAL), "number"),
        field(CUSTOMER_ID),
        *look.whom.fields(),
        _claimed("branch", _BRANCH),
        _claimed("manager", _MANAGER),
        *_alone(look),
        field(_IS_OWNER, each=_YES_NO.get),
        _of_person(_OWNER, lambda one: one.owner),
        _of_person(_STEP, _step),
        _of_person(_GROUND, lambda one: one.ground),
        *_together(look),
        _of_person(column("evidence", "joined by", "合并依据", Kind.TEXT), _evidence),
        _claimed("path", _PATH),
        field(ROW),
    )
    return table_of("same", _CLAIMS, fields, lines)


def _claimed(name: str, head: TableColumn, each: Callable[[Any], Cell] = lambda cell: cell) -> TableField:
    """A column about the claim of a line."""

    def of(line: object) -> Cell:
        return each(getattr(line, name))

    return field(head, "claim", each=of)


def _alone(look: OverlapLook) -> tuple[TableField, ...]:
    """Value and tier of one record, where any book tells."""
    if not look.is_measured:
        return ()
    value, tier = column("value", "value", "价值", look.amount), column("tier", "tier", "层级", Kind.TEXT)
    return _claimed("value", value), _claimed("tier", tier, look.tier)


def _together(look: OverlapLook, spare: int = 0) -> tuple[TableField, ...]:
    """Value and tier of all records of a person, where any book tells."""
    if not look.is_measured:
        return ()
    return (
        _of_person(
            column("combined_value", "value together", "合并价值", look.amount),
            lambda one: one.combined_value,
            spare=spare,
        ),
        _of_person(
            column("combined_tier", "tier together", "合并层级", Kind.TEXT),
            lambda one: look.tier(one.combined_tier),
            spare=spare and spare + 2,
        ),
    )


def _step(person: SamePerson) -> Label:
    return STEPS[person.step]


def _evidence(person: SamePerson) -> Label:
    return evidences(person.evidence)


def _flag(flag: bool | None) -> str | None:  # noqa: FBT001 - a cell
    return None if flag is None else "yes" if flag else "no"
