"""Sums are the same in every run, however the rows stand and in however many pieces."""

import narwhals as nw
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from keyclient.analysis.common.exact_sum import COUNT, grouped_sums, in_adding_order

ROWS, PIECE = 200_000, 10_000
RANDOM = np.random.default_rng(1)
VALUES: NDArray[np.float64] = RANDOM.lognormal(8, 3, ROWS)


def frame(values: NDArray[np.float64], piece: int) -> "nw.DataFrame[pa.Table]":
    groups = pa.array(np.arange(piece) % 2)
    pieces = [
        pa.table({"group": groups, "value": pa.array(values[at : at + piece])})
        for at in range(0, len(values), piece)
    ]
    return nw.from_native(pa.concat_tables(pieces), eager_only=True)


def test_floats_in_many_pieces_are_added_in_one_order() -> None:
    expected = [float(np.add.accumulate(VALUES[group::2])[-1]) for group in (0, 1)]
    for _ in range(3):
        found = grouped_sums(frame(VALUES, PIECE), ["group"], ["value"])
        assert [row["value"] for row in sorted(found, key=lambda row: int(row["group"]))] == expected
        assert [row[COUNT] for row in found] == [ROWS // 2] * 2


def test_the_order_of_the_book_does_not_matter() -> None:
    values = VALUES[: 2 * PIECE]
    sums = {
        in_adding_order(frame(order, 2 * PIECE))["value"].to_numpy().sum().item()
        for order in (values, values[::-1], RANDOM.permutation(values))
    }
    assert len(sums) == 1


def test_whole_units_stay_in_their_order_and_nulls_alone_have_no_sum() -> None:
    table = pa.table({"group": ["", "a", "a"], "value": pa.array([None, 3, -5], pa.int64())})
    customers = in_adding_order(nw.from_native(table, eager_only=True))
    assert customers["value"].to_list() == [None, 3, -5]
    assert grouped_sums(customers, ["group"], ["value"]) == [
        {"group": "", COUNT: 1, "value": None},
        {"group": "a", COUNT: 2, "value": -2},
    ]
