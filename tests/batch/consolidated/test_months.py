"""Several months of a branch under the shares, and customers of several branches in one book."""

import json
from pathlib import Path
from typing import Any

import pytest

from keyclient.batch.consolidated.result import ConsolidatedResult
from keyclient.batch.consolidated.tables import tables
from keyclient.batch.find.default_branch import default_branch
from keyclient.batch.run.summary import run_report
from keyclient.model.label import Lang
from keyclient.model.report import Kind
from keyclient.render.text import Voice
from tests.batch.shares import Ran, placed, ran

HEAD = "客户号,户名,存款余额\n"
MEASURE = "segment.measure=deposits"


def _month(path: Path, *customers: str, head: str = HEAD) -> None:
    placed(path, (head + "".join(f"{line}\n" for line in customers)).encode())


def _whole(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "consolidated.json").read_text(encoding="utf-8"))
    return found["result"]  # type: ignore[no-any-return]


def _branches(out: Path) -> dict[str, tuple[int, float]]:
    return {line["branch"]: (line["customers"], line["value"]) for line in _whole(out)["branches"]}


def _tables(out: Path) -> dict[str, list[str]]:
    """The rows of the tables of the consolidated workbook, by name of the table."""
    result = ConsolidatedResult.model_validate({**_whole(out), "overlap": None})
    return {table.key: [str(row) for row in table.rows] for table in tables(result, Kind.MONEY, {})}


def _told(found: Ran, lang: Lang = Lang.EN) -> str:
    return "\n".join(map(Voice(lang).sentence, run_report(found.record).notes))


@pytest.mark.parametrize(
    ("earlier", "latest"),
    [
        ("城东支行/客户_202602.csv", "城东支行/客户_202603.csv"),
        ("城东支行/2026年2月.csv", "城东支行/2026年3月.csv"),
        ("城东支行/2月.csv", "城东支行/10月.csv"),
        ("城东支行/二月.csv", "城东支行/三月.csv"),
        ("202602/城东支行/客户.csv", "202603/城东支行/客户.csv"),
        ("城东支行/2025年四季度/客户.csv", "城东支行/2026年一季度/客户.csv"),
        ("城东支行_202602.csv", "城东支行_202603.csv"),
    ],
)
def test_of_several_months_of_a_branch_the_latest_counts_and_the_others_are_told(
    tmp_path: Path, earlier: str, latest: str
) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    _month(share / earlier, "1,甲,10", "2,乙,20", "3,丙,30")
    _month(share / latest, "1,甲,11", "2,乙,22")
    found = ran(share, out, MEASURE)
    assert _branches(out) == {"城东支行": (2, 33)}
    whole = _whole(out)
    assert (whole["books"], whole["customers"], whole["total"]) == (1, 2, 33)
    (line,) = found.record.earlier
    assert (line.branch, line.book, line.later, line.customers, line.code) == (
        "城东支行", f"s/{earlier}", f"s/{latest}", 3, "KC521",
    )  # fmt: skip
    assert [one["book"] for one in whole["earlier"]] == [f"s/{earlier}"]
    assert f"城东支行: s/{latest} (" in _told(found)
    assert f"较早各期不重复相加：s/{earlier}" in _told(found, Lang.ZH)
    assert f"s/{earlier}" in _tables(out)["earlier"][0]
    assert (
        found.became()[Path(earlier).name if earlier != "202602/城东支行/客户.csv" else "客户.csv"] == "done"
    )
    assert ran(share, out, MEASURE).record.earlier == found.record.earlier


def test_lists_of_other_customers_are_no_months_whatever_their_dates(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    _month(share / "城东支行" / "零售_202602.csv", "1,甲,10", "2,乙,20")
    _month(share / "城东支行" / "对公_202603.csv", "7,丁,70", "8,戊,80")
    assert ran(share, out, MEASURE).record.earlier == ()
    assert _branches(out) == {"城东支行": (4, 180)}


def test_months_are_known_by_names_where_there_are_no_customer_numbers(tmp_path: Path) -> None:
    share, out, head = tmp_path / "s", tmp_path / "out", "户名,存款余额\n"
    _month(share / "城东" / "202602.csv", "甲,10", "乙,20", head=head)
    _month(share / "城东" / "202603.csv", "甲,11", "乙,22", head=head)
    assert len(ran(share, out, MEASURE).record.earlier) == 1
    assert _branches(out) == {"城东": (2, 33)}


def test_a_branch_that_is_missing_in_the_latest_book_counts_by_an_earlier_one(tmp_path: Path) -> None:
    share, out, head = tmp_path / "s", tmp_path / "out", "客户号,户名,网点,客户经理,存款余额\n"
    both = ("1,甲,城东,王,10", "2,乙,城东,王,20", "3,丙,城西,李,40", "4,丁,城东,王,1", "4,丁,城西,李,2")
    _month(share / "全行_202602.csv", *both, head=head)
    _month(share / "城东_202603.csv", "1,甲,城东,王,100", "2,乙,城东,王,200", "4,丁,城东,王,9", head=head)
    found = ran(share, out, MEASURE)
    assert [(line.branch, line.book) for line in found.record.earlier] == [("城东", "s/全行_202602.csv")]
    assert _branches(out) == {"城东": (3, 309), "城西": (2, 42)}
    whole = _whole(out)
    assert (whole["customers"], whole["total"]) == (5, 351)
    assert sum(tier["customers"] for tier in whole["tiers"]) == 5
    assert sum(tier["value"] for tier in whole["tiers"]) == 351


def test_a_customer_of_two_branches_counts_in_both_leagues_and_once_in_the_whole(tmp_path: Path) -> None:
    share, out, head = tmp_path / "s", tmp_path / "out", "客户号,户名,网点,客户经理,存款余额\n"
    _month(
        share / "全行.csv",
        "C1,甲,城东支行,王芳,100", "C1,甲,城西支行,李强,900", "C2,乙,城东支行,王芳,50", "C3,丙,城西支行,李强,60",
        "C3,丙,城西支行,赵敏,40",
        head=head,
    )  # fmt: skip
    ran(share, out, MEASURE, "segment.top_share=0.3")
    assert _branches(out) == {"城东支行": (2, 150), "城西支行": (2, 1000)}
    whole = _whole(out)
    managers = {line["manager"]: (line["customers"], line["value"]) for line in whole["managers"]}
    assert managers == {"王芳": (2, 150), "李强": (2, 960), "赵敏": (1, 40)}
    assert (whole["customers"], whole["total"], whole["shared"]) == (3, 1150, 2)
    assert {line["branch"]: line["top_customers"] for line in whole["branches"]} == {
        "城东支行": 1,
        "城西支行": 1,
    }
    assert whole["top_share"] == pytest.approx(1 / 3)
    assert sum(tier["customers"] for tier in whole["tiers"]) == 3


def test_without_managers_there_is_no_league_of_managers(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    _month(share / "城东" / "a.csv", "1,甲,10", "2,乙,20")
    ran(share, out, MEASURE)
    assert _whole(out)["managers"] == []
    assert "branches" in _tables(out)
    assert "managers" not in _tables(out)


@pytest.mark.parametrize(
    ("key", "branch"),
    [
        ("s/城东支行/客户.xlsx", "城东支行"),
        ("s/202603/城东支行/客户.xlsx", "城东支行"),
        ("s/2026年3月/城东支行_202603.xlsx", "城东支行"),
        ("s/城东支行202603/客户.xlsx", "城东支行"),
        ("s/城东支行（2026年3月）.xlsx", "城东支行"),
        ("s/202603.xlsx", "s"),
        ("s/3月.xlsx", "s"),
        ("s/0012.xlsx", "0012"),
    ],
)
def test_the_period_in_a_name_is_none_of_the_branch(key: str, branch: str) -> None:
    assert default_branch(key, is_only_source=True) == branch
