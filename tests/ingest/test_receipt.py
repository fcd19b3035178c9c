"""Random ugly books, read by keyclient and by the plain reading below, which shares no code with it."""

import csv
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.model.portfolio import Loaded
from tests.examples import costly
from tests.ingest.writing import ANY, customers, money, read, rows

HEAD = ["客户号", "客户名称", "AUM", "存款"]
COLUMNS = {"AUM": 2, "存款": 3}
FIRST, LAST = ["8", "孙七", "1", "1"], ["9", "赵六", "1", "1"]
REQUEST = replace(ANY, measure="aum", mapping={"aum": "AUM", "deposits": "存款"})

AMOUNTS = {
    "1": "1", "5": "5", "0": "0", "-3": "-3", "1,000.25": "1000.25", "(2.5)": "-2.5", "￥7": "7", "1.2万": "12000", "１２": "12",
    "": None, "-": None, "无": None, " ": None, "约5": "bad", "#N/A": "bad", "12%": "bad", "五": "bad",
}  # fmt: skip
"""Amounts as typed and what they are in yuan; None is blank."""
AMOUNT = st.sampled_from(list(AMOUNTS))
ID = st.sampled_from(["", "1", "2", "001", "0", "-"])
BLANK = ("", "-", "无")
CUSTOMER = (
    st.tuples(ID, st.sampled_from(["", "张三", "李四", "合计贸易公司"]), AMOUNT, AMOUNT)
    .map(list)
    .filter(lambda row: not row[1] or any(cell.strip() not in BLANK for cell in (row[0], *row[2:])))
)
"""A name alone in its row is a title where it stands above headings that are repeated, and so is left out here."""
OTHER = st.sampled_from(
    [
        HEAD,
        ["", "", "", ""],
        ["", " ", "", "　"],
        ["注：时点数", "", "", ""],
        ["", "", "元", "元"],
        ["小计", "", "3", "4"],
        ["", "小 计", "1,000", ""],
        ["平均", "", "5", "5"],
    ]
)
BOOK = st.lists(st.one_of(CUSTOMER, CUSTOMER, OTHER), max_size=14).map(lambda rows: [FIRST, *rows])


@dataclass
class Plain:
    """What a book says, read row by row without a thought for speed."""

    rows: Counter[str] = field(default_factory=Counter)
    money: dict[str, list[Decimal]] = field(default_factory=dict)
    """By column: yuan read, accepted, set aside."""
    totals: dict[str, list[Decimal]] = field(default_factory=dict)
    customers: list[str] = field(default_factory=list)


def amount(cell: str) -> Decimal | None:
    known = AMOUNTS.get(cell, cell.replace(",", ""))
    return None if known in (None, "bad") else Decimal(str(known))


def is_blank(cell: str) -> bool:
    return cell.strip() in BLANK


def kind_of(row: list[str]) -> str:
    """Rows that are no customers are told by what `OTHER` can be."""
    words = [cell.replace(" ", "") for cell in row]
    if all(map(is_blank, row)):
        return "blank"
    if {cell.strip() for cell in row if not is_blank(cell)} == {"0"}:
        return "other"
    if "小计" in words or "平均" in words:
        return "totals"
    return "other" if row == HEAD or row[0].startswith("注") or row[2] == "元" else "customers"


def plain_reading(book: list[list[str]]) -> Plain:
    while book and not any(cell.strip() for cell in book[-1]):
        book = book[:-1]
    found, kept = Plain(), [row for row in book if kind_of(row) == "customers"]
    found.rows.update(map(kind_of, book), read=len(book))
    totals = [row for row in book if kind_of(row) == "totals" and "平均" not in row]
    if kept and is_unlabelled_total(kept):
        totals = [kept.pop()]
        found.rows["totals"] += 1
    for name, column in COLUMNS.items():
        found.totals[name] = [value for row in totals if (value := amount(row[column])) is not None]
    take_customers(found, kept)
    return found


def is_unlabelled_total(kept: list[list[str]]) -> bool:
    """Whether the last row names nobody, and each of its amounts is the sum of three or more above it."""
    last, sums = kept[-1], []
    for column in COLUMNS.values():
        above = [value for row in kept[:-1] if (value := amount(row[column])) is not None]
        if not is_blank(last[column]):
            sums.append(len(above) >= 3 and amount(last[column]) == sum(above))
    return is_blank(last[0]) and is_blank(last[1]) and bool(sums) and all(sums)


def own_total(totals: list[Decimal], read_: Decimal) -> Decimal | None:
    """The book's own total: the last one if it equals all customers, one that is the sum of the others, or their sum."""
    if not totals:
        return None
    if totals[-1] == read_:
        return totals[-1]
    wholes = [total for total in totals if 2 * total == sum(totals)] if len(totals) > 2 else []
    return wholes[0] if wholes else sum(totals, Decimal(0))


def take_customers(found: Plain, kept: list[list[str]]) -> None:
    groups: dict[object, list[list[str]]] = {}
    names: dict[str, set[str]] = {}
    good = [row for row in kept if AMOUNTS[row[2]] != "bad"]
    for row in good:
        names.setdefault(row[0], set()).update({row[1]} - {""})
    for index, row in enumerate(good):
        several = len(names[row[0]]) > 1
        alone = is_blank(row[0]) or (several and not row[1])
        groups.setdefault(index if alone else (row[0], row[1] if several else ""), []).append(row)
    for name, column in COLUMNS.items():
        read_, taken = (sum(amount(row[column]) or 0 for row in part) for part in (kept, good))
        found.money[name] = [Decimal(read_), Decimal(taken), Decimal(read_ - taken)]
    found.rows["customers"] = len(groups)
    found.rows.update(merged=len(good) - len(groups), set_aside=len(kept) - len(good))
    for group in groups.values():
        cells = ["" if is_blank(group[0][0]) else group[0][0], max(row[1] for row in group)]
        for column in COLUMNS.values():
            known = [value for row in group if (value := amount(row[column])) is not None]
            cells.append(str(sum(known, Decimal(0)) * 100 / 100) if known else "")
        found.customers.append(" | ".join(cells))


def written(folder: Path, book: list[list[str]], head: list[str] = HEAD) -> Loaded:
    path = folder / "book.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *book])
    return read(path, REQUEST)


def said(loaded: Loaded) -> list[tuple[str, ...]]:
    """Customers as text, amounts as numbers so that 5 is 5.00."""
    lines = customers(loaded, "customer_id", "name", "aum", "deposits")
    return sorted(normal(line) for line in lines)


def normal(line: str) -> tuple[str, ...]:
    *names, aum, deposits = line.split(" | ")
    return (*names, *(str(Decimal(cell).normalize() + 0) if cell else "" for cell in (aum, deposits)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books")


@costly
@given(BOOK)
def test_every_row_and_every_fen_of_an_ugly_book_is_accounted_for(
    folder: Path, book: list[list[str]]
) -> None:
    loaded, plain = written(folder, book), plain_reading(book)
    assert rows(loaded) == {name: count for name, count in plain.rows.items() if count}
    assert said(loaded) == sorted(map(normal, plain.customers))
    for name, line in money(loaded).items():
        assert line[:4] == [*plain.money[name], own_total(plain.totals[name], plain.money[name][0])]


@costly
@given(BOOK, st.randoms())
def test_the_order_of_the_rows_changes_neither_customers_nor_receipt(
    folder: Path, book: list[list[str]], chance: random.Random
) -> None:
    before, after = (
        written(folder, [FIRST, *body, LAST]) for body in (book[1:], chance.sample(book[1:], len(book) - 1))
    )
    assert (said(after), rows(after), money(after)) == (said(before), rows(before), money(before))


OTHER_TABLE = [
    ["网点", "户数", "余额合计", ""],
    ["城东", "3", "1,000", ""],
    ["城西", "4", "2,000", "x"],
    ["合计", "7", "3,000", ""],
]
TITLES = st.sampled_from(
    [[], [["二、按网点汇总", "", "", ""]], [["按网点汇总", "", "", ""], ["单位：万元", "", "", ""]]]
)
LEGEND = [["", "等级", "标准"], ["", "铂金", "高"], ["", "黄金", "中"]]
DESCRIPTION = ["核心系统号码", "全称", "时点", "含保证金"]


@costly
@given(BOOK, TITLES)
def test_a_table_below_changes_neither_customers_nor_yuan_and_its_rows_are_told_as_others(
    folder: Path, book: list[list[str]], titles: list[list[str]]
) -> None:
    while book and not any(cell.strip() for cell in book[-1]):
        book = book[:-1]
    alone, both = written(folder, book), written(folder, [*book, ["", "", "", ""], *titles, *OTHER_TABLE])
    assert (said(both), money(both)) == (said(alone), money(alone))
    more = Counter(read=5 + len(titles), blank=1, other=4 + len(titles))
    assert rows(both) == dict(Counter(rows(alone)) + more)
    assert [issue.cell for issue in both.issues if issue.code == "KC207"] != []


@costly
@given(BOOK)
def test_a_table_beside_changes_neither_customers_nor_yuan(folder: Path, book: list[list[str]]) -> None:
    book = [*book, *[LAST] * 3]
    sides = [*LEGEND, *[["", "", ""]] * len(book)]
    wide = [[*row, *side] for row, side in zip([HEAD, *book], sides, strict=False)]
    alone, both = written(folder, book), written(folder, wide[1:], wide[0])
    assert (said(both), money(both)) == (said(alone), money(alone))
    assert sum(rows(both).values()) == 2 * rows(both)["read"]


@costly
@given(BOOK)
def test_a_description_under_the_headings_is_told_as_another_row(folder: Path, book: list[list[str]]) -> None:
    book = [*book, *[LAST] * 20]
    alone, both = written(folder, book), written(folder, [DESCRIPTION, *book])
    assert (said(both), money(both)) == (said(alone), money(alone))
    assert rows(both) == dict(Counter(rows(alone)) + Counter(read=1, other=1))
