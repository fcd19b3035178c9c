"""The values of several books in one measure and in the same units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from keyclient.analysis.common.common_units import converted
from keyclient.analysis.common.members import Members
from keyclient.analysis.common.members_measure import is_by, main_measure
from keyclient.analysis.common.refusals import SumTooLargeError
from keyclient.metrics.profile import LARGEST_SUM
from keyclient.model.measure import Measure, MeasureKind


@dataclass(frozen=True, eq=False)
class InOneMeasure:
    """What every record of some books is worth."""

    measure: Measure
    worth: pd.Series
    """In units of the measure, a row each record; NA where it is blank, or the book has another measure."""
    further: Mapping[str, Measure]
    """The further numbers that tiers are about, by the requested name; `columns` has one column of each."""
    columns: Mapping[str, pd.Series]


def in_one_measure(books: Sequence[Members]) -> InOneMeasure | None:
    """The measure that values most records, and the values by it; None where no book has a measure.

    Raises `SumTooLargeError`.
    """
    chosen = main_measure(books)
    if chosen is None:
        return None
    measures = [book.measure if is_by(book, chosen) else None for book in books]
    measure, worth = _together(books, measures, ["value"] * len(books), "value")
    names = sorted({name for book in books for name in book.further})
    further, columns = {}, {}
    for name in names:
        own = [book.further.get(name) for book in books]
        kinds = {found.kind for found in own if found is not None}
        if len(kinds) > 1:
            own = [found if found is not None and found.kind is MeasureKind.MONEY else None for found in own]
        sources = ["" if found is None else found.columns[0] for found in own]
        further[name], columns[name] = _together(books, own, sources, f"{name}#")
    return InOneMeasure(measure, worth, further, columns)


def _together(
    books: Sequence[Members], measures: Sequence[Measure | None], sources: Sequence[str], column: str
) -> tuple[Measure, pd.Series]:
    """One column of all records from the columns of the books that have the measure, and the measure of it."""
    have = [
        (book.records[source], own)
        for book, own, source in zip(books, measures, sources, strict=True)
        if own is not None
    ]
    scale = replace(_scale(have), columns=(column,))
    kind = "Float64" if scale.decimals is None else "Int64"
    parts = [
        pd.Series(pd.NA, index=book.records.index, dtype=kind)
        if own is None
        else pd.Series(converted(book.records[source], own, scale), dtype=kind)
        for book, own, source in zip(books, measures, sources, strict=True)
    ]
    return scale, pd.concat(parts, ignore_index=True)


def _scale(have: Sequence[tuple[pd.Series, Measure]]) -> Measure:
    """Fen for money; for plain numbers the most decimals of any, floats where one has none or the sum would not be exact."""
    first = min((own for _, own in have), key=lambda own: (own.label.zh, own.label.en))
    decimals = [own.decimals for _, own in have]
    exact = [places for places in decimals if places is not None]
    most = max(exact, default=0)
    sums = [
        float(values.abs().astype("float64").sum()) * 10.0 ** (most - (own.decimals or 0))
        for values, own in have
    ]
    fits = float(np.sum(sums)) < LARGEST_SUM
    if first.kind is MeasureKind.MONEY and not fits:
        raise SumTooLargeError(measure=first.label)
    return replace(first, decimals=most if fits and len(exact) == len(decimals) else None)
