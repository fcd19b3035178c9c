from pathlib import Path

import pytest

from tests.ingest.writing import issues, read, rows, values, write_csv, write_xlsx

HEAD = "客户号 | 客户名称 | AUM\n甲1 | 张三 | 5\n乙 | 李四 | 6\n"


@pytest.mark.parametrize("row", ["以上数据仅供参考 | |", " | 以上数据仅供参考 |", "个人客户 | |"])
def test_a_row_with_a_single_cell_of_words_is_a_customer_and_told(tmp_path: Path, row: str) -> None:
    loaded = read(write_csv(tmp_path, f"{HEAD}{row}\n丙3 | 王五 | 7"))
    assert rows(loaded) == {"read": 4, "customers": 4}
    assert issues(loaded, "KC314") == ["KC314 4 warning"]


def test_how_many_rows_have_a_single_cell_is_told_once(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, f"{HEAD}1 | 甲 | 5\n2 | 乙 | 5\n | 王五 |\n丙 | 赵六 | -\n | 孙七 |"))
    assert values(loaded, "KC314") == [{"count": 2}]


@pytest.mark.parametrize("row", ["C3 | |", "003 | |", "丙 | 王五 |", "丙 | | -5"])
def test_a_row_with_an_id_or_two_cells_is_nothing_to_wonder_at(tmp_path: Path, row: str) -> None:
    assert issues(read(write_csv(tmp_path, HEAD + row)), "KC314") == []


def test_a_row_with_an_error_beside_its_name_has_two_cells(tmp_path: Path) -> None:
    assert issues(read(write_xlsx(tmp_path, f"{HEAD}1 | 甲 | 5\n2 | 乙 | 5\n | 王五 | #N/A")), "KC314") == []


def test_in_a_table_of_two_columns_a_single_cell_is_nothing_to_wonder_at(tmp_path: Path) -> None:
    assert issues(read(write_csv(tmp_path, "客户名称 | AUM\n张三 | 5\n李四 |"))) == []
