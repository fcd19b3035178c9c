"""How earlier books change today's tiers: fast up, slow down."""

from collections.abc import Sequence
from dataclasses import replace

import narwhals as nw

from keyclient.analysis.common.refusals import UNRANKED, EarlierMeasureError
from keyclient.analysis.common.tier_book import Frame, TierBook, tier_book
from keyclient.analysis.tier.result import EarlierBook, History
from keyclient.metrics.tier_grace import tiers_held, with_tiers_held
from keyclient.model.portfolio import Portfolio
from keyclient.policy.parts.tier import TierPolicy

_ID = "customer_id"


def with_history(
    book: TierBook, earlier: Sequence[Portfolio], policy: TierPolicy
) -> tuple[TierBook, History]:
    """The book with the tiers its customers hold, and how they moved. `earlier`: oldest first, at least one.

    Customers are matched by id. One without an id, or with an id that several customers share, cannot be followed and
    gets today's tier. Raises `EarlierMeasureError`.
    """
    frames = [_placed(portfolio, book, policy) for portfolio in earlier]
    followed = [_followed(frame) for frame in frames]
    state, grace = tiers_held(followed, policy.grace), policy.grace
    today = _followed(book.frame)
    held = with_tiers_held(today, state, grace).select(_ID, "before", "watch", nw.col("held").alias("place"))
    plain = book.frame.drop("place", "before", "watch")
    joined = plain.join(held, on=_ID, how="left").with_columns(
        nw.col("place").fill_null(nw.col("rule")), nw.col("watch").fill_null(0)
    )
    books = tuple(
        EarlierBook(path=_path(portfolio), as_of=portfolio.as_of, customers=len(frame), matched=len(own))
        for portfolio, frame, own in zip(earlier, frames, followed, strict=True)
    )
    return replace(book, frame=joined), _history(joined, books, grace)


def _placed(portfolio: Portfolio, book: TierBook, policy: TierPolicy) -> Frame:
    """The customers of an earlier book with their places by its own figures."""
    measure = portfolio.measure
    if measure is None or measure.name != book.measure.name:
        measured = UNRANKED if measure is None else measure.label
        raise EarlierMeasureError(book=_path(portfolio), measure=measured, today=book.measure.label)
    return tier_book(portfolio, measure, policy).frame


def _path(portfolio: Portfolio) -> str:
    return portfolio.sources[0].path if portfolio.sources else ""


def _followed(frame: Frame) -> Frame:
    """The customers with an id of their own, with their place by that book's figures."""
    known = frame.filter(~nw.col(_ID).is_null()).select(_ID, nw.col("rule").alias("place"))
    counts = known.group_by(_ID).agg(nw.len().alias("n"), nw.col("place").min())
    return counts.filter(nw.col("n") == 1).select(_ID, "place")


def _history(frame: Frame, books: tuple[EarlierBook, ...], grace: int) -> History:
    place, before, watch = nw.col("place"), nw.col("before"), nw.col("watch")
    counts = frame.select(
        (~before.is_null()).cast(nw.Int64).sum().alias("matched"),
        (place < before).fill_null(value=False).cast(nw.Int64).sum().alias("risen"),
        (place > before).fill_null(value=False).cast(nw.Int64).sum().alias("fallen"),
        (watch > 0).cast(nw.Int64).sum().alias("watched"),
    ).rows(named=True)[0]
    return History(grace=grace, books=books, **{name: int(count or 0) for name, count in counts.items()})
