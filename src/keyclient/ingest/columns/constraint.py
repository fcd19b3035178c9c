"""Checking the values of a column against the constraint of its field."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import ValidationError

from keyclient.ingest.base.bulk import are_valid, lengths, letters, listed_at, parts
from keyclient.ingest.columns.numbers import Texts
from keyclient.ingest.columns.reading import Reading, mark_unreadable
from keyclient.model.fields import FieldSpec
from keyclient.model.rules.cells import ValueOutOfRange

SAMPLE = 1000
"""Values that show whether a column repeats itself; finding the distinct ones of ids costs more than checking all."""


def check_constraint(reading: Reading, spec: FieldSpec, texts: Texts) -> Reading:
    """The reading without the values that break the field's constraint.

    Values are validated by the field's own annotation: first only the smallest and largest, if these decide for all,
    and each distinct value if one of these is refused.
    """
    if spec.is_interval and not _broken(_extremes(reading), spec):
        return reading
    broken = _broken(_distinct(reading), spec)
    if not broken:
        return reading
    if isinstance(reading.values, pa.ChunkedArray | pa.Array):
        wrong = np.asarray(pc.is_in(reading.values, value_set=pa.array(broken, pa.string())))
    else:
        wrong = np.isin(reading.values, np.array(broken, dtype=reading.values.dtype))
    at = np.flatnonzero(wrong & reading.valid).tolist()
    typed = {row: text or "" for row, text in zip(at, listed_at(texts, np.array(at, np.int64)), strict=True)}
    return mark_unreadable(reading, dict.fromkeys(at, ValueOutOfRange), typed)


def _extremes(reading: Reading) -> list[object]:
    """The smallest and largest value of a column; of text, the shortest and longest."""
    values = reading.values
    if not reading.valid.any():
        return []
    if isinstance(values, pa.ChunkedArray | pa.Array):
        return _shortest_and_longest(values)
    known = values if reading.valid.all() else values[reading.valid]
    return list(np.array([known.min(), known.max()], dtype=values.dtype).tolist())


def _shortest_and_longest(values: pa.ChunkedArray | pa.Array) -> list[object]:
    """A shortest and a longest text of a column that has any."""
    found = dict[int, str]()
    for _, part in parts(values):
        at = np.flatnonzero(are_valid(part))
        if not len(at):
            continue
        text = letters(part)
        sizes = (lengths(part) if text.isascii() else np.asarray(pc.fill_null(pc.utf8_length(part), 0)))[at]
        for place in (int(sizes.argmin()), int(sizes.argmax())):
            if int(sizes[place]) not in found:
                found[int(sizes[place])] = part[int(at[place])].as_py()
    return [found[min(found)], found[max(found)]]


def _distinct(reading: Reading) -> list[object]:
    """The values of a column; distinct ones if values repeat."""
    values = reading.values
    if isinstance(values, pa.ChunkedArray | pa.Array):
        repeats = pc.count_distinct(values[:SAMPLE]).as_py() <= len(values[:SAMPLE]) / 2
        return list((pc.unique(values) if repeats else values).drop_null().to_pylist())
    known = values[reading.valid] if not reading.valid.all() else values
    if values.dtype.kind == "M":
        known = np.unique(known.astype("int64")).astype("datetime64[D]")
    return list(known.tolist())


def _broken(values: list[object], spec: FieldSpec) -> list[object]:
    """The values that the field's annotation refuses."""
    try:
        spec.values.validate_python(values)
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False, include_context=False)
        return [values[index] for index in sorted({int(item["loc"][0]) for item in wrong})]
    return []
