"""What people do to single cells: words for amounts, impossible dates, Excel errors, numbers that lose digits."""

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
"""What stands in a cell of the messy book."""


@dataclass(slots=True)
class Draft:
    """One customer's row while it is being made messy."""

    typed: dict[str, Typed]
    """By field, as it stands in the sheet: amounts in 万元."""
    yuan: dict[str, int]
    """The amounts of the row that can be read, by field."""
    rules: dict[str, type[Issue]] = field(default_factory=dict)
    """The rule that each wounded cell breaks, by field."""
    is_copy: bool = False
    """Whether the row repeats the one above it."""

    @property
    def is_set_aside(self) -> bool:
        """Whether the measure cannot be read."""
        return MEASURE in self.rules


@dataclass(frozen=True)
class Wound:
    """One way to spoil a cell."""

    field: str
    typed: Callable[[Draft, Lang], Typed]
    rule: type[Issue] | None
    """The rule that the cell breaks; None where the cell is ugly but can be read."""
    fits: Callable[[Draft], bool] = lambda _: True


def wan(yuan: int) -> float:
    """Yuan as people type them into a column of 万元; exact for whole yuan."""
    return yuan / YUAN_IN_WAN


def inflict(rng: Random, healthy: list[Draft], lang: Lang) -> None:
    """Spoil one cell of as many customers as there are wounds, each of another customer, drawn from `healthy`.

    Those that are wounded are taken out of the list.
    """
    rng.shuffle(healthy)
    for wound in WOUNDS:
        victim = next((draft for draft in healthy if _suits(wound, draft)), None)
        if victim is not None:
            healthy.remove(victim)
            victim.typed[wound.field] = wound.typed(victim, lang)
            if wound.rule is not None:
                victim.rules[wound.field] = wound.rule
                victim.yuan.pop(wound.field, None)


def _suits(wound: Wound, draft: Draft) -> bool:
    return draft.typed[wound.field] is not None and wound.fits(draft)


def _words(en: str, zh: str) -> Callable[[Draft, Lang], Typed]:
    return lambda _, lang: Label(en, zh).text(lang)


def _always(value: Typed) -> Callable[[Draft, Lang], Typed]:
    return lambda _draft, _lang: value


def _amount(name: str, write: Callable[[int], str]) -> Callable[[Draft, Lang], Typed]:
    return lambda draft, _: write(draft.yuan[name])


def _as_number(draft: Draft, _: Lang) -> Typed:
    """A document number as Excel keeps it when nobody has made the column text: 15 digits of it."""
    return float(str(draft.typed["id_number"]))


def _all_digits(draft: Draft) -> bool:
    return str(draft.typed["id_number"]).isdecimal()


def _thousands(draft: Draft) -> bool:
    return draft.yuan.get("aum", 0) >= 1_000


def _day(value: Typed) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, dt.date) else ""


WOUNDS: Sequence[Wound] = (
    Wound("revenue", _words("about 50", "约50"), AmountUnreadable),
    Wound("revenue", _always(ErrorCell("#N/A")), ErrorValue),
    Wound("aum", _words("to be checked", "待核实"), AmountUnreadable),
    Wound("deposits", _always(ErrorCell("#REF!")), ErrorValue),
    Wound("potential", _words("a lot", "较多"), AmountUnreadable),
    Wound("birth_date", _always("1975-02-30"), DateUnreadable),
    Wound("last_contact", _always("2026/13/05"), DateUnreadable),
    Wound("open_date", _words("early last year", "去年年初"), DateUnreadable),
    Wound("age", _always(210), ValueOutOfRange),
    Wound("products", _words("three", "三个"), NumberUnreadable),
    Wound("risk_rating", _always("R9"), ChoiceUnknown),
    Wound("id_number", _as_number, NumberDamaged, _all_digits),
    Wound("id_number", _as_number, NumberDamaged, _all_digits),
    Wound("aum", _amount("aum", lambda yuan: f"{yuan:,}元"), None, _thousands),
    Wound("deposits", _amount("deposits", lambda yuan: f"{wan(yuan):.4f}万"), None),
    Wound("revenue", _amount("revenue", lambda yuan: f" {wan(yuan):,.4f} "), None),
    Wound("loans", _amount("loans", lambda yuan: f"{wan(yuan):.4f}".translate(_FULL_WIDTH)), None),
    Wound("last_transaction", lambda draft, _: _day(draft.typed["last_transaction"]), None),
)
"""Each is inflicted once."""
