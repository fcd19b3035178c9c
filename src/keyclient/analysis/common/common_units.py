"""Several books in the same units: what is a plain number with two decimals in one and with none in another is one scale."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from keyclient.analysis.common.refusals import SumTooLargeError
from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.common.tier_steps import Step
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.profile import LARGEST_SUM
from keyclient.model.measure import Measure, MeasureKind
from keyclient.policy.parts.ladder import yuan

Scales = Mapping[str, Measure]
"""The measure of each numeric column that floors are about, by column."""


def in_common_units(books: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
    """The books with every measure in the most decimals that any of them has, floats where one has none.

    The columns that floors of tiers are about are called as in the newest book, the last one. What each measure is
    called, and whether it is money, says the newest book too.
    """
    newest = books[-1]
    renamed = [_renamed(book, newest) for book in books]
    scales = {column: _common(column, renamed) for column in _measures(newest)}
    return tuple(_scaled(book, scales) for book in renamed)


def _measures(book: Snapshot) -> Scales:
    """The measures of a book by column."""
    further = {step.rung.column: step.measure for step in book.steps if step.rung is not None}
    return {**further, "value": book.measure}


def _renamed(book: Snapshot, newest: Snapshot) -> Snapshot:
    """A book whose further columns of floors are called as those of the newest."""
    names: dict[str, str] = {}
    steps = []
    for step, other in zip(book.steps, newest.steps, strict=True):
        if step.rung is None or other.rung is None or step.rung.column == other.rung.column:
            steps.append(step)
        else:
            names[step.rung.column] = other.rung.column
            steps.append(replace(step, rung=replace(step.rung, column=other.rung.column)))
    if not names:
        return book
    added = {new: book.frame[old] for old, new in names.items()}
    return replace(book, frame=book.frame.assign(**added), steps=tuple(steps))


def _common(column: str, books: Sequence[Snapshot]) -> Measure:
    """The measure of a column in the units of all books: fen where the newest has money, else the most decimals of any.

    Floats where one book has no units, or where so many decimals could not be summed exactly. Raises `SumTooLargeError`.
    """
    measures = [_measures(book)[column] for book in books]
    newest = measures[-1]
    decimals = [measure.decimals for measure in measures if measure.decimals is not None]
    most = 2 if newest.kind is MeasureKind.MONEY else max(decimals, default=0)
    fits = all(_fits(book, column, own, most) for book, own in zip(books, measures, strict=True))
    if newest.kind is MeasureKind.MONEY:
        if not fits:
            raise SumTooLargeError(measure=newest.label)
        return newest
    return replace(newest, decimals=most if fits and len(decimals) == len(measures) else None)


def _fits(book: Snapshot, column: str, own: Measure, decimals: int) -> bool:
    """Whether the values of a column can be summed exactly with so many decimals."""
    if own.decimals == decimals:
        return True
    shift = decimals - (own.decimals or 0)
    return float(book.frame[column].abs().astype("float64").sum()) * 10.0**shift < LARGEST_SUM


def _scaled(book: Snapshot, scales: Scales) -> Snapshot:
    own = _measures(book)
    changed = {column for column, scale in scales.items() if own[column].decimals != scale.decimals}
    steps = tuple(_step(step, scales, own) for step in book.steps)
    measure = scales["value"]
    book = replace(book, measure=replace(measure, columns=book.measure.columns), steps=steps)
    if not changed:
        return book
    columns = {column: converted(book.frame[column], own[column], scales[column]) for column in changed}
    groups = book.groups
    if groups is not None and "value" in changed and "value" in groups:
        groups = groups.assign(value=converted(groups["value"], own["value"], measure))
    return replace(book, frame=book.frame.assign(**columns), groups=groups)


def converted(column: pd.Series, own: Measure, scale: Measure) -> pd.Series:
    """A column in other units; what does not fit into whole ones is rounded."""
    shift = (scale.decimals or 0) - (own.decimals or 0)
    if scale.decimals is not None and own.decimals is not None and shift >= 0:
        whole: pd.Series = column * 10**shift
        return whole
    floats: pd.Series = column.astype("Float64") * 10.0**shift
    return floats if scale.decimals is None else floats.round().astype("Int64")


def _step(step: Step, scales: Scales, own: Scales) -> Step:
    """A tier with its floor in the common units."""
    if step.rung is None:
        return step
    column = step.rung.column
    scale, before = scales[column], own[column]
    if scale.decimals == before.decimals:
        return replace(step, measure=replace(scale, columns=step.measure.columns))
    reach = None if step.reach is None else replace(step.reach, value=_moved(step.reach.value, before, scale))
    floor = step.rung.floor
    if step.tier.floor is not None:
        floor = scale.units(yuan(step.tier.floor))
    elif floor is not None:
        floor = _moved(floor, before, scale)
    unit = 1.0 if scale.decimals is None else 10.0**-scale.decimals
    return replace(step, rung=replace(step.rung, floor=floor, unit=unit), measure=scale, reach=reach)


def _moved(value: Number, own: Measure, scale: Measure) -> Number:
    """One value in other units."""
    shift = (scale.decimals or 0) - (own.decimals or 0)
    if scale.decimals is not None and own.decimals is not None and shift >= 0:
        return value * int(10**shift)
    moved = value * 10.0**shift
    return moved if scale.decimals is None else round(moved)
