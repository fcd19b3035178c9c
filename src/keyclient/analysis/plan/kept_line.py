"""One line of an earlier plan: with the new line of the same id, by itself, or as people added it."""

import base64
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from keyclient.analysis.common.group_names import group_key
from keyclient.analysis.common.occasions.told import Told
from keyclient.analysis.plan.plan_book import InBook, Managers, PlanBook
from keyclient.analysis.plan.result import Baseline, Difference, PlanLine
from keyclient.model.filled_in import FilledRow, Written
from keyclient.model.forms import PLAN_COLUMNS
from keyclient.model.label import Label, Lang

WRITTEN = "written"
"""The code of a reason that an earlier plan tells, or people."""
TODO = "todo"
_EDITABLE = {column.key: column.label for column in PLAN_COLUMNS if column.is_editable}
_TYPED = Label("{column}: {text}", "{column}：{text}")
_AND = Label("; ", "；")
_ID_PARTS = ("customer_id", "name", "activity", "criterion")
_SHORT = 10


def kept_line(
    line: PlanLine, row: FilledRow, base: Mapping[str, Written] | None, book: PlanBook, lang: Lang
) -> PlanLine:
    """A new line with what people wrote and with the baseline of the earlier plan. Columns that the file lacks stay."""
    made = replace(
        line,
        owner=_owner(row, line.owner, book.managers, was_taken=_took_away(row, base)),
        deadline=row.day("deadline") or line.deadline,
        criterion=(row.text("criterion") or "") if "criterion" in row.cells else line.criterion,
        status=row.text("status") or TODO,
        remark=_remark(row, lang),
        baseline=_baseline(row, line.baseline),
    )
    return replace(made, origin="changed" if is_changed(made, row, base, line) else "kept")


def old_line(
    row: FilledRow,
    line_id: str,
    book: PlanBook,
    customer: InBook | None,
    lang: Lang,
    base: Mapping[str, Written] | None = None,
    *,
    is_added: bool = False,
) -> PlanLine:
    """A line that no new one goes with. `customer`: what the book says of her now; None: it does not list her."""
    value = row.number("value")
    manager = None if customer is None else customer.owner
    start = Baseline(customer.value if customer is not None else None, book.as_of, book.sha256)
    reasons = row.text("reasons")
    is_own = is_added or ("entry" in row.cells and row.text("entry") is None)
    return PlanLine(
        line_id=line_id,
        customer_id=row.text("customer_id") if customer is None else customer.customer_id,
        row=None if customer is None else customer.row,
        tier=None if customer is None else customer.tier,
        value=_amount(value) if customer is None else customer.value,
        cell=None if customer is None else customer.cell,
        reasons=() if reasons is None else (Told(WRITTEN, None, reasons),),
        target=row.text("target") or "",
        strategy=row.text("strategy") or "",
        activity=row.text("activity") or "",
        owner=_owner(row, manager, book.managers, was_taken=not is_added and _took_away(row, base)),
        deadline=row.day("deadline") or book.until,
        criterion=row.text("criterion") or "",
        baseline=start if is_added else _baseline(row, start),
        effort=row.number("effort") or 0.0,
        status=row.text("status") or TODO,
        remark=_remark(row, lang),
        entry=row.text("entry"),
        origin="added" if is_own else "kept",
    )


def is_changed(made: PlanLine, row: FilledRow, base: Mapping[str, Written] | None, before: PlanLine) -> bool:
    """Whether people wrote anything into a line."""
    return bool(row.unread) or any(True for _ in differences(made, row, base, before))


def differences(
    made: PlanLine, row: FilledRow, base: Mapping[str, Written] | None, before: PlanLine
) -> Iterator[Difference]:
    """What people changed in a line, by column: against what was handed out.

    Where that is not known, against a line that nobody touched: its owner and criterion as `before` has them.
    """
    known = _untouched(row, before) if base is None else base
    for key in _EDITABLE:
        if key in row.cells and key in known:
            old, new = known[key], row.cells[key]
            if (old or None) != (new or None):
                yield Difference(made.line_id, "changed", key, _said(old), _said(new))
    for key, typed in row.unread.items():
        yield Difference(made.line_id, "changed", key, _said(known.get(key)), typed)


def added_id(row: FilledRow, taken: Collection[str]) -> str:
    """The id of a line that people added, by its content: the same whenever the file is read again, and of no other line."""
    said = "\x1f".join(row.text(key) or "" for key in _ID_PARTS)
    count = 0
    while True:
        content = f"{said}\x1f{count}" if count else said
        found = base64.b32encode(hashlib.sha256(content.encode()).digest()).decode()[:_SHORT]
        if f"A{found}" not in taken:
            return f"A{found}"
        count += 1


def _untouched(row: FilledRow, before: PlanLine) -> Mapping[str, Written]:
    """What a line had that nobody touched, as far as that can be known without what was handed out."""
    owner = row.cells.get("owner")
    same = isinstance(owner, str) and before.owner is not None and group_key(owner) == group_key(before.owner)
    return {
        "owner": owner if same else before.owner,
        "criterion": before.criterion,
        "status": TODO,
        "remark": None,
    }


def _took_away(row: FilledRow, base: Mapping[str, Written] | None) -> bool:
    """Whether people took the owner of a line away: it is blank, and not known to have been handed out so."""
    return "owner" in row.cells and row.text("owner") is None and (base is None or bool(base.get("owner")))


def _owner(row: FilledRow, manager: str | None, known: Managers, *, was_taken: bool) -> str | None:
    """The owner as the plan has it, spelt as the book does: nobody where people wrote a word for nobody, or took her away.

    The manager where the plan never named anybody.
    """
    owner = row.text("owner")
    if owner is not None:
        is_manager = manager is not None and group_key(owner) == group_key(manager)
        return manager if is_manager else known.named(owner)
    return None if was_taken else manager


def _baseline(row: FilledRow, start: Baseline) -> Baseline:
    """What the line started from in the earlier plan; else what it starts from now."""
    date = row.day("baseline_date")
    if date is None:
        return start
    return Baseline(_amount(row.number("baseline_value")), date, row.text("baseline_book") or "")


def _amount(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))


def _remark(row: FilledRow, lang: Lang) -> str | None:
    """The remark, with what people typed elsewhere that cannot be read there."""
    typed = [_TYPED.say(lang, {"column": _EDITABLE[key], "text": text}) for key, text in row.unread.items()]
    said = [text for text in (row.text("remark"), *typed) if text]
    return _AND.text(lang).join(said) or None


def _said(cell: Written) -> str | None:
    return None if cell is None or cell == "" else str(cell)
