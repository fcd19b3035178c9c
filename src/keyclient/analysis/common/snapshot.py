"""What is kept of one book of several: who is in it, what they are worth, and where they stand, without the rest."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

import narwhals as nw
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.in_groups import in_groups
from keyclient.analysis.common.leading_zeros import id_heading
from keyclient.analysis.common.measure import measure_of
from keyclient.analysis.common.tier_book import tier_book
from keyclient.analysis.common.tier_steps import Step
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.model.receipt import Source
from keyclient.model.rules import Severity
from keyclient.model.since import Since
from keyclient.policy.parts.tier import TierPolicy

TEXTS = ("name", "phone", "manager", "branch")
"""Fields kept to say whom a line is about."""
AMOUNTS = (
    "aum",
    "deposits",
    "loans",
    "investments",
    "aum_average",
    "deposits_average",
    "aum_change",
    "deposits_change",
)
"""Money fields kept beside the measure, in fen."""
IDENTITY = ("id_number", "birth_date", "gender", "kind")
"""Fields kept to see whether two numbers are one customer."""
PERSONAL = ("name", "phone", *IDENTITY)
"""What only the two newest books need: whom lists are about, and who may be the same."""
_SHORT = pd.ArrowDtype(pa.string())
_FEW = 0.5
"""Texts are kept once each where there are so many different ones a customer at most."""


@dataclass(frozen=True)
class Snapshot:
    """One book of several.

    Columns of `frame`, one row a customer in the order of the book: `row`, `customer_id` (text; NA without one, or if it has lost digits), `value`
    (in units of `measure.decimals`; NA is blank), `judged` (the loyalty score that may decide a tier), the further
    columns that floors of tiers are about, and those of `TEXTS`, `AMOUNTS` and `IDENTITY` that the book has; of all
    but the two newest books without those of `PERSONAL`.
    """

    frame: pd.DataFrame
    measure: Measure
    as_of: dt.date
    is_dated: bool
    """Whether the data date is the book's own, not that of its file."""
    source: Source
    steps: tuple[Step, ...]
    """The tiers, best first, with the floors of this book."""
    groups: pd.DataFrame | None = None
    """`row`, `group` ("" is blank) and `value`, a row for each customer in each group; None without groups."""
    defects: int = 0
    """The warnings and errors of the book."""
    name: str | None = None
    """The sheet or heading that it is one period of; None: a whole file."""
    title: str | None = None
    """What it is called whatever its date; None: as its data date, sheet or file."""
    change_since: Mapping[str, Since | None] = field(default_factory=dict)
    """For each field with the change of a balance that the book has: since when; None where its heading does not say."""
    listed: frozenset[int] | None = None
    """The rows of the customers whom lists are about (`--only`); None: all."""
    aside: pd.DataFrame | None = None
    """The customers whom the book lists with a value that nobody knows, as in `Portfolio.aside`."""
    rounded: frozenset[str] = frozenset()
    """The ids that have lost digits; in `frame` these are NA."""
    numbered: str | None = None
    """The heading of the customer ids, if the book has one."""

    @property
    def customers(self) -> int:
        """All customers of the book, those without an id too."""
        return len(self.frame)

    @property
    def called(self) -> str:
        """What it is called where it has no data date: its sheet or heading, else its file."""
        return self.name or PurePath(self.source.path.replace("\\", "/")).name

    def without_persons(self) -> "Snapshot":
        """The same without what only the two newest books need."""
        frame = self.frame.drop(columns=[name for name in PERSONAL if name in self.frame])
        return replace(self, frame=frame)


def take_snapshot(
    loaded: Loaded, policy: TierPolicy, *, name: str | None = None, only_filled: bool = False
) -> Snapshot:
    """What is kept of a book. Raises `UnmeasuredTierError` and `SumTooLargeError`, as `tier_book`.

    `name`: of the sheet or heading that it is one period of; `only_filled`: without customers whose value is blank.
    """
    portfolio = _filled(loaded.portfolio) if only_filled else loaded.portfolio
    book = tier_book(portfolio, measure_of(portfolio), policy)
    asked = [step.rung.column for step in book.steps if step.rung is not None]
    placed = book.frame.select(*dict.fromkeys(["row", "customer_id", "value", "judged", *asked]))
    frame = nw.to_native(placed).to_pandas(types_mapper=pd.ArrowDtype)
    return Snapshot(
        _slim(frame, portfolio, book.measure),
        book.measure,
        portfolio.as_of,
        not loaded.as_of_from_file,
        portfolio.sources[0],
        book.steps,
        None if loaded.group is None else in_groups(portfolio, loaded.group),
        sum(issue.severity is not Severity.NOTE for issue in loaded.issues),
        name,
        change_since=loaded.change_since,
        listed=portfolio.listed,
        aside=portfolio.aside,
        rounded=_rounded(portfolio),
        numbered=id_heading(loaded),
    )


def _rounded(portfolio: Portfolio) -> frozenset[str]:
    frame = portfolio.frame
    if not portfolio.rounded or "customer_id" not in frame:
        return frozenset()
    return frozenset(frame["customer_id"][frame["row"].isin(portfolio.rounded)].dropna())


def _filled(portfolio: Portfolio) -> Portfolio:
    """A portfolio without customers whose value is blank."""
    frame = portfolio.frame[portfolio.frame["value"].notna()].reset_index(drop=True)
    parts = portfolio.parts
    if parts is not None:
        parts = parts[parts["row"].isin(frame["row"])].reset_index(drop=True)
    return replace(portfolio, frame=frame, parts=parts)


def _slim(frame: pd.DataFrame, portfolio: Portfolio, measure: Measure) -> pd.DataFrame:
    """The columns that are kept, each in as few bytes as hold it; one that is the measure itself shares its memory."""
    columns: dict[str, pd.Series] = {str(name): frame[name] for name in frame}
    columns["row"] = columns["row"].astype("int32")
    ids = columns["customer_id"].astype(_SHORT)
    columns["customer_id"] = ids.mask(columns["row"].isin(portfolio.rounded)) if portfolio.rounded else ids
    own: Mapping[str, pd.Series] = {str(name): column for name, column in portfolio.frame.items()}
    for name in (*TEXTS, *AMOUNTS, *IDENTITY):
        if name in own and name not in columns:
            is_measure = measure.columns == (name,) and measure.decimals == 2
            columns[name] = columns["value"] if is_measure else _short(own[name].reset_index(drop=True))
    return pd.DataFrame(columns, copy=False)


def _short(column: pd.Series) -> pd.Series:
    if not isinstance(column.dtype, pd.StringDtype) and column.dtype != object:
        return column
    encoded = column.astype("category")
    return encoded if len(encoded.cat.categories) < _FEW * len(column) else column.astype(_SHORT)
