"""The receipt of a portfolio: every row and every yuan of its files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from keyclient.ingest.portfolio.left_out import LeftOut
from keyclient.ingest.portfolio.ranked_by import RankedBy
from keyclient.ingest.portfolio.reading import Want
from keyclient.ingest.portfolio.schema import Schema
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.receipt import MoneyLine, Rows, Source

_MONEY = Measure("", Label("", ""), (), MeasureKind.MONEY, 2)


def portfolio_source(paths: Sequence[Path], schema: Schema, ranked: RankedBy, left: LeftOut) -> Source:
    """One source for all files: rows, and the money of the columns that were read, exact to the fen.

    `paths`: what the user named.
    """
    rows = Rows(
        read=schema.rows,
        customers=left.counted.rows - left.unread,
        merged=0,
        set_aside=left.rows,
        totals=0,
        blank=0,
        other=0,
    )
    root = paths[0] if paths[0].is_dir() else paths[0].parent
    return Source(
        path=" ".join(map(str, paths)),
        sheet=None,
        header_row=0,
        sha256=schema.sha256(root),
        rows=rows,
        money=tuple(_lines(ranked, left)),
    )


def _lines(ranked: RankedBy, left: LeftOut) -> Iterator[MoneyLine]:
    for name, reading in ranked.readings.items():
        if reading.want is not Want.MONEY:
            continue
        read, accepted = left.read.get(name, 0), left.accepted.get(name, 0)
        yield MoneyLine(
            column=reading.column.name,
            field=name if name in fields() else None,
            read=_MONEY.amount(read),
            accepted=_MONEY.amount(accepted),
            set_aside=_MONEY.amount(read - accepted),
            book_total=None,
            difference=None,
        )
