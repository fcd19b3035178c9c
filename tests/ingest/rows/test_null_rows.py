from pathlib import Path

import pytest

from tests.ingest.writing import customers, issues, read, rows, write_csv, write_xlsx


@pytest.mark.parametrize("nothing", ["NULL", r"\N", "N/A", "-", "(null)", "无", "¥ -   "])
@pytest.mark.parametrize("headings", ["客户号 | 客户名称 | AUM", "客户名称 | 客户经理 | AUM"])
def test_rows_with_nothing_but_words_for_nothing_are_blank(
    tmp_path: Path, nothing: str, headings: str
) -> None:
    line = " | ".join([nothing] * 3)
    sheet = f"{headings}\nC1 | 甲 | 5\n{line}\n - | | \nC2 | 乙 | 6\n{line}"
    loaded = read(write_csv(tmp_path, sheet))
    assert rows(loaded) == {"read": 5, "customers": 2, "blank": 3}
    assert issues(loaded, "KC304") == []


def test_a_row_of_nulls_with_an_error_is_not_blank(tmp_path: Path) -> None:
    loaded = read(write_xlsx(tmp_path, "客户号 | 客户名称 | AUM\nC1 | 甲 | 5\nNULL | NULL | #N/A"))
    assert rows(loaded) == {"read": 2, "customers": 1, "set_aside": 1}


def test_an_id_beside_words_for_nothing_is_a_customer(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, "客户号 | 客户名称 | AUM\nC1 | 甲 | 5\nC2 | NULL | NULL"))
    assert customers(loaded, "customer_id") == ["C1", "C2"]
