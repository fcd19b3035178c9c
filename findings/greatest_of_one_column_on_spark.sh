#!/usr/bin/env bash
# The greatest of a list of columns is an error on Spark when the list has one.
#
# The latest contact is the latest of whichever dates a bank has: nw.max_horizontal(*those that are there), one expression for all engines.
#
# Guessed: the greatest of one column is that column, as with max() of one value, and on every engine that narwhals runs.
# Seen, narwhals 2.29.0, pyspark 4.3.0, duckdb 2.0.1, pandas 3.1.1: pandas and DuckDB give the column; on Spark narwhals passes the list on to
# greatest(), which takes two columns or more and raises PySparkValueError. So it works until some bank has one of the columns only.
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
from pyspark.errors import PySparkValueError
from pyspark.sql import SparkSession


def greatest(native, *columns):
    """The greatest of the columns in the only row, or the error."""
    try:
        frame = nw.from_native(native).lazy().select(most=nw.max_horizontal(*columns))
        return frame.collect().to_dict(as_series=False)["most"][0]
    except PySparkValueError as error:
        return error


spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
engines = {
    "pandas": pd.DataFrame({"contact": [5], "transaction": [7]}),
    "duckdb": duckdb.sql("SELECT 5 AS contact, 7 AS transaction"),
    "spark": spark.createDataFrame([(5, 7)], "contact bigint, transaction bigint"),
}
both = {name: greatest(native, "contact", "transaction") for name, native in engines.items()}
one = {name: greatest(native, "contact") for name, native in engines.items()}
spark.stop()
print(both, one, sep="\n")
assert set(both.values()) == {7}
assert (one["pandas"], one["duckdb"]) == (5, 5)
assert isinstance(one["spark"], PySparkValueError), "Spark takes one column now"
PYTHON
