"""What one file of `--previous` is: an earlier book, or a plan or a list that people filled in."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from keyclient.cli.input.written import (
    NAMES_NOBODY,
    NeitherFormNorBookError,
    forms_of,
    names_customers,
    not_a_book,
)
from keyclient.errors import InputError
from keyclient.ingest.base.table_refusals import HeadingNotFound, HeadingTwice, MeasureNotNumeric, NoTable
from keyclient.model.filled_in import FilledIn
from keyclient.model.forms import HANDED_OUT
from keyclient.model.label import Label, Lang

if TYPE_CHECKING:
    from keyclient.ingest.base.request import Request
    from keyclient.ingest.source.opening import Cells
    from keyclient.model.portfolio import Loaded


class EarlierFile(NamedTuple):
    """One file."""

    book: "Loaded | None"
    """None: it is a form alone."""
    forms: tuple[FilledIn, ...] = ()


def read_file(cells: "Cells", request: "Request", *, keeps_written: bool) -> EarlierFile:
    """A form, or an earlier book; the workbook of a report is both.

    `keeps_written`: whether forms are read back; else they are refused. Raises as `load`, and what `written.py` raises.
    """
    from keyclient.ingest.filled_in.kinds import is_more_than_forms

    request, cells = with_its_sheet(request, cells)
    forms = forms_of(cells, request.policy.read)
    if forms and not is_more_than_forms(cells):
        if not keeps_written:
            raise not_a_book(cells, forms)
        return EarlierFile(None, forms)
    if not keeps_written:
        return EarlierFile(_loaded(cells, request))
    try:
        loaded = _loaded(cells, request)
    except InputError as refusal:
        raise (_neither(cells, request) or refusal) from None
    return EarlierFile(loaded, forms)


def _neither(cells: "Cells", request: "Request") -> NeitherFormNorBookError | None:
    """The refusal of a file that names no customers at all, whatever else it lacks; None for a book of customers."""
    from keyclient.ingest.load import load_cells

    segment = request.policy.segment.model_copy(update={"measure": None})
    bare = request.policy.model_copy(update={"segment": segment})
    asked = replace(request, policy=bare, mapping={}, measure=None, needs_measure=False, by=None, also=())
    try:
        frame = load_cells(cells, asked).portfolio.frame
    except NoTable as refusal:
        reason = Label(refusal.text(Lang.EN), refusal.text(Lang.ZH))
        return NeitherFormNorBookError(path=cells.path, reason=reason)
    except InputError:
        return None
    named = names_customers(frame.columns)
    return None if named else NeitherFormNorBookError(path=cells.path, reason=NAMES_NOBODY)


def with_its_sheet(request: "Request", cells: "Cells") -> "tuple[Request, Cells]":
    """The same, with all sheets of a workbook that has no sheet of the name that the newest book is read by."""
    from keyclient.ingest.source.opening import open_book

    if request.wanted_sheet is None or not cells.names or request.wanted_sheet in cells.names:
        return request, cells
    everything = replace(request, sheet=None)
    is_form = any(name.startswith(HANDED_OUT) for name in cells.names)
    sheet = None if is_form else everything.wanted_sheet
    return everything, open_book(
        cells.path, sheet=sheet, limits=request.policy.read, jobs=request.jobs
    ).cells()


def _loaded(cells: "Cells", request: "Request") -> "Loaded":
    """An earlier book, by the sheet, the group and the measure of the newest as far as it has them.

    Raises as `load`, also where it lacks a measure that is needed.
    """
    from keyclient.ingest.load import load_cells

    *tried, last = _fewer(request)
    for asked in tried:
        with suppress(HeadingNotFound, HeadingTwice, MeasureNotNumeric):
            return load_cells(cells, asked)
    return load_cells(cells, last)


def _fewer(request: "Request") -> "Iterator[Request]":
    """What to ask of an earlier book, in turn: everything, then without what it may lack."""
    measures = (request.measure,) if request.needs_measure else (request.measure, None)
    for measure, by in dict.fromkeys(product(measures, (request.by, None))):
        yield replace(request, measure=measure, by=by)
