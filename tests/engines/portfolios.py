"""Portfolios of Parquet for tests of engines: columns by field, and the files that they are written to."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

FEN = {"unit": "fen"}
MONEY = ("aum", "deposits", "loans", "potential", "aum_average", "aum_change")
WHOLE = ("age", "products", "referrals", "complaints")
DATES = ("birth_date", "open_date", "last_contact", "stage_date", "maturity_date", "data_date")
EARLIER, DAY = dt.date(2026, 8, 31), dt.date(2026, 9, 30)
AGES = (None, 0, 17, 18, 35, 60, 101)
STAGES = ("潜在", "可能", "谈盼", "重点", "已成交", None, "  ", "不认识的阶段")
OUTCOMES = (None, "lost", "won", "open", "成功", "失败")
TIERS = ("私人银行", "财富", None, "普通", "unknown tier")

Cell = int | str | dt.date | None
Columns = Mapping[str, Sequence[Cell]]


@dataclass(frozen=True)
class Made:
    """A portfolio for tests: the columns of each of its files; money in fen."""

    files: Mapping[str, Columns]
    by: str = "branch"
    """What its groups are told by."""

    def write(self, folder: Path) -> Path:
        """The folder in which all of it stands now."""
        for name, columns in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(_table(columns), path)
        return folder


def numbered(values: Sequence[int | None], branches: Sequence[str | None] = ("城东", "城西")) -> Columns:
    """Customers of these values, in fen, with ids by row; branches, ages, products and stages in turn."""
    rows = range(len(values))
    return {
        "customer_id": [f"{row:05}" for row in rows],
        "branch": [branches[row % len(branches)] for row in rows],
        "age": [AGES[row % len(AGES)] for row in rows],
        "products": [(0, 1, 5, None)[row % 4] for row in rows],
        "stage": [STAGES[row % len(STAGES)] for row in rows],
        "aum": values,
    }


def one_month(columns: Columns) -> Made:
    """These customers in one file."""
    return Made({"a.parquet": {"data_date": [DAY] * len(columns["aum"]), **columns}})


def two_months(columns: Columns) -> Made:
    """These customers, and a month before the same with each other's values."""
    rows = len(columns["aum"])
    before = {**columns, "aum": [*columns["aum"][1:], columns["aum"][0]]}
    days = {EARLIER: before, DAY: columns}
    return Made({f"{day:%Y%m}.parquet": {"data_date": [day] * rows, **part} for day, part in days.items()})


def _table(columns: Columns) -> pa.Table:
    arrays = {name: pa.array(cells, _type(name)) for name, cells in columns.items()}
    fields = [
        pa.field(name, one.type, metadata=FEN if name in MONEY else None) for name, one in arrays.items()
    ]
    return pa.Table.from_arrays([*arrays.values()], schema=pa.schema(fields))


def _type(name: str) -> pa.DataType:
    if name in DATES:
        return pa.date32()
    return pa.int64() if name in MONEY or name in WHOLE else pa.string()
