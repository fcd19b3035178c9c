"""Lists about some customers alone."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pytest

from keyclient.analysis.common.lazy_rows import ArrowSource, LazyRows, ListSource
from keyclient.analysis.common.only import Only, listed_alone, narrowed
from keyclient.analysis.common.unread import UnreadCustomer
from keyclient.model.label import Label, Lang
from keyclient.model.portfolio import NoBand, Portfolio
from keyclient.render.text import Voice


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


def _unplaced(unknown: int, corporate: int) -> NoBand:
    rows = range(2, 2 + unknown + corporate)
    return NoBand(frozenset(rows[:unknown]), frozenset(rows[unknown:]))


def _book(no_band: NoBand | None = None) -> Portfolio:
    return Portfolio(pd.DataFrame({"row": [2, 3]}), dt.date(2026, 10, 31), (), None, no_band=no_band)


@pytest.mark.parametrize(
    ("no_band", "apart"),
    [
        (_unplaced(0, 0), ""),
        (_unplaced(1200, 0), "另有年龄未知 1,200 个，不属任何年龄段，未列入。"),
        (_unplaced(0, 3), "另有公司客户 3 个，不属任何年龄段，未列入。"),
        (_unplaced(1200, 3), "另有年龄未知 1,200 个、公司客户 3 个，不属任何年龄段，未列入。"),
    ],
)
def test_who_has_no_age_band_is_counted_beside_the_band(no_band: NoBand, apart: str) -> None:
    asked = Only({"band": ("40-49",)}, {"band": Label("age band", "年龄段")})
    said = Voice(Lang.ZH).sentence(asked.said(_book(no_band)))
    assert said == f"名单仅列出年龄段为40-49的客户；各项数字均为全表口径。{apart}"


def test_a_file_of_customers_holds_those_of_whom_the_analysis_made_what_was_asked_for() -> None:
    asked = Only({}, made={"tier": frozenset("b")})
    assert listed_alone(_book(), asked, _placed("ab")).frame["row"].tolist() == [3]
    assert listed_alone(_book(), Only({}), _placed("ab")).frame["row"].tolist() == [2, 3]


def test_alternatives_and_conditions_are_told_apart() -> None:
    asked = Only({"manager": ("张三", "李四"), "tier": ("gold",)})
    assert Voice(Lang.EN).sentence(asked.said(_book())) == (
        "Lists hold only customers with manager = 张三 or 李四 and tier = gold; all figures are of the whole book."
    )


def test_who_has_no_age_band_is_counted_only_if_the_analysis_makes_of_him_what_was_asked_for() -> None:
    asked = Only({"tier": ("a",), "band": ("40-49",)}, made={"tier": frozenset("a")})
    no_band, everybody = NoBand(frozenset({2, 3}), frozenset({4})), _placed("aba")
    said = Voice(Lang.EN).sentence(asked.said(_book(no_band), everybody))
    assert said.endswith("In no age band, and so not listed: 1 of unknown age, 1 corporate.")
    assert "In no age band" not in Voice(Lang.EN).sentence(asked.said(_book(no_band)))
    in_report = narrowed(_book(no_band), Only({}, among=frozenset({3})))
    assert in_report.no_band == (frozenset({3}), frozenset())


def test_a_value_is_called_in_the_language_of_the_answer() -> None:
    asked = Only({"tier": ("gold",)}, called={"tier": (Label("gold", "黄金"),)})
    assert "tier为黄金的客户" in Voice(Lang.ZH).sentence(asked.said(_book()))
