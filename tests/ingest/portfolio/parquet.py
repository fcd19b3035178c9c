"""Small portfolios in Parquet, and what an engine makes of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from keyclient.ingest.portfolio.opening import open_scan
from keyclient.ingest.portfolio.request import Needs, ScanRequest
from keyclient.model.scan import Engine, Scan

LOCAL = (Engine.PANDAS, Engine.DUCKDB)
AUGUST, SEPTEMBER = dt.date(2026, 8, 31), dt.date(2026, 9, 30)
Rows = list[dict[str, object]]
_FIRST = 1_767_311_999_999_999_999
"""The last nanosecond of the first of January 2026."""


def write_parquet(
    path: Path, columns: Mapping[str, pa.Array | Sequence[object]], fen: Sequence[str] = ()
) -> Path:
    """One file; `fen`: the columns whose metadata say that they are fen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = {name: pa.array(column) for name, column in columns.items()}
    fields = [
        pa.field(name, array.type, metadata={"unit": "fen"} if name in fen else None)
        for name, array in arrays.items()
    ]
    pq.write_table(pa.Table.from_arrays(list(arrays.values()), schema=pa.schema(fields)), path)
    return path


@dataclass(frozen=True, eq=False)
class Read:
    """A scan, and its rows in an order of their own."""

    scan: Scan
    rows: Rows

    def column(self, name: str) -> list[object]:
        """The values of one column."""
        return [row[name] for row in self.rows]

    @property
    def codes(self) -> list[str]:
        """The codes of the issues."""
        return [issue.code for issue in self.scan.issues]


def read(engine: Engine, *paths: Path, **asked: object) -> Read:
    """Open a portfolio and collect all of it."""
    request = replace(ScanRequest(paths, engine), **asked)  # type: ignore[arg-type]
    with open_scan(request) as scan:
        return Read(scan, rows_of(scan))


def needing(*fields: str, **more: object) -> Needs:
    """Fields that are needed."""
    return replace(Needs(fields), **more)  # type: ignore[arg-type]


def rows_of(scan: Scan) -> Rows:
    """All rows, with plain values."""
    collected = scan.frame.collect().to_pandas()
    rows = [{str(name): _plain(value) for name, value in row.items()} for row in collected.to_dict("records")]
    return sorted(rows, key=lambda row: repr(list(row.values())))


def _plain(value: object) -> object:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def torture(path: Path) -> Path:
    """One file with every kind of cell that is hard to read alike."""
    size = 12
    return write_parquet(
        path,
        {
            "客户号": [" 007 ", *(f"{number:05}" for number in range(1, size))],
            "AUM余额(万元)": pa.array(
                [1.15, 1.005, 1e-6, 5e-7, float("nan"), None, -2.5, 1e12, float("inf"), 123456.789, 0.0, 2.675]
            ),
            "deposits": pa.array(
                [
                    *map(Decimal, ("1.005", "1.015", "-1.005", "99999999999.999", "0", "5.555")),
                    *map(Decimal, ("1", "2", "3", "4", "6")),
                    None,
                ],
                pa.decimal128(20, 3),
            ),
            "loans": ["1,234.50", "￥1,234", "1.2万", "-", "无", None, "12.345", "abc", "", "  7 ", "-0.5", "3.5亿"],
            "age": pa.array([1, 2, 250, -1, None, 30, 40, 50, 60, 70, 80, 90], pa.int32()),
            "open_date": [
                "2026-01-03", "2026/1/3", "20260103", "2026年1月3日", "x", None, "", "2026-02-30", "1999-12-31",
                "2026.1.3", "46000", " 2020-02-29 ",
            ],
            "last_contact": pa.array(
                [_FIRST + 86_400_000_000_000 * day for day in range(size)], pa.timestamp("ns")
            ),
            "last_transaction": [20260101 + day for day in range(size)],
            "risk_rating": ["R1", "C3稳健型", "r5", "R9", None, "", "R2", "R3", "R4", "R5", "R1", "R1"],
            "products": pa.array([1.0, 2.0, 2.5, None, float("nan"), -1.0, 5.0, 6.0, 7.0, 8.0, 9.0, 2e6]),
            "satisfaction": ["80", "x", None, "95.5", "", "1e3", "70", "60", "50", "40", "30", "100"],
            "holdings": [
                "理财、基金", "无", "-", None, "保险;定期", "基金2", "abc", "理财", "", "手机银行", "国债", "基金",
            ],
            "信托": pa.array([1.0, 0.0, None, -1.0, float("nan"), 2.0] * 2),
            "家族信托": ["是", "否", None, "√", "?", "1.5万"] * 2,
            "score": [0.1, 0.25, None, 1e-3, 5.0, 7.125] * 2,
            "points": pa.array([Decimal("1.2345")] * size, pa.decimal128(10, 4)),
            "id_number": [110105194912310020 + number for number in range(size)],
            "name": [" O'Brien\\x", "NULL", "－", "无", "王", *"bcdefgh"],
        },
    )  # fmt: skip


TORTURED = needing(
    "customer_id", "deposits", "loans", "age", "open_date", "last_contact", "last_transaction", "risk_rating",
    "products", "satisfaction", "id_number", "name", "branch", life_cycle=True, also=("points", "score"),
)  # fmt: skip
