"""The issues that a comparison of two portfolios raises; what it does not look at is told."""

from collections.abc import Collection, Iterator

import narwhals as nw
import pandas as pd

from keyclient.analysis.common.leading_zeros import NumberedBook
from keyclient.analysis.compare.buckets import Bucket
from keyclient.analysis.compare.issues import blank_issues
from keyclient.analysis.compare.leading_zeros import lost_zero_issues
from keyclient.analysis.compare.perhaps import perhaps_issues
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.scaled.books import ScaledBook
from keyclient.analysis.compare.scaled.listed import rows_of
from keyclient.analysis.compare.scaled.panel import ScaledPanel
from keyclient.analysis.compare.whole_groups import whole_group_issues
from keyclient.metrics.whole_sums import whole_sums
from keyclient.model.amount_words import amount_words
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed
from keyclient.model.rules import moves
from keyclient.model.rules.compare_scale import ChangesNotUsed, NotOneByOne
from keyclient.model.since import CHANGES

_ZEROS = Label("Numbers that have lost their leading zeros", "客户号前导零缺失")
_ZEROS_INSTEAD = Label("None of them is looked for.", "未作检查。")


def scaled_issues(
    result: CompareResult, panel: ScaledPanel, others: Collection[str], most: int
) -> Iterator[Issue]:
    """As `compare_issues` of two books. `others`: numbers that are another person's now; `most`: looked at one by one."""
    yield from blank_issues(result)
    yield from _not_followed(result)
    if others:
        yield _others(result, panel, others)
    yield from _zeros(result, panel, most)
    yield from whole_group_issues(result.vanished, panel.new.measure, panel.new.called)
    yield from perhaps_issues(result)
    yield from _changes(result, panel.old, panel.new)


def _not_followed(result: CompareResult) -> Iterator[Issue]:
    apart = result.unfollowed.customers_opening, result.unfollowed.customers_closing
    for period, count in zip(result.periods, apart, strict=True):
        if count:
            yield moves.NotFollowed(book=period.period, count=count)


def _others(result: CompareResult, panel: ScaledPanel, others: Collection[str]) -> Issue:
    measure = panel.new.measure
    among = nw.col("customer_id").is_in(sorted(others))
    was, now = (
        whole_sums(book.frame.filter(among), {"value": nw.col("value")})["value"] for book in panel.books
    )
    return moves.NumberOfAnother(
        book=result.periods[-1].period,
        count=len(others),
        was=amount_words(measure.amount(was), measure.kind),
        amount=amount_words(measure.amount(now), measure.kind),
    )


def _zeros(result: CompareResult, panel: ScaledPanel, most: int) -> Iterator[Issue]:
    counts = {one.bucket: one.customers for one in result.buckets}
    gone, new = counts[Bucket.LOST.value], counts[Bucket.NEW.value]
    if not gone or not new:
        return
    if max(gone, new) > most:
        yield NotOneByOne(what=_ZEROS, count=max(gone, new), most=most, instead=_ZEROS_INSTEAD)
        return
    gone_ids, new_ids = _alone(panel)
    before, now = (NumberedBook(book.called, None) for book in panel.books)
    yield from lost_zero_issues(gone_ids, new_ids, before, now)


def _alone(panel: ScaledPanel) -> tuple["pd.Series", "pd.Series"]:
    """The numbers of those whom the newer book does not list, and of those whom the older one does not."""
    alone = panel.frame.filter((nw.col("old_listed") == 0) | (nw.col("new_listed") == 0))
    rows = rows_of(alone.select("customer_id", "new_listed"))
    gone, new = (
        pd.Series([row["customer_id"] for row in rows if row["new_listed"] == here], dtype="str")
        for here in (0, 1)
    )
    return gone, new


def _changes(result: CompareResult, old: ScaledBook, new: ScaledBook) -> Iterator[Issue]:
    """That changes which the newer one has are not held against the balances of the older one."""
    there = [change for column, change in CHANGES.items() if change in new.filled and column in old.filled]
    if there:
        names = listed(fields()[name].column.label for name in there)
        yield ChangesNotUsed(book=result.periods[-1].period, columns=names)
