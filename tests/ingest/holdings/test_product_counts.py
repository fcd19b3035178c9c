"""How many products a list names, where the book has no count."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from keyclient.ingest.base.request import Request
from keyclient.model.portfolio import LISTED_PRODUCTS
from tests.ingest.writing import ANY, read, write_csv

COUNTED = replace(ANY, counts_products=True, needs_measure=False)


def _counts(folder: Path, sheet: str, request: Request = COUNTED) -> list[int | None]:
    frame = read(write_csv(folder, sheet), request).portfolio.frame
    assert LISTED_PRODUCTS in frame
    return [None if pd.isna(count) else int(count) for count in frame[LISTED_PRODUCTS]]


def _list_of(*cells: str) -> str:
    return "客户号 | 持有产品\n" + "\n".join(f"{row} | {cell}" for row, cell in enumerate(cells, 1))


def test_every_different_product_of_a_list_counts_known_to_the_policy_or_not(tmp_path: Path) -> None:
    assert _counts(tmp_path, _list_of("借记卡、理财、基金", "理财；理财", "理财+安心宝", "基金2")) == [
        3,
        1,
        2,
        1,
    ]


def test_none_held_is_zero_and_a_blank_is_not_known(tmp_path: Path) -> None:
    cells = ("理财", "无", "没有", "--", "—", "———", "")
    assert _counts(tmp_path, _list_of(*cells)) == [1, 0, 0, None, None, None, None]


def test_the_lists_of_all_rows_of_a_customer_are_one(tmp_path: Path) -> None:
    sheet = "客户号 | AUM | 持有产品\n1 | 5 | 理财、基金\n2 | 5 |\n1 | 7 | 理财、保险\n2 | 8 |\n3 | 1 | 无"
    assert _counts(tmp_path, sheet) == [3, None, 0]


def test_a_cell_that_is_a_number_is_the_count(tmp_path: Path) -> None:
    assert _counts(tmp_path, _list_of("3", "0", "理财、基金")) == [3, 0, 2]


def test_english_lists_count_alike(tmp_path: Path) -> None:
    sheet = "Customer ID | Holdings\n1 | debit card, fund\n2 | None\n3 | N/A"
    assert _counts(tmp_path, sheet) == [2, 0, None]


@pytest.mark.parametrize("cells", [("甲", "乙", "丙"), ("是", "否", "是")])
def test_words_that_are_no_products_are_not_counted(tmp_path: Path, cells: tuple[str, ...]) -> None:
    loaded = read(write_csv(tmp_path, _list_of(*cells)), COUNTED)
    assert LISTED_PRODUCTS not in loaded.portfolio.frame


def test_that_nothing_is_held_is_known_and_no_gap_of_the_file(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, _list_of("无", "理财", "—")), COUNTED)
    held = loaded.portfolio.frame["holdings"]
    assert [None if pd.isna(cell) else cell for cell in held] == ["无", "理财", None]
