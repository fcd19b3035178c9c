"""Further numbers that a command needs beside the measure, such as the AUM behind a tier's floor."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from keyclient.ingest.columns.choose import ChosenMeasure, all_columns, requested_measure
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.receipt.defects import cell_issues
from keyclient.model.issue import Issue
from keyclient.model.rules.cells import ErrorValue, FormulaNotCalculated

_TOLD_ANYWAY = (ErrorValue, FormulaNotCalculated)
"""Error cells and uncalculated formulas are reported for every column anyway."""


def further_measures(columns: Columns, names: Sequence[str], path: object) -> dict[str, ChosenMeasure]:
    """Each named field or heading as a measure.

    Raises `HeadingNotFound`, `HeadingTwice`, or `MeasureNotNumeric`.
    """
    return {name: requested_measure(columns.body, name, columns.readings, path) for name in names}


def further_readings(further: Mapping[str, ChosenMeasure]) -> dict[str, Reading]:
    """The readings of further measures, by frame column."""
    return {column: reading for chosen in further.values() for column, reading in chosen.readings.items()}


def further_issues(
    columns: Columns, chosen: ChosenMeasure | None, further: Mapping[str, ChosenMeasure]
) -> Iterator[Issue]:
    """Unreadable cells of these columns, unless already reported with the fields and the measure."""
    told = {heading.position for heading, _ in all_columns(columns, chosen).values()}
    for other in further.values():
        for column, reading in other.readings.items():
            heading = other.headings[column]
            if heading.position not in told:
                told.add(heading.position)
                bad = {row: rule for row, rule in reading.bad.items() if rule not in _TOLD_ANYWAY}
                nobody = np.zeros(len(columns.body.rows), dtype=bool)
                yield from cell_issues(columns.body, column, heading, replace(reading, bad=bad), nobody)
