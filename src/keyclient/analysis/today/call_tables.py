"""The tables of `today` that list calls: for a screen, for programs, and the form that people fill in."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from keyclient.analysis.common.columns import CUSTOMER_ID, ROW, column
from keyclient.analysis.common.contacts import ROW_SPARE
from keyclient.analysis.common.occasions.told import Told
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.today.look import TodayLook, list_name
from keyclient.analysis.today.result import TodayResult
from keyclient.analysis.today.said import APPOINTMENT, NO_ANSWER
from keyclient.analysis.today.tables import lines_of
from keyclient.model.forms import CALL_COLUMNS, CALL_STATUSES, FormColumn
from keyclient.model.label import Label, in_turn, listed
from keyclient.model.masking import SHAPES, mask_phone
from keyclient.model.report import Form, Kind, Table, TableColumn

_TITLE = Label("Whom to call", "联系名单")
_APPOINTED = Label("appointment on {day}", "约见 {day}")
_APPOINTED_SOME_DAY = Label("appointment", "已约见")
_CONTACTED = Label("contacted on {day}", "{day} 已联系")
_TRIED = Label("no answer last time", "上次未接")
_KINDS = {"value": Kind.MONEY, "listed_on": Kind.DATE, "contacted_on": Kind.DATE}
Maker = Callable[[TableColumn], TableField]
"""Makes the field of a column of the form."""
_FORM_SPARE = {"value": 2, "tier": 1}
"""How soon a sheet to print leaves a column out."""
_TELLING = 32
"""Cells in which a reason says what to talk about."""
SPARE_ROWS = 10
"""Blank rows below the form for calls that people add."""


def calls_table(result: TodayResult, look: TodayLook) -> Table | None:
    """Whom to call, list after list; None if no customers were asked for."""
    if look.rows == 0 or not look.asked:
        return None
    name = look.contacts.fields("name")
    number = replace(CUSTOMER_ID, spare=3) if name else CUSTOMER_ID
    several = len(result.managers) > 1
    shown = (
        *([_manager(column("manager", "manager", "客户经理", Kind.TEXT, spare=1))] if several else []),
        _of_call(field(number)),
        *map(_of_call, name),
        *map(_of_call, _phone(look, spare=2 if look.phones else 8)),
        _tier(look, column("tier", "tier", "层级", Kind.TEXT, spare=4)),
        _why(
            look,
            TableColumn("reasons", Label("why", "联系理由"), Kind.TEXT, least=_TELLING, says_amounts=True),
        ),
        _families(look, "offer", column("offer", "may be offered", "可推荐", Kind.TEXT, spare=6)),
        _of_call(field(column("value", "value", "价值", look.amount, spare=7))),
        *([] if name else [_of_call(field(replace(ROW, spare=ROW_SPARE)))]),
    )
    found = table_of(
        "calls", _TITLE, shown, list(lines_of(result.managers)), elastic=True, total_rows=look.asked
    )
    return replace(found, leads=True)


def records_table(result: TodayResult, look: TodayLook) -> Table:
    """All of them in the words of programs; people may fill in the last columns."""
    status, day, remark = (_by_key(key) for key in ("status", "contacted_on", "remark"))
    shown = (
        _of_call(field(column("call_id", "call", "联系编号", Kind.TEXT))),
        _of_call(field(CUSTOMER_ID)),
        _of_call(field(ROW)),
        field(column("manager", "manager", "客户经理", Kind.TEXT)),
        field(column("branch", "branch", "机构", Kind.TEXT)),
        _of_call(field(column("tier", "tier", "层级", Kind.TEXT))),
        _of_call(field(column("value", "value", "价值", look.amount))),
        _of_call(field(column("codes", "reasons", "理由代码", Kind.TEXT), "reasons", each=_codes)),
        _of_call(field(column("amount", "amount", "首要理由金额", Kind.MONEY), "reasons", each=_amount)),
        _why(look, TableColumn("reasons", Label("why", "联系理由"), Kind.TEXT, says_amounts=True)),
        _of_call(field(column("offer", "may be offered", "可推荐", Kind.TEXT), each=" ".join)),
        _of_call(field(column("withheld", "not to be offered", "不可推荐", Kind.TEXT), each=" ".join)),
        _of_call(field(column("last_contact", "last contact", "最近联系日期", Kind.DATE))),
        _constant(column("listed_on", "list of", "名单日期", Kind.DATE), look.as_of),
        _of_call(field(column(status.key, status.label.en, status.label.zh, Kind.TEXT), each=_pending)),
        _appointment(column(day.key, day.label.en, day.label.zh, Kind.DATE)),
        _remark(look, TableColumn(remark.key, remark.label, Kind.TEXT, is_personal=True)),
    )
    return table_of("calls", _TITLE, shown, list(lines_of(result.managers)), total_rows=look.asked)


def form_table(result: TodayResult, look: TodayLook) -> Table:
    """The form: the columns of `CALL_COLUMNS`, one sheet a manager."""
    made: dict[str, Maker] = {
        "manager": _manager,
        "tier": partial(_tier, look),
        "reasons": partial(_why, look),
        "offer": partial(_families, look, "offer"),
        "withheld": partial(_families, look, "withheld"),
        "listed_on": lambda one: _constant(one, look.as_of),
        "status": lambda one: _of_call(field(one, each=_status)),
        "contacted_on": _appointment,
        "remark": partial(_remark, look),
    }
    contacts = {
        **{one.column.key: one for one in look.contacts.fields("name")},
        **{one.column.key: one for one in _phone(look)},
    }
    shown = [_form_field(one, look, made, contacts) for one in CALL_COLUMNS]
    fields = [one for one in shown if one is not None]
    found = table_of("calls", _TITLE, fields, list(lines_of(result.managers)), total_rows=look.asked)
    form = Form(by="manager", spare_rows=SPARE_ROWS, remembered=look.remembered)
    return replace(found, form=form)


def _form_field(
    one: FormColumn,
    look: TodayLook,
    made: dict[str, Maker],
    contacts: dict[str, TableField],
) -> TableField | None:
    """One column of the form; None where the book has nothing for it."""
    shown = TableColumn(
        one.key,
        one.label,
        look.amount if one.key == "value" else _KINDS.get(one.key, Kind.TEXT),
        is_personal=one.key in SHAPES,
        is_whole=one.key == "phone",
        spare=_FORM_SPARE.get(one.key, 0),
        says_amounts=one.key == "reasons",
        is_editable=one.is_editable,
        choices=one.choices,
        tones=one.tones,
        hint=one.hint,
    )
    if one.key in ("name", "phone"):
        found = contacts.get(one.key)
        return None if found is None else _of_call(replace(found, column=shown))
    return made[one.key](shown) if one.key in made else _of_call(field(shown))


def _by_key(key: str) -> FormColumn:
    return next(one for one in CALL_COLUMNS if one.key == key)


def _of_call(one: TableField) -> TableField:
    """A field of a call, of the line that has the call."""
    return replace(one, attributes=tuple(f"call.{name}" for name in one.attributes))


def _phone(look: TodayLook, spare: int = 0) -> tuple[TableField, ...]:
    """Telephone numbers, masked unless they are asked for; none where the book has none."""
    return tuple(
        replace(
            one,
            column=replace(one.column, spare=spare),
            cells=one.cells if look.phones or one.cells is None else partial(_masked, one.cells),
        )
        for one in look.contacts.fields("phone")
    )


def _masked(cells: Callable[..., Iterable[object]], rows: Sequence[int]) -> list[str | None]:
    return [mask_phone(text) if isinstance(text, str) else None for text in cells(rows)]


def _manager(shown: TableColumn) -> TableField:
    return field(shown, "manager", "branch", each=list_name)


def _tier(look: TodayLook, shown: TableColumn) -> TableField:
    return _of_call(field(shown, "tier", each=look.tier))


def _why(look: TodayLook, shown: TableColumn) -> TableField:
    return _of_call(field(shown, *WHY, each=partial(why, look)))


WHY = ("reasons", "status", "appointment", "last_contact")
"""The attributes of a call that say why she is on the list."""


def why(
    look: TodayLook,
    reasons: Sequence[Told],
    status: str | None,
    appointment: dt.date | None,
    contact: dt.date | None,
) -> str | None:
    """Why she is on the list: what stands of the last one, then her reasons as sentences."""
    before = _before(look, status, appointment, contact)
    return in_turn([*before, *(one.text for one in reasons)]).text(look.lang) or None


def _before(
    look: TodayLook, status: str | None, appointment: dt.date | None, contact: dt.date | None
) -> list[Label]:
    """What stands of the last list, and that she was contacted lately and is listed all the same."""
    stands = _stands(status, appointment)
    found = [] if stands is None else [stands]
    if status != APPOINTMENT and contact is not None and contact >= look.quiet_since:
        found.append(_CONTACTED.filled(day=contact))
    return found


def _stands(status: str | None, appointment: dt.date | None) -> Label | None:
    if status == NO_ANSWER:
        return _TRIED
    if status != APPOINTMENT:
        return None
    return _APPOINTED_SOME_DAY if appointment is None else _APPOINTED.filled(day=appointment)


def _families(look: TodayLook, name: str, shown: TableColumn) -> TableField:
    def said(families: Sequence[str]) -> Label | None:
        return listed(look.families[one] for one in families) if families else None

    return _of_call(field(shown, name, each=said))


def _constant(shown: TableColumn, cell: dt.date) -> TableField:
    return field(shown, "manager", each=lambda _: cell)


def _codes(reasons: Sequence[Told]) -> str:
    return " ".join(one.code for one in reasons)


def _amount(reasons: Sequence[Told]) -> object:
    return reasons[0].amount if reasons else None


def _pending(status: str | None) -> str | None:
    """The status that the next list begins with: an appointment stays one."""
    return status if status == APPOINTMENT else None


def _status(status: str | None) -> Label | None:
    return CALL_STATUSES[APPOINTMENT] if status == APPOINTMENT else None


def _appointment(shown: TableColumn) -> TableField:
    return _of_call(field(shown, "appointment"))


def _remark(look: TodayLook, shown: TableColumn) -> TableField:
    return _of_call(field(shown, "row", each=look.remarks.get))
