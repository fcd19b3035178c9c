"""What joined customers are worth together, and which tier they reach."""

import dataclasses
from decimal import Decimal

import pytest

from keyclient.analysis.overlap.issues import overlap_issues
from keyclient.model.label import Label
from keyclient.model.measure import Measure, MeasureKind
from tests.analysis.books import SCORE
from tests.analysis.overlap.joined import members, only, overlapping

NUMBER = "11010519491231002X"


def test_300_000_and_250_000_are_gold_together_from_500_000_on() -> None:
    result = overlapping(
        members("customer_id|aum\nc1|300000\nc2|1", "a.csv", branch="east"),
        members("customer_id|aum\nc1|250000\nc3|2", "b.csv", branch="west"),
    )
    person = only(result)
    assert (person.combined_value, person.combined_tier, person.key) == (Decimal(550_000), "gold", True)
    assert [(one.value, one.tier) for one in person.customers] == [
        (Decimal(300_000), "iron"),
        (Decimal(250_000), "iron"),
    ]
    assert (result.total.risen, result.total.become_key) == (1, 1)
    assert (result.records, result.persons, result.counted_twice) == (4, 3, 1)
    assert result.share_of_value == pytest.approx(550_000 / 550_003)


def test_who_is_gold_in_one_branch_already_does_not_rise() -> None:
    result = overlapping(
        members("customer_id|aum\nc1|600000", "a.csv"), members("customer_id|aum\nc1|250000", "b.csv")
    )
    assert (only(result).combined_tier, result.total.risen, result.total.become_key) == ("gold", 0, 0)


def test_a_blank_value_counts_nothing_and_only_blanks_stay_blank() -> None:
    result = overlapping(
        members("customer_id|aum\nc1|600000\nc2|\nc3|-5", "a.csv"),
        members("customer_id|aum\nc1|\nc2|\nc3|1", "b.csv"),
    )
    assert [(one.combined_value, one.combined_tier) for one in result.same] == [
        (600_000, "gold"),
        (-4, "iron"),
        (None, "iron"),
    ]


def test_a_book_by_another_measure_joins_without_value() -> None:
    other = members("customer_id|score\nc1|7", "c.csv")
    other = dataclasses.replace(
        other, measure=SCORE, records=other.records.assign(value=[7.0]).astype({"value": "Float64"})
    )
    result = overlapping(
        members("customer_id|aum\nc1|3\nc2|1", "a.csv"), members("customer_id|aum\nc1|2", "b.csv"), other
    )
    person = only(result)
    assert (result.measure, person.combined_value) == ("aum", Decimal(5))
    assert [one.value for one in person.customers] == [3, 2, None]
    assert [book.measure for book in result.books] == ["aum", "aum", "score"]


def test_plain_numbers_of_different_decimals_add_up() -> None:
    tenths = Measure("score", Label("score", "评分"), ("score",), MeasureKind.NUMBER, 1)
    whole = Measure("score", Label("score", "评分"), ("score",), MeasureKind.NUMBER, 0)
    books = [
        dataclasses.replace(
            book, measure=measure, records=book.records.assign(value=value).astype({"value": "Int64"})
        )
        for book, measure, value in (
            (members("customer_id|score\nc1|x", "a.csv"), tenths, [15]),
            (members("customer_id|score\nc1|x", "b.csv"), whole, [2]),
        )
    ]
    assert only(overlapping(*books)).combined_value == Decimal("3.5")


def test_loyalty_is_that_of_all_records() -> None:
    tier: dict[str, object] = {"tiers": ({"name": "gold", "floor": 10, "loyalty": 60}, {"name": "iron"})}
    heading = "customer_id|id_number|aum|open_date|products|referrals"
    east = members(f"{heading}\na1|{NUMBER}|6|2006-01-01|1|0", "a.csv")
    west = members(f"{heading}\nb1|{NUMBER}|5|2026-01-01|5|3", "b.csv")
    assert only(overlapping(east, west, tier=tier)).combined_tier == "gold"
    late = members(f"{heading}\na1|{NUMBER}|6|2026-01-01|1|0", "a.csv")
    new = members(f"{heading}\nb1|{NUMBER}|5|2026-01-01|2|0", "b.csv")
    assert only(overlapping(late, new, tier=tier)).combined_tier == "iron"


def test_the_largest_value_comes_first_and_equal_ones_by_their_number() -> None:
    east = members("customer_id|aum\nb|1\na|1\nd|\nc|5", "a.csv")
    west = members("customer_id|aum\na|1\nb|1\nc|1\nd|", "b.csv")
    listed = [one.customers[0].customer_id for one in overlapping(east, west).same]
    assert listed == ["c", "a", "b", "d"]
    assert [one.customers[0].customer_id for one in overlapping(west, east, top=2).same] == ["c", "a"]


def test_one_value_in_two_books_under_one_id_may_be_one_balance() -> None:
    result = overlapping(
        members("customer_id|aum\nc1|500000\nc2|7\nc3|0\nc4|", "a.csv"),
        members("customer_id|aum\nc1|500000\nc2|8\nc3|0\nc4|", "b.csv"),
        members("customer_id|aum\nc1|500000", "c.csv"),
    )
    assert (result.total.repeated, result.total.repeated_value) == (1, Decimal(1_000_000))
    assert [issue.code for issue in overlap_issues(result, result.doubts)] == ["KC623"]
    apart = overlapping(members("customer_id|aum\nc1|5", "a.csv"), members("customer_id|aum\nc1|6", "b.csv"))
    assert (apart.total.repeated, apart.total.repeated_value, list(overlap_issues(apart, apart.doubts))) == (
        0,
        None,
        [],
    )


def test_a_value_that_a_book_repeats_too_counts_once_too_often_each_time() -> None:
    heading = "customer_id|name|id_number|aum"
    east = members(f"{heading}\nc1|张敏|{NUMBER}|500000\nc1|张女士|{NUMBER}|500000", "a.csv")
    west = members(f"{heading}\nc1|张敏|{NUMBER}|500000", "b.csv")
    total = overlapping(east, west).total
    assert (total.repeated, total.repeated_value) == (1, Decimal(1_000_000))


def test_equal_deposits_under_two_ids_are_two_balances() -> None:
    heading = "customer_id|id_number|aum"
    east = members(f"{heading}\na1|{NUMBER}|500000", "a.csv")
    west = members(f"{heading}\nb1|{NUMBER}|500000", "b.csv")
    assert overlapping(east, west).total.repeated == 0


def test_floors_on_another_column_are_about_its_sum() -> None:
    tier: dict[str, object] = {
        "tiers": ({"name": "gold", "floor": 10, "measure": "deposits"}, {"name": "iron"})
    }
    own = Measure("deposits", Label("deposits", "存款余额"), ("deposits",), MeasureKind.MONEY, 2)
    books = [
        dataclasses.replace(
            book,
            records=book.records.assign(deposits=book.claims["deposits"]),
            further={"deposits": own},
        )
        for book in (
            members("customer_id|aum|deposits\nc1|1|6\nc2|50|0", "a.csv"),
            members("customer_id|aum|deposits\nc1|1|4\nc2|50|", "b.csv"),
        )
    ]
    result = overlapping(*books, tier=tier)
    assert [(one.combined_value, one.combined_tier) for one in result.same] == [
        (Decimal(100), "iron"),
        (Decimal(2), "gold"),
    ]
    assert result.total.become_key == 1
