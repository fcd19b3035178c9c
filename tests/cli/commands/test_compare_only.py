"""`keyclient compare --only`: every list of customers holds those asked for, every sum is of the whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.program import typed

FLOORS = "tier.tiers=[{name='key',zh='重点',floor=100},{name='low',zh='其他'}]"
HEADING = "客户号,客户名称,出生日期,客户经理,AUM,AUM年日均,数据日期"
FEBRUARY = [
    "a,张伟,1970-01-01,李娜,50,40",
    "b,王芳,1971-01-01,赵磊,50,40",
    "c,李强,1972-01-01,李娜,120,130",
    "d,刘洋,1973-01-01,赵磊,120,130",
    "e,陈静,1974-01-01,李娜,60,60",
    "f,周敏,1975-01-01,赵磊,70,70",
    "i,吴静,1977-01-01,李娜,30,30",
    "j,郑洁,1978-01-01,赵磊,30,30",
]
MARCH = [line.replace(",50,40", ",90,60").replace(",30,30", ",40,40") for line in FEBRUARY]
APRIL = [
    "a,张伟,1970-01-01,李娜,60,40",
    "b,王芳,1971-01-01,赵磊,60,40",
    "c,李强,1972-01-01,李娜,80,130",
    "d,刘洋,1973-01-01,赵磊,80,130",
    "g,陈静,1974-01-01,李娜,60,60",
    "h,周敏,1975-01-01,赵磊,70,70",
    "i,吴静,1977-01-01,李娜,50,50",
    "j,郑洁,1978-01-01,赵磊,50,50",
    ",没有号,1976-01-01,赵磊,70,7",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    books = {"2026-02-28": FEBRUARY, "2026-03-31": MARCH, "2026-04-30": APRIL}
    for day, lines in books.items():
        text = "\n".join([HEADING, *(f"{line},{day}" for line in lines)])
        (tmp_path / f"{day}.csv").write_text(text + "\n", encoding="utf-8")
    return tmp_path


def _result(folder: Path, *arguments: str) -> dict[str, Any]:
    books = sorted(path.name for path in folder.glob("*.csv"))
    done = typed(
        folder, "--lang", "en", "compare", *books, "-m", "aum", "--set", FLOORS, "-f", "json", *arguments
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)["result"]
    return result


def _customers(result: dict[str, Any]) -> dict[str, set[str | None]]:
    lists = {
        **{name: result[name] for name in ("moved", "rising", "deviation", "quarter_ends")},
        "attrition": result["attrition"]["customers"],
    }
    found = {
        name: {row["customer_id"] for row in rows if row.get("scope", "customer") == "customer"}
        for name, rows in lists.items()
    }
    return {**found, "perhaps_same": {row["new_id"] for row in result["perhaps_same"]}}


def test_lists_of_a_manager_hold_nobody_of_another_one(folder: Path) -> None:
    assert _customers(_result(folder)) == {
        "moved": {"c", "d", "e", "f", "g", "h"},
        "rising": {"i", "j"},
        "deviation": {"a", "b", None},
        "quarter_ends": {"a", "b"},
        "attrition": {"c", "d"},
        "perhaps_same": {"g", "h"},
    }
    assert _customers(_result(folder, "--only", "manager=李娜")) == {
        "moved": {"c", "e", "g"},
        "rising": {"i"},
        "deviation": {"a"},
        "quarter_ends": {"a"},
        "attrition": {"c"},
        "perhaps_same": {"g"},
    }
    assert _customers(_result(folder, "--only", "manager=赵磊"))["deviation"] == {"b", None}


def test_lists_of_those_lost_hold_nobody_who_is_there(folder: Path) -> None:
    found = _customers(_result(folder, "--only", "bucket=lost"))
    assert found.pop("perhaps_same") == {"g", "h"}
    assert found.pop("moved") == {"e", "f"}
    assert set().union(*found.values()) == set()


def test_sums_of_groups_stay_those_of_the_whole(folder: Path) -> None:
    whole, some = _result(folder), _result(folder, "--only", "manager=李娜")
    for name in ("deviation", "quarter_ends"):
        sums = [[row for row in one[name] if row["scope"] != "customer"] for one in (whole, some)]
        assert sums[0] == sums[1] != []
    for name in ("buckets", "matrix", "rising_totals", "unfollowed"):
        assert some[name] == whole[name]
    assert some["attrition"]["light"] == whole["attrition"]["light"]
