#!/usr/bin/env bash
# The same whole-number division of narwhals is exact on pandas and DuckDB and goes through floating point on Spark.
#
# narwhals runs one expression on several engines. `amount // size` on a column of int64 stays whole on pandas and becomes the whole
# division of DuckDB; on Spark it becomes FLOOR(CAST(amount AS DOUBLE) / size), because Spark SQL has no operator for it.
#
# Guessed: a whole number divided by a whole number gives the same whole number on every engine, as `%` does.
# Seen, narwhals 2.29.0, pyspark 4.3.0, duckdb 2.0.1, pandas 3.1.1: above 2**53, about 90 trillion yuan in fen, the quotient on Spark is
# off by one, in either direction, without a warning; pandas and DuckDB are right. `%` is exact and floored on all three, so a bucket is
# `amount - amount % size`.
# Needs Java 17 or newer for Spark.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check narwhals==2.29.0 pyspark==4.3.0 duckdb==2.0.1 pandas==3.1.1 pyarrow==26.0.1

venv/bin/python - <<'PYTHON'
import duckdb
import narwhals as nw
import pandas as pd
from pyspark.sql import SparkSession

AMOUNTS = [-(2**53) - 1, -5, 5, 2**53 - 1, 2**60 - 1]
SIZE = 4


def divided(native):
    """What narwhals makes of both operators, by amount."""
    frame = nw.from_native(native).lazy()
    amount = nw.col("amount")
    found = frame.with_columns(quotient=amount // SIZE, rest=amount % SIZE).collect().to_dict(as_series=False)
    return {a: (int(q), int(r)) for a, q, r in zip(found["amount"], found["quotient"], found["rest"], strict=True)}


spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
engines = {
    "pandas": pd.DataFrame({"amount": AMOUNTS}),
    "duckdb": duckdb.sql(f"select unnest({AMOUNTS}::bigint[]) as amount"),
    "spark": spark.createDataFrame([(amount,) for amount in AMOUNTS], "amount bigint"),
}
found = {name: divided(native) for name, native in engines.items()}
spark.stop()
right = {amount: divmod(amount, SIZE) for amount in AMOUNTS}
for name, by_amount in found.items():
    print(name, by_amount)

assert found["pandas"] == found["duckdb"] == right, "pandas and DuckDB are no longer exact"
wrong = [amount for amount in AMOUNTS if found["spark"][amount][0] != right[amount][0]]
assert wrong == [-(2**53) - 1, 2**60 - 1], f"on Spark these are wrong now: {wrong}"
assert all(found["spark"][amount][1] == right[amount][1] for amount in AMOUNTS), "the rest is no longer exact on Spark"
PYTHON
