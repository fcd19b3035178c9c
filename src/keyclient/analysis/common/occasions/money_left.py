"""Money that left, and a tier that is lost with the next book."""

import numpy as np

from keyclient.analysis.common.drop_day import drop_day
from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.evidence.calendar_evidence import grace_ends
from keyclient.analysis.common.evidence.columns import is_assets
from keyclient.analysis.common.evidence.finding import Finding
from keyclient.analysis.common.evidence.money_evidence import left_findings
from keyclient.analysis.common.occasions.found import Found, Words, found, in_fen
from keyclient.analysis.common.occasions.look import Look
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.label import Label

_OF_MEASURE = Label("{measure}: {text}", "{measure}：{text}")


def left(look: Look) -> Found:
    """Emptied, or down by the share that `risk` warns of, against her best value or by the book's own change column."""
    emptied, down = left_findings(look.books, look.books.newest)
    amount = np.where(emptied.holds, _fen(emptied), _fen(down))
    holds, known = emptied.holds | down.holds, emptied.known | down.known
    return found(Occasion.LEFT, holds, known, _words(look, emptied, down), amount=amount)


def _fen(one: Finding) -> "np.typing.NDArray[np.float64]":
    units = np.full(len(one.holds), np.nan) if one.amount is None else one.amount
    return in_fen(units, one.measure)


def _words(look: Look, emptied: Finding, down: Finding) -> Words:
    """The sentences of the evidence; those about a measure that is no balance name it."""
    said, measure = look.evident(emptied, down), look.books.measure
    if is_assets(measure):
        return said
    balance = down.details.get("of")

    def words(positions: Ints) -> list[str]:
        texts = zip(positions.tolist(), said(positions), strict=True)
        return [
            _OF_MEASURE.say(look.lang, {"measure": measure.label, "text": text})
            if balance is None or emptied.holds[at] or balance[at] == measure.name
            else text
            for at, text in texts
        ]

    return words


def tier_lost(look: Look) -> Found:
    """Her tier is lost unless the next book has her above its floor; the amount is what she lacks, none where it is loyalty.

    The day is that after the period of the next book, where the dates of the books say when that is.
    """
    books = look.books
    one = grace_ends(books, books.newest)
    day = drop_day([book.portfolio.as_of for book in books.books] if books.is_dated else [], 1)
    days = np.full(len(one.holds), np.nan if day is None else float(day.toordinal()))
    return found(Occasion.GRACE_ENDS, one.holds, one.known, look.evident(one), amount=_fen(one), day=days)
