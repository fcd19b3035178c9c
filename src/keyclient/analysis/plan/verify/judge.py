"""How later books judge the lines of a plan: the figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.measure import measure_of
from keyclient.analysis.common.tier_book import TierBook, tier_book
from keyclient.analysis.plan.criteria.criterion import TierCondition
from keyclient.analysis.plan.result import PlanLine
from keyclient.analysis.plan.verify.followed import Followed, followed
from keyclient.analysis.plan.verify.levels import Book
from keyclient.analysis.plan.verify.lines import Required
from keyclient.analysis.plan.verify.states import Asked, asked, states
from keyclient.analysis.plan.verify.unread_cells import with_unread
from keyclient.analysis.plan.verify.verdicts import verdicts
from keyclient.analysis.plan.verify.words import Judged, SeenBook
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy


@dataclass(frozen=True, eq=False)
class JudgedPlan:
    """The lines as the books judge them."""

    judged: Judged
    before: SeenBook
    """The plan's own book."""
    followed: tuple[Followed, ...]
    """Where the customers of the lines stand in each later book."""
    otherwise: int
    """Lines about tiers that would be met, or not, by the floors of the last book in place of the plan's."""


def judge(
    lines: Sequence[PlanLine], asks: Sequence[Required], inputs: Inputs, tiers: TierBook, policy: Policy
) -> JudgedPlan:
    """Every line against every later book. `tiers`: of the plan's own book, whose floors count in all of them."""
    whole = asked(one.criterion for one in asks)
    ids = pd.Series([line.customer_id for line in lines], dtype="str")
    portfolio = inputs.loaded.portfolio
    own = followed(ids, portfolio)
    placed = Followed(_own_places(lines, own, portfolio.frame["row"]), own.why)
    before = _seen(inputs.loaded, placed, whole, tiers, policy)
    found = tuple(followed(ids, later.portfolio, own.why) for later in inputs.newer)
    books = [_seen(later, at, whole, tiers, policy) for later, at in zip(inputs.newer, found, strict=True)]
    judged = Judged(
        lines,
        whole,
        verdicts(
            [book.states.state for book in books],
            np.array([book.day.toordinal() for book in books], dtype=np.int64),
            np.array([line.deadline.toordinal() for line in lines], dtype=np.int64),
        ),
        books,
        [one.refused for one in asks],
    )
    return JudgedPlan(judged, before, found, _otherwise(books[-1], found[-1], whole, policy))


def _own_places(lines: Sequence[PlanLine], own: Followed, rows: "pd.Series[int]") -> Ints:
    """Where the customers stand in the plan's own book: by their rows, else by their ids."""
    wanted = np.array([-1 if line.row is None else line.row for line in lines], dtype=np.int64)
    at = pd.Index(rows.to_numpy("int64")).get_indexer(pd.Index(wanted))
    return np.where(at == ABSENT, own.place, at)


def _seen(loaded: Loaded, found: Followed, whole: Asked, tiers: TierBook, policy: Policy) -> SeenBook:
    portfolio = loaded.portfolio
    book = Book(portfolio, tiers, policy)
    path = portfolio.sources[0].path if portfolio.sources else "-"
    name = PurePath(path.replace("\\", "/")).name
    seen = with_unread(states(book, found, whole), found, whole, loaded)
    return SeenBook(name, portfolio.as_of, book, found.place, seen)


def _otherwise(last: SeenBook, found: Followed, whole: Asked, policy: Policy) -> int:
    portfolio = last.book.portfolio
    is_tier = np.array([isinstance(one, TierCondition) for one in whole.conditions], dtype=bool)
    if not is_tier.any() or not last.book.is_ranked_alike:
        return 0
    own = Book(portfolio, tier_book(portfolio, measure_of(portfolio), policy.tier), policy)
    by_own: Ints = states(own, found, whole).each
    differs: Flags = is_tier & (by_own != last.states.each)
    return len(np.unique(whole.line[differs]))
