"""What is planted in a demo series about people of several records, and about managers."""

import csv
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import pytest

from keyclient.demo.book import Row
from keyclient.demo.series.books import series_books
from keyclient.demo.series.size import SeriesSize
from keyclient.demo.series.truth import Truth, csv_bytes, json_bytes
from keyclient.model.check_digits import resident_check
from tests.demo.series.bank import Bank, fen, whole_bank

PERSON = ("name", "id_number", "gender", "birth_date")
SIZES = [(1, 1, 400), (1, 2, 400), (2, 1, 400), (3, 8, 800), (24, 2, 400)]


@pytest.fixture(scope="module", params=[1, 2, 3])
def bank(request: pytest.FixtureRequest) -> Bank:
    return whole_bank(SeriesSize(6, 4, 1200, request.param))


def _is_valid(row: Row) -> bool:
    number = row["id_number"]
    return isinstance(number, str) and resident_check(number[:17]) == number[17]


def _tops(bank: Bank) -> dict[str | None, int]:
    """What the last of the richest fifth has in each branch, and in the whole bank."""
    values: dict[str | None, list[int]] = {}
    for row in bank.months[-1].values():
        if row["aum"] is not None:
            values.setdefault(str(row["branch"]), []).append(fen(row["aum"]))
            values.setdefault(None, []).append(fen(row["aum"]))
    return {branch: sorted(own, reverse=True)[int(0.2 * len(own))] for branch, own in values.items()}


def test_gold_together_are_small_in_each_of_their_branches_and_rich_in_the_bank(bank: Bank) -> None:
    tops = _tops(bank)
    groups = bank.groups("gold_together")
    assert len(groups) == 4
    for rows in groups.values():
        assert len({row["branch"] for row in rows}) == len(rows) >= 2
        assert len({tuple(row[name] for name in PERSON) for row in rows}) == 1
        assert all(_is_valid(row) for row in rows)
        assert all(fen(row["aum"]) < 0.95 * tops[str(row["branch"])] for row in rows)
        assert sum(fen(row["aum"]) for row in rows) > 1.05 * tops[None]


def test_prospects_chased_twice_are_open_with_several_managers_and_nobody_else_is(bank: Bank) -> None:
    groups = bank.groups("chased_twice")
    assert sorted(len({row["branch"] for row in rows}) for rows in groups.values()) == [1, 1, 2, 2, 3]
    for group, rows in groups.items():
        details = {planted.detail for planted in bank.of("chased_twice") if planted.group == group}
        alike = "phone" if details == {"name_and_phone"} else "id_number"
        assert len({(row["name"], row[alike]) for row in rows}) == 1
        assert len({row["manager"] for row in rows}) == len(rows) >= 2
        assert {row["outcome"] for row in rows} == {"open"}
    others = {**bank.groups("shared"), **bank.groups("gold_together")}
    assert others
    for rows in others.values():
        assert sum(row["outcome"] == "open" for row in rows) <= 1


def test_everybody_with_one_id_number_or_one_name_and_telephone_is_in_the_list(bank: Bank) -> None:
    same = {
        frozenset(str(row["customer_id"]) for row in rows)
        for kind in ("shared", "gold_together", "chased_twice")
        for rows in bank.groups(kind).values()
    }
    for alike in (("id_number",), ("name", "phone")):
        groups: dict[tuple[object, ...], set[str]] = {}
        for number, row in bank.months[-1].items():
            if all(row[name] is not None for name in alike):
                groups.setdefault(tuple(row[name] for name in alike), set()).add(number)
        namesakes = {str(row["customer_id"]) for row in bank.groups("namesake")["namesake-1"]}
        assert {
            frozenset(group) for group in groups.values() if len(group) > 1 and not group <= namesakes
        } <= same


def test_namesakes_are_strangers_with_valid_numbers_of_their_own(bank: Bank) -> None:
    (rows,) = bank.groups("namesake").values()
    assert len(rows) == 6
    assert len({row["name"] for row in rows}) == 1
    assert len({row["id_number"] for row in rows}) == 6
    assert all(_is_valid(row) for row in rows)
    assert all(str(row["id_number"])[6:14] == f"{row['birth_date']:%Y%m%d}" for row in rows)
    pairs = list(combinations(rows, 2))
    assert sum(one["birth_date"] == other["birth_date"] for one, other in pairs) == 2
    assert sum(one["phone"] == other["phone"] for one, other in pairs) == 1


def test_households_and_switchboard_share_what_nobody_else_has(bank: Bank) -> None:
    shared = {
        "phone": [*bank.groups("switchboard").values(), bank.groups("household")["household-1"]],
        "address": [bank.groups("household")["household-2"]],
    }
    for field, groups in shared.items():
        names: dict[object, set[object]] = {}
        for row in bank.months[-1].values():
            if row[field] is not None:
                names.setdefault(row[field], set()).add(row["name"])
        found = [people for people in names.values() if len(people) > 1]
        planted = [{row["name"] for row in rows} for rows in groups]
        assert sorted(map(sorted, map(_words, found))) == sorted(map(sorted, map(_words, planted)))
    assert [len(rows) for rows in (*shared["phone"], *shared["address"])] == [9, 2, 3]


def _words(names: Iterable[object]) -> list[str]:
    return [str(name) for name in names]


def test_overloaded_managers_have_far_more_of_the_richest_than_others_of_their_branch(bank: Bank) -> None:
    top = _tops(bank)[None]
    rich = Counter(
        row["manager"] for row in bank.months[0].values() if (row["aum"] or 0) and fen(row["aum"]) > top
    )
    staff = {(row["branch"], row["manager"]) for row in bank.months[0].values() if row["manager"]}
    special = {planted.manager for planted in (*bank.of("not_exported"), *bank.of("quarter_end"))}
    overloaded = {planted.manager for planted in bank.of("overloaded")}
    assert len(overloaded) == 3
    for planted in bank.of("overloaded"):
        others = {name for branch, name in staff if branch == planted.branch} - overloaded - special
        assert rich[planted.manager] >= 2 * max(rich[name] for name in others)


@pytest.mark.parametrize(("months", "branches", "customers"), SIZES)
def test_smallest_bank_has_what_its_branches_can_show_and_the_list_says_what_it_cannot(
    months: int, branches: int, customers: int
) -> None:
    bank = whole_bank(SeriesSize(months, branches, customers, 4))
    groups = {
        kind: len(bank.groups(kind)) for kind in ("chased_twice", "household", "namesake", "switchboard")
    }
    assert groups == {"chased_twice": 5, "household": 2, "namesake": 1, "switchboard": 1}
    assert all(len(rows) >= 2 for rows in bank.groups("chased_twice").values())
    assert len(bank.of("switchboard")) == 9
    assert len(bank.of("overloaded")) == 3
    assert len(bank.groups("gold_together")) == (4 if branches > 1 else 0)
    kinds = {planted.kind for planted in bank.truth.planted}
    missing = {kind for kind, _ in bank.truth.left_out}
    assert not kinds & missing
    assert ("gold_together" in missing) == (branches == 1)
    assert ("returned" in missing) == (months < 3)
    assert ("neglected" in missing) == (months < 2)


def test_list_of_what_is_left_out_says_what_it_would_take() -> None:
    truth = Truth(SeriesSize(2, 1, 400))
    needs = {"returned": (3, 1), "transferred": (2, 2), "shared": (1, 2), "gold_together": (1, 2)}
    written = json.loads(json_bytes(truth))["left_out"]
    assert {line["kind"]: (line["months"], line["branches"]) for line in written} == needs
    lines = csv.DictReader(csv_bytes(truth).decode("utf-8-sig").splitlines())
    rows = [line for line in lines if line["kind"] == "left_out"]
    assert {line["detail"]: (int(line["months"]), int(line["branches"])) for line in rows} == needs


def test_nobody_is_tied_to_somebody_who_is_in_no_book() -> None:
    size = SeriesSize(6, 4, 1200, 1)
    truth = Truth(size)
    last = [made.book for made in series_books(size, truth) if made.book.as_of == dt.date(2026, 10, 31)]
    listed = {row["customer_id"] for book in last for row in book.rows}
    tied = [planted for planted in truth.planted if planted.group is not None]
    assert {planted.customer_id for planted in tied} <= listed
    assert min(Counter(planted.group for planted in tied).values()) > 1
