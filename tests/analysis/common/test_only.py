"""Lists about some customers alone."""

from dataclasses import dataclass

import pyarrow as pa

from keyclient.analysis.common.lazy_rows import ArrowSource, LazyRows, ListSource
from keyclient.analysis.common.only import Only
from keyclient.analysis.common.unread import UnreadCustomer
from keyclient.model.label import Lang


@dataclass(frozen=True)
class Placed:
    """A customer with a tier."""

    row: int
    tier: str


def _placed(tiers: str) -> LazyRows[Placed]:
    table = pa.table({"row": list(range(2, len(tiers) + 2)), "tier": list(tiers)})
    return LazyRows(Placed, ArrowSource(table, lambda part: part.to_pydict()))


def test_rows_are_picked_by_the_book_and_by_what_the_analysis_made() -> None:
    rows = _placed("abcab")
    assert [one.row for one in Only({}).of(rows, {3, 5, 99})] == [3, 5]
    made = Only({}, made={"tier": frozenset("a")})
    assert [one.row for one in made.of(rows, None)] == [2, 5]
    assert [one.row for one in made.of(rows, {5, 6})] == [5]


def test_an_order_stays_and_a_list_of_objects_does_alike() -> None:
    rows = LazyRows(Placed, ListSource([Placed(9, "a"), Placed(4, "b"), Placed(7, "a")]))
    assert [one.row for one in Only({}, made={"tier": frozenset("a")}).of(rows, None)] == [9, 7]


def test_a_list_of_which_the_analysis_made_nothing_is_empty() -> None:
    unread = LazyRows(UnreadCustomer, ListSource([UnreadCustomer("1", 2, "C2")]))
    assert len(Only({}, made={"tier": frozenset("a")}).of(unread, None)) == 0
    assert len(Only({}).of(unread, {2})) == 1


def test_alternatives_and_conditions_are_told_apart() -> None:
    said = Only({"manager": ("张三", "李四"), "tier": ("gold",)}).said
    values = {name: value.value for name, value in said.values.items()}
    assert said.label.say(Lang.EN, values) == (
        "Lists hold only customers with manager = 张三 or 李四 and tier = gold; all figures are of the whole book."
    )
