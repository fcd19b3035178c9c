import datetime as dt

import numpy as np
import pyarrow as pa

from keyclient.model.id_numbers import read_id_numbers

BORN = (dt.date(1900, 1, 1), dt.date(2026, 1, 1))
NUMBERS = [
    "11010519491231002X",
    None,
    "110105194912310021",
    "91350100M000100Y43",
    "no number",
    "110105491231002",
]


def test_many_numbers_are_read_as_each_alone() -> None:
    often = 4_000
    few = read_id_numbers(pa.array(NUMBERS), BORN, np.zeros(len(NUMBERS), dtype=bool))
    texts = pa.chunked_array([NUMBERS * (often // 2)] * 2)
    many = read_id_numbers(texts, BORN, np.zeros(len(texts), dtype=bool))
    starts = np.repeat(np.arange(often) * len(NUMBERS), len(few.position))
    assert (many.position == np.tile(few.position, often) + starts).all()
    for name in ("is_resident", "is_credit", "as_credit", "birth", "is_male"):
        assert (getattr(many, name) == np.tile(getattr(few, name), often)).all()


def test_a_column_without_rows_has_no_numbers() -> None:
    assert len(read_id_numbers(pa.array([], pa.string()), BORN, np.zeros(0, dtype=bool)).position) == 0


def test_those_at_some_places_keep_their_positions() -> None:
    found = read_id_numbers(pa.array(NUMBERS), BORN, np.zeros(len(NUMBERS), dtype=bool))
    assert found.where(found.wrong).position.tolist() == found.position[found.wrong].tolist()
