"""The script that an analyst writes: classes, bands and the vital few by a running sum over all customers, in DuckDB.

`python sql_segment.py FOLDER [MEMORY]` prints one line. It has no Gini coefficient, no lists and no checks, and equal values may
fall on both sides of an edge.
"""

import sys
from tempfile import TemporaryDirectory

import duckdb

_QUERY = """
with valued as (select aum as value from read_parquet(?) where aum is not null),
ranked as (
    select value,
        sum(greatest(value, 0)) over (order by value desc rows unbounded preceding) as held,
        row_number() over (order by value desc) as rank,
        sum(greatest(value, 0)) over () as gross,
        count(*) over () as customers
    from valued)
select count(*) as customers, sum(value) as total,
    count(*) filter (value > 0 and held - value < 0.80 * gross) as a,
    count(*) filter (value > 0 and held - value >= 0.80 * gross and held - value < 0.95 * gross) as b,
    min(rank) filter (held >= 0.80 * gross) as vital_few,
    sum(value) filter (rank <= ceil(0.20 * customers)) as top_fifth,
    sum(value) filter (rank <= ceil(0.08 * customers)) as high,
    sum(value) filter (rank <= ceil(0.16 * customers)) as high_and_mid,
    sum(value) filter (rank <= ceil(0.24 * customers)) as high_mid_and_low
from ranked"""


def main(folder: str, memory: str = "") -> None:
    engine = duckdb.connect()
    with TemporaryDirectory() as spill:
        engine.execute("set threads = 2")
        engine.execute("set preserve_insertion_order = false")
        engine.execute("set enable_progress_bar = false")
        engine.execute(f"set temp_directory = '{spill}'")
        if memory:
            engine.execute(f"set memory_limit = '{memory}'")
        print(engine.execute(_QUERY, [f"{folder}/*.parquet"]).fetchone())


if __name__ == "__main__":
    main(*sys.argv[1:])
