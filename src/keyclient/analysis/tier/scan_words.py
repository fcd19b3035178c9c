"""How the tiers of a portfolio of any size compare with its own."""

from dataclasses import dataclass

import narwhals as nw
import pyarrow as pa

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.tier_scan import TierScan
from keyclient.analysis.common.too_many_groups import within
from keyclient.analysis.tier.book_tiers import WordCount, compared_tiers, differs, word_places
from keyclient.analysis.tier.lists import differing_rows
from keyclient.analysis.tier.result import BookTiers
from keyclient.analysis.tier.rows import DifferingCustomer
from keyclient.analysis.tier.scan_lists import differing_first, none_of
from keyclient.metrics.whole_sums import half_sums, halves, whole_sum
from keyclient.model.label import Label
from keyclient.policy.models import Policy


@dataclass(frozen=True, eq=False)
class ScanWords:
    """How the tiers agree with the portfolio's own, and who differs."""

    compared: BookTiers
    differing: pa.Table
    """The first of those who differ, by value."""
    rows: LazyRows[DifferingCustomer]
    """The same as rows of the result."""


def scan_words(book: TierScan, policy: Policy, top: int | None) -> ScanWords | None:
    """The comparison, and the `top` first who differ; None where the portfolio has no tiers of its own.

    Reads the portfolio twice. Raises `TooManyGroupsError`.
    """
    if "book_tier" not in book.columns:
        return None
    cells, blank = _word_counts(book, policy.scale.collected)
    if not cells:
        return None
    places = word_places(cells, policy.tier)
    differ = differs(cells, places)
    differing = none_of(book) if differ is None else differing_first(book, differ, top)
    compared = compared_tiers(book, cells, places, blank)
    return ScanWords(compared, differing, differing_rows(differing, book, places))


def _word_counts(book: TierScan, most: int) -> tuple[list[WordCount], int]:
    """By word and place, in order, and how many customers have no word."""
    split = book.frame.select("book_tier", "place", *halves("value", nw.col("value").fill_null(0)))
    table = split.group_by("book_tier", "place").agg(nw.len().alias("customers"), *half_sums("value"))
    rows = within(table, most, Label("the book's own tier", "表内等级"))
    known = [
        WordCount(row["book_tier"], int(row["place"]), int(row["customers"]), whole_sum(row, "value"))
        for row in rows
        if row["book_tier"] is not None
    ]
    blank = sum(int(row["customers"]) for row in rows if row["book_tier"] is None)
    return sorted(known, key=lambda cell: (cell.word, cell.place)), blank
