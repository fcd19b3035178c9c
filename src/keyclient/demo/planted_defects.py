"""Defects of single cells: words for amounts, impossible dates, Excel errors, numbers that lose digits."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from keyclient.demo.book import Value
from keyclient.demo.planting import MEASURE
from keyclient.model.issue import Issue
from keyclient.model.label import Label, Lang
from keyclient.model.rules.cells import (
    AmountUnreadable,
    ChoiceUnknown,
    DateUnreadable,
    ErrorValue,
    NumberDamaged,
    NumberUnreadable,
    ValueOutOfRange,
)

YUAN_IN_WAN = 10_000
_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that holds an Excel error."""

    text: str


Typed = Value | ErrorCell
"""What a cell of the messy book holds."""


@dataclass(slots=True)
class Draft:
    """One customer's row while it is being made messy."""

    typed: dict[str, Typed]
    """By field, as written to the sheet: amounts in 万元."""
    yuan: dict[str, int]
    """The readable amounts of the row, by field."""
    rules: dict[str, type[Issue]] = field(default_factory=dict)
    """The rule that each defective cell breaks, by field."""
    is_copy: bool = False
    """Whether the row repeats the one above it."""

    @property
    def is_set_aside(self) -> bool:
        """Whether the measure is unreadable."""
        return MEASURE in self.rules


@dataclass(frozen=True)
class CellDefect:
    """One kind of defect of a cell."""

    field: str
    typed: Callable[[Draft, Lang], Typed]
    rule: type[Issue] | None
    """The rule that the cell breaks; None if it is unusual but readable."""
    fits: Callable[[Draft], bool] = lambda _: True


def wan(yuan: int) -> float:
    """Yuan as typed into a column of 万元; exact for whole yuan."""
    return yuan / YUAN_IN_WAN


def plant_defects(rng: Random, intact: list[Draft], lang: Lang) -> None:
    """Plant each defect in a cell of a different customer, drawn from `intact`.

    These customers are removed from the list.
    """
    rng.shuffle(intact)
    for defect in CELL_DEFECTS:
        draft = next((draft for draft in intact if _fits(defect, draft)), None)
        if draft is not None:
            intact.remove(draft)
            draft.typed[defect.field] = defect.typed(draft, lang)
            if defect.rule is not None:
                draft.rules[defect.field] = defect.rule
                draft.yuan.pop(defect.field, None)


def _fits(defect: CellDefect, draft: Draft) -> bool:
    return draft.typed[defect.field] is not None and defect.fits(draft)


def _words(en: str, zh: str) -> Callable[[Draft, Lang], Typed]:
    return lambda _, lang: Label(en, zh).text(lang)


def _always(value: Typed) -> Callable[[Draft, Lang], Typed]:
    return lambda _draft, _lang: value


def _amount(name: str, write: Callable[[int], str]) -> Callable[[Draft, Lang], Typed]:
    return lambda draft, _: write(draft.yuan[name])


def _as_number(draft: Draft, _: Lang) -> Typed:
    """An id number as Excel stores it in a column that is not text: with 15 digits."""
    return float(str(draft.typed["id_number"]))


def _all_digits(draft: Draft) -> bool:
    return str(draft.typed["id_number"]).isdecimal()


def _thousands(draft: Draft) -> bool:
    return draft.yuan.get("aum", 0) >= 1_000


def _day(value: Typed) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, dt.date) else ""


CELL_DEFECTS: Sequence[CellDefect] = (
    CellDefect("revenue", _words("about 50", "约50"), AmountUnreadable),
    CellDefect("revenue", _always(ErrorCell("#N/A")), ErrorValue),
    CellDefect("aum", _words("to be checked", "待核实"), AmountUnreadable),
    CellDefect("deposits", _always(ErrorCell("#REF!")), ErrorValue),
    CellDefect("potential", _words("a lot", "较多"), AmountUnreadable),
    CellDefect("birth_date", _always("1975-02-30"), DateUnreadable),
    CellDefect("last_contact", _always("2026/13/05"), DateUnreadable),
    CellDefect("open_date", _words("early last year", "去年年初"), DateUnreadable),
    CellDefect("age", _always(210), ValueOutOfRange),
    CellDefect("products", _words("three", "三个"), NumberUnreadable),
    CellDefect("risk_rating", _always("R9"), ChoiceUnknown),
    CellDefect("id_number", _as_number, NumberDamaged, _all_digits),
    CellDefect("id_number", _as_number, NumberDamaged, _all_digits),
    CellDefect("aum", _amount("aum", lambda yuan: f"{yuan:,}元"), None, _thousands),
    CellDefect("deposits", _amount("deposits", lambda yuan: f"{wan(yuan):.4f}万"), None),
    CellDefect("revenue", _amount("revenue", lambda yuan: f" {wan(yuan):,.4f} "), None),
    CellDefect("loans", _amount("loans", lambda yuan: f"{wan(yuan):.4f}".translate(_FULL_WIDTH)), None),
    CellDefect("last_transaction", lambda draft, _: _day(draft.typed["last_transaction"]), None),
)
"""Each is planted once."""
