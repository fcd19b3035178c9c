"""Customers whose value cannot be read."""

from pathlib import Path

from tests.ingest.writing import ANY, read, write_csv, write_xlsx

BOOK = """客户号 | 客户名称 | 手机号 | AUM
1 | 张三 | 13800001111 | 100
2 | 李四 | 13800002222 | 约120
3 | 王五 | 13800003333 | --
4 | 赵六 | 13800004444 | 待定
5 | 钱七 | 13800005555 | 90
6 | 孙八 | 13800006666 | 80"""


def test_each_is_listed_with_the_cell_and_what_stands_there(tmp_path: Path) -> None:
    for path in (write_csv(tmp_path, BOOK), write_xlsx(tmp_path, BOOK)):
        unread = read(path, ANY).portfolio.unread
        assert unread is not None
        assert unread["row"].tolist() == [3, 5]
        assert [cell.split("!")[-1] for cell in unread["cell"]] == ["D3", "D5"]
        assert unread["typed"].tolist() == ["约120", "待定"]
        assert unread["name"].tolist() == ["李四", "赵六"]


def test_a_blank_value_is_read_and_nobody_is_unread(tmp_path: Path) -> None:
    assert (
        read(write_csv(tmp_path, BOOK.replace("约120", "").replace("待定", "5")), ANY).portfolio.unread
        is None
    )


def test_rows_in_a_foreign_currency_are_not_unread(tmp_path: Path) -> None:
    sheet = "客户号 | 币种 | AUM\n1 | 人民币 | 100\n2 | 美元 | 70\n3 | 人民币 | 约5"
    unread = read(write_csv(tmp_path, sheet), ANY).portfolio.unread
    assert unread is not None
    assert unread["row"].tolist() == [4]


def test_in_a_sum_of_columns_any_bad_cell_is_the_one_to_mend(tmp_path: Path) -> None:
    sheet = "客户号 | 存款 | 贷款余额\n1 | 5 | 4\n2 | 5 | 约4\n3 | 约5 | 约4\n4 | 7 | 8\n5 | 7 | 8"
    unread = read(write_csv(tmp_path, sheet), ANY).portfolio.unread
    assert unread is not None
    assert unread["cell"].tolist() == ["C3", "B4"]
