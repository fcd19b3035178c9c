"""Customers of several managers in `keyclient risk`: each manager has the money of her own rows."""

import json
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.program import typed

TWO = """数据日期,2026-12-31
客户号,AUM余额(元),客户经理,支行
W1,9000000,王芳,城东
W1,10,李强,城西
W2,100,王芳,城东
W3,100,李强,城西
W4,100,李强,城西
W5,100,李强,城西
"""


def asked(folder: Path, text: str, *words: str) -> CompletedProcess[str]:
    """What is said of a book."""
    (folder / "book.csv").write_text(text, encoding="utf-8")
    done = typed(folder, "risk", "book.csv", "--format", "json", *words)
    assert done.returncode == 0, done.stderr
    return done


def result(folder: Path, text: str, *words: str) -> dict[str, Any]:
    """The figures of a book."""
    found: dict[str, Any] = json.loads(asked(folder, text, *words).stdout)["result"]
    return found


def held(found: dict[str, Any]) -> list[tuple[str | None, str | None, int, float]]:
    """Whom each manager has, where, and what they have with her."""
    return [(one["manager"], one["branch"], one["key_customers"], one["value"]) for one in found["managers"]]


def test_a_customer_of_two_managers_gives_each_the_money_of_her_own_rows(tmp_path: Path) -> None:
    found = result(tmp_path, TWO)
    assert held(found) == [("王芳", "城东", 1, 9_000_000), ("李强", "城西", 1, 10)]
    assert [one["share_of_branch"] for one in found["managers"]] == [1, 1]
    assert found["key_customers"] == 1


def test_the_concentration_over_managers_is_that_of_their_own_rows(tmp_path: Path) -> None:
    found = result(tmp_path, TWO)["concentration"]
    assert found["managers"] == 2
    assert found["hhi"] == pytest.approx((9_000_100**2 + 310**2) / 9_000_410**2)
    assert found["loss_top1"] == 9_000_010


def test_a_customer_of_one_manager_in_two_branches_is_one_of_her_customers(tmp_path: Path) -> None:
    text = "客户号,AUM余额(元),客户经理,支行\nW1,900,王芳,城东\nW1,600,王芳,城西\nW2,1,王芳,城东\nW3,2,李强,城东\n"
    found = result(tmp_path, text, "--set", "tiers.platinum.floor=50")
    assert held(found) == [("王芳", "城东", 1, 1500)]
    assert found["managers"][0]["share_of_branch"] == 1


def test_a_row_without_a_manager_is_with_the_customers_other_rows(tmp_path: Path) -> None:
    text = "客户号,AUM余额(元),客户经理\nW1,900,王芳\nW1,600,\nW2,1,王芳\nW3,2,\n"
    found = result(tmp_path, text, "--set", "tiers.platinum.floor=50")
    assert held(found) == [("王芳", None, 1, 1500)]
    assert found["concentration"]["without_manager"] == 2


def test_who_has_a_second_manager_at_one_place_has_none_at_the_other(tmp_path: Path) -> None:
    text = "客户号,AUM余额(元),客户经理,协办客户经理\nW1,900,王芳,赵伟\nW1,600,李强,\nW2,1,王芳,\n"
    found = result(tmp_path, text, "--set", "tiers.platinum.floor=50")
    assert [(one["manager"], one["with_assistant"]) for one in found["managers"]] == [
        ("王芳", 1),
        ("李强", 0),
    ]


def test_customers_who_count_with_several_managers_are_told(tmp_path: Path) -> None:
    assert "KC344" in asked(tmp_path, TWO).stderr
