import datetime as dt

import duckdb
import narwhals as nw
import numpy as np
import pyarrow as pa
import pytest

from keyclient.analysis.common.life_cycle.births import (
    FROM_AGE,
    FROM_BIRTH,
    FROM_NUMBER,
    ORIGIN,
    UNKNOWN_AGE,
    with_births,
)
from keyclient.model.age import OLDEST
from keyclient.model.check_digits import resident_check
from keyclient.model.id_numbers import read_id_numbers

AS_OF = dt.date(2026, 10, 31)
DAYS = (
    "19491231",
    "20000229",
    "19000229",
    "19010229",
    "20261031",
    "20261101",
    "19050101",
    "18991231",
    "19801301",
)
NUMBERS = [
    "11010519491231002X",
    "11010519491231002x",
    "110105 19491231-0021",
    "110105491231002",
    "910105491231002",
    "110105490230002",
    "91990000MA6053097Q",
    "passport",
    "",
    None,
    *(f"110105{day}00{n}" + resident_check(f"110105{day}00{n}") for day in DAYS for n in range(1, 9)),
]


@pytest.mark.parametrize("engine", ["arrow", "duckdb"])
def test_an_id_number_means_the_birth_date_that_it_means_in_a_book(engine: str) -> None:
    texts = pa.array(NUMBERS, pa.string())
    said = read_id_numbers(texts, (dt.date(AS_OF.year - OLDEST - 1, 1, 1), AS_OF), np.zeros(len(texts), bool))
    sure = said.is_resident & ~said.is_credit
    expected = dict(zip(said.position[sure].tolist(), said.birth[sure].tolist(), strict=True))
    found = _births(pa.table({"at": range(len(texts)), "id_number": texts}), engine)
    assert {at: born for at, born, _ in found if born is not None} == expected
    assert len(expected) > len(NUMBERS) // 3


@pytest.mark.parametrize("engine", ["arrow", "duckdb"])
def test_a_stated_birth_date_goes_before_the_number_and_that_before_the_age(engine: str) -> None:
    number = "11010519491231002X"
    born = pa.array([dt.date(1990, 1, 2), None, None, None], pa.date32())
    columns = {"at": [0, 1, 2, 3], "birth_date": born, "id_number": [number, number, None, None]}
    found = _births(pa.table({**columns, "age": pa.array([9, 9, 9, None], pa.int64())}), engine)
    assert found == [
        (0, dt.date(1990, 1, 2), FROM_BIRTH),
        (1, dt.date(1949, 12, 31), FROM_NUMBER),
        (2, None, FROM_AGE),
        (3, None, UNKNOWN_AGE),
    ]


def _births(table: pa.Table, engine: str) -> list[tuple[object, ...]]:
    frame = nw.from_native(table if engine == "arrow" else duckdb.from_arrow(table)).lazy()
    found = with_births(frame, AS_OF).select("at", "birth_date", ORIGIN).sort("at")
    return found.collect(backend="pyarrow").rows()
