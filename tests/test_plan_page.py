"""The tables and worked examples of docs/plan.md are what the program has and computes."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from keyclient.policy.models import Policy
from keyclient.policy.parts.plan import PlanPolicy
from tests.analysis.plan.planned import entry, line_of, plan_of
from tests.program import typed

PAGE = (Path(__file__).parent.parent / "docs" / "plan.md").read_text(encoding="utf-8")
_AMOUNTS = re.findall(
    r"^\| ([\d,.]+) \| ([\d,.]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$", PAGE, re.MULTILINE
)
_POLICY = """[calendar]
published = false
[tier]
tiers = [{name = "gold", zh = "黄金", floor = "50万"}, {name = "iron", zh = "铁"}]
"""
_BOOK = """客户号,AUM,客户经理,最近联系日期,数据日期
A1,5000000,王芳,2026-12-01,2026-12-31
A2,3000000,李强,2026-12-01,2026-12-31
A3,90000,李强,2026-12-01,2026-12-31
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "keyclient.toml").write_text(_POLICY, encoding="utf-8")
    (tmp_path / "book.csv").write_text(_BOOK, encoding="utf-8")
    return tmp_path


def test_the_page_has_the_catalogue_as_it_is() -> None:
    for one in Policy().plan.entries:
        cells = " ".join(one.cells)
        row = f"| `{one.name}` | {one.zh} | `{one.trigger}` | {cells} | `{one.proof}` | {one.days} | {one.lead} | {one.effort:g} |"
        assert row in PAGE, one.name


def test_the_page_names_every_activity_perk_and_cut_off() -> None:
    plan, said = Policy().plan, " ".join(PAGE.split())
    for name, one in plan.activities.items():
        assert f"{name.replace('_', ' ')} {one.zh} (" in said
    for name, perk in plan.perks.items():
        assert f"{name.replace('_', ' ')} {perk.zh} {perk.share * 100:.1f} %" in said
    unsaid = {"z", "few", "strata", "presets", "until"}  # the first three are about judging a plan
    assert [
        name for name in PlanPolicy.model_fields if name not in unsaid and f"plan.{name}" not in PAGE
    ] == []


@pytest.mark.parametrize("case", _AMOUNTS)
def test_what_is_asked_for_is_what_the_page_says(case: tuple[str, ...]) -> None:
    balance, left, *asked = (one.replace(",", "") for one in case)
    before = f"{float(balance) + float(left):.2f}"
    books = [f"aum|value\n{one}|{one}" for one in (before, balance)]
    proofs = {
        name: entry(name, "left", proof=f"{{balance}} >= {{{name}}}")
        for name in ("kept", "grown", "won_back")
    }
    found = [line_of(plan_of(*books, catalogue=[one]), "c1").criterion for one in proofs.values()]
    assert found == [f"aum >= {one}" for one in asked]


def test_the_page_has_three_examples_of_amounts() -> None:
    assert len(_AMOUNTS) == 3


def test_the_plan_of_a_small_book_as_it_is_typed(folder: Path) -> None:
    done = typed(folder, "--lang", "zh", "plan", "book.csv", "-f", "json")
    assert done.returncode == 0, done.stderr
    first, second = json.loads(done.stdout)["result"]["lines"]
    assert {first["owner"], second["owner"]} == {"王芳", "李强"}
    assert first["criterion"] == "aum >= 2850000 and contact since 2027-01-01"
    assert first["deadline"] == "2027-01-07"
    assert first["baseline"]["value"] == 3_000_000


def test_masked_lines_say_nothing_of_customers_and_the_csv_has_the_columns_of_the_form(
    folder: Path,
) -> None:
    done = typed(folder, "plan", "book.csv", "-f", "csv", "--mask", "--only", "manager=王芳")
    (line,) = csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff")))
    assert (line["line_id"], line["owner"], line["entry"]) == ("#2", "王芳", "keep")
    assert "A1" not in done.stdout
