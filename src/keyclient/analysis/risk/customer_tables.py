"""The tables of `risk` that list customers. Column keys are the keys of its JSON."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from keyclient.analysis.common.columns import CUSTOMER_ID, ROW, column
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.risk.look import RiskLook, gone_column, other_balance, tells_gone
from keyclient.analysis.risk.result import ReasonTold, RiskResult
from keyclient.analysis.risk.words import DETAILS, SEVERITY, WHY, details, severity_label, why
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table

_TITLE = Label("Key customers who may leave", "可能流失的重点客户")
_TIER = column("tier", "tier", "层级", Kind.TEXT, spare=6)
_OWNED = ("manager",)
_SPARE = {"manager": 1, "phone": 5}


def customers_table(result: RiskResult, look: RiskLook) -> Table | None:
    """The first customers, worst first: why, what is at stake, and whose they are; None if none was asked for."""
    if look.rows == 0 or not result.customers:
        return None
    shown = (
        field(SEVERITY, each=severity_label),
        *(_placed(one) for one in look.contacts.who),
        field(_TIER, each=look.tier),
        _why(),
        *(_placed(one) for one in look.contacts.fields(*_OWNED)),
        *_stakes(result, look),
        field(DETAILS, "reasons", each=partial(details, look.lang)),
        *(one for one in look.contacts.whose if one.column.key not in _OWNED),
    )
    found = table_of(
        "customers", _TITLE, shown, result.customers, elastic=True, total_rows=_total(result, look)
    )
    return replace(found, leads=True)


def sheet_table(result: RiskResult, look: RiskLook) -> Table:
    """All of them with everything that people need."""
    shown = (
        field(SEVERITY, each=severity_label),
        *look.contacts.who,
        field(_TIER, each=look.tier),
        _why(),
        field(DETAILS, "reasons", each=partial(details, look.lang)),
        *_stakes(result, look),
        *look.contacts.whose,
    )
    return table_of("customers", _TITLE, shown, result.customers, total_rows=_total(result, look))


def records_table(result: RiskResult, look: RiskLook) -> Table:
    """All of them in the words of programs; several reasons or fields are separated by spaces."""
    shown = (
        field(CUSTOMER_ID),
        field(ROW),
        field(column("severity", "severity", "预警等级", Kind.TEXT)),
        field(column("tier", "tier", "层级", Kind.TEXT)),
        field(column("reasons", "reasons", "原因", Kind.TEXT), each=_codes),
        *_stakes(result, look),
        *_gone_of(result),
        field(column("missing", "missing", "缺少字段", Kind.TEXT), each=" ".join),
    )
    return table_of("customers", _TITLE, shown, result.customers, total_rows=_total(result, look))


def _placed(one: TableField) -> TableField:
    """A field of a contact as this list needs it: on a narrow terminal the manager says more than the telephone."""
    spare = _SPARE.get(one.column.key)
    return one if spare is None else replace(one, column=replace(one.column, spare=spare))


def _why() -> TableField:
    return field(WHY, "severity", "reasons", "missing", each=why)


def _stakes(result: RiskResult, look: RiskLook) -> tuple[TableField, ...]:
    """What is gone, what matures soon, and what is still here.

    One of the two stays on the narrowest terminal: what is gone where the books tell it.
    """
    gone, remaining = (0, 3) if tells_gone(result) else (3, 0)
    return (
        field(gone_column(result, look, spare=gone)),
        field(look.money("maturing", "matures soon", "近期到期", spare=4)),
        field(look.money("remaining", "still here", "尚余", spare=remaining)),
    )


def _gone_of(result: RiskResult) -> tuple[TableField, ...]:
    """The field of the balance that is gone, where it is not the measure."""
    if other_balance(result) is None:
        return ()
    named = column("gone_of", "of which balance", "流出科目", Kind.TEXT)
    return (field(named, "row", each=lambda _: result.gone_of),)


def _total(result: RiskResult, look: RiskLook) -> int:
    return result.total_customers if look.total is None else look.total


def _codes(reasons: Sequence[ReasonTold]) -> str:
    return " ".join(reason.code for reason in reasons)
