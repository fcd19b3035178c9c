from pathlib import Path

import pytest

from tests.ingest.marked_rows import write_rows
from tests.ingest.writing import customers, issues, read, rows, values

HEAD = "客户号 | 客户名称 | 客户经理 | 存款余额"
WANG = ["C1 | 甲 | 王芳 | 400", "C2 | 乙 | 王芳 | 100"]
SUN = ["C3 | 丙 | 孙浩 | 30", "C4 | 丁 | 孙浩 | 20", "C5 | 戊 | 孙浩 | 10"]
ALL = ["C1", "C2", "C3", "C4", "C5"]
ABOVE = [0, 1, 1, 0, 1, 1, 1]


def write(folder: Path, body: list[str], levels: list[int]) -> Path:
    numbered = {row: level for row, level in enumerate(levels, 2) if level}
    return write_rows(folder, "\n".join([HEAD, *body]), levels=numbered)


@pytest.mark.parametrize(
    ("wang", "sun"),
    [
        (" | | 王芳 | 500", " | | 孙浩 | 60"),
        ("王芳 | | | 500", "孙浩 | | | 60"),
        ("B1 | 王芳组 | | 500", "B2 | 孙浩组 | | 60"),
        ("1 | 张三 | | 500", "2 | 李四 | | 60"),
    ],
)
def test_rows_over_their_details_with_their_sums_are_no_customers(
    tmp_path: Path, wang: str, sun: str
) -> None:
    for body, levels in (
        ([wang, *WANG, sun, *SUN], ABOVE),
        ([*WANG, wang, *SUN, sun], [1, 1, 0, 1, 1, 1, 0]),
    ):
        loaded = read(write(tmp_path, body, levels))
        assert customers(loaded, "customer_id") == ALL
        assert rows(loaded) == {"read": 7, "customers": 5, "totals": 2}
        assert values(loaded, "KC316") == [{"count": 2, "amounts": "存款余额 560.00"}]


def test_groups_of_groups_are_no_customers_either(tmp_path: Path) -> None:
    body = [" | | 全行 | 560", " | | 王芳 | 500", *WANG, " | | 孙浩 | 60", *SUN]
    loaded = read(write(tmp_path, body, [0, 1, 2, 2, 1, 2, 2, 2]))
    assert customers(loaded, "customer_id") == ALL
    assert rows(loaded)["totals"] == 3


def test_a_group_of_one_customer_is_known_by_the_outline(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, [" | | 王芳 | 400", WANG[0], " | | 孙浩 | 30", SUN[0]], [0, 1, 0, 1]))
    assert customers(loaded, "customer_id") == ["C1", "C3"]


def test_titles_of_groups_without_amounts_are_no_customers(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, [" | | 王芳 | ", *WANG, " | | 孙浩 | ", *SUN], ABOVE))
    assert customers(loaded, "customer_id") == ALL


def test_a_group_that_names_nobody_is_no_customer_though_it_does_not_tie(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, [" | | 王芳 | 501", *WANG, " | | 孙浩 | 60", *SUN], ABOVE))
    assert customers(loaded, "customer_id") == ALL
    assert issues(loaded, "KC316", "KC354") == ["KC316 客户!5 note", "KC354 客户!2 warning"]
    assert values(loaded, "KC354") == [{"count": 1, "amounts": "存款余额 501.00"}]


def test_a_customer_over_the_details_of_others_stays_one_if_her_amount_is_her_own(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, ["C0 | 己 | 王芳 | 77", *WANG, " | | 孙浩 | 60", *SUN], ABOVE))
    assert customers(loaded, "customer_id") == ["C0", *ALL]


def test_accounts_under_a_customer_with_their_sum_are_her_details(tmp_path: Path) -> None:
    body = [
        "C1 | 甲 | 王芳 | 300",
        " | 活期 | | 100",
        " | 定期 | | 200",
        "C2 | 乙 | 王芳 | 70",
        " | 活期 | | 70",
    ]
    loaded = read(write(tmp_path, body, [0, 1, 1, 0, 1]))
    assert customers(loaded, "customer_id", "deposits") == ["C1 | 300", "C2 | 70"]
    assert rows(loaded) == {"read": 5, "customers": 2, "other": 3}
    assert values(loaded, "KC353") == [{"count": 3, "amounts": "存款余额 370.00"}]
