"""The tables of `plan` that list its lines: to be read, to be filled in, and for programs."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from keyclient.analysis.common.columns import ROW, column
from keyclient.analysis.common.occasions.occasion import OCCASIONS
from keyclient.analysis.common.occasions.told import Told
from keyclient.analysis.common.table_fields import TableField, field, optional_field, table_of
from keyclient.analysis.plan.look import PlanLook, visits, visits_kind
from keyclient.analysis.plan.result import PlanResult
from keyclient.model.forms import PLAN_COLUMNS, PLAN_FINISHED, PLAN_REQUIRED, PLAN_STATUSES, FormColumn
from keyclient.model.label import Label, in_turn, listed
from keyclient.model.masking import SHAPES
from keyclient.model.report import Cell, Form, Kind, Table, TableColumn

_TITLE = Label("Who does what until when", "行动清单")
_SPARE_ROWS = 20
_KINDS = {"deadline": Kind.DATE, "baseline_date": Kind.DATE}
_AMOUNTS = ("value", "baseline_value")
_TOLD = ("reasons", "target")
"""Sentences with amounts."""
_SPARE = {
    "criterion": 1,
    "customer_id": 2,
    "tier": 4,
    "status": 5,
    "entry": 6,
    "phone": 7,
    "branch": 8,
    "row": 9,
}
"""How soon a narrow terminal leaves a column out: until when, for whom, why, what and who stay."""
_FORM_SPARE = {"strategy": 4, "target": 3, "value": 2, "tier": 1}
"""How soon a sheet to print leaves a column out."""
_TELLING = 20
"""The cells in which an action says what to do."""
_WORDS = {one.occasion.value: one.label for one in OCCASIONS}


def lines_table(result: PlanResult, look: PlanLook) -> Table | None:
    """The first lines: until when, for whom, what, who, and how it is judged; None if none was asked for."""
    if look.rows == 0 or not result.lines:
        return None
    named = bool(look.contacts.fields("name"))
    shown = (
        field(_column("deadline", look)),
        *look.contacts.who,
        field(_column("tier", look), each=look.tier),
        field(column("reasons", "why", "理由", Kind.TEXT), each=why),
        field(replace(_column("activity", look), least=_TELLING)),
        field(_column("owner", look)),
        field(_column("status", look), each=_in_words(look)["status"]),
        field(replace(_column("criterion", look), least=_TELLING), each=look.criterion),
        field(column("entry", "what for", "行动类别", Kind.TEXT), each=look.entry),
        *look.contacts.fields("branch"),
    )
    placed = tuple(_placed(one) if named or one.column.key != "customer_id" else one for one in shown)
    found = table_of("lines", _TITLE, placed, result.lines, elastic=True, total_rows=_total(result, look))
    return replace(found, leads=True)


def form_table(result: PlanResult, look: PlanLook) -> Table:
    """All of them as people fill them in, one sheet an owner beside."""
    shown = tuple(one for name in PLAN_COLUMNS if (one := _of_form(name, look)) is not None)
    found = table_of("lines", _TITLE, shown, result.lines, total_rows=_total(result, look))
    form = Form(
        by="owner",
        spare_rows=_SPARE_ROWS,
        remembered=look.remembered,
        required=PLAN_REQUIRED,
        due="deadline",
        finished=PLAN_FINISHED,
    )
    return replace(found, form=form)


def customer_fields(look: PlanLook) -> tuple[TableField, ...]:
    """What stands beside a customer in the user's own workbook."""
    return tuple(
        _field(key, look, _in_words(look).get(key))
        for key in ("line_id", "deadline", "owner", "status", "criterion", "activity")
    )


def records_table(result: PlanResult, look: PlanLook) -> Table:
    """All of them in the words of programs; several reasons are separated by spaces."""
    shown = [_record(name, look) for name in PLAN_COLUMNS if name.key != "name"]
    shown.insert(2, field(ROW))
    shown.append(field(column("cell", "cell of the grid", "价值—潜力格", Kind.TEXT)))
    shown.append(field(column("origin", "origin", "来源", Kind.TEXT)))
    return table_of("lines", _TITLE, shown, result.lines, total_rows=_total(result, look))


def why(reasons: Sequence[Told]) -> Label:
    """The reasons in a few words; as an earlier plan tells them where it alone does."""
    return listed(_WORDS.get(one.code, Label(one.text, one.text)) for one in reasons)


def _of_form(one: FormColumn, look: PlanLook) -> TableField | None:
    """A column of the form; None where the book has no names."""
    if one.key != "name":
        found = _field(one.key, look, _in_words(look).get(one.key))
        return replace(found, column=replace(found.column, spare=_FORM_SPARE.get(one.key, 0)))
    return _named(look) if look.names or look.contacts.fields("name") else None


def _named(look: PlanLook) -> TableField:
    """The name as the book has it, else as the earlier plan has it."""
    own = look.contacts.fields("name")

    def of(rows: Sequence[int | None], ids: Sequence[str]) -> list[Cell]:
        found = own[0].cells(rows) if own and own[0].cells else [None] * len(rows)
        return [name or look.names.get(line) for name, line in zip(found, ids, strict=True)]

    return TableField(_column("name", look), ("row", "line_id"), of)


def _record(one: FormColumn, look: PlanLook) -> TableField:
    if one.key == "reasons":
        return field(column("reasons", one.label.en, one.label.zh, Kind.TEXT), each=_codes)
    return _field(one.key, look, None)


def _in_words(look: PlanLook) -> dict[str, Callable[..., Cell]]:
    """The columns whose cells are words for people."""
    return {
        "tier": look.tier,
        "criterion": look.criterion,
        "reasons": lambda reasons: in_turn(one.text for one in reasons).text(look.lang),
        "effort": visits,
        "status": lambda status: PLAN_STATUSES.get(status, Label(status, status)),
    }


def _field(key: str, look: PlanLook, each: Callable[..., Cell] | None) -> TableField:
    """A column of a line, or of what it starts from."""
    shown = _column(key, look)
    of_it = _BASELINE.get(key)
    return field(shown, each=each) if of_it is None else optional_field(shown, "baseline", of_it)


_BASELINE = {"baseline_value": "value", "baseline_date": "date", "baseline_book": "sha256"}


def _column(key: str, look: PlanLook) -> TableColumn:
    one = next(one for one in PLAN_COLUMNS if one.key == key)
    kind = look.amount if key in _AMOUNTS else _KINDS.get(key, Kind.TEXT)
    if key == "effort":
        kind = visits_kind(entry.effort for entry in look.policy.plan.entries)
    choices = tuple(Label(name, name) for name in look.owners) if key == "owner" else one.choices
    return TableColumn(
        key,
        one.label,
        kind,
        is_personal=key in SHAPES,
        says_amounts=key in _TOLD,
        is_editable=one.is_editable,
        choices=choices,
        tones=one.tones,
        hint=one.hint,
    )


def _placed(one: TableField) -> TableField:
    spare = _SPARE.get(one.column.key)
    return one if spare is None else replace(one, column=replace(one.column, spare=spare))


def _codes(reasons: Sequence[Told]) -> str:
    return " ".join(one.code for one in reasons)


def _total(result: PlanResult, look: PlanLook) -> int:
    return result.total_lines if look.total is None else look.total
