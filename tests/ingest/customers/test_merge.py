import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.customers.merge import Grouping, group_rows, merge_rows, split_excesses
from keyclient.model.fields import fields

RULES = {name: spec.column.merge for name, spec in fields().items()}


def frame(**columns: Sequence[object]) -> pd.DataFrame:
    """Rows of a book. Numbers are amounts, floats numbers, dates dates; all else is text."""
    rows = max(map(len, columns.values()))
    made = pd.DataFrame({"row": range(2, rows + 2)})
    for name, cells in columns.items():
        kinds: Mapping[type, str] = {int: "Int64", float: "Float64", dt.date: "datetime64[s]"}
        kind: Any = next((kinds[type(cell)] for cell in cells if type(cell) in kinds), "str")
        made[name] = pd.array(list(cells), dtype=kind)
    return made


def grouped(rows: pd.DataFrame, damaged: Sequence[int] = ()) -> Grouping:
    return group_rows(rows, np.isin(np.arange(len(rows)), damaged))


def groups(rows: pd.DataFrame, damaged: Sequence[int] = ()) -> list[int]:
    """The first row of every row's customer."""
    return list(grouped(rows, damaged).group)


def merged(**columns: Sequence[object]) -> dict[str, object]:
    """What becomes of the rows of one customer."""
    rows = frame(customer_id=["1"] * len(next(iter(columns.values()))), **columns)
    whole = merge_rows(rows, grouped(rows), RULES)
    assert len(whole) == 1
    cell = {name: whole[name].iloc[0] for name in columns}
    return {name: None if pd.isna(value) else value for name, value in cell.items()}


def test_rows_of_one_id_are_one_customer() -> None:
    assert groups(frame(customer_id=["1", "2", "1", "001"])) == [0, 1, 0, 3]
    assert groups(frame(name=["张三", "张三"])) == [0, 1]


def test_rows_without_an_id_are_customers_of_their_own() -> None:
    assert groups(frame(customer_id=[None, "1", None, "1"], name=["张三", "李四", "张三", "李四"])) == [
        0,
        1,
        2,
        1,
    ]


def test_damaged_ids_never_merge() -> None:
    ids = ["110101199003074000", "110101199003074000", "1", "1"]
    assert groups(frame(customer_id=ids), damaged=[0, 1]) == [0, 1, 2, 2]
    assert groups(frame(customer_id=ids), damaged=[3]) == [0, 0, 2, 3]


@pytest.mark.parametrize("amounts", [(6, 5), (-6, -5), (6, 6, None), (10, 1)])
def test_rows_that_add_up_to_more_than_one_customer_can_have_stay_apart(
    amounts: tuple[int | None, ...],
) -> None:
    rows = frame(customer_id=["1"] * len(amounts), aum=list(amounts))
    found = split_excesses(rows, grouped(rows), {"aum": 10})
    assert list(found.group) == list(range(len(amounts)))
    assert [(excess.rows, excess.field) for excess in found.excesses] == [(tuple(range(len(amounts))), "aum")]
    assert found.merged == 0


def test_rows_within_what_one_customer_can_have_are_merged_as_ever() -> None:
    rows = frame(customer_id=["1", "1", "2", "2", "3"], aum=[5, 5, 6, 5, 11])
    found = split_excesses(rows, grouped(rows), {"aum": 10})
    assert (list(found.group), len(found.excesses)) == ([0, 0, 2, 3, 4], 1)


def test_deals_never_merge() -> None:
    assert groups(frame(customer_id=["1", "1"], opportunity_id=["A", "A"])) == [0, 1]


def test_rows_of_one_id_that_contradict_each_other_are_kept_apart_and_reported() -> None:
    found = grouped(frame(customer_id=["1", "2", "1", "1", "2"], name=["张三", "赵六", "李四", "张三", None]))
    assert found.group.tolist() == [0, 1, 2, 0, 1]
    assert [(conflict.rows, conflict.groups) for conflict in found.conflicts] == [((0, 2, 3), 2)]
    assert found.merged == 2


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("name", ["张三", "李四"]),
        ("birth_date", [dt.date(1990, 1, 1), dt.date(1990, 1, 2)]),
        ("id_number", ["110101199003074512", "110101199003074513"]),
    ],
)
def test_a_name_a_birth_date_or_an_id_number_contradicts(name: str, cells: list[object]) -> None:
    assert groups(frame(customer_id=["1", "1"], **{name: cells})) == [0, 1]


def test_blanks_inside_a_chinese_name_do_not_contradict() -> None:
    names = ["张三", "张 三", "张　三", "李四", "Li Si", "LiSi"]
    found = grouped(frame(customer_id=["1"] * 6, name=names))
    assert list(found.group) == [0, 0, 0, 3, 4, 5]
    assert [conflict.groups for conflict in found.conflicts] == [4]


def test_a_branch_or_a_phone_does_not_contradict() -> None:
    assert groups(frame(customer_id=["1", "1"], branch=["城东", "城西"], phone=["1", "2"])) == [0, 0]


def test_identities_known_in_part_join_the_one_that_they_fit() -> None:
    rows = frame(
        customer_id=["1"] * 5,
        name=["张三", None, "李四", "李四", None],
        birth_date=[dt.date(1990, 1, 1), dt.date(1990, 1, 1), dt.date(1980, 1, 1), None, None],
    )
    assert groups(rows) == [0, 0, 2, 2, 4]


def test_thousands_of_strangers_under_one_id_are_told_apart() -> None:
    names = [None if n % 3 == 0 else f"客户{n}" for n in range(6000)]
    numbers = [None if n % 5 == 0 else f"{n:018}" for n in range(6000)]
    found = grouped(frame(customer_id=["0"] * 6000, name=names, id_number=numbers))
    assert (found.merged, found.conflicts[0].groups) == (0, 6000)


def test_thousands_of_ids_that_stand_for_two_each_are_told_apart() -> None:
    ids = [str(n // 2) for n in range(6000)]
    found = grouped(frame(customer_id=ids, name=[str(n) for n in range(6000)]))
    assert (found.merged, len(found.conflicts)) == (0, 3000)


def test_amounts_are_added_up_and_blanks_count_nothing() -> None:
    assert merged(aum=[100, None, 250], loans=[None, None, None]) == {"aum": 350, "loans": None}
    assert merged(effort=[1.5, 2.5, None]) == {"effort": 4.0}


def test_the_earliest_opening_and_the_latest_contact_count() -> None:
    days = [dt.date(2020, 5, 1), None, dt.date(2019, 5, 1)]
    assert merged(open_date=days, last_contact=days, last_transaction=days) == {
        "open_date": pd.Timestamp(2019, 5, 1),
        "last_contact": pd.Timestamp(2020, 5, 1),
        "last_transaction": pd.Timestamp(2020, 5, 1),
    }


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        (["城西", "城东", "城东"], "城东"),
        ([None, None, "城西"], "城西"),
        (["b", "a"], "a"),
        ([9, 10], 10),
        ([30, 30, 40, None], 30),
        ([None, None], None),
    ],
)
def test_elsewhere_the_most_frequent_value_counts_and_of_two_the_smaller_as_text(
    cells: list[object], kept: object
) -> None:
    name = "age" if any(isinstance(cell, int) for cell in cells) else "branch"
    assert merged(**{name: cells}) == {name: kept}


def test_customers_stand_in_the_order_of_their_first_rows_with_its_number_and_their_dtypes() -> None:
    rows = frame(customer_id=["9", "1", "9", "2", "1"], aum=[1, 2, 3, None, 4], age=[30, None, None, 5, None])
    whole = merge_rows(rows, grouped(rows), RULES)
    assert whole["customer_id"].tolist() == ["9", "1", "2"]
    assert whole["row"].tolist() == [2, 3, 5]
    assert whole.dtypes.equals(rows.dtypes)


ROWS = st.lists(
    st.tuples(
        st.sampled_from([None, "0", "1"]),
        st.sampled_from([None, "张三", "李四"]),
        st.sampled_from([None, dt.date(1990, 1, 1), dt.date(1980, 1, 1)]),
        st.integers(-5, 5) | st.none(),
        st.floats(0, 1e6, allow_nan=False) | st.none(),
        st.sampled_from([None, "甲", "乙"]),
    ),
    min_size=1,
    max_size=12,
)


@given(ROWS, st.randoms())
def test_the_order_of_the_file_never_matters(rows: list[tuple[object, ...]], chance: random.Random) -> None:
    def customers(rows: list[tuple[object, ...]]) -> list[str]:
        names = ("customer_id", "name", "birth_date", "aum", "effort", "branch")
        columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
        kinds = {"birth_date": "datetime64[s]", "aum": "Int64", "effort": "Float64"}
        book = pd.DataFrame({name: pd.Series(columns[name], dtype=kinds.get(name, "str")) for name in names})
        book.insert(0, "row", range(len(rows)))
        whole = merge_rows(book, grouped(book), RULES).drop(columns="row")
        return sorted(map(repr, whole.itertuples(index=False, name=None)))

    shuffled = chance.sample(rows, len(rows))
    assert customers(shuffled) == customers(rows)
