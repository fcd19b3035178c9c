"""One book compared with itself: opening = closing - change, with the same buckets as two books."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.query import Query
from keyclient.analysis.compare.answer import answer_compare
from keyclient.analysis.compare.own_changes import own_history
from keyclient.analysis.compare.period_names import name_of_opening
from keyclient.analysis.compare.refusals import ChangeOfOtherMeasureError, ChangeOfWhatError, OneBookError
from keyclient.analysis.compare.result import CompareResult
from keyclient.model.label import Lang
from keyclient.model.portfolio import Loaded
from keyclient.model.receipt import Rows, Source
from keyclient.model.since import Since
from keyclient.policy.models import Policy
from tests.analysis.books import book
from tests.examples import costly
from tests.ingest.writing import ANY, read, write_csv

OCTOBER = replace(ANY, as_of=dt.date(2026, 10, 31))
BOOK = """
客户号 | AUM余额（万元） | AUM较上月（万元） | AUM较年初（万元）
C1 | 120 | 20 | 30
C2 | 80 | -30 | -60
C3 | 0 | -50 | -50
C4 | 3 | 3 | 1
C5 | 600 | | 1
"""


def compared(loaded: Loaded, lang: Lang = Lang.EN) -> CompareResult:
    return answer_compare(Inputs(loaded), Policy(), Query(lang, top=20)).result


def filled(result: CompareResult) -> dict[str, tuple[int, Decimal]]:
    return {item.bucket: (item.customers, item.change) for item in result.buckets if item.customers}


def test_opening_is_closing_less_the_change_and_the_buckets_are_those_of_two_books(tmp_path: Path) -> None:
    result = compared(read(write_csv(tmp_path, BOOK), OCTOBER))
    assert [period.period for period in result.periods] == ["end of September 2026", "2026-10-31"]
    assert (result.opening, result.closing) == (Decimal(2_600_000), Decimal(2_030_000))
    assert filled(result) == {
        "emptied": (1, Decimal(-500_000)),
        "promoted": (1, Decimal(200_000)),
        "demoted": (1, Decimal(-300_000)),
        "stayed": (1, Decimal(30_000)),
    }


def test_customer_who_had_nothing_is_not_called_new(tmp_path: Path) -> None:
    result = compared(read(write_csv(tmp_path, BOOK), OCTOBER))
    assert result.customers_opening == result.customers_closing == 4
    assert {"new", "lost", "returned"}.isdisjoint(filled(result))


def test_customer_without_a_change_is_apart_counted_and_told(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, BOOK), OCTOBER)
    outcome = answer_compare(Inputs(loaded), Policy(), Query(Lang.EN, top=20))
    own = outcome.result.own_changes
    assert own is not None
    assert (own.heading, own.since, own.from_) == ("AUM较上月（万元）", "month", dt.date(2026, 9, 30))
    assert (own.unknown_customers, own.unknown_value) == (1, Decimal(6_000_000))
    assert outcome.result.unfollowed.closing == 6_000_000
    assert [issue.code for issue in outcome.issues if issue.code == "KC461"] == ["KC461"]


def test_change_since_the_start_of_the_year_names_the_start_of_the_year(tmp_path: Path) -> None:
    mapped = replace(OCTOBER, mapping={"aum_change": "AUM较年初（万元）"})
    loaded = read(write_csv(tmp_path, BOOK), mapped)
    assert compared(loaded).periods[0].period == "start of 2026"
    assert compared(loaded, Lang.ZH).periods[0].period == "2026年初"
    assert compared(loaded).opening == 8_810_000


def test_time_before_is_named_in_general_words_where_its_day_is_not_known() -> None:
    assert name_of_opening(Since.PERIOD, None).en == "the period before"
    assert name_of_opening(None, None).zh == "变动前"
    assert name_of_opening(Since.DAY, dt.date(2026, 10, 30)).en == "2026-10-30"
    assert name_of_opening(Since.QUARTER, dt.date(2026, 9, 30)).zh == "2026年9月末"


def test_group_of_each_row_keeps_its_own_opening(tmp_path: Path) -> None:
    text = "客户号 | 网点 | AUM余额 | AUM较上月\nC1 | 甲 | 100 | 10\nC1 | 乙 | 50 | -20\nC2 | 乙 | 7 | 7\n"
    loaded = read(write_csv(tmp_path, text), replace(OCTOBER, by="branch"))
    before, now = own_history(loaded, Policy().tier, Lang.EN).books
    assert before.groups is not None
    assert now.groups is not None
    assert sorted(before.groups[["group", "value"]].itertuples(index=False, name=None)) == [
        ("乙", 0),
        ("乙", 7_000),
        ("甲", 9_000),
    ]


def test_amounts_without_a_change_of_their_own_are_not_said_to_have_been_the_same(tmp_path: Path) -> None:
    text = "客户号 | AUM余额 | AUM较上月 | 存款余额 | 理财余额\nC1 | 100 | 10 | 60 | 40\nC2 | 7 | 7 | 7 | 0\n"
    before, now = own_history(read(write_csv(tmp_path, text), OCTOBER), Policy().tier, Lang.EN).books
    assert {"deposits", "investments"} <= set(now.frame)
    assert {"deposits", "investments"}.isdisjoint(before.frame)


def test_one_book_without_a_change_of_its_measure_is_refused_with_what_to_type(tmp_path: Path) -> None:
    plain = read(write_csv(tmp_path, "客户号 | AUM余额\nC1 | 100\nC2 | 7\n"), OCTOBER)
    with pytest.raises(OneBookError):
        compared(plain)
    other = "客户号 | 综合贡献度 | AUM余额 | AUM较上月\nC1 | 5 | 100 | 10\nC2 | 3 | 7 | 7\n"
    with pytest.raises(ChangeOfOtherMeasureError, match="--measure aum"):
        compared(read(write_csv(tmp_path, other), OCTOBER))
    bare = "客户号 | AUM余额 | 较上月\nC1 | 100 | 10\nC2 | 7 | 7\n"
    with pytest.raises(ChangeOfWhatError, match='--map aum_change="较上月"'):
        compared(read(write_csv(tmp_path, bare), OCTOBER))


AMOUNTS = st.integers(-(10**12), 10**12)


@costly
@given(st.lists(st.tuples(AMOUNTS, st.none() | AMOUNTS), min_size=1, max_size=12))
def test_opening_and_buckets_are_closing_to_the_fen(customers: list[tuple[int, int | None]]) -> None:
    portfolio = book([Decimal(value) / 100 for value, _ in customers])
    changes = pd.array([change for _, change in customers], dtype="Int64")
    frame = portfolio.frame.assign(aum_change=changes, aum=portfolio.frame["value"])
    source = Source(
        path="book.csv",
        sheet=None,
        header_row=1,
        sha256="",
        rows=Rows(**dict.fromkeys(Rows.model_fields, 0)),
        money=(),
    )
    loaded = Loaded(
        replace(portfolio, frame=frame, sources=(source,)),
        (),
        (),
        None,
        as_of_from_file=False,
        told=(),
        change_since={"aum_change": Since.MONTH},
    )
    result = compared(loaded)
    known = [(value, change) for value, change in customers if change is not None]
    assert result.closing * 100 == sum(value for value, _ in known)
    assert result.opening * 100 == sum(value - change for value, change in known)
    assert result.opening + sum(item.change for item in result.buckets) == result.closing
    assert sum(item.customers for item in result.buckets) == len(known)


SHARED = """
客户号 | 管户经理 | AUM余额 | AUM较上月
1 | 李娜 | 100 | 20
1 | 赵磊 | 50 | {change}
2 | 赵磊 | {value} | 10
2 | 周敏 | 30 | -5
"""


@pytest.mark.parametrize(("change", "value"), [("5", "70"), ("", "70"), ("5", ""), ("", "")])
def test_groups_of_customers_with_two_managers_add_up_to_the_whole(
    tmp_path: Path, change: str, value: str
) -> None:
    text = SHARED.format(change=change, value=value)
    result = compared(read(write_csv(tmp_path, text), replace(OCTOBER, by="管户经理")))
    assert result.groups is not None
    assert sum(group.opening for group in result.groups) == result.opening
    assert sum(group.closing for group in result.groups) == result.closing
    opening = {group.group: group.opening for group in result.groups}
    assert opening["李娜"] == Decimal(80)
    assert opening["赵磊"] == Decimal(50 + int(value or 0)) - Decimal(int(change or 0) + 10)


def test_a_change_on_every_row_counts_once_and_in_the_group_of_its_balance(tmp_path: Path) -> None:
    text = """
客户号 | 管户经理 | AUM余额 | AUM较上月
1 | 李娜 | 150.37 | 20.11
1 | 赵磊 | 150.37 | 20.11
1 | 赵磊 | 150.37 | 20.11
2 | 周敏 | 30 | -5
"""
    result = compared(read(write_csv(tmp_path, text), replace(OCTOBER, by="管户经理")))
    opening = {group.group: group.opening for group in result.groups or () if group.opening}
    assert opening == {"赵磊": Decimal("130.26"), "周敏": Decimal(35)}


def test_a_customer_without_a_known_opening_is_told_of_once(tmp_path: Path) -> None:
    text = """
客户号 | AUM余额 | AUM较上月
1 | 100 | 20
2 | 50 |
 | 70 | 10
"""
    said = answer_compare(
        Inputs(read(write_csv(tmp_path, text), OCTOBER)), Policy(), Query(Lang.EN, top=20)
    ).issues
    told = [(issue.code, issue.count) for issue in said if issue.code in ("KC461", "KC471")]  # type: ignore[attr-defined]
    assert told == [("KC461", 1), ("KC471", 1)]
