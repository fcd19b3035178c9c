"""`keyclient risk` on a series of demo books, from the files to the figures."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.program import typed

Json = dict[str, Any]
NEWEST = 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four months of one branch."""
    made = tmp_path_factory.mktemp("series")
    done = typed(made, "demo", "bank", "--months", "4", "--branches", "1", "--customers", "400")
    assert done.returncode == 0
    return made


def books(folder: Path) -> list[str]:
    """The books, oldest first."""
    return [str(path.relative_to(folder)) for path in sorted((folder / "bank").rglob("*.xlsx"))]


def asked(folder: Path, *more: str, book: int = NEWEST, earlier: int = NEWEST - 1) -> str:
    """What `risk` says of one of the books with so many before it, as it leaves by standard output."""
    names = books(folder)[:book]
    before = [word for name in names[:-1][len(names) - 1 - earlier :] for word in ("--previous", name)]
    done = typed(folder, "risk", names[-1], *before, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def result(folder: Path) -> Json:
    """The whole result."""
    found: Json = json.loads(asked(folder, "--format", "json", "--top", "all"))["result"]
    return found


Values = list[dict[str, Decimal]]


@pytest.fixture(scope="module")
def values(folder: Path) -> Values:
    """The AUM of each customer of every book, as `segment` reads it."""
    return [_values(folder, name) for name in books(folder)]


def _values(folder: Path, name: str) -> dict[str, Decimal]:
    text = typed(folder, "segment", name, "--measure", "aum", "--format", "csv").stdout
    rows = csv.DictReader(io.StringIO(text))
    return {row["customer_id"]: Decimal(row["value"]) for row in rows if row["customer_id"] and row["value"]}


def money(amount: float | None) -> Decimal:
    """Yuan and fen as JSON has them."""
    return Decimal(str(amount or 0)).quantize(Decimal("0.01"))


def test_every_customer_is_listed_with_what_her_books_say(values: Values, result: Json) -> None:
    """What is still there is today's value; what is gone is the best of the three books before, less that."""
    *before, today = values
    assert len(result["customers"]) > 20
    for one in result["customers"]:
        who, now = one["customer_id"], today[one["customer_id"]]
        best = max(book.get(who, now) for book in before)
        assert money(one["remaining"]) == now
        assert money(one["gone"]) == max(best - now, Decimal(0))


def test_severities_add_up_to_the_key_customers(result: Json) -> None:
    totals = {one["severity"]: one for one in result["severities"]}
    assert sum(one["customers"] for one in totals.values()) == result["key_customers"]
    for severity in ("red", "orange", "yellow", "grey"):
        listed = [one for one in result["customers"] if one["severity"] == severity]
        assert totals[severity]["customers"] == len(listed)
        for amount in ("gone", "maturing", "remaining"):
            assert money(totals[severity][amount]) == sum(money(one[amount]) for one in listed)


def test_reasons_count_whom_they_are_told_of(result: Json) -> None:
    told = [(reason["code"], reason["family"]) for one in result["customers"] for reason in one["reasons"]]
    for total in result["reasons"]:
        assert told.count((total["reason"], total["family"])) == total["customers"]
    assert {code for code, _ in told} >= {"emptied", "overdue"}


def test_a_customer_is_red_for_less_money_and_more_or_for_none_left(result: Json) -> None:
    for one in result["customers"]:
        families = {reason["family"] for reason in one["reasons"]}
        is_emptied = "emptied" in {reason["code"] for reason in one["reasons"]}
        assert (one["severity"] == "red") == (is_emptied or ("money" in families and len(families) > 1))


def test_all_key_customers_are_in_somebodys_hands_or_in_nobodys(result: Json) -> None:
    managers = result["managers"]
    assert sum(one["key_customers"] for one in managers) == result["key_customers"]
    shares = [one["share_of_branch"] for one in managers if one["manager"] is not None]
    assert 0.8 < sum(shares) <= 1
    for one in managers:
        seats = sum(other["free"] for other in one["receivers"])
        assert one["unseated"] == max(one["key_customers"] - seats, 0)


def test_fewer_seats_leave_customers_without_one(folder: Path) -> None:
    found = json.loads(asked(folder, "--format", "json", "--set", "managers.seats=6"))["result"]
    assert found["seats"] == 6
    assert sum(one["unseated"] for one in found["managers"]) > 0


def _tested(result: Json) -> Iterator[Mapping[str, Any]]:
    return iter(result["backtest"])


def test_the_back_test_counts_those_of_earlier_books_who_fell_by_the_next(
    folder: Path, values: Values, result: Json
) -> None:
    """Of everybody whom a reason was known of, flagged or not, as many fell as the books show."""
    everybody = {one["reason"]: one for one in _tested(result)}["emptied"]
    tried = fell = 0
    for book in (0, 1, 2):
        found = json.loads(asked(folder, "--format", "json", "--top", "all", book=book + 1, earlier=book))
        now, later = values[book], values[book + 1]
        key = found["result"]["key_customers"]
        lost = [
            who
            for who, value in now.items()
            if who not in later or (value > 0 and value - later[who] >= value * Decimal("0.3"))
        ]
        tried, fell = tried + key, fell + len(lost)
    assert 0.9 * tried < everybody["flagged"] + everybody["others"] <= tried
    assert 0 < everybody["fell"] + everybody["others_fell"] <= fell


def test_back_tests_stay_within_their_intervals(result: Json) -> None:
    for one in _tested(result):
        assert one["verdict"] in ("better", "no_better", "too_few")
        if one["flagged"]:
            assert one["low"] <= one["rate"] <= one["high"]
            assert 0 <= one["expected_rate"] <= 1
        if one["verdict"] == "better":
            assert one["rate"] > one["expected_rate"]
            assert one["rate"] > one["others_rate"]


@pytest.mark.parametrize("earlier", [0, 1])
def test_without_three_books_nothing_came_true_or_not(folder: Path, earlier: int) -> None:
    found = json.loads(asked(folder, "--format", "json", earlier=earlier))["result"]
    assert found["backtest"] == []
    assert (found["gone"] is None) == (earlier == 0)


def test_the_order_of_the_earlier_books_does_not_matter(folder: Path, result: Json) -> None:
    names = books(folder)
    before = [word for name in names[2::-1] for word in ("--previous", name)]
    text = typed(folder, "risk", names[3], *before, "--format", "json", "--top", "all").stdout
    assert json.loads(text)["result"] == result


def test_who_is_gone_was_a_customer_of_the_book_before(values: Values, result: Json) -> None:
    found, before, now = result["gone"], values[2], values[3]
    left = {who: value for who, value in before.items() if who not in now}
    assert 0 < found["customers"] <= len(left)
    assert money(found["value"]) <= sum(left.values())
