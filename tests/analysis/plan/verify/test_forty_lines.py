"""A plan of forty lines in three books: how somebody with a pencil judges them, and how keyclient does."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.plan.result import PlanLine
from keyclient.analysis.plan.verify_result import VerifyResult
from keyclient.model.label import Label
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy
from keyclient.policy.parts.ladder import Tier
from keyclient.policy.parts.tier import TierPolicy
from tests.analysis.plan.verify.verifying import JUNE, MAY, PLANNED, book, line, verified

_TIERS = (
    Tier(name="platinum", zh="铂金", floor=5_000_000),
    Tier(name="gold", zh="黄金", floor=1_000_000),
    Tier(name="iron"),
)
POLICY = Policy(tier=TierPolicy(tiers=_TIERS))
ABSENT = "-"


def _rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "forty_lines.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _book(folder: Path, day: dt.date, month: str) -> Loaded:
    """What the table says of a month; holdings and contacts are those of June, before it nobody has any since April."""
    lines = [
        ",".join([one["customer"], one[month], one["holdings"] if day == JUNE else "活期存款",
                  one["contact"] if day == JUNE else "2026-04-01"])
        for one in _rows()
        if one[month] != ABSENT
    ]  # fmt: skip
    return book(folder, day, "\n".join(["客户号,AUM,持有产品,最近联系日期", *lines]), policy=POLICY)


def _lines() -> list[PlanLine]:
    return [
        line(
            one["customer"],
            one["criterion"],
            due=dt.date.fromisoformat(one["deadline"]),
            owner=one["owner"] or None,
            status=one["status"],
            line_id=one["line"],
        )
        for one in _rows()
    ]


@pytest.fixture
def outcome(tmp_path: Path) -> Outcome[VerifyResult]:
    april, may, june = (
        _book(tmp_path, day, month) for day, month in ((PLANNED, "april"), (MAY, "may"), (JUNE, "june"))
    )
    return verified(april, _lines(), may, june, policy=POLICY)


def test_every_line_is_judged_as_by_hand(outcome: Outcome[VerifyResult]) -> None:
    found = {one.line_id: one.verdict for one in outcome.result.lines}
    assert found == {one["line"]: one["verdict"] for one in _rows() if one["verdict"]}


def test_coverage_and_completion_of_each_owner_are_those_counted_by_hand(
    outcome: Outcome[VerifyResult],
) -> None:
    found = {
        one.manager: (one.planned, one.contacted, one.met, one.missed, one.open, one.undecidable, one.lost)
        for one in outcome.result.managers
    }
    assert found == {
        "Li": (12, 8, 4, 2, 1, 3, 2),
        "Wang": (12, 3, 5, 5, 1, 1, 0),
        "Zhao": (12, 9, 5, 3, 2, 1, 1),
        None: (3, 3, 1, 0, 0, 2, 0),
    }


def test_dropped_lines_are_counted_and_not_judged(outcome: Outcome[VerifyResult]) -> None:
    assert (outcome.result.total_lines, outcome.result.dropped) == (39, 1)


def test_what_asks_for_a_decision_stands_first(outcome: Outcome[VerifyResult]) -> None:
    order = [one.verdict for one in outcome.result.lines]
    assert list(dict.fromkeys(order)) == ["lost", "missed", "undecidable", "open", "met"]
    assert [one.owner for one in outcome.result.lines if one.verdict == "undecidable"][-2:] == [None, None]


def test_why_lines_are_undecidable_is_counted(outcome: Outcome[VerifyResult]) -> None:
    (table,) = [one for one in outcome.report.tables if one.key == "undecidable"]
    assert {reason.en: count for reason, count, _ in table.rows if isinstance(reason, Label)} == {
        "“AUM” is blank in 2026-06-30.csv": 1,
        "2026-06-30.csv does not list the customer": 2,
        "“holdings” is blank in 2026-06-30.csv": 1,
        "“last contact” is blank in 2026-06-30.csv": 1,
        "the line has no acceptance criterion": 1,
        "the acceptance criterion cannot be understood (this is no condition)": 1,
    }


def test_so_few_customers_say_nothing_about_what_the_work_brought(outcome: Outcome[VerifyResult]) -> None:
    found = outcome.result.return_
    assert (found.verdict, found.difference, found.low, found.high) == ("too_few", None, None, None)


def test_the_codes_say_what_is_wrong(outcome: Outcome[VerifyResult]) -> None:
    assert [issue.code for issue in outcome.issues] == ["KC736", "KC738", "KC738"]
    _, may, june = outcome.issues
    assert (may.values, june.values) == (
        {"book": "2026-05-31.csv", "count": 1, "lines": 39},
        {"book": "2026-06-30.csv", "count": 2, "lines": 39},
    )
