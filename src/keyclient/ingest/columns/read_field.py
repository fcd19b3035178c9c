"""Reading one column as the field that its heading means, and checking it with the field's own declaration."""

from dataclasses import replace
from decimal import Decimal

from keyclient.ingest.cells.plain import BLANK_WORDS, NAMELESS_WORDS, UNSAID_WORDS
from keyclient.ingest.columns.answers import with_answers_as_counts
from keyclient.ingest.columns.constraint import check_constraint
from keyclient.ingest.columns.dates import read_dates
from keyclient.ingest.columns.ids import read_ids
from keyclient.ingest.columns.numbers import Texts, read_counts, read_money, read_numbers
from keyclient.ingest.columns.reading import BookConventions, Reading, reading_of_numbers
from keyclient.ingest.columns.words import read_choices, read_text
from keyclient.model.column import Reads
from keyclient.model.fields import FieldSpec

_BLANK = {"name": NAMELESS_WORDS, "holdings": UNSAID_WORDS}
"""The words for blank of fields in which some of the usual ones say something."""


def read_field(texts: Texts, spec: FieldSpec, factor: Decimal, conventions: BookConventions) -> Reading:
    """Read a column as a field and check it against the field's constraint.

    `factor`: yuan in one of the column's unit. A value that breaks the constraint is unreadable (KC105).
    """
    match spec.column.reads:
        case Reads.MONEY:
            reading = reading_of_numbers(read_money(texts, factor), Reads.MONEY)
        case Reads.COUNT:
            told = with_answers_as_counts(texts) if spec.column.takes_answers else texts
            reading = reading_of_numbers(read_counts(told), Reads.COUNT)
        case Reads.NUMBER:
            reading = _floats(texts)
        case Reads.DATE:
            reading = read_dates(texts, conventions)
        case Reads.CHOICE:
            reading = read_choices(texts, spec.column.choices)
        case Reads.ID:
            reading = read_ids(texts, conventions.rounded_ids)
        case Reads.TEXT:
            reading = read_text(texts, _BLANK.get(spec.name, BLANK_WORDS))
    return check_constraint(reading, spec, texts)


def _floats(texts: Texts) -> Reading:
    numbers = read_numbers(texts)
    floats = numbers.values / 10.0 ** (numbers.decimals or 0)
    return replace(reading_of_numbers(numbers, Reads.NUMBER), values=floats, decimals=None)
