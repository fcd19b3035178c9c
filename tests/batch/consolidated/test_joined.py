"""Customers whom several books of a run hold, as the consolidated figures tell them."""

import json
import zipfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyarrow as pa
import pytest

from keyclient.batch.consolidated.repeated import repeated_customers
from keyclient.batch.run import execute
from tests.batch.here import Here
from tests.batch.shares import placed
from tests.program import run

HEADINGS = "客户号,客户名称,证件号码,客户经理,开户日期,AUM"
NUMBER = "11010519491231002X"


def consolidated(folder: Path, *settings: str, headings: str = HEADINGS, **books: str) -> dict[str, Any]:
    """The consolidated figures of books, one a branch."""
    for branch, rows in books.items():
        text = "\n".join((headings, *rows.split(" ")))
        placed(folder / "网点" / branch / "客户_20260331.csv", text.encode())
    words = [word for setting in settings for word in ("--set", setting)]
    where = [str(folder / "网点"), "--out", str(folder / "结果")]
    with patch.object(execute, "Pool", Here):
        ended = run(["batch", *where, "--jobs", "1", "--analyses", "tier", *words])
    assert ended.code == 0, ended.err
    result: dict[str, Any] = json.loads((folder / "结果" / "consolidated.json").read_text("utf-8"))["result"]
    return result


def test_a_customer_of_two_branches_is_joined_and_whose_she_is_is_decided(tmp_path: Path) -> None:
    found = consolidated(
        tmp_path,
        城东=f"C1,张三,{NUMBER},王芳,2015-03-01,300 C2,李四,,王芳,2016-03-01,50",
        城西=f"X9,张三,{NUMBER},孙浩,2020-03-01,250 X8,赵六,,孙浩,2020-03-01,60",
    )["overlap"]
    (one,) = found["same"]
    assert [(who["path"], who["customer_id"], who["row"]) for who in one["customers"]] == [
        ("网点/城东/客户_20260331.csv", "C1", 2),
        ("网点/城西/客户_20260331.csv", "X9", 2),
    ]
    assert (one["owner"], one["step"], one["combined_value"]) == ("王芳", "opening", 550.0)
    assert (found["records"], found["persons"], found["counted_twice"]) == (4, 3, 1)
    assert found["pairs"] == [{"branch": "城东", "other": "城西", "persons": 1}]


def test_customers_with_different_valid_numbers_are_not_joined_by_their_id(tmp_path: Path) -> None:
    found = consolidated(
        tmp_path,
        城东=f"C1,张三,{NUMBER},王芳,2015-03-01,300 C2,李四,,王芳,2016-03-01,50",
        城西="C1,张三,110105199001010010,孙浩,2020-03-01,250 C8,赵六,,孙浩,2020-03-01,60",
    )["overlap"]
    assert found["same"] == []


def test_a_book_of_another_measure_is_joined_without_values(tmp_path: Path) -> None:
    placed(
        tmp_path / "网点" / "城南" / "客户_20260331.csv",
        "客户号,客户名称,存款\nC1,张三,7\nC5,钱七,8\n".encode(),
    )
    found = consolidated(
        tmp_path,
        城东="C1,张三,,王芳,2015-03-01,300 C2,李四,,王芳,2016-03-01,50",
        城西="C1,张三,,孙浩,2020-03-01,250 C8,赵六,,孙浩,2020-03-01,60",
    )["overlap"]
    (one,) = found["same"]
    assert (len(one["customers"]), one["combined_value"]) == (3, 550.0)


def test_all_shared_customers_are_counted_and_the_largest_are_listed(tmp_path: Path) -> None:
    rows = " ".join(f"C{n},客户{n},,王芳,2015-03-01,{n}00" for n in range(1, 6))
    result = consolidated(tmp_path, "batch.overlap_lines=2", 城东=rows, 城西=rows.replace("王芳", "孙浩"))
    found = result["overlap"]
    assert found["total"]["persons"] == 5
    assert [one["customers"][0]["customer_id"] for one in found["same"]] == ["C5", "C4"]


def test_an_earlier_month_of_a_branch_counts_nobody_twice(tmp_path: Path) -> None:
    rows = "C1,张三,,王芳,2015-03-01,300 C2,李四,,王芳,2016-03-01,50"
    earlier = "\n".join((HEADINGS, *rows.replace("300", "290").split(" ")))
    placed(tmp_path / "网点" / "城东" / "客户_20260228.csv", earlier.encode())
    result = consolidated(tmp_path, 城东=rows)
    assert (result["overlap"]["records"], result["overlap"]["counted_twice"]) == (2, 0)


def test_ids_that_lost_digits_join_nobody(tmp_path: Path) -> None:
    found = consolidated(
        tmp_path,
        headings="客户号,AUM",
        城东="6.21700123456E+15,300 C2,50",
        城西="6.21700123456E+15,250 C8,60",
    )["overlap"]
    assert found["counted_twice"] == 0


def test_open_deals_of_two_branches_are_chased_twice(tmp_path: Path) -> None:
    found = consolidated(
        tmp_path,
        headings="客户号,客户名称,证件号码,客户经理,销售阶段,AUM",
        城东=f"C1,张三,{NUMBER},王芳,潜在,300 C2,李四,,王芳,潜在,50",
        城西=f"X9,张三,{NUMBER},孙浩,重点,250 X8,赵六,,孙浩,已成交,60",
    )["overlap"]
    assert found["total_chased_twice"] == 1


def test_floors_about_a_column_that_no_run_keeps_leave_customers_joined_without_values(
    tmp_path: Path,
) -> None:
    policy = tmp_path / "keyclient.toml"
    policy.write_text(
        '[[tier.tiers]]\nname="top"\nfloor=100\nmeasure="积分"\n[[tier.tiers]]\nname="rest"\n',
        encoding="utf-8",
    )
    rows = f"C1,张三,{NUMBER},王芳,2015-03-01,300,5 C2,李四,,王芳,2016-03-01,50,7"
    for branch in ("城东", "城西"):
        text = "\n".join((f"{HEADINGS},积分", *rows.split(" "))).replace("王芳", f"{branch}王芳")
        placed(tmp_path / "网点" / branch / "客户_20260331.csv", text.encode())
    out = tmp_path / "结果"
    ended = run(["--config", str(policy), "batch", str(tmp_path / "网点"), "--out", str(out), "--jobs", "1"])
    assert ended.code == 0, ended.err
    found = json.loads((out / "consolidated.json").read_text("utf-8"))["result"]["overlap"]
    assert (found["measure"], found["counted_twice"]) == (None, 2)


def test_the_consolidated_workbook_shows_who_is_shared(tmp_path: Path) -> None:
    consolidated(
        tmp_path,
        城东=f"C1,张三,{NUMBER},王芳,2015-03-01,300 C2,李四,,王芳,2016-03-01,50",
        城西=f"X9,张三,{NUMBER},孙浩,2020-03-01,250 X8,赵六,,孙浩,2020-03-01,60",
    )
    with zipfile.ZipFile(tmp_path / "结果" / "consolidated.xlsx") as book:
        text = "".join(book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xml"))
    assert "C1" in text
    assert NUMBER not in text


@pytest.mark.parametrize(("second", "repeated"), [("a", 0), ("a2", 1)])
def test_customers_of_several_books_of_one_branch_are_counted(second: str, repeated: int) -> None:
    rows = {"book": ["a", second, "b"], "branch": ["甲", "甲", "乙"], "customer_id": ["c1", " C1", "c1"]}
    assert repeated_customers(pa.table(rows)) == repeated
