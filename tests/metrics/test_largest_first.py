import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa
import pytest

from keyclient.metrics.largest_first import largest_first, rank_at

ROWS = [
    (2, "c", 10),
    (3, "b", 30),
    (4, None, 10),
    (5, "a", 10),
    (6, "a", None),
    (7, "a", 10),
    (8, "d", -5),
]
IN_ORDER = [3, 5, 7, 2, 4, 8, 6]


def _customers() -> pa.Table:
    rows, ids, values = zip(*ROWS, strict=True)
    return pa.table(
        {"row": pa.array(rows), "customer_id": pa.array(ids), "value": pa.array(values, pa.int64())}
    )


def test_customers_come_by_value_then_id_then_row_and_blanks_come_last() -> None:
    assert largest_first(nw.from_native(_customers(), eager_only=True))["row"].to_list() == IN_ORDER


@pytest.mark.parametrize("limit", [0, 1, 3, 7, 99])
def test_a_limit_takes_the_first(limit: int) -> None:
    assert (
        largest_first(nw.from_native(_customers(), eager_only=True), limit)["row"].to_list()
        == IN_ORDER[:limit]
    )


def test_a_floor_spares_work_and_changes_nothing() -> None:
    customers = nw.from_native(_customers(), eager_only=True)
    assert largest_first(customers, 3, 10)["row"].to_list() == IN_ORDER[:3]


def test_a_database_orders_alike() -> None:
    lazy = nw.from_native(duckdb.from_arrow(_customers()))
    assert largest_first(lazy, 6).collect()["row"].to_list() == IN_ORDER[:6]


def test_ids_are_ordered_as_text() -> None:
    book = pd.DataFrame({"row": [2, 3, 4], "customer_id": ["10", "9", "010"], "value": [1, 1, 1]})
    table = nw.from_native(pa.Table.from_pandas(book), eager_only=True)
    assert largest_first(table)["customer_id"].to_list() == ["010", "10", "9"]


@pytest.mark.parametrize(
    ("share", "customers", "rank"), [(0.2, 300, 60), (0.2, 301, 61), (0.08, 1, 1), (0.08, 0, 0)]
)
def test_a_share_of_customers_is_rounded_up(share: float, customers: int, rank: int) -> None:
    assert rank_at(share, customers) == rank
