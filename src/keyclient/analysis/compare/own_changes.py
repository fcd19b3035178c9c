"""The book before, made up from the changes that one book has itself: opening = closing - change."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.measure import measure_of
from keyclient.analysis.common.snapshot import AMOUNTS, Snapshot, take_snapshot
from keyclient.analysis.compare.own_changes_result import OwnChanges
from keyclient.analysis.compare.period_names import name_of_opening
from keyclient.analysis.compare.refusals import (
    ChangeOfOtherMeasureError,
    ChangeOfWhatError,
    OneBookError,
)
from keyclient.errors import UsageError
from keyclient.model.amount_words import amount_words
from keyclient.model.column import HeadingStatus
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Lang, listed
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.model.rules.changes import ChangeOfWhat, OpeningUnknown
from keyclient.model.since import CHANGES
from keyclient.policy.parts.tier import TierPolicy


@dataclass(frozen=True)
class OwnHistory:
    """The two books that one book tells of, and what is said of them."""

    books: tuple[Snapshot, Snapshot]
    """The one made up, then the book itself. Customers without a known opening have no id in either."""
    said: OwnChanges
    issues: tuple[Issue, ...]


def own_history(loaded: Loaded, policy: TierPolicy, lang: Lang) -> OwnHistory:
    """What a book with the change of its measure says of the time before. The name of that time is in `lang`.

    Every customer of the book was there before, so that nobody is new, and whoever has left is not in the book. A customer
    whose change or value is blank cannot be followed; one whose number has lost digits is on one row and can. Raises `OneBookError` where the book has no such change,
    `ChangeOfOtherMeasureError` where it has that of another measure, and `ChangeOfWhatError` where it does not say of what.
    """
    loaded = replace(loaded, portfolio=replace(loaded.portfolio, rounded=frozenset()))
    portfolio = loaded.portfolio
    measure = measure_of(portfolio)
    change = CHANGES.get(measure.name, "")
    if change not in portfolio.frame:
        raise _refusal(loaded, measure)
    known = (portfolio.frame["value"].notna() & portfolio.frame[change].notna()).reset_index(drop=True)
    now = take_snapshot(loaded, policy)
    since = loaded.change_since.get(change)
    opening = None if since is None else since.opening(portfolio.as_of)
    before = take_snapshot(replace(loaded, portfolio=_before(portfolio, measure.name, loaded.group)), policy)
    before = replace(
        before,
        frame=_followed(_known_before(before), known),
        as_of=opening or portfolio.as_of,
        is_dated=now.is_dated and opening is not None,
        title=name_of_opening(since, opening if now.is_dated else None).text(lang),
    )
    heading = _heading(loaded, change)
    unknown = now.frame["value"][~known].fillna(0).to_numpy()
    said = OwnChanges(
        field=change,
        heading=heading,
        since=None if since is None else since.value,
        from_=opening if now.is_dated else None,
        unknown_customers=int((~known).sum()),
        unknown_value=measure.amount(exact_sum(unknown)),
    )
    return OwnHistory((before, replace(now, frame=_followed(now.frame, known))), said, tuple(_issues(said)))


def _before(portfolio: Portfolio, balance: str, group: str | None) -> Portfolio:
    """The portfolio with what its customers had before the changes, where the book has them."""
    frame = portfolio.frame
    earlier = {
        name: frame[name] - frame[change]
        for name, change in CHANGES.items()
        if name in frame and change in frame
    }
    earlier["value"] = frame["value"] - frame[CHANGES[balance]]
    parts = portfolio.parts
    if parts is not None and portfolio.split is not None and group is not None:
        own = portfolio.split([group], [CHANGES[balance]]).rename(columns={group: "group"})
        parts = own.assign(value=_part_before(own["value"], own[CHANGES[balance]]))[["row", "group", "value"]]
    return replace(portfolio, frame=frame.assign(**earlier), parts=parts)


def _part_before(value: "pd.Series", change: "pd.Series") -> "pd.Series":
    """What a customer had in a group; a blank beside an amount adds nothing, as in the sums of all her rows."""
    known = value.notna() | change.notna()
    return (value.fillna(0) - change.fillna(0)).where(known)


def _known_before(book: Snapshot) -> pd.DataFrame:
    """The frame without the amounts of which the book does not say what they were before."""
    kept = {name for name, change in CHANGES.items() if change in book.frame}
    kept |= {step.rung.column for step in book.steps if step.rung is not None}
    return book.frame.drop(columns=[name for name in AMOUNTS if name in book.frame and name not in kept])


def _followed(frame: pd.DataFrame, known: "pd.Series[bool]") -> pd.DataFrame:
    """The frame without the ids of customers whose opening is not known."""
    return frame.assign(customer_id=frame["customer_id"].where(known))


def _heading(loaded: Loaded, change: str) -> str:
    return next(
        (
            " ".join(column.heading.split())
            for column in loaded.columns
            if column.standing is HeadingStatus.TAKEN and column.field == change
        ),
        change,
    )


def _issues(said: OwnChanges) -> Iterator[Issue]:
    if said.unknown_customers:
        yield OpeningUnknown(
            field=said.field,
            heading=said.heading,
            count=said.unknown_customers,
            amount=amount_words(said.unknown_value),
        )


def _refusal(loaded: Loaded, measure: Measure) -> UsageError:
    book = loaded.portfolio.sources[0].path
    unnamed = [issue for issue in loaded.issues if isinstance(issue, ChangeOfWhat)]
    for issue in unnamed:
        if issue.used == CHANGES.get(measure.name):
            return ChangeOfWhatError(
                book=book, heading=issue.heading, measure=measure.label, field=issue.used, label=issue.label
            )
    others = [name for name, change in CHANGES.items() if {name, change} <= {*loaded.portfolio.frame}]
    if not others:
        return OneBookError(book=book)
    labels = listed(fields()[name].column.label for name in others)
    return ChangeOfOtherMeasureError(book=book, measure=measure.label, others=labels, first=others[0])
