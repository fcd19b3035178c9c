"""What customers are ranked by where nobody names a measure: the first suitable balance of the book."""

from collections.abc import Mapping

import numpy as np

from keyclient.ingest.base.grid import is_text
from keyclient.ingest.columns.balance_parts import WITH_PARTS, are_amounts, parts_of
from keyclient.ingest.columns.choose import ChosenMeasure, parts_measure
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.layout.headings import Heading, alias_ranks, heading_key
from keyclient.model.measure_fields import ALONE, AVERAGES, MEASURE_FIELDS, SUMMED
from keyclient.policy.parts.read import ReadPolicy

Read = Mapping[str, tuple[Heading, Reading]]
"""Heading and reading of columns, by frame column."""


def default_measure(columns: Columns, policy: ReadPolicy) -> ChosenMeasure | None:
    """The first of `ALONE`, else the sum of `SUMMED`, of columns readable in at least the policy's share of the rows.

    Where no column is, cells that say that there is nothing (`-`) count as readable. A balance of which the book has
    only the parts is their sum; where it has only the average, that takes its place.
    """
    usable = _usable(columns, policy)
    for name in ALONE:
        if read := _balance(columns, name, usable, policy):
            return parts_measure({name: read})
    found = {name: read for name in SUMMED if (read := _balance(columns, name, usable, policy))}
    return parts_measure(found) if found else None


def balance_of_parts(columns: Columns, wanted: str, policy: ReadPolicy) -> ChosenMeasure | None:
    """The sum of the parts of a balance that a user names and the book has no column for; None if there is no such sum."""
    if columns.body.located.understanding.find(wanted):
        return None
    name = wanted if wanted in WITH_PARTS else alias_ranks().get(heading_key(wanted), ("", 0))[0]
    read = _of_parts(columns, name, policy)
    return parts_measure({name: read}) if read else None


def sum_of_fields(columns: Columns, wanted: str, policy: ReadPolicy) -> ChosenMeasure | None:
    """The sum that a user names by its terms (`deposits+investments`); None where it is none, or a term is not there."""
    names = [name.strip() for name in wanted.split("+")]
    if (
        len(names) < 2
        or not set(names) <= set(MEASURE_FIELDS)
        or columns.body.located.understanding.find(wanted)
    ):
        return None
    own = {
        name: (columns.headings[name], columns.readings[name]) for name in names if name in columns.readings
    }
    found = {name: {name: own[name]} if name in own else _of_parts(columns, name, policy) for name in names}
    return parts_measure(found) if all(found.values()) else None


def _usable(columns: Columns, policy: ReadPolicy) -> Read:
    """The fields that can be the measure."""
    readings, filled = columns.readings, policy.measure_filled
    known = [name for name in MEASURE_FIELDS if name in readings and readings[name].valid.any()]
    names = [name for name in known if _readable([readings[name]]) >= filled]
    names = names or [name for name in known if _answered(columns, name) >= filled]
    return {name: (columns.headings[name], readings[name]) for name in names}


def _balance(columns: Columns, name: str, usable: Read, policy: ReadPolicy) -> Read:
    """The columns that say a balance: its own, else those of its parts, else that of its average; empty without any."""
    if name in usable:
        return {name: usable[name]}
    average = AVERAGES.get(name, "")
    found = _of_parts(columns, name, policy)
    return found or ({average: usable[average]} if average in usable else {})


def _of_parts(columns: Columns, name: str, policy: ReadPolicy) -> Read:
    """The parts of a balance, if all are amounts and enough of their cells can be read."""
    parts = {column: (heading, columns.body.money(heading)) for column, heading in _parts(columns, name)}
    readings = [reading for _, reading in parts.values()]
    is_usable = readings and are_amounts(readings, policy.contradiction)
    return parts if is_usable and _readable(readings) >= policy.measure_filled else {}


def _parts(columns: Columns, name: str) -> list[tuple[str, Heading]]:
    """The columns of the parts of a balance that has no column of its own."""
    if name in columns.headings or name not in WITH_PARTS:
        return []
    return list(parts_of(columns.body, name).items())


def _readable(readings: list[Reading]) -> float:
    """The share of the rows in which any of some columns can be read."""
    valid = np.logical_or.reduce([reading.valid for reading in readings])
    return float(valid.mean()) if len(valid) else 0.0


def _answered(columns: Columns, name: str) -> float:
    """The share of the rows with an amount or a word for none."""
    texts = columns.body.texts(columns.headings[name])
    said = int(is_text(texts).sum()) - len(columns.readings[name].bad)
    return said / len(texts) if len(texts) else 0.0
