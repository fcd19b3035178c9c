"""The worked examples of docs/today.md are what the program computes."""

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from keyclient.analysis.common.occasions.occasion import OCCASIONS
from keyclient.policy.parts.today import REASONS, TodayPolicy
from tests.program import typed

PAGE = (Path(__file__).parent.parent / "docs" / "today.md").read_text(encoding="utf-8")


def _rows(columns: int) -> list[list[str]]:
    """The cells of the tables of customers with so many columns."""
    lines = [line for line in PAGE.splitlines() if re.match(r"\| [A-Z] \|", line)]
    cells = [
        [cell.strip() for cell in line.strip().removesuffix("|").removeprefix("|").split("|")]
        for line in lines
    ]
    return [row for row in cells if len(row) == columns]


_CASES, _FILLED = _rows(9), _rows(5)
_HEADS = "客户号,客户经理,AUM,AUM较上月,到期日,到期金额,出生日期,最近联系日期,开户日期,数据日期"
_POLICY = '[today]\nlimit = 3\n[tier]\ntiers = [{name = "gold", zh = "黄金", floor = "50万"}, {name = "iron", zh = "铁"}]\n'


def _yuan(wan: str) -> str:
    return f"{float(wan) * 10_000:.2f}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "keyclient.toml").write_text(_POLICY, encoding="utf-8")
    lines = [_HEADS]
    for name, aum, change, matures, born, contact, *_ in _CASES:
        due = re.fullmatch(r"(\d+) on (\S+)", matures)
        lines.append(
            ",".join(
                [name, "王芳", _yuan(aum), _yuan(change), due[2] if due else "", _yuan(due[1]) if due else "",
                 born, contact, "2020-01-01", "2026-12-31"]
            )
        )  # fmt: skip
    (tmp_path / "book.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def _asked(folder: Path, *words: str) -> dict[str, Any]:
    done = typed(folder, "--lang", "en", "today", "book.csv", "-f", "json", *words)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)["result"]
    return result


def test_the_list_is_the_one_of_the_page(folder: Path) -> None:
    (listed,) = _asked(folder)["managers"]
    seats = {case[0]: case[8] for case in _CASES}
    assert [line["customer_id"] for line in listed["lines"]] == [
        name for name, seat in sorted(seats.items(), key=lambda one: one[1]) if seat.isdecimal()
    ]
    assert listed["left_out"] == {
        "contacted": list(seats.values()).count("contacted"),
        "limit": list(seats.values()).count("limit"),
    }


def test_every_customer_has_the_reasons_of_the_page(folder: Path) -> None:
    (listed,) = _asked(folder, "--set", "today.limit=9", "--set", "today.quiet_days=0")["managers"]
    found = {line["customer_id"]: [one["code"] for one in line["reasons"]] for line in listed["lines"]}
    told = {case[0]: case[7].split() or [case[6]] for case in _CASES if case[6]}
    assert found == told
    assert {line["customer_id"]: line["reasons"][0]["amount"] for line in listed["lines"]} == {
        "A": 500_000, "B": 200_000, "C": None, "D": 10_000, "F": 150_000
    }  # fmt: skip


def test_a_reason_that_is_off_leaves_its_seat_to_others(folder: Path) -> None:
    (listed,) = _asked(folder, "--set", "today.quotas.left=0")["managers"]
    assert [line["customer_id"] for line in listed["lines"]] == ["A", "D", "C"]


def test_the_list_of_the_next_days_is_the_one_of_the_page(folder: Path) -> None:
    made = typed(folder, "--lang", "zh", "today", "book.csv", "-o", "list.xlsx")
    assert made.returncode == 0, made.stderr
    book = openpyxl.load_workbook(folder / "list.xlsx")
    sheet = book["联系名单"]
    (head,) = [row for row in sheet.iter_rows() if any(cell.value == "联系编号" for cell in row)]
    at = {cell.value: cell.column for cell in head}
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        said = next((one for one in _FILLED if one[0] == row[at["客户号"] - 1].value), None)
        if said is not None:
            for heading, text in zip(("联系结果", "联系日期", "备注"), said[1:4], strict=True):
                sheet.cell(row[0].row, at[heading]).value = text or None
    book.save(folder / "filled.xlsx")
    result = _asked(folder, "--as-of", "2027-01-04", "--previous", "filled.xlsx", "--set", "today.limit=9")
    lines = {line["customer_id"]: line for line in result["managers"][0]["lines"]}
    for name, *_, then in _FILLED:
        line = lines[name]
        if then.startswith("appointment on "):
            assert (line["status"], line["appointment"]) == ("appointment", then.split()[-1])
        else:
            assert line["reasons"][0]["code"] == then.split()[-1]
    assert {one["status"]: one["calls"] for one in result["outcomes"]} == {
        "contacted": 1, "appointment": 1, "no_answer": 1
    }  # fmt: skip


def test_the_page_names_every_reason_and_cut_off() -> None:
    words = {one.occasion.value: one.label.zh for one in OCCASIONS}
    assert [name for name in REASONS if f"| `{name}` | {words[name]} |" not in PAGE] == []
    assert [name for name in words if name in REASONS] == list(REASONS)
    assert [name for name in TodayPolicy.model_fields if f"`today.{name}`" not in PAGE] == []
    for name, most in TodayPolicy().quotas.items():
        assert f"`{name}` {most}" in PAGE
