"""The lines of the lists: each customer with all her reasons, what may be offered her, and what stands of the last list."""

import datetime as dt
from collections.abc import Iterator, Sequence
from math import isnan

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import Ints, Numbers
from keyclient.analysis.today.call_id import call_ids, masked_ids
from keyclient.analysis.today.gathered import Gathered
from keyclient.analysis.today.result import Call
from keyclient.analysis.today.said import APPOINTMENT, Said

_CONTACT = "last_contact"


def calls(found: Gathered, at: Ints, *, mask: bool) -> Iterator[Call]:
    """One for each customer at some positions, in their order. `mask`: ids say nothing about who she is."""
    book = found.books.books[-1]
    portfolio, names = book.portfolio, book.tiers.names
    frame = portfolio.frame.iloc[at]
    rows = [int(row) for row in frame["row"]]
    ids = masked_ids(rows) if mask else call_ids(portfolio, at)
    told, offers = found.told(at), found.occasions.offers(at)
    contacts = _contacts(found, at)
    values = found.books.measure.amounts(_known(found.occasions.value[at]))
    numbers = _texts(frame, "customer_id")
    for number, position in enumerate(at.tolist()):
        said = found.back.said.get(position)
        yield Call(
            ids[number],
            numbers[number],
            rows[number],
            names[int(book.place[position])],
            values[number],
            told[number],
            offers[number].offered,
            offers[number].withheld,
            contacts[number],
            None if said is None else said.status,
            appointment_day(said),
        )


def appointment_day(said: Said | None) -> dt.date | None:
    """The day of the appointment that a list tells of; None where there is none, or it has no day."""
    return said.day if said is not None and said.status == APPOINTMENT else None


def last_contacts(found: Gathered) -> Numbers:
    """The ordinal of the day of the last contact by the book or by the lists; NaN where neither has one."""
    book = found.books.books[-1]
    by_book = book.portfolio.as_of.toordinal() - book.days_ago(_CONTACT)
    return np.asarray(np.fmax(by_book, found.back.contact))


def _contacts(found: Gathered, at: Ints) -> list[dt.date | None]:
    days = last_contacts(found)[at].tolist()
    return [None if isnan(day) else dt.date.fromordinal(int(day)) for day in days]


def _known(values: Numbers) -> list[float | None]:
    return [None if isnan(value) else value for value in values.tolist()]


def _texts(frame: pd.DataFrame, name: str) -> Sequence[str | None]:
    if name not in frame:
        return [None] * len(frame)
    return [text if isinstance(text, str) else None for text in frame[name]]
