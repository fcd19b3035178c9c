"""`keyclient risk` as somebody types it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.program import typed

OLD = """数据日期：2026-10-31,,,,,,,
客户号,户名,联系电话,客户经理,网点,AUM,客户等级,最近联系日期
100000001,张三,13800000001,李经理,城东支行,1000000,铂金,2026-10-20
100000002,李四,13800000002,李经理,城东支行,800000,黄金,2026-10-20
100000003,王五,13800000003,赵经理,城西支行,700000,黄金,2026-10-20
100000004,赵六,13800000004,赵经理,城西支行,600000,,2026-10-20
100000005,钱七,13800000005,赵经理,城西支行,1000,,2026-10-20
"""
NEW = """数据日期：2026-11-30,,,,,,,
客户号,户名,联系电话,客户经理,网点,AUM,客户等级,最近联系日期
100000001,张三,13800000001,李经理,城东支行,600000,铂金,2026-10-20
100000002,李四,13800000002,赵经理,城东支行,不详,黄金,2026-10-20
100000003,王五,13800000003,赵经理,城西支行,,黄金,2026-10-20
100000004,赵六,13800000004,,城西支行,0,黄金,2026-11-20
100000005,钱七,13800000005,赵经理,城西支行,1000,,2026-11-20
100000006,周九,13800000006,赵经理,城西支行,900000,,2026-11-20
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.csv").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.csv").write_text(NEW, encoding="utf-8")
    return tmp_path


def answered(folder: Path, *words: str) -> dict[str, Any]:
    """The result of the newest book with the one before, and what else is typed."""
    done = typed(folder, "risk", "new.csv", "--previous", "old.csv", "--format", "json", *words)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)["result"]
    return result


def listed(result: dict[str, Any]) -> list[tuple[str, str]]:
    """Who is listed, and how serious it is."""
    return [(one["customer_id"], one["severity"]) for one in result["customers"]]


def test_warnings_come_from_the_book_and_the_one_before(folder: Path) -> None:
    result = answered(folder)
    assert listed(result) == [("100000001", "red"), ("100000004", "red"), ("100000003", "grey")]
    emptied, short, ownerless = result["customers"][1]["reasons"]
    assert (emptied["code"], emptied["amount"]) == ("emptied", 600000)
    assert (short["code"], short["amount"], ownerless["code"]) == ("under_floor", 900000, "no_owner")
    assert result["customers"][2]["missing"] == ["aum"]
    assert (result["key_customers"], result["total_customers"]) == (4, 3)


def test_whoever_has_an_unreadable_value_stands_in_a_list_of_her_own_and_is_not_gone(folder: Path) -> None:
    result = answered(folder)
    assert [one["customer_id"] for one in result["unread"]] == ["100000002"]
    assert result["gone"] == {"customers": 0, "value": 0}


@pytest.mark.parametrize(
    ("only", "who"),
    [
        (["severity=red"], ["100000001", "100000004"]),
        (["severity=灰"], ["100000003"]),
        (["预警等级=红", "tier=铂金"], ["100000001"]),
        (["tier=铁"], ["100000004", "100000003"]),
        (["客户经理=赵经理"], ["100000003"]),
    ],
)
def test_the_list_is_about_whom_it_was_asked_for(folder: Path, only: list[str], who: list[str]) -> None:
    words = [word for pair in only for word in ("--only", pair)]
    whole, result = answered(folder), answered(folder, *words)
    assert [name for name, _ in listed(result)] == who
    assert result["severities"] == whole["severities"]


def test_whoever_has_no_warning_is_in_no_list(folder: Path) -> None:
    done = typed(folder, "risk", "new.csv", "--only", "severity=none")
    assert done.returncode == 2
    assert "red, orange, yellow, grey" in done.stderr


def test_a_report_about_a_tier_is_about_all_its_customers_whether_at_risk_or_not(folder: Path) -> None:
    done = typed(
        folder, "report", "new.csv", "--previous", "old.csv", "--only", "tier=platinum", "--format", "json"
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)["result"]
    assert [one["customer_id"] for one in result["tier"]["top"]] == ["100000006", "100000001"]
    assert listed(result["risk"]) == [("100000001", "red")]


def test_books_of_other_measures_are_refused_with_both_names(folder: Path) -> None:
    (folder / "old.csv").write_text(OLD.replace("AUM", "贡献度"), encoding="utf-8")
    done = typed(folder, "risk", "new.csv", "--previous", "old.csv")
    assert done.returncode == 2
    assert "AUM" in done.stderr


def test_books_in_which_no_days_are_counted_are_named(folder: Path) -> None:
    for name, value in (("a.csv", "1001"), ("b.csv", "1002")):
        (folder / name).write_text(OLD.partition("\n")[2].replace("1000,", f"{value},"), encoding="utf-8")
    earlier = ("--previous", "a.csv", "--previous", "b.csv")
    said = typed(folder, "risk", "new.csv", *earlier).stdout
    assert "not tried in them: a.csv, b.csv." in " ".join(said.split())
    dated = typed(folder, "risk", "new.csv", "--previous", "old.csv").stdout
    assert "not tried" not in dated
