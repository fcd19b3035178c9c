"""The plain book used for timing: one sheet of demo customers, fourteen headings in row 1, no total.

`python -m benchmarks.books CUSTOMERS FILE` creates one. It is a separate program to keep the measuring process small.
"""

import datetime as dt
import sys
from pathlib import Path

import xlsxwriter

from keyclient.demo.book import demo_rows
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


def make_plain_book(customers: int, path: Path) -> None:
    """A workbook of that many customers, one row each; written under another name and renamed."""
    unfinished = path.with_suffix(".part")
    money = frozenset(money_fields())
    with xlsxwriter.Workbook(unfinished, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("客户")
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADINGS.values())
        for number, row in enumerate(demo_rows(customers, split=0), 1):
            for column, name in enumerate(HEADINGS):
                value = row[name]
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, dt.date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write_number(number, column, value / 100 if name in money else value)
    unfinished.replace(path)


if __name__ == "__main__":
    make_plain_book(int(sys.argv[1]), Path(sys.argv[2]))
