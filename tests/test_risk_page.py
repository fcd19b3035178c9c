"""The worked examples of docs/risk.md are what the program computes."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from keyclient.analysis.common.evidence.reasons import REASONS
from keyclient.analysis.risk.face import SEVERITIES
from keyclient.policy.parts.risk import RiskPolicy
from tests.program import typed

PAGE = (Path(__file__).parent.parent / "docs" / "risk.md").read_text(encoding="utf-8")
_CASES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d+ \|", line)
]
_HEADS = "客户号,AUM,客户等级,最近联系日期,客户经理,开户日期,持有产品数,投诉次数,到期日,到期金额,数据日期"
_POLICY = '[tier]\ntiers = [{name = "gold", zh = "黄金", floor = "50万"}, {name = "iron", zh = "铁"}]\n'


def _yuan(wan: str) -> str:
    return f"{float(wan) * 10_000:.2f}" if wan else ""


def _line(case: list[str], month: int, day: str) -> str:
    number, tier, contact, managers, also = case[0], case[4], case[5], case[6:8], case[8]
    opened = re.search(r"opened (\S+)", also)
    due = re.search(r"(\d+) matures (\S+)", also)
    return ",".join(
        [
            number,
            _yuan(case[1 + month]),
            tier if month == 2 else "",
            contact if month == 2 else "",
            managers[month == 2] or (managers[0] if month < 2 else ""),
            opened[1] if opened else "2020-01-01",
            "1" if also == "one product" else "3",
            "0",
            due[2] if due and month == 2 else "",
            _yuan(due[1]) if due and month == 2 else "",
            day,
        ]
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "keyclient.toml").write_text(_POLICY, encoding="utf-8")
    for month, day in enumerate(("2026-10-31", "2026-11-30", "2026-12-31")):
        listed = [
            case
            for case in _CASES
            if (case[1 + month] or (month == 2 and case[4])) and not (month == 2 and "not listed" in case[8])
        ]
        rows = [_HEADS, *(_line(case, month, day) for case in listed)]
        (tmp_path / f"{day[:7]}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def _said(folder: Path, *asked: str) -> str:
    earlier = ("--previous", "2026-10.csv", "--previous", "2026-11.csv")
    done = typed(folder, "--lang", "en", "risk", "2026-12.csv", *earlier, "--top", "all", *asked)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_case_of_the_page_has_its_severity_and_reasons(folder: Path) -> None:
    lines = csv.DictReader(io.StringIO(_said(folder, "-f", "csv").removeprefix("\ufeff")))
    found = {line["customer_id"]: [line["severity"], line["reasons"]] for line in lines}
    told = {case[0]: case[9:11] for case in _CASES if case[9] not in ("none", "")}
    assert found == told
    assert len(told) == 10


def test_who_is_gone_is_counted_as_the_page_says(folder: Path) -> None:
    result = json.loads(_said(folder, "-f", "json"))["result"]
    assert result["gone"] == {"customers": 1, "value": 900_000}
    assert result["key_customers"] == len(_CASES) - 1
    severities = {one["severity"]: one["customers"] for one in result["severities"]}
    assert severities["none"] == sum(case[9] == "none" for case in _CASES)


def _managers(folder: Path, *asked: str) -> dict[str, Any]:
    owned = {"王芳": 6, "李强": 3, "张伟": 1}
    rows = [f"{name}{number},600000,{name}" for name, count in owned.items() for number in range(count)]
    (folder / "owned.csv").write_text("\n".join(["客户号,AUM,客户经理", *rows]) + "\n", encoding="utf-8")
    done = typed(folder, "risk", "owned.csv", "-f", "json", *asked)
    assert done.returncode == 0, done.stderr
    return {one["manager"]: one for one in json.loads(done.stdout)["result"]["managers"]}


def test_who_takes_over_is_as_the_page_says(folder: Path) -> None:
    table = re.findall(r"^\| (\S+) \| (\d) \| (\d) \| (\S+) \| (\d) \|$", PAGE, re.MULTILINE)
    assert len(table) == 3
    managers = _managers(folder)
    for name, count, _, takers, unseated in table:
        own = managers[name]
        told = "、".join(f"{one['manager']}（{one['free']}）" for one in own["receivers"])
        assert (own["key_customers"], told, own["unseated"]) == (int(count), takers, int(unseated))


def test_with_four_seats_two_customers_have_none(folder: Path) -> None:
    own = _managers(folder, "--set", "managers.seats=4")["王芳"]
    assert [(one["manager"], one["free"]) for one in own["receivers"]] == [("张伟", 3), ("李强", 1)]
    assert own["unseated"] == 2


def test_the_page_names_every_reason_severity_and_cut_off() -> None:
    assert [
        one.why for one in REASONS if f"| `{one.why}` | {one.label.zh} | {one.family} |" not in PAGE
    ] == []
    assert [name for name, label in SEVERITIES.items() if f"| {label.zh} | `{name}` |" not in PAGE] == []
    assert [name for name in RiskPolicy.model_fields if f"`risk.{name}`" not in PAGE] == []
