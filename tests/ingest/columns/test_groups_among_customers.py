from pathlib import Path

from tests.ingest.writing import read, rows, values, write_csv

HEAD = "客户号 | 客户名称 | 客户经理 | 存款余额"
WANG = [f"C{at} | 甲{at} | 王芳 | {at * 7}" for at in range(1, 7)]
SUN = [f"D{at} | 乙{at} | 孙浩 | {at * 11}" for at in range(1, 7)]


def written(folder: Path, *body: str) -> Path:
    return write_csv(folder, "\n".join([HEAD, *body]))


def test_a_total_with_a_name_but_no_id_is_no_customer(tmp_path: Path) -> None:
    loaded = read(written(tmp_path, *WANG, *SUN, " | 全行 | | 378"))
    assert rows(loaded) == {"read": 13, "customers": 12, "totals": 1}
    assert values(loaded, "KC315") == [{"amounts": "存款余额 378.00"}]


def test_groups_with_a_name_but_no_id_are_no_customers(tmp_path: Path) -> None:
    loaded = read(written(tmp_path, " | 王芳组 | | 147", *WANG, " | 孙浩组 | | 231", *SUN))
    assert rows(loaded) == {"read": 14, "customers": 12, "totals": 2}


def test_a_customer_without_an_id_beside_groups_of_that_kind_stays_one(tmp_path: Path) -> None:
    loaded = read(written(tmp_path, " | | 王芳 | 154", *WANG, " | 李四 | | 7", " | | 孙浩 | 231", *SUN))
    assert rows(loaded) == {"read": 15, "customers": 13, "totals": 2}


def test_one_sum_among_the_customers_is_a_group_if_many_add_up_to_it(tmp_path: Path) -> None:
    loaded = read(written(tmp_path, *WANG, "本组 | | | 147", *SUN))
    assert rows(loaded) == {"read": 13, "customers": 12, "totals": 1}
    assert values(loaded, "KC316") == [{"count": 1, "amounts": "存款余额 147.00"}]


def test_one_amount_that_equals_those_of_a_few_customers_is_no_sum(tmp_path: Path) -> None:
    loaded = read(written(tmp_path, *WANG[:3], " | | | 42", *SUN))
    assert rows(loaded)["customers"] == 10


def test_groups_of_groups_are_no_customers(tmp_path: Path) -> None:
    groups = ["王芳 | | | 147", *WANG, "孙浩 | | | 231", *SUN]
    other = [line.replace("C", "E").replace("D", "F") for line in (*WANG, *SUN)]
    loaded = read(written(tmp_path, "城东 | | | 378", *groups, "城西 | | | 378", "李四 | | | 378", *other))
    assert rows(loaded) == {"read": 29, "customers": 24, "totals": 5}
