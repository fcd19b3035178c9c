"""Which key customers of the branches may leave, and on whom most hangs, over all books of a run."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from keyclient.batch.consolidated.risk import run_risk
from keyclient.batch.consolidated.risk_tables import hanging_table, risk_said, risk_table
from keyclient.batch.record.risk import BranchRisk, RunRisk
from keyclient.model.label import Lang
from keyclient.model.report import Kind
from keyclient.render.text import Voice
from tests.batch.shares import placed, ran

MEASURE = "segment.measure=deposits"
TIERS = 'tier.tiers=[{name="gold",floor=1000},{name="iron"}]'
HEAD = "客户号,网点,客户经理,存款余额,存款较上月,投诉次数,竞争情况,数据日期\n"


def _book(path: Path, *rows: str) -> None:
    placed(path, (HEAD + "".join(f"{row}\n" for row in rows)).encode())


def _share(share: Path) -> None:
    _book(
        share / "东" / "客户.csv",
        "1,东,王,1200.10,-800,1,,2026-06-30",
        "2,东,王,3000,0,0,,2026-06-30",
        "3,东,李,1000.05,-500,0,,2026-06-30",
        "4,东,李,10,0,5,,2026-06-30",
    )
    _book(
        share / "西" / "客户.csv",
        "11,西,孙,2000,0,2,,2026-06-30",
        "12,西,,5000,0,0,,2026-06-30",
        "13,西,孙,7000,,0,,2026-06-30",
    )


def _run(share: Path, out: Path, *settings: str, **asked: Any) -> RunRisk:  # noqa: ANN401 - as many types as options
    return ran(share, out, MEASURE, TIERS, *settings, analyses=("risk",), **asked).record.risk


def _held(line: BranchRisk | None) -> dict[str, tuple[int, Decimal | None, Decimal | None]]:
    assert line is not None
    return {
        one.severity: (one.customers, one.gone, one.remaining) for one in line.severities if one.customers
    }


def test_each_branch_has_its_key_customers_by_severity_and_yuan(tmp_path: Path) -> None:
    _share(tmp_path / "s")
    risk = _run(tmp_path / "s", tmp_path / "out")
    east, west = risk.branches
    assert (east.branch, west.branch) == ("东", "西")
    assert _held(east) == {
        "red": (1, Decimal(800), Decimal("1200.10")),
        "orange": (1, Decimal(500), Decimal("1000.05")),
    }
    assert _held(west) == {"yellow": (2, Decimal(0), Decimal(7000)), "grey": (1, None, Decimal(7000))}
    assert _held(risk.whole) == _held(east) | _held(west)


def test_the_managers_on_whom_most_hangs_come_first(tmp_path: Path) -> None:
    _share(tmp_path / "s")
    managers = _run(tmp_path / "s", tmp_path / "out").managers
    assert [(one.branch, one.manager, one.key_customers, one.value) for one in managers] == [
        ("西", "孙", 2, Decimal(9000)),
        ("西", None, 1, Decimal(5000)),
        ("东", "王", 2, Decimal("4200.10")),
        ("东", "李", 1, Decimal("1000.05")),
    ]
    assert [round(one.share_of_branch or 0, 4) for one in managers] == [0.6429, 0.3571, 0.8077, 0.1923]


def test_shares_and_branches_are_those_of_risk(tmp_path: Path) -> None:
    """Wang has customers in two branches; one customer has nobody, under a word for that."""
    share = tmp_path / "s"
    _book(
        share / "总" / "客户.csv",
        "1,东,王,2000,0,0,,2026-06-30",
        "2,东,王,2000,0,0,,2026-06-30",
        "3,西,王,9000,0,0,,2026-06-30",
        "4,东,李,4000,0,0,,2026-06-30",
        "5,西,待分配,1000,0,0,,2026-06-30",
    )
    managers = _run(share, tmp_path / "out").managers
    assert [(one.branch, one.manager, one.value, one.in_branch, one.share_of_branch) for one in managers] == [
        ("东", "王", Decimal(13000), Decimal(4000), 0.5),
        ("东", "李", Decimal(4000), Decimal(4000), 0.5),
        ("西", None, Decimal(1000), Decimal(1000), 0.1),
    ]


def test_a_manager_of_two_books_of_a_branch_is_one_however_she_is_written(tmp_path: Path) -> None:
    share = tmp_path / "s"
    _book(share / "东" / "一.csv", "1,东,王芳,3000,0,0,,2026-06-30", "2,东,李,1000,0,0,,2026-06-30")
    _book(share / "东" / "二.csv", "3,东,王 芳,4000,0,0,,2026-06-30")
    first, _ = _run(share, tmp_path / "out").managers
    assert (first.key_customers, first.value, first.share_of_branch) == (2, Decimal(7000), 0.875)


def test_the_consolidated_figures_and_the_next_run_say_the_same(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    _share(share)
    first = _run(share, out)
    whole = json.loads((out / "consolidated.json").read_text(encoding="utf-8"))["result"]["risk"]
    assert RunRisk.model_validate(whole) == first
    assert _run(share, out) == first


def test_an_earlier_month_of_a_branch_is_not_added_up(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    _share(share)
    alone = _run(share, out)
    _book(
        share / "东" / "客户_5月.csv",
        *(f"{number},东,王,2000,-1900,1,,2026-05-31" for number in range(1, 5)),
    )
    assert _run(share, out) == alone


def test_a_book_with_another_measure_is_counted_and_in_no_figure(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    _share(share)
    placed(share / "北" / "客户.csv", "客户号,户名,AUM,数据日期\n1,甲,90000,2026-06-30\n".encode())
    risk = ran(share, out, TIERS, analyses=("risk",)).record.risk
    assert risk.books_without == 1
    assert [one.branch for one in risk.branches] == ["东", "西"]


def test_a_run_without_any_such_book_says_nothing() -> None:
    risk = run_risk([], "deposits")
    assert risk == RunRisk()
    assert list(risk_said(risk, Kind.MONEY)) == []
    assert [risk_table(risk, Kind.MONEY).rows, hanging_table(risk, Kind.MONEY).rows] == [[], []]


def test_the_sentences_name_who_and_through_whom(tmp_path: Path) -> None:
    _share(tmp_path / "s")
    risk = _run(tmp_path / "s", tmp_path / "out")
    voice = Voice(Lang.EN)
    assert [voice.sentence(said) for said in risk_said(risk, Kind.MONEY)] == [
        "Key customers who may leave: 1 red, 1 orange; 2,200.15 yuan is still here with them.",
        "Most hangs on 孙 of 西: 2 key customers, 9,000 yuan, 64.29% of the branch.",
    ]
    assert voice.sentence(next(risk_said(risk))) == "Key customers who may leave: 1 red, 1 orange."
    whole, east, west = risk_table(risk, Kind.MONEY).rows
    assert [row[1:5] for row in (whole, east, west)] == [(1, 1, 2, 1), (1, 1, 0, 0), (0, 0, 2, 1)]
