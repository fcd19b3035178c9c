"""One measure in all books that are compared: that of the newest; a point balance and an average are never compared."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.errors import InputError, UsageError
from keyclient.ingest.base.table_refusals import HeadingNotFound, HeadingTwice, MeasureNotNumeric
from keyclient.ingest.cells.units import split_unit
from keyclient.ingest.load import load_cells
from keyclient.model.column import HeadingStatus, UnderstoodColumn
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.rules.series import TAKEN_AS_NUMBERS, TAKEN_AS_YUAN, MeasureKindsDiffer

if TYPE_CHECKING:
    from keyclient.ingest.base.request import Request
    from keyclient.ingest.source.opening import Cells
    from keyclient.model.portfolio import Loaded


class OtherMeasureError(UsageError):
    """A book does not have what the newest is measured by."""

    sentence = Label(
        "{newest} is measured by {measure}, and {book} by {other}: they are not the same. A balance at a date and an "
        "average are never compared. Name a column that every book has with --measure, or give --map for its heading.",
        "{newest} 的指标是{measure}，而 {book} 的是{other}，口径不同。时点余额与日均不作对比。请用 --measure 指定各期都有的列，或用 "
        "--map 指明其列名。",
    )


class OtherUnitError(UsageError):
    """What is money in one book is a plain number in another, in whatever unit."""

    sentence = Label(
        "“{heading}” is in {unit} in {book}, and in {other} without a unit: nothing says whether they are the same unit. "
        "Write the unit beside the heading, such as {column} ({unit}).",
        "{book} 的“{heading}”单位为{unit}，{other} 没有注明单位，无法确认是否一致。请在列名中注明单位，例如 {column}（{unit}）。",
    )


_MEASURE = Label("{measure} (“{headings}”)", "{measure}（“{headings}”）")
_YUAN = "元"


@dataclass(frozen=True)
class Measured:
    """What a book is measured by."""

    path: Path
    measure: Measure
    headings: tuple[str, ...]
    """As they stand in the book."""
    unit: str | None
    """Of a measure of one column, the unit that the book gives."""

    @property
    def said(self) -> Label:
        """The measure, and how it is headed in the book."""
        own = self.measure.label
        if self.headings in {(own.zh,), (own.en,)}:
            return Label(f"“{self.headings[0]}”", f"“{self.headings[0]}”")
        return _MEASURE.filled(measure=own, headings=listed(self.headings))


def measured(loaded: "Loaded", path: Path) -> Measured:
    """What a book is measured by."""
    measure = loaded.portfolio.measure
    if measure is None:
        raise ValueError("a book that is compared was read without a measure")
    columns = [column for name in measure.columns for column in loaded.columns if _is_of(column, name)]
    unit = columns[0].unit if len(columns) == 1 else None
    return Measured(path, measure, tuple(column.heading for column in columns), unit)


def _is_of(column: UnderstoodColumn, name: str) -> bool:
    if column.field == name:
        return column.standing is HeadingStatus.TAKEN
    return name not in fields() and name.removesuffix("#") in (column.heading, split_unit(column.heading)[0])


class NewerMeasure(Exception):
    """A book without the measure of the first one is newer than it, so that its own measure counts."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class OneMeasure:
    """Reads books by the measure of the first that is read, which is the newest as far as names tell."""

    def __init__(self, wanted: str | None) -> None:
        """`wanted`: the measure that the user has named; None: what the newest book has."""
        self._wanted = wanted
        self.newest: Measured | None = None
        self._day: dt.date | None = None

    def read(self, cells: "Cells", request: "Request") -> "tuple[Loaded, Measured]":
        """A book by the measure of all, and by which one it would have been read alone.

        Raises as `load`, `OtherMeasureError`, and `NewerMeasure` where all have to be read by that of this book.
        """
        loaded = load_cells(cells, request)
        own = measured(loaded, cells.path)
        if self.newest is None:
            self.newest, self._day = own, None if loaded.as_of_from_file else loaded.portfolio.as_of
        if self._is_same(own):
            return loaded, own
        if self._wanted is not None:
            raise self._refusal(own)
        try:
            again = load_cells(cells, replace(request, measure=self.newest.measure.name))
        except (HeadingNotFound, HeadingTwice, MeasureNotNumeric):
            raise self._refused(loaded, own) from None
        if not self._is_same(measured(again, cells.path)):
            raise self._refused(loaded, own)
        return again, own

    def _is_same(self, other: Measured) -> bool:
        """Whether a book is measured by the same; what the user has named is the same where it is no other field."""
        newest = self.newest
        if newest is None or newest.measure.name == other.measure.name:
            return True
        names = {newest.measure.name, other.measure.name}
        return self._wanted is not None and not any(set(name.split("+")) <= set(fields()) for name in names)

    def _refused(self, loaded: "Loaded", own: Measured) -> Exception:
        is_newer = self._day is not None and not loaded.as_of_from_file and loaded.portfolio.as_of > self._day
        return NewerMeasure(own.path) if is_newer else self._refusal(own)

    def _refusal(self, other: Measured) -> InputError | UsageError:
        newest = self.newest or other
        return OtherMeasureError(newest=newest.path, measure=newest.said, book=other.path, other=other.said)


def kind_issues(newest: Measured, other: Measured) -> Iterator[Issue]:
    """What is told where a measure is money in one book and a plain number in the other. Raises `OtherUnitError`."""
    kinds = newest.measure.kind, other.measure.kind
    if kinds[0] is kinds[1]:
        return
    with_unit, without = (newest, other) if kinds[0] is MeasureKind.MONEY else (other, newest)
    if with_unit.unit not in (None, _YUAN):
        heading = with_unit.headings[0]
        raise OtherUnitError(
            book=with_unit.path,
            heading=heading,
            unit=with_unit.unit,
            other=without.path,
            column=split_unit(heading)[0].strip(),
        )
    consequence = TAKEN_AS_YUAN if with_unit is newest else TAKEN_AS_NUMBERS
    yield MeasureKindsDiffer(book=other.path.name, heading=listed(other.headings), consequence=consequence)
