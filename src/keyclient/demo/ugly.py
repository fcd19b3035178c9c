"""The demo book, as messy as real ones, and what is planted in it.

Two title rows, a line that says 万元, subtotals and a grand total, blank rows, a repeated heading, a footer; wrong
cells, an id that two people share, a repeated row. Its totals still tie.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random

from xlsxwriter.utility import xl_col_to_name

from keyclient.demo.book import DEMO_DATE, DEMO_FIELDS, Row, make_demo
from keyclient.demo.planted_defects import Draft, Typed, plant_defects, wan
from keyclient.demo.planting import MEASURE, Fate, PlantedBook, PlantedIssue
from keyclient.demo.table import SHEET, cells
from keyclient.errors import UsageError
from keyclient.model.fields import fields, money_fields
from keyclient.model.label import Label, Lang
from keyclient.model.rules.rows import CustomersShareId, IdMissing, RowsLeftOut, RowsMerged, RowsRepeated
from keyclient.model.rules.tables import HiddenSheetsSkipped, SheetChosen

HEADER_ROW = 4
"""Numbered as in Excel."""
LEAST = 60
"""In a smaller book the defects would outweigh the rest."""

_GRAND = Label("Grand total", "总计")
_SUBTOTAL = Label("Subtotal", "小计")
_FOOTER = Label("Prepared by: Chen Jing", "制表人：陈静")
_FEN = 100


class UglyRangeError(UsageError):
    """The requested messy book would be too small."""

    sentence = Label(
        "A messy demo book has at least {least} customers: ask for more with --customers.",
        "杂乱示例表至少要有 {least} 个客户：请用 --customers 指定更多。",
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One row under the headings; cells beyond `cells` are blank."""

    fate: Fate
    cells: Sequence[Typed] = ()
    draft: Draft | None = None
    """The customer of the row, if any."""


@dataclass(frozen=True)
class UglyBook:
    """A messy book in memory, and what is planted in it."""

    lines: tuple[Line, ...]
    planted: PlantedBook
    as_of: dt.date
    lang: Lang


def headings(lang: Lang) -> list[str]:
    """The headings of the messy book: one with a line break, one with a trailing blank."""
    names = {name: fields()[name].column.heading(lang) for name in DEMO_FIELDS}
    names["birth_date"] = "出生\n日期" if lang is Lang.ZH else "Birth\nDate"
    names["manager"] += " "
    return list(names.values())


def make_ugly(
    customers: int = 300, seed: int = 1, as_of: dt.date = DEMO_DATE, lang: Lang = Lang.ZH
) -> UglyBook:
    """The book of `make_demo` made messy, equal for equal arguments; amounts are rounded to whole yuan.

    Raises `UglyRangeError` for fewer than 60 customers, and as `make_demo`.
    """
    if customers < LEAST:
        raise UglyRangeError(least=LEAST)
    rng = Random(seed)  # noqa: S311 - a demo is repeatable, not secret
    rows = make_demo(customers, seed, as_of, lang).rows
    drafts = [_draft(row, lang) for row in sorted(rows, key=lambda row: str(row["branch"]))]
    times = Counter(row["customer_id"] for row in rows)
    intact = [draft for draft in drafts if times[str(draft.typed["customer_id"])] == 1]
    plant_defects(rng, intact, lang)
    twice = next(draft for draft in intact if draft.yuan.get(MEASURE, 0) > 0)
    lost, sharing, *others = (draft for draft in intact if draft is not twice)
    shared = next(other for other in others if other.typed["name"] != sharing.typed["name"])
    lost.typed["customer_id"] = None
    sharing.typed["customer_id"] = shared.typed["customer_id"]
    drafts.insert(drafts.index(twice) + 1, replace(twice, is_copy=True))
    lines = tuple(_lines(drafts, lang))
    return UglyBook(lines, _planted(lines, lang), as_of, lang)


def _draft(row: Row, lang: Lang) -> Draft:
    """A customer with amounts in 万元; AUM is the sum of its rounded parts."""
    yuan = {name: round(fen / _FEN) for name in money_fields() if isinstance(fen := row[name], int)}
    if "aum" in yuan:
        yuan["aum"] = yuan["deposits"] + yuan["investments"]
    typed: dict[str, Typed] = dict(zip(DEMO_FIELDS, cells(row, lang), strict=True))
    return Draft(typed | {name: wan(amount) for name, amount in yuan.items()}, yuan)


def _lines(drafts: Sequence[Draft], lang: Lang) -> Iterator[Line]:
    """The customers branch by branch, with everything that people put between them."""
    seen: set[tuple[Typed, ...]] = set()
    for place, (branch, group) in enumerate(groupby(drafts, key=lambda draft: draft.typed["branch"])):
        members = list(group)
        if place == 2:
            yield Line(Fate.OTHER, headings(lang))
        for index, draft in enumerate(members):
            if place == 0 and index == len(members) // 2:
                yield Line(Fate.BLANK, ("  ",))
            yield Line(_fate(draft, seen), list(draft.typed.values()), draft)
        yield Line(Fate.TOTAL, _total(members, _SUBTOTAL.text(lang), branch))
        yield Line(Fate.BLANK)
    yield Line(Fate.TOTAL, _total(drafts, _GRAND.text(lang), None))
    yield Line(Fate.BLANK)
    yield Line(Fate.OTHER, (_FOOTER.text(lang),))


def _fate(draft: Draft, seen: set[tuple[Typed, ...]]) -> Fate:
    """What a customer's row must be read as, given the customers above it."""
    if draft.is_set_aside:
        return Fate.SET_ASIDE
    who = _who(draft)
    if who[0] is not None and who in seen:
        return Fate.MERGED
    seen.add(who)
    return Fate.CUSTOMER


def _who(draft: Draft) -> tuple[Typed, ...]:
    return tuple(draft.typed[name] for name in ("customer_id", "name", "id_number"))


def _total(drafts: Sequence[Draft], label: str, branch: Typed) -> list[Typed]:
    """A row of sums of the readable amounts, with its label in the first cell."""
    sums: dict[str, Typed] = {
        name: wan(sum(draft.yuan.get(name, 0) for draft in drafts)) for name in money_fields()
    }
    sums |= {DEMO_FIELDS[0]: label, "branch": branch}
    return [sums.get(name) for name in DEMO_FIELDS]


def _planted(lines: Sequence[Line], lang: Lang) -> PlantedBook:
    numbered = dict(enumerate(lines, HEADER_ROW + 1))
    drafts = {row: line.draft for row, line in numbered.items() if line.draft is not None}
    aside = [draft for draft in drafts.values() if draft.is_set_aside]
    return PlantedBook(
        header_row=HEADER_ROW,
        fates={row: line.fate for row, line in numbered.items()},
        issues=(
            *_cell_issues(drafts, lang),
            *_row_issues(drafts, lang),
            *(
                PlantedIssue(RowsLeftOut, _address(row, lang))
                for row, line in numbered.items()
                if line.fate is Fate.OTHER
            ),
            *_SHEET_ISSUES,
        ),
        read=_fen(drafts.values()),
        set_aside=_fen(aside),
    )


_SHEET_ISSUES = (PlantedIssue(SheetChosen), PlantedIssue(HiddenSheetsSkipped))
"""Neither the description sheet before the customers nor the hidden sheet is read."""


def _cell_issues(drafts: Mapping[int, Draft], lang: Lang) -> Iterator[PlantedIssue]:
    for row, draft in drafts.items():
        for name, rule in draft.rules.items():
            yield PlantedIssue(rule, _address(row, lang, name), sets_aside=name == MEASURE)


def _row_issues(drafts: Mapping[int, Draft], lang: Lang) -> Iterator[PlantedIssue]:
    """A repeated row, an id that two people share, a customer without an id, and merged rows."""
    people: dict[Typed, dict[tuple[Typed, ...], int]] = {}
    for row, draft in drafts.items():
        people.setdefault(draft.typed["customer_id"], {}).setdefault(_who(draft), row)
        if draft.is_copy:
            yield PlantedIssue(RowsRepeated, _address(row, lang))
    for number, rows in people.items():
        if number is None:
            yield PlantedIssue(IdMissing, _address(min(rows.values()), lang, "customer_id"))
        elif len(rows) > 1:
            yield PlantedIssue(CustomersShareId, _address(min(rows.values()), lang, "customer_id"))
    yield PlantedIssue(RowsMerged)


def _address(row: int, lang: Lang, name: str | None = None) -> str:
    letters = "" if name is None else xl_col_to_name(DEMO_FIELDS.index(name))
    return f"{SHEET.text(lang)}!{letters}{row}"


def _fen(drafts: Iterable[Draft]) -> dict[str, int]:
    known = list(drafts)
    return {name: _FEN * sum(draft.yuan.get(name, 0) for draft in known) for name in money_fields()}
