"""A portfolio of any size as Parquet, made by DuckDB: `python -m benchmarks.portfolios CUSTOMERS FOLDER [SHAPE]`.

The same size and shape give the same customers. `uneven`: sums like those of a bank, log-normal with one in fifty blank, one in
thirty zero and one in a hundred negative, so that millions share a value. `even`: up to ten million yuan, evenly, so that
nearly all differ. Four files of equal size, money in whole fen. It is a separate program to keep the measuring process small.
"""

import shutil
import sys
from pathlib import Path

import duckdb

FILES = 4
_NORMAL = (
    "sqrt(-2 * ln(((hash(i * 7 + 1) % 100000000) + 1) / 100000001.0))"
    " * cos(2 * pi() * ((hash(i * 13 + 5) % 100000000) / 100000000.0))"
)
"""A normal variate by the method of Box and Muller."""
SHAPES = {
    "uneven": f"""case when h < 0.02 then null when h < 0.05 then 0 when h < 0.06 then -cast(exp(8 + 2 * {_NORMAL}) as bigint)
        else cast(exp(13 + 2.2 * {_NORMAL}) as bigint) end""",
    "even": "cast(hash(i * 31 + 7) % 1000000000 as bigint)",
}
_FILE = """copy (
    select printf('C%010d', i) customer_id, 'M' || (i % 40000) manager, {aum} aum, cast(i as bigint) as "row"
    from (select i, (hash(i) % 1000000) / 1000000.0 h from range({first}, {last}) rows(i))
) to '{path}' (format parquet, compression zstd, row_group_size 500000, kv_metadata {{unit: 'fen'}})"""


def main(customers: int, folder: Path, shape: str = "uneven") -> None:
    """Writes the files into a new folder, which appears when all are there."""
    made = folder.with_name(folder.name + ".part")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    engine = duckdb.connect()
    engine.execute("set threads = 2; set preserve_insertion_order = false; set memory_limit = '2GB'")
    for part in range(FILES):
        first, last = customers * part // FILES, customers * (part + 1) // FILES
        path = made / f"part-{part}.parquet"
        engine.execute(_FILE.format(aum=SHAPES[shape], first=first, last=last, path=path))
    made.rename(folder)


if __name__ == "__main__":
    main(int(float(sys.argv[1])), Path(sys.argv[2]), *sys.argv[3:])
