"""The lines of a plan: criterion, baseline, owner, deadline, order."""

import datetime as dt
from decimal import Decimal

import pytest

from keyclient.analysis.plan.refusals import PlanOverError, ProofError
from tests.analysis.plan.planned import SHA, entry, line_of, ordered, plan_of

BOOK = """
aum|value|manager|last_contact
120|120|Wang|2026-01-30
150|150|Wang|2026-01-30
60|60|Li|2026-01-30
110|110|待分配|2026-01-30
"""
KEEP = [entry("keep", proof="{balance} >= {kept}")]


def test_kept_is_a_share_of_what_she_has_rounded_up_to_whole_yuan() -> None:
    found = plan_of("aum|value\n110.50|110.50\n20001|20001", catalogue=KEEP, kept=0.95)
    assert line_of(found, "c1").criterion == "aum >= 105"
    assert line_of(found, "c2").criterion == "aum >= 19100"


def test_grown_is_what_she_has_and_a_share_of_it() -> None:
    found = plan_of(BOOK, catalogue=[entry("grow", proof="{balance} >= {grown}")], grown=0.1)
    assert line_of(found, "c1").criterion == "aum >= 132"


def test_won_back_is_what_she_has_and_a_share_of_what_left() -> None:
    before = "aum|value\n200|200"
    found = plan_of(
        before, "aum|value\n100|100", catalogue=[entry("back", "left", proof="{balance} >= {won_back}")]
    )
    assert line_of(found, "c1").criterion == "aum >= 150"


def test_the_first_day_that_counts_as_a_contact_is_the_day_after_the_data_date() -> None:
    assert line_of(plan_of(BOOK, catalogue=[entry("call")]), "c1").criterion == "contact since 2026-02-01"


def test_a_line_starts_from_what_its_criterion_is_about() -> None:
    book = "aum|value|potential\n120|120|70\n"
    about = {
        name: entry(name, proof=proof) for name, proof in (("own", "aum >= 1"), ("other", "potential >= 0"))
    }
    own = line_of(plan_of(book, catalogue=[about["own"]]), "c1").baseline
    other = line_of(plan_of(book, catalogue=[about["other"]]), "c1").baseline
    assert (own.value, other.value, own.date, own.sha256) == (
        Decimal(120),
        Decimal(70),
        dt.date(2026, 1, 31),
        SHA,
    )


def test_lines_stand_by_owner_and_those_of_nobody_last() -> None:
    assert ordered(plan_of(BOOK), "owner", "customer_id") == [
        ("Li", "c3"), ("Wang", "c2"), ("Wang", "c1"), (None, "c4"),
    ]  # fmt: skip
    assert plan_of(BOOK).without_owner == 1


def test_the_most_valuable_of_an_owner_come_first_and_no_more_a_day_than_she_can_do() -> None:
    found = plan_of(BOOK, per_day=1, catalogue=[entry("call")])
    assert [line_of(found, name).deadline for name in ("c2", "c1")] == [
        dt.date(2026, 2, 2),
        dt.date(2026, 2, 3),
    ]


def test_a_line_that_takes_time_has_it() -> None:
    found = plan_of(BOOK, catalogue=[entry("call", lead=5)])
    assert line_of(found, "c1").deadline == dt.date(2026, 2, 6)


def test_money_that_matures_sets_the_deadline_of_a_line_that_is_about_something_else() -> None:
    book = "aum|value|manager|maturity_date|maturity_amount\n120|120|Wang|2026-02-09|50\n"
    found = plan_of(book, catalogue=[entry("call", days=1)], tables={"calendar": {"published": False}})
    assert line_of(found, "c1").deadline == dt.date(2026, 2, 6)


def test_whoever_has_no_seat_has_a_line_that_says_to_whom_she_goes() -> None:
    book = "aum|value|manager\n90|90|Wang\n70|70|Wang\n60|60|Wang\n50|50|Li\n"
    found = plan_of(book, tables={"managers": {"seats": 2}})
    (move,) = found.moves
    assert (move.customer_id, move.from_manager, move.to_manager) == ("c3", "Wang", "Li")
    assert "hand over to Li" in line_of(found, "c3").activity
    assert line_of(found, "c3").owner == "Wang"
    assert "hand over" not in line_of(found, "c1").activity


def test_every_line_has_a_criterion() -> None:
    assert all(one.criterion for one in plan_of(BOOK).lines)


def test_a_catalogue_with_a_proof_that_nobody_understands_is_refused() -> None:
    with pytest.raises(ProofError):
        plan_of(BOOK, catalogue=[entry("odd", proof="as soon as possible")])


def test_a_plan_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(PlanOverError):
        plan_of(BOOK, until="2026-01-31")


def test_effort_is_counted_by_entry() -> None:
    found = plan_of(BOOK, catalogue=[entry("top", tiers=["platinum"], effort=2), entry("rest", effort=0.5)])
    assert [(one.entry, one.lines, one.effort) for one in found.entries] == [
        ("top", 3, 6.0),
        ("rest", 1, 0.5),
    ]
