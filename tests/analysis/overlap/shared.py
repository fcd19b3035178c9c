"""Results of `overlap` made by hand, for tests of what is shown of them."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource, RowT
from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.look import OverlapLook
from keyclient.analysis.overlap.result import (
    ChasedTwice,
    Claimant,
    Doubt,
    Household,
    OverlapBook,
    OverlapResult,
    SamePerson,
    SameTotals,
)
from keyclient.model.label import Label
from keyclient.model.receipt import Rows, Source
from keyclient.model.report import Kind

LOOK = OverlapLook(
    Kind.MONEY,
    {"gold": Label("gold", "黄金"), "iron": Label("iron", "铁")},
    measures={"aum": Label("AUM", "AUM")},
)


def claim(
    branch: str | None,
    manager: str | None = None,
    *,
    number: str | None = "1001",
    value: int | None = 10,
    row: int = 2,
    book: int = 0,
) -> Claimant:
    """One claim of a customer in iron."""
    amount = None if value is None else Decimal(value)
    return Claimant(f"book{book}.csv", number, row, branch, manager, amount, "iron", book)


def person(
    *claims: Claimant,
    step: str = "contact",
    owner: str | None = "李娜",
    owner_branch: str | None = "城东",
    ground: str = "因为",
) -> SamePerson:
    """One person with some claims, in gold together."""
    value = sum((one.value for one in claims if one.value is not None), Decimal(0))
    return SamePerson(claims, ("id_number",), owner, owner_branch, step, ground, value, "gold", key=True)


def rows(kind: type[RowT], *lines: RowT) -> LazyRows[RowT]:
    """A list of a result."""
    return LazyRows(kind, ListSource(lines))


def result(persons: Sequence[SamePerson] = (), **changes: object) -> OverlapResult:
    """A result about two books with some persons, of whom none is contested unless said so."""
    records = sum(len(one.customers) for one in persons)
    totals = SameTotals(
        persons=len(persons),
        records=records,
        contested=0,
        undecided=0,
        risen=0,
        become_key=0,
        contradicted=0,
    )
    books = [
        OverlapBook(
            path=f"book{place}.csv",
            sheet=None,
            branch=branch,
            as_of=dt.date(2026, 9, 30),
            customers=10,
            measure="aum",
        )
        for place, branch in enumerate(("城东", "城西"))
    ]
    whole = OverlapResult(
        books=tuple(books),
        measure="aum",
        records=20,
        persons=20 - records + len(persons),
        counted_twice=records - len(persons),
        same=rows(SamePerson, *persons),
        total=totals,
        perhaps=(),
        doubts=rows(Doubt),
        total_doubts=0,
        public=(),
        floors=(),
        households=rows(Household),
        total_households=0,
        chased_twice=rows(ChasedTwice),
        total_chased_twice=0,
        pairs=(),
        share_of_value=None,
    )
    return whole.model_copy(update=changes)


def members(book: int, **rows: int) -> Members:
    """A book with some people, each in a row, all with one telephone."""
    frame = pd.DataFrame({"row": pd.Series(list(rows.values()), dtype="int64")})
    frame["name"] = pd.array(list(rows), dtype="str")
    frame["phone"] = pd.array(["13800000000"] * len(rows), dtype="str")
    counts = Rows(read=len(rows), customers=len(rows), merged=0, set_aside=0, totals=0, blank=0, other=0)
    source = Source(path=f"book{book}.csv", sheet=None, header_row=1, sha256="0" * 64, rows=counts, money=())
    return Members(frame, frame[["row"]], source, dt.date(2026, 9, 30), None)
