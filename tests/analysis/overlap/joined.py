"""Books side by side, written down as text: one line a customer and claim, cells between bars, money in yuan."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from keyclient.analysis.common.members import CLAIM, Members
from keyclient.analysis.overlap.calculate import overlap
from keyclient.analysis.overlap.result import OverlapResult, SamePerson
from keyclient.model.label import Lang
from keyclient.model.measure import Measure
from keyclient.model.receipt import Rows, Source
from keyclient.policy.models import Policy
from tests.analysis.books import AUM

TODAY = dt.date(2026, 6, 30)
GOLD_FROM_500K: dict[str, object] = {"tiers": ({"name": "gold", "floor": 500_000}, {"name": "iron"})}
_ROWS = Rows(read=0, customers=0, merged=0, set_aside=0, totals=0, blank=0, other=0)
_FENS = ("aum", "deposits", "loans", "revenue")
_DATES = ("open_date", "last_contact", "birth_date", "stage_date")
_CLAIMED = (*CLAIM, "is_open")


def members(text: str, path: str = "a.csv", *, branch: str | None = None, measure: Measure = AUM) -> Members:
    """A book: a heading and lines. A line whose `row` was there before is another claim on that customer."""
    heading, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    cells = zip(*lines, strict=True) if lines else [()] * len(heading)
    frame = pd.DataFrame({name: _column(name, column) for name, column in zip(heading, cells, strict=True)})
    if "row" not in frame:
        frame["row"] = pd.Series(range(2, len(frame) + 2), dtype="int64")
    claims = frame[["row", *(name for name in _CLAIMED if name in frame)]]
    if branch is not None and "branch" not in claims:
        claims = claims.assign(branch=pd.Series(branch, index=claims.index, dtype="str"))
    own = ("branch", "manager", "deposits", "loans", "revenue")
    records = frame.drop(columns=[name for name in own if name in frame]).drop_duplicates("row")
    has_value = "aum" in records
    records = records.rename(columns={"aum": "value"}).reset_index(drop=True)
    records["has_lost_digits"] = False
    source = Source(path=path, sheet=None, header_row=1, sha256="", rows=_ROWS, money=())
    return Members(records, claims, source, TODAY, measure if has_value else None, branch)


def overlapping(
    *books: Members,
    tier: dict[str, object] | None = None,
    top: int | None = None,
    lang: Lang = Lang.EN,
    **settings: object,
) -> OverlapResult:
    """What `overlap` says of such books; gold from 500,000 yuan on unless tiers are given."""
    policy = Policy.model_validate({"tier": tier or GOLD_FROM_500K, "overlap": settings})
    return overlap(books, policy, top=top, lang=lang)


def only(result: OverlapResult) -> SamePerson:
    """The one shared person."""
    (person,) = result.same
    return person


def _column(name: str, cells: Sequence[str]) -> pd.Series:
    blank = [cell or None for cell in cells]
    if name == "row":
        return pd.Series(map(int, cells), dtype="int64")
    if name == "is_open":
        return pd.Series([cell == "yes" for cell in cells], dtype=bool)
    if name in _DATES:
        return pd.Series(blank, dtype="datetime64[s]")
    if name in _FENS:
        fens = [None if cell is None else int(Decimal(cell) * 100) for cell in blank]
        return pd.Series(fens, dtype="Int64")
    if name in ("satisfaction",):
        return pd.Series([None if cell is None else float(cell) for cell in blank], dtype="Float64")
    if name in ("products", "referrals"):
        return pd.Series([None if cell is None else int(cell) for cell in blank], dtype="Int64")
    return pd.Series(blank, dtype="str")
