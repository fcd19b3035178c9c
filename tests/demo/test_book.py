import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.demo.book import DEMO_DATE, DEMO_FIELDS, DemoBook, DemoRangeError, Row, make_demo
from keyclient.demo.products import INVESTMENTS, LOAN_PRODUCTS
from keyclient.model.age import completed_years
from keyclient.model.check_digits import credit_check, resident_check
from keyclient.model.customer import Customer
from keyclient.model.fields import fields
from keyclient.model.label import Lang


@pytest.fixture(scope="module")
def book() -> DemoBook:
    return make_demo()


@pytest.fixture(scope="module")
def customers(book: DemoBook) -> list[Customer]:
    return [Customer.model_validate(row) for row in book.rows]


def _held(customer: Customer) -> set[str]:
    return set((customer.holdings or "").split("、"))


def _by_value(values: list[int]) -> list[int]:
    return sorted(values, reverse=True)


@given(
    st.integers(1, 60),
    st.integers(),
    st.dates(dt.date(2000, 1, 1), dt.date(2199, 12, 31)),
    st.sampled_from(Lang),
)
def test_every_row_of_every_book_is_a_customer(number: int, seed: int, as_of: dt.date, lang: Lang) -> None:
    for row in make_demo(number, seed, as_of, lang).rows:
        Customer.model_validate(row)


def test_book_has_every_field_but_the_deal_number_and_each_is_filled_somewhere(book: DemoBook) -> None:
    assert set(fields()) - set(DEMO_FIELDS) == {"opportunity_id"}
    assert all(tuple(row) == DEMO_FIELDS for row in book.rows)
    assert {name for row in book.rows for name in row if row[name] is not None} == set(DEMO_FIELDS)


def test_same_arguments_give_the_same_book_and_another_seed_another() -> None:
    assert make_demo(50, seed=4) == make_demo(50, seed=4)
    assert make_demo(50, seed=4) != make_demo(50, seed=5)


def test_small_books_of_different_seeds_share_no_customer_number() -> None:
    first, second = ({row["customer_id"] for row in make_demo(300, seed).rows} for seed in (1, 2))
    assert not first & second


def test_two_customers_have_two_rows_of_one_id_and_one_identity(book: DemoBook) -> None:
    rows = Counter(row["customer_id"] for row in book.rows)
    twice = [number for number, count in rows.items() if count == 2]
    assert len(rows) == 300
    assert len(book.rows) == 302
    assert len(twice) == 2
    for number in twice:
        first, second = (row for row in book.rows if row["customer_id"] == number)
        assert all(first[name] == second[name] for name in ("name", "birth_date", "id_number"))
        assert first["aum"] != second["aum"]


def test_splitting_moves_no_fen() -> None:
    def total(rows: tuple[Row, ...]) -> int:
        return sum(amount for row in rows if isinstance(amount := row["aum"], int))

    whole, split = make_demo(1, seed=3, split=0), make_demo(1, seed=3, split=1)
    assert (len(whole.rows), len(split.rows)) == (1, 2)
    assert whole.totals == split.totals
    assert split.totals["aum"] == total(split.rows)


def test_some_people_are_known_to_two_branches_under_two_ids(book: DemoBook) -> None:
    branches: dict[object, set[tuple[object, object]]] = {}
    for row in book.rows:
        branches.setdefault(row["id_number"], set()).add((row["customer_id"], row["branch"]))
    claimed = [where for number, where in branches.items() if number and len(where) == 2]
    assert claimed
    assert all(one[0] != other[0] and one[1] != other[1] for one, other in map(tuple, claimed))


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("number", [100, 1000])
def test_top_fifth_holds_most_of_the_money(number: int, seed: int) -> None:
    values = _by_value([row["aum"] for row in make_demo(number, seed).rows if isinstance(row["aum"], int)])
    share = sum(values[: -(-len(values) // 5)]) / sum(values)
    assert 0.60 < share < 0.95


def test_balances_add_up_to_aum(customers: list[Customer]) -> None:
    known = [customer for customer in customers if customer.aum is not None]
    assert len(known) > 290
    assert all(c.aum == (c.deposits or 0) + (c.investments or 0) for c in known)


def test_some_customers_lose_money_some_have_none_and_some_no_figure(customers: list[Customer]) -> None:
    revenues = [customer.revenue for customer in customers]
    assert 0.03 < sum(value is not None and value < 0 for value in revenues) / len(revenues) < 0.25
    assert 0 in revenues
    assert None in revenues


def test_age_birth_date_and_resident_number_agree(customers: list[Customer]) -> None:
    people = [customer for customer in customers if customer.kind == "retail"]
    for person in people:
        if person.birth_date is not None:
            assert person.age == completed_years(person.birth_date, DEMO_DATE)
            assert 18 <= person.age <= 90
            assert person.open_date is not None
            assert completed_years(person.birth_date, person.open_date) >= 16
        if person.birth_date is not None and person.id_number is not None:
            assert person.id_number[6:14] == f"{person.birth_date:%Y%m%d}"
    assert any(person.birth_date is None for person in people)
    assert any(person.phone is None for person in people)


def test_identity_numbers_carry_valid_check_characters_and_no_real_region(customers: list[Customer]) -> None:
    for customer in customers:
        number = customer.id_number
        if number is None:
            continue
        check = resident_check if customer.kind == "retail" else credit_check
        assert len(number) == 18
        assert check(number[:17]) == number[17]
        assert number.startswith("99" if customer.kind == "retail" else "91990000")


def test_rich_customers_are_older(customers: list[Customer]) -> None:
    ages = [c.age for c in sorted(customers, key=lambda c: c.aum or 0) if c.age is not None]
    third = len(ages) // 3
    assert sum(ages[-third:]) / third > sum(ages[:third]) / third + 4


def test_holdings_agree_with_their_number_and_with_the_balances(customers: list[Customer]) -> None:
    invested = {product.zh for product, _, _ in INVESTMENTS}
    borrowed = {product.zh for product in LOAN_PRODUCTS.values()}
    asked = [customer for customer in customers if customer.holdings is not None]
    assert 0 < len(asked) < len(customers)
    for customer in asked:
        held = _held(customer)
        assert customer.products == len(held)
        assert bool(held & invested) == bool(customer.investments)
        assert bool(held & borrowed) == bool(customer.loans) or customer.aum is None


def test_nobody_holds_an_investment_above_their_risk_rating(customers: list[Customer]) -> None:
    lowest = {product.zh: rating for product, rating, _ in INVESTMENTS}
    for customer in customers:
        rating = int((customer.risk_rating or "R1")[1])
        assert all(lowest.get(product, 1) <= rating for product in _held(customer))


def test_four_branches_nine_managers_and_one_of_them_holds_the_top(customers: list[Customer]) -> None:
    assert len({customer.branch for customer in customers}) == 4
    assert len({customer.manager for customer in customers} - {None}) == 9
    homes = {(customer.manager, customer.branch) for customer in customers if customer.manager}
    assert len(homes) == 9
    richest = sorted(customers, key=lambda c: c.aum or 0, reverse=True)[:30]
    assert Counter(customer.manager for customer in richest).most_common(1)[0][1] >= 10


def test_some_contacts_are_stale_and_none_lies_ahead(customers: list[Customer]) -> None:
    contacts = [customer.last_contact for customer in customers if customer.last_contact]
    stale = sum((DEMO_DATE - day).days > 365 for day in contacts) / len(contacts)
    assert 0.05 < stale < 0.35
    assert max(contacts) <= DEMO_DATE
    for customer in customers:
        assert customer.open_date is not None
        assert customer.open_date <= min(
            filter(None, (customer.last_contact, customer.last_transaction, DEMO_DATE))
        )


def test_closed_means_won_and_every_stage_has_somebody(customers: list[Customer]) -> None:
    assert {customer.stage for customer in customers} == {"潜在", "可能", "普通", "重点", "已成交", None}
    assert all((c.stage == "已成交") == (c.outcome == "won") for c in customers)
    assert {customer.outcome for customer in customers} >= {"open", "won", "lost"}


def test_deals_that_hang_on_a_person_are_among_the_sources(customers: list[Customer]) -> None:
    assert {"行长单", "关系单", "明星客户经理单"} <= {customer.source for customer in customers}


def test_most_tiers_of_the_book_follow_aum_but_not_all(customers: list[Customer]) -> None:
    def expected(aum: int) -> str:
        return "铂金" if aum >= 100_000_000 else "黄金" if aum >= 20_000_000 else "普通"

    tiers = [(c.book_tier, expected(c.aum)) for c in customers if c.aum is not None]
    right = sum(given == due for given, due in tiers) / len(tiers)
    assert 0.90 < right < 1


def test_english_book_has_the_same_figures_in_english_words() -> None:
    chinese, english = make_demo(60, lang=Lang.ZH), make_demo(60, lang=Lang.EN)
    assert chinese.totals == english.totals
    for row in english.rows:
        assert all(value.isascii() or "ü" in value for value in row.values() if isinstance(value, str))


@pytest.mark.parametrize(
    ("number", "as_of"), [(0, DEMO_DATE), (1_000_001, DEMO_DATE), (1, dt.date(1999, 12, 31))]
)
def test_impossible_book_is_refused_in_both_languages(number: int, as_of: dt.date) -> None:
    with pytest.raises(DemoRangeError, match="1 to 1,000,000 customers") as refused:
        make_demo(number, as_of=as_of)
    assert "1 至 1,000,000 之间" in refused.value.text(Lang.ZH)


def test_what_the_customers_had_a_month_before_is_never_less_than_nothing(customers: list[Customer]) -> None:
    known = [customer for customer in customers if customer.aum is not None]
    assert all(customer.aum_change is not None for customer in known)
    for customer in known:
        assert (customer.deposits or 0) - (customer.deposits_change or 0) >= 0
        assert (customer.aum or 0) - (customer.aum_change or 0) >= 0
    changes = [customer.aum_change or 0 for customer in known]
    assert min(changes) < 0 < max(changes)


def test_what_matures_is_held_and_lies_ahead(customers: list[Customer]) -> None:
    maturing = [customer for customer in customers if customer.maturity_date is not None]
    assert 0.2 < len(maturing) / len(customers) < 0.6
    for customer in maturing:
        assert customer.maturity_date > DEMO_DATE  # type: ignore[operator]
        assert (customer.maturity_amount or 0) <= max(customer.investments or 0, customer.deposits or 0)


def test_nobody_is_said_to_have_brought_more_customers_than_she_has(customers: list[Customer]) -> None:
    referrals = {customer.customer_id: customer.referrals or 0 for customer in customers}
    brought = Counter(
        {customer.customer_id: customer.referrer for customer in customers if customer.referrer}.values()
    )
    assert len(brought) > 20
    assert all(0 < count <= referrals[number] for number, count in brought.items())
    assert all(customer.referrer != customer.customer_id for customer in customers)


def test_second_manager_is_a_colleague_of_the_branch(customers: list[Customer]) -> None:
    managers: dict[str | None, set[str | None]] = {}
    for customer in customers:
        managers.setdefault(customer.branch, set()).add(customer.manager)
    shared = [customer for customer in customers if customer.assistant is not None]
    assert len(shared) > 50
    assert all(customer.assistant != customer.manager for customer in shared)
    assert all(customer.assistant in managers[customer.branch] for customer in shared)
