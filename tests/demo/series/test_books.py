import datetime as dt
from collections import Counter
from statistics import median

import pytest

from keyclient.demo.book import Row
from keyclient.demo.series.books import series_books
from keyclient.demo.series.size import SeriesRangeError, SeriesSize
from keyclient.demo.series.truth import Truth
from keyclient.model.age import completed_years
from keyclient.model.check_digits import resident_check
from keyclient.model.label import Lang
from tests.demo.series.bank import Bank, customer_of, fen, whole_bank


def _points(bank: Bank, number: str, name: str = "aum") -> list[int]:
    return [fen(month[number][name]) for month in bank.months]


@pytest.fixture(scope="module", params=[1, 2, 3])
def bank(request: pytest.FixtureRequest) -> Bank:
    return whole_bank(SeriesSize(6, 4, 1200, request.param))


def test_as_much_is_planted_as_is_promised(bank: Bank) -> None:
    counts = Counter(planted.kind for planted in bank.truth.planted)
    wanted = {"riser": 12, "leaver": 8, "emptied": 5, "renumbered": 3, "transferred": 4}
    assert {kind: counts[kind] for kind in wanted} == wanted
    assert len({planted.manager for planted in bank.of("not_exported")}) == 2
    assert len({planted.manager for planted in bank.of("quarter_end")}) == 1
    assert {planted.detail for planted in bank.of("riser")} == {"confirmed"}
    assert {planted.detail for planted in bank.of("maturing")} == {
        "rolled",
        "parked",
        "lost",
        "in_parts",
        "absent",
    }


def test_same_series_is_the_same_and_one_book_for_the_bank_holds_the_books_of_its_branches() -> None:
    size = SeriesSize(3, 3, 500, 5)
    parts, again, whole = Truth(size), Truth(size), Truth(size)
    apart = [made.book for made in series_books(size, parts)]
    assert [made.book for made in series_books(size, again)] == apart
    together = [made.book for made in series_books(size, whole, together=True)]
    assert parts.planted == again.planted == whole.planted
    for month, book in enumerate(together):
        own = [row["customer_id"] for part in apart[month * 3 : month * 3 + 3] for row in part.rows]
        assert sorted(map(str, own)) == sorted(str(row["customer_id"]) for row in book.rows)
    assert [round(book.totals["aum"] / 100, 2) for book in together] == [book.amount for book in whole.books]
    assert [len(book.rows) for book in apart] == [book.customers for book in parts.books]


def test_changes_since_last_month_are_true_to_the_book_of_that_month(bank: Bank) -> None:
    for before, now in bank.pairs():
        for number in before.keys() & now.keys():
            for name in ("aum", "deposits"):
                old, new, change = before[number][name], now[number][name], now[number][f"{name}_change"]
                assert (change is None) == (new is None)
                if change is not None:
                    assert fen(change) == fen(new) - fen(old)


def test_deposits_and_investments_are_the_aum_and_nobody_owes_any(bank: Bank) -> None:
    rows = [row for month in bank.months for row in month.values() if row["aum"] is not None]
    assert all(fen(row["aum"]) == fen(row["deposits"]) + fen(row["investments"]) for row in rows)
    assert min(min(fen(row["deposits"]), fen(row["investments"])) for row in rows) == 0
    assert all(fen(row["aum_average"]) >= fen(row["deposits_average"]) for row in rows)


def test_average_lies_by_the_two_month_ends_unless_there_is_more_on_the_last_day(bank: Bank) -> None:
    dressed = {customer_of(planted) for planted in bank.of("quarter_end")}
    for before, now in bank.pairs():
        for number in (before.keys() & now.keys()) - dressed:
            if now[number]["aum"] is not None:
                middle = (fen(before[number]["aum"]) + fen(now[number]["aum"])) / 2
                assert abs(fen(now[number]["aum_average"]) - middle) <= 0.016 * middle + 2


def test_riser_grows_every_month_by_half_a_year_and_stays_below_the_key_tiers(bank: Bank) -> None:
    newest = sorted(fen(row["aum"]) for row in bank.months[-1].values() if row["aum"])
    for planted in bank.of("riser"):
        averages = _points(bank, customer_of(planted), "aum_average")
        assert averages == sorted(averages)
        assert averages[-1] > 1.4 * averages[0]
        assert _points(bank, customer_of(planted))[-1] < newest[int(0.8 * len(newest))]


def test_few_others_grow_by_a_third_but_some_grow_by_chance(bank: Bank) -> None:
    planted = {item.customer_id for item in bank.of("riser")}
    first, last = bank.months[0], bank.months[-1]
    others = [number for number in (first.keys() & last.keys()) - planted if first[number]["aum_average"]]
    growth = [fen(last[number]["aum_average"]) / fen(first[number]["aum_average"]) - 1 for number in others]
    assert sum(share > 0.2 for share in growth) > 0
    assert sum(share > 0.3 for share in growth) < 0.02 * len(others)


def test_leavers_and_emptied_are_among_the_richest_of_their_branch(bank: Bank) -> None:
    before, now = bank.months[-2:]
    for planted in (*bank.of("leaver"), *bank.of("emptied")):
        own = [fen(row["aum"]) for row in before.values() if row["branch"] == planted.branch and row["aum"]]
        value = fen(before[customer_of(planted)]["aum"])
        assert sum(other > value for other in own) < 0.05 * len(own)
        assert planted.amount == value / 100
        if planted.kind == "emptied":
            assert now[customer_of(planted)]["aum"] == 0
        else:
            assert customer_of(planted) not in now


def test_small_accounts_are_closed_and_opened_every_month(bank: Bank) -> None:
    closed = {customer_of(planted): planted for planted in bank.of("closed")}
    middle = median(fen(row["aum"]) for row in bank.months[0].values() if row["aum"] is not None)
    for number, planted in closed.items():
        assert planted.amount is not None
        assert planted.amount * 100 < 2 * middle, number
    assert {planted.period for planted in closed.values()} == set(bank.truth.size.ends[2:])
    for before, now in bank.pairs():
        assert now.keys() - before.keys()


def test_customers_of_two_managers_are_in_no_book_of_the_last_month(bank: Bank) -> None:
    before, now = bank.months[-2:]
    names = {planted.manager for planted in bank.of("not_exported")}
    gone = {number for number, row in before.items() if row["manager"] in names}
    assert gone == {customer_of(planted) for planted in bank.of("not_exported")}
    assert min(Counter(before[number]["manager"] for number in gone).values()) >= 10
    assert not names & {row["manager"] for row in now.values()}


def test_new_number_belongs_to_a_person_who_can_be_known_again(bank: Bank) -> None:
    before, now = bank.months[-2:]
    for planted in bank.of("renumbered"):
        assert planted.new_id is not None
        old, new = before[customer_of(planted)], now[planted.new_id]
        assert customer_of(planted) not in now
        assert planted.new_id not in before
        assert (old["name"], old["birth_date"]) == (new["name"], new["birth_date"])
        assert old["id_number"] == new["id_number"]
        number = old["id_number"]
        assert planted.detail == ("id_number" if number else "name_and_birth_date")
        if isinstance(number, str) and isinstance(old["birth_date"], dt.date):
            assert resident_check(number[:17]) == number[17]
            assert number[6:14] == f"{old['birth_date']:%Y%m%d}"
    assert {planted.detail for planted in bank.of("renumbered")} == {"id_number", "name_and_birth_date"}


def test_one_managers_customers_have_much_more_at_quarter_ends_only_and_not_on_average(bank: Bank) -> None:
    inside = [planted for planted in bank.of("quarter_end") if planted.detail == "inside"]
    assert {planted.period for planted in inside} == {dt.date(2026, 6, 30), dt.date(2026, 9, 30)}
    for planted in inside:
        points = _points(bank, customer_of(planted))
        month = bank.truth.size.ends.index(planted.period) - 1
        for neighbour in (points[month - 1], points[month + 1]):
            assert 1.3 <= points[month] / neighbour <= 1.6
        average = fen(bank.months[month][customer_of(planted)]["aum_average"])
        assert abs(average / points[month - 1] - 1) < 0.06


def test_matured_money_is_rolled_parked_or_lost_to_the_fen_as_the_books_show(bank: Bank) -> None:
    matured = {(planted.period, customer_of(planted)): planted for planted in bank.of("maturing")}
    for month, (before, now) in enumerate(bank.pairs(), 2):
        end = bank.truth.size.ends[month]
        due = {
            number: row
            for number, row in before.items()
            if isinstance(row["maturity_date"], dt.date) and row["maturity_date"] <= end
        }
        assert {key[1] for key in matured if key[0] == end} == due.keys()
        for number, row in due.items():
            planted = matured[end, number]
            given = tuple(
                round((part or 0) * 100)
                for part in (planted.matured, planted.rolled, planted.parked, planted.left)
            )
            assert given == _taken_over(row, now.get(number))


def _taken_over(old: Row, new: Row | None) -> tuple[int, int, int, int]:
    """M, rolled, parked and left by the definition: one product a customer."""
    amount = fen(old["maturity_amount"])
    if new is None:
        return amount, 0, 0, amount
    term = fen(new["maturity_amount"] or 0)
    rolled = min(max(term, 0), amount)
    kept = max(rolled, min(max(fen(new["aum"]) - (fen(old["aum"]) - amount), 0), amount))
    return amount, rolled, kept - rolled, amount - kept


def test_customers_are_of_age_and_nothing_happens_before_they_came_or_after_the_data_date(bank: Bank) -> None:
    for end, month in zip(bank.truth.size.ends[1:], bank.months, strict=True):
        for row in month.values():
            opened, born = row["open_date"], row["birth_date"]
            assert isinstance(opened, dt.date)
            assert opened <= end
            assert born is None or (isinstance(born, dt.date) and completed_years(born, opened) >= 16)
            for name in ("last_contact", "last_transaction"):
                day = row[name]
                assert day is None or (isinstance(day, dt.date) and opened <= day <= end)


def test_transferred_customer_is_in_another_branch_with_another_manager(bank: Bank) -> None:
    before, now = bank.months[-2:]
    for planted in bank.of("transferred"):
        old, new = before[customer_of(planted)], now[customer_of(planted)]
        assert (old["branch"], new["branch"]) == (planted.branch, planted.new_branch)
        assert old["branch"] != new["branch"]
        assert old["manager"] != new["manager"]


@pytest.mark.parametrize(
    ("months", "branches", "customers"), [(1, 1, 400), (2, 1, 400), (3, 8, 800), (24, 2, 400)]
)
def test_smallest_bank_has_all_that_its_months_can_show(months: int, branches: int, customers: int) -> None:
    counts = Counter(
        planted.kind for planted in whole_bank(SeriesSize(months, branches, customers, 4)).truth.planted
    )
    several = months > 1
    assert counts["riser"] == 12 * several
    assert counts["leaver"] == 8 * several
    assert counts["emptied"] == 5 * several
    assert counts["renumbered"] == 3 * several
    assert counts["returned"] == 6 * (months > 2)
    assert counts["transferred"] == 4 * (branches > 1 and several)
    assert (counts["not_exported"] >= 20) == several


def test_english_bank_has_the_same_figures() -> None:
    size = SeriesSize(2, 1, 400, 2)
    english = [made.book for made in series_books(size, Truth(size), Lang.EN)]
    chinese = [made.book for made in series_books(size, Truth(size), Lang.ZH)]
    assert [book.totals for book in english] == [book.totals for book in chinese]


@pytest.mark.parametrize(
    ("months", "branches", "customers"),
    [(0, 1, 400), (25, 1, 400), (6, 0, 400), (6, 9, 2000), (6, 1, 399), (6, 8, 799), (6, 1, 200_001)],
)
def test_impossible_series_is_refused_in_both_languages(months: int, branches: int, customers: int) -> None:
    with pytest.raises(SeriesRangeError, match="1 to 24 months, 1 to 8 branches") as refused:
        SeriesSize(months, branches, customers)
    assert "400 至 200,000" in refused.value.text(Lang.ZH)
