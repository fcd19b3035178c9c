"""The books of twelve branches with customers in common, every other one a CSV file.

`python -m benchmarks.branches CUSTOMERS FOLDER` creates them. One customer in thirty is in a second book, half of them
under another customer id. It is a separate program to keep the measuring process small.
"""

import csv
import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import xlsxwriter

from benchmarks.made import BRANCHES
from keyclient.demo.book import Row, Value, demo_rows
from keyclient.model.fields import money_fields

TWICE = 30
"""One customer in so many is in two books."""
HEADINGS = {
    "customer_id": "客户号",
    "name": "客户名称",
    "id_number": "证件号码",
    "phone": "手机号",
    "address": "家庭地址",
    "birth_date": "出生日期",
    "open_date": "开户日期",
    "last_contact": "最近联系日期",
    "manager": "客户经理",
    "aum": "AUM",
    "deposits": "存款余额",
    "loans": "贷款余额",
    "revenue": "综合贡献度",
    "products": "持有产品数",
}
_MONEY = frozenset(money_fields())
Cell = str | float | dt.date | None


def make_branch_books(customers: int, folder: Path) -> None:
    """The books; written into a folder that is renamed when all are there."""
    unfinished = folder.with_suffix(".part")
    unfinished.mkdir(parents=True)
    books: list[list[list[Cell]]] = [[] for _ in range(BRANCHES)]
    for place, cells in _placed(customers):
        books[place].append(cells)
    for place, rows in enumerate(books):
        name = f"支行{place + 1:02d}-20261031"
        if place % 2:
            _write_csv(unfinished / f"{name}.csv", rows)
        else:
            _write_workbook(unfinished / f"{name}.xlsx", rows)
    unfinished.rename(folder)


def _placed(customers: int) -> Iterator[tuple[int, list[Cell]]]:
    """Each row with its branch."""
    rng = Random(14)
    for turn, row in enumerate(demo_rows(customers, split=0)):
        place = rng.randrange(BRANCHES)
        yield place, cells_of(row)
        if turn % TWICE == 0:
            other = {**row, "customer_id": f"9{row['customer_id']}"} if rng.random() < 0.5 else row
            yield (place + rng.randrange(1, BRANCHES)) % BRANCHES, cells_of(other)


def cells_of(row: Row) -> list[Cell]:
    """The cells of a customer, money in yuan."""
    return [_cell(name, row[name]) for name in HEADINGS]


def _cell(name: str, value: Value) -> Cell:
    return value / 100 if isinstance(value, int | float) and name in _MONEY else value


def _write_csv(path: Path, rows: Sequence[Sequence[Cell]]) -> None:
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS.values())
        writer.writerows(rows)


def _write_workbook(path: Path, rows: Sequence[Sequence[Cell]]) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("客户")
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADINGS.values())
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, dt.date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write_number(number, column, value)


if __name__ == "__main__":
    make_branch_books(int(sys.argv[1]), Path(sys.argv[2]))
