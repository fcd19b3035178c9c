"""Books side by side: who is one person, and that no order matters."""

import dataclasses
import random

from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.charts import overlap_charts
from keyclient.analysis.overlap.result import OverlapResult
from tests.analysis.overlap.joined import members, only, overlapping
from tests.examples import costly

NUMBER, OTHER = "11010519491231002X", "440524188001010014"


def test_one_valid_number_joins_whatever_the_telephone() -> None:
    result = overlapping(
        members(f"customer_id|id_number|phone\na1|{NUMBER}|13900001111", "a.csv"),
        members(f"customer_id|id_number|phone\nb1|{NUMBER.lower()}|13900002222", "b.csv"),
    )
    assert only(result).evidence == ("id_number",)
    assert [one.customer_id for one in only(result).customers] == ["a1", "b1"]


def test_two_valid_numbers_are_two_people_whatever_else_agrees() -> None:
    heading = "name|birth_date|phone|id_number"
    result = overlapping(
        members(f"{heading}\n王芳|1980-01-01|13900001111|{NUMBER}", "a.csv"),
        members(f"{heading}\n王芳|1980-01-01|13900001111|{OTHER}", "b.csv"),
    )
    assert (len(result.same), result.persons, sum(rule.found for rule in result.perhaps)) == (0, 2, 0)


def test_an_id_with_two_valid_numbers_is_told_and_joins_nobody() -> None:
    result = overlapping(
        members(f"customer_id|id_number\nc1|{NUMBER}", "a.csv"),
        members(f"customer_id|id_number\nc1|{OTHER}", "b.csv"),
    )
    assert (len(result.same), result.total.contradicted, result.counted_twice) == (0, 1, 0)


def test_both_kinds_of_evidence_are_told() -> None:
    books = [members(f"customer_id|id_number\nc1|{NUMBER}", f"{name}.csv") for name in "ab"]
    assert only(overlapping(*books)).evidence == ("id_number", "customer_id")


def test_a_pair_of_one_name_and_telephone_is_offered_not_joined() -> None:
    result = overlapping(
        members("customer_id|name|phone\na1|王芳|13900001111\na2|李强|13900003333", "a.csv"),
        members("customer_id|name|phone\nb1|王芳|13900001111", "b.csv"),
    )
    rule = result.perhaps[0]
    assert (rule.rule, rule.found, rule.shown, result.persons) == ("name_and_phone", 1, True, 3)
    (pair,) = rule.pairs
    assert (pair.path, pair.customer_id, pair.other_path, pair.other_customer_id) == (
        "a.csv",
        "a1",
        "b.csv",
        "b1",
    )


def test_a_pair_of_several_rules_is_one_pair_and_listed_once_with_all_of_them() -> None:
    heading = "customer_id|name|phone|birth_date"
    result = overlapping(
        members(f"{heading}\na1|王芳|13900001111|1980-01-01\na2|李强|13900002222|", "a.csv"),
        members(f"{heading}\nb1|王芳|13900001111|1980-01-01\nb2|李强|13900002222|", "b.csv"),
    )
    assert [(rule.rule, rule.found) for rule in result.perhaps if rule.found] == [
        ("name_and_phone", 2),
        ("name_and_birth_date", 1),
    ]
    assert (result.perhaps_pairs, result.perhaps_listed) == (2, 2)
    pairs = {pair.customer_id: pair.rules for rule in result.perhaps for pair in rule.pairs}
    assert pairs == {"a1": ("name_and_phone", "name_and_birth_date"), "a2": ("name_and_phone",)}
    assert sum(len(rule.pairs) for rule in result.perhaps) == 2


def test_a_pair_is_listed_at_the_first_rule_that_lists_its_pairs() -> None:
    result = overlapping(
        members("customer_id|name|phone\n99|王芳|13900001111", "a.csv"),
        members("customer_id|name|phone\n99|王芳芳|13900003333", "b.csv"),
        members("customer_id|name|phone\nc1|王芳|13900001111", "c.csv"),
    )
    listed = {rule.rule: [pair.rules for pair in rule.pairs] for rule in result.perhaps if rule.found}
    assert listed == {"name_and_phone": [("name_and_phone",)], "customer_id": []}
    assert (result.perhaps_pairs, result.perhaps_listed) == (2, 1)


def test_branches_are_paired_by_the_persons_whom_they_share() -> None:
    east = members("customer_id\nc1\nc2\nc3", "a.csv", branch="east")
    west = members("customer_id\nc1\nc2", "b.csv", branch="west")
    rest = members("customer_id\nc1", "c.csv")
    assert [(pair.branch, pair.other, pair.persons) for pair in overlapping(east, west, rest).pairs] == [
        ("east", "west", 2),
        ("c.csv", "east", 1),
        ("c.csv", "west", 1),
    ]


def test_a_customer_of_three_branches_counts_once_for_each() -> None:
    branches = [members("customer_id\nc1", f"{name}.csv", branch=name) for name in "xyz"]
    result = overlapping(*branches, members("customer_id\nc2", "x2.csv", branch="x"))
    assert [(one.branch, one.persons) for one in result.sharing] == [("x", 1), ("y", 1), ("z", 1)]
    (grid,) = (chart for chart in overlap_charts(result) if chart.key == "pairs")
    assert (grid.cells("branch0"), grid.cells("branch1")) == ([None, 1.0, 1.0], [1.0, None, 1.0])


def test_a_blank_cell_is_no_branch_and_not_its_file() -> None:
    heading = "customer_id|branch|manager"
    east = members(f"{heading}\nc1|east|Li\nc2|east|Li", "a.csv")
    west = members(f"{heading}\nc1||Ma\nc2|west|Ma", "b.csv")
    assert [(pair.branch, pair.other) for pair in overlapping(east, west).pairs] == [("east", "west")]


def test_books_without_anybody_have_nobody_in_common() -> None:
    result = overlapping(members("customer_id|name|phone|aum"), members("customer_id|aum", "b.csv"))
    assert (result.records, result.persons, len(result.same), result.share_of_value) == (0, 0, 0, None)
    assert (len(result.households), len(result.chased_twice), result.pairs) == (0, 0, ())


def test_books_that_say_nobodys_name_are_counted_and_join_nobody() -> None:
    result = overlapping(members("aum\n1\n2"), members("aum\n3", "b.csv"))
    assert (result.records, result.persons, len(result.same)) == (3, 3, 0)


def shuffled(book: Members, chance: random.Random) -> Members:
    """The same book with its rows, and their numbers, in another order."""
    order = list(range(len(book.records)))
    chance.shuffle(order)
    records = book.records.iloc[order].reset_index(drop=True)
    numbers = dict(zip(records["row"], range(2, len(records) + 2), strict=True))
    claims = book.claims.sample(frac=1, random_state=chance.randrange(1000)).reset_index(drop=True)
    return dataclasses.replace(
        book,
        records=records.assign(row=records["row"].map(numbers).astype("int64")),
        claims=claims.assign(row=claims["row"].map(numbers).astype("int64")),
    )


def told(result: OverlapResult) -> object:
    """All that a result says but row numbers."""

    def without_rows(value: object) -> object:
        if isinstance(value, dict):
            return {key: without_rows(one) for key, one in value.items() if key not in ("row", "other_row")}
        return [without_rows(one) for one in value] if isinstance(value, list) else value

    return without_rows(result.model_dump(mode="json"))


def test_records_under_one_id_and_manager_are_listed_by_what_they_say_not_by_row() -> None:
    lines = [f"c1|王芳|{NUMBER}|100|Li", f"c1|李强|{NUMBER}|200|Li"]
    heading = "customer_id|name|id_number|aum|manager"
    books = [members("\n".join([heading, *order])) for order in (lines, lines[::-1])]
    one, other = ([record.value for record in only(overlapping(book)).customers] for book in books)
    assert one == other


_LINE = st.tuples(
    st.sampled_from(["c1", "c2", "c3", ""]),
    st.sampled_from(["王芳", "李强", "赵六", ""]),
    st.sampled_from([NUMBER, OTHER, "", ""]),
    st.sampled_from(["13900001111", "13900002222", ""]),
    st.sampled_from(["100", "200000", "400000", ""]),
    st.sampled_from(["Li", "Ma", ""]),
    st.sampled_from(["2026-06-01", ""]),
    st.sampled_from(["2010-01-01", "2020-01-01", ""]),
    st.sampled_from(["yes", "no"]),
)
_HEADING = "customer_id|name|id_number|phone|aum|manager|last_contact|open_date|is_open"


@costly
@given(st.lists(st.lists(_LINE, min_size=1, max_size=6), min_size=1, max_size=3), st.integers(0, 999))
def test_neither_the_order_of_books_nor_that_of_rows_matters(
    books: list[list[tuple[str, ...]]], seed: int
) -> None:
    chance = random.Random(seed)
    given_books = [
        members(
            "\n".join([_HEADING, *("|".join(line) for line in lines)]), f"{place}.csv", branch=f"b{place}"
        )
        for place, lines in enumerate(books)
    ]
    others = [shuffled(book, chance) for book in given_books]
    chance.shuffle(others)
    assert told(overlapping(*others)) == told(overlapping(*given_books))


@costly
@given(st.lists(st.lists(_LINE, min_size=1, max_size=6), min_size=1, max_size=3))
def test_heads_and_yuan_are_accounted_for(books: list[list[tuple[str, ...]]]) -> None:
    result = overlapping(
        *(
            members("\n".join([_HEADING, *("|".join(line) for line in lines)]), f"{place}.csv")
            for place, lines in enumerate(books)
        )
    )
    records = {(one.path, one.row) for person in result.same for one in person.customers}
    assert result.counted_twice == len(records) - len(result.same)
    for person in result.same:
        own = {(one.path, one.row): one.value for one in person.customers}
        known = [value for value in own.values() if value is not None]
        assert person.combined_value == (sum(known) if known else None)
        assert (person.owner is None) == (person.step in ("undecided", "unclaimed"))
