import duckdb
import narwhals as nw
import pyarrow as pa

from keyclient.metrics.needs import serves

TABLE = pa.table(
    {
        "fund": pa.array([1, 0, None, None, 0], pa.int8()),
        "trust": pa.array([0, 0, None, 0, 1], pa.int8()),
    }
)


def test_a_need_is_served_where_any_family_is_held_and_unknown_where_nothing_is_known() -> None:
    people = nw.from_native(TABLE, eager_only=True)
    assert people.select(served=serves(["fund", "trust"]))["served"].to_list() == [1, 0, None, 0, 1]
    assert people.select(served=serves(["fund"]))["served"].to_list() == [1, 0, None, None, 0]


def test_a_database_sees_it_alike() -> None:
    people = nw.from_native(duckdb.from_arrow(TABLE))
    served = people.select(served=serves(["fund", "trust"])).collect()["served"].to_list()
    assert served == [1, 0, None, 0, 1]
