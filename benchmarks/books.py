"""The books used for timing: one sheet of demo customers, headings in row 1, no total.

`python -m benchmarks.books CUSTOMERS FILE KIND` creates one: `plain` (fourteen columns, texts in the cells), `shared` (the same with
a table of shared texts), `wide` (nineteen columns), or as text `even` and `parts` (the same, its amounts with parts of a fen).
It is a separate program to keep the measuring process small.
"""

import csv
import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from keyclient.demo.book import Value, demo_rows
from keyclient.model.fields import money_fields

HEADINGS = {
    "customer_id": "客户号",
    "name": "客户名称",
    "age": "年龄",
    "birth_date": "出生日期",
    "open_date": "开户日期",
    "branch": "网点",
    "manager": "客户经理",
    "aum": "AUM",
    "deposits": "存款余额",
    "loans": "贷款余额",
    "revenue": "综合贡献度",
    "products": "持有产品数",
    "stage": "销售阶段",
    "source": "来源渠道",
}
FURTHER = {
    "id_number": "证件号码",
    "phone": "手机号",
    "address": "家庭地址",
    "investments": "投资理财",
    "last_contact": "最近联系日期",
}
"""The columns of the wide book, behind the others."""
TEXTS = ("even", "parts")
"""Kinds that are text files."""
_MONEY = frozenset(money_fields())
_PART = 0.000173
"""Yuan that make an amount one with parts of a fen."""


def make_book(customers: int, path: Path, kind: str) -> None:
    """A book of that many customers, one row each; written under another name and renamed."""
    unfinished = path.with_suffix(".part")
    if kind in TEXTS:
        _write_text(customers, unfinished, parts=kind == "parts")
    else:
        headings = {**HEADINGS, **FURTHER} if kind == "wide" else HEADINGS
        _write_workbook(customers, unfinished, headings, shared=kind == "shared")
    unfinished.replace(path)


def _write_text(customers: int, path: Path, *, parts: bool) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS.values())
        for row in demo_rows(customers, split=0):
            writer.writerow(_as_text(name, row[name], parts=parts) for name in HEADINGS)


def _as_text(name: str, value: Value, *, parts: bool) -> str:
    if name not in _MONEY or not isinstance(value, int | float):
        return "" if value is None else str(value)
    return f"{value / 100 + _PART:.6f}" if parts else f"{value / 100:.2f}"


def _write_workbook(customers: int, path: Path, headings: Mapping[str, str], *, shared: bool) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": not shared}) as workbook:
        sheet = workbook.add_worksheet("客户")
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, headings.values())
        for number, row in enumerate(demo_rows(customers, split=0), 1):
            for column, name in enumerate(headings):
                value = row[name]
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, dt.date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write_number(number, column, value / 100 if name in _MONEY else value)


if __name__ == "__main__":
    make_book(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
