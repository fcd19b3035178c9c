"""A run against the last one with older data dates, branch by branch and for the whole."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from keyclient.batch.consolidated.moves_tables import moves_table, whole_table
from keyclient.batch.record.moves import BranchMoves, RunMoves
from keyclient.model.report import Kind
from tests.batch.shares import contents, placed, ran, small_book

MEASURE = "segment.measure=deposits"
TIERS = 'tier.tiers=[{name="gold",floor=1000},{name="iron"}]'


def _run(share: Path, out: Path, *settings: str, **asked: Any) -> RunMoves:  # noqa: ANN401 - as many types as options
    return ran(share, out, MEASURE, TIERS, *settings, **asked).record.moves


def _may(share: Path) -> None:
    small_book(
        share / "东" / "客户.csv",
        "1,甲,东,王,1200.10,2026-05-31",
        "2,乙,东,王,800,2026-05-31",
        "3,丙,东,王,500.55,2026-05-31",
        "4,丁,东,王,300,2026-05-31",
    )
    small_book(
        share / "西" / "客户.csv",
        "11,戊,西,孙,2000,2026-05-31",
        "12,己,西,孙,100,2026-05-31",
        "13,庚,西,孙,50,2026-05-31",
    )


def _june(share: Path, name: str = "客户.csv") -> None:
    small_book(
        share / "东" / name,
        "1,甲,东,王,900,2026-06-30",
        "2,乙,东,王,1000,2026-06-30",
        "5,辛,东,王,70.07,2026-06-30",
    )
    small_book(
        share / "西" / name,
        "11,戊,西,孙,2000,2026-06-30",
        "12,己,西,孙,0,2026-06-30",
        "3,丙,西,孙,600,2026-06-30",
    )


def _held(line: BranchMoves | None) -> dict[str, tuple[int, Decimal]]:
    assert line is not None
    return {one.bucket: (one.customers, one.change) for one in line.buckets if one.customers}


def _ties(line: BranchMoves) -> None:
    heads = {one.bucket: one.customers for one in line.buckets}
    assert line.opening + sum(one.change for one in line.buckets) == line.closing
    came = heads["new"] + heads["transferred_in"] - heads["lost"] - heads["transferred_out"]
    assert line.customers_opening + came == line.customers_closing


def test_the_first_run_has_nothing_to_compare_with(tmp_path: Path) -> None:
    _may(tmp_path / "s")
    moves = _run(tmp_path / "s", tmp_path / "out")
    assert (moves.whole, moves.branches) == (None, ())
    assert [(one.branch, one.why) for one in moves.not_compared] == [("东", "first"), ("西", "first")]


@pytest.mark.parametrize("name", ["客户.csv", "客户_202606.csv"])
def test_a_run_is_compared_with_the_last_older_one_by_branch_and_whole(tmp_path: Path, name: str) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    _may(share)
    _run(share, out)
    _june(share, name)
    moves = _run(share, out)
    east, west = moves.branches
    assert (str(east.from_), str(east.to)) == ("2026-05-31", "2026-06-30")
    assert (east.opening, east.closing) == (Decimal("2800.65"), Decimal("1970.07"))
    assert _held(east) == {
        "new": (1, Decimal("70.07")),
        "lost": (1, Decimal(-300)),
        "transferred_out": (1, Decimal("-500.55")),
        "promoted": (1, Decimal(200)),
        "demoted": (1, Decimal("-300.10")),
    }
    assert _held(west) == {
        "transferred_in": (1, Decimal(600)),
        "lost": (1, Decimal(-50)),
        "emptied": (1, Decimal(-100)),
        "stayed": (1, Decimal(0)),
    }
    assert moves.whole is not None
    for line in (moves.whole, east, west):
        _ties(line)
    heads = {one.bucket: one.customers for one in moves.whole.buckets}
    assert heads["transferred_out"] == heads["transferred_in"] == 1
    assert moves.whole.closing == east.closing + west.closing


def test_the_consolidated_files_hold_the_same(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    _may(share)
    _run(share, out)
    _june(share)
    moves = _run(share, out)
    whole = json.loads((out / "consolidated.json").read_text(encoding="utf-8"))["result"]["moves"]
    assert RunMoves.model_validate(whole) == moves
    opening, *buckets, closing = whole_table(moves, Kind.MONEY).rows
    assert sum(row[2] for row in [opening, *buckets]) == closing[2] == Decimal("4570.07")  # type: ignore[misc]
    assert [row[0] for row in moves_table(moves, Kind.MONEY).rows][1:] == ["东", "西"]


def test_a_run_over_unchanged_books_says_the_same_again(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    _may(share)
    _run(share, out)
    _june(share)
    moves, files = _run(share, out), contents(out)
    assert (_run(share, out), contents(out)) == (moves, files)


def test_a_book_that_is_mended_before_the_next_month_is_not_compared_with_itself(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    small_book(share / "东" / "旧.csv", "1,甲,东,王,100,2026-05-31", "2,乙,东,王,9,2026-05-31")
    _run(share, out)
    (share / "东" / "旧.csv").unlink()
    small_book(share / "东" / "新.csv", "1,甲,东,王,200,2026-05-31", "2,乙,东,王,9,2026-05-31")
    assert _run(share, out).whole is None
    small_book(share / "东" / "新.csv", "1,甲,东,王,300,2026-06-30", "2,乙,东,王,9,2026-06-30")
    (east,) = _run(share, out).branches
    assert (east.opening, east.closing) == (Decimal(209), Decimal(309))


def test_earlier_months_in_the_same_share_serve_where_no_run_was_kept(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    for month, amount in (("2026-04-30", 100), ("2026-05-31", 150)):
        small_book(share / "东" / f"{month}.csv", f"1,甲,东,王,{amount},{month}", f"2,乙,东,王,9,{month}")
    (east,) = _run(share, out).branches
    assert (str(east.from_), east.opening, east.closing) == ("2026-04-30", Decimal(109), Decimal(159))


def test_persons_and_companies_of_a_branch_are_each_compared_with_their_own_list(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    for month, companies, amount in (("2026-05-31", "2026-05-30", 100), ("2026-06-30", "2026-06-29", 130)):
        small_book(share / "东" / "个人.csv", f"1,甲,东,王,{amount},{month}", f"2,乙,东,王,9,{month}")
        small_book(share / "东" / "对公.csv", f"91,丙公司,东,王,{amount},{companies}")
        moves = _run(share, out)
    (east,) = moves.branches
    assert (east.opening, east.closing) == (Decimal(209), Decimal(269))
    assert _held(east)["stayed"] == (3, Decimal(60))
    assert east.books_left_out == 0


def test_a_list_that_is_new_in_a_branch_is_left_out_and_counted(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    small_book(share / "东" / "个人.csv", "1,甲,东,王,100,2026-05-31")
    _run(share, out)
    small_book(share / "东" / "个人.csv", "1,甲,东,王,130,2026-06-30")
    small_book(share / "东" / "对公.csv", "91,丙公司,东,王,5,2026-06-30")
    (east,) = _run(share, out).branches
    assert (east.closing, east.books_left_out) == (Decimal(130), 1)


def test_only_so_many_older_data_dates_are_kept(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    for month in ("2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"):
        small_book(share / "东" / "客户.csv", f"1,甲,东,王,100,{month}")
        _run(share, out, "batch.history=2")
    assert sorted(path.name for path in (out / "history").iterdir()) == [
        "2026-04-30",
        "2026-05-31",
        "2026-06-30",
    ]


def test_other_tiers_or_a_damaged_file_are_not_compared(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    _may(share)
    _run(share, out)
    file = min((out / "history" / "2026-05-31").glob("branch-*/*.parquet"))
    file.write_bytes(b"PAR1")
    _june(share)
    moves = ran(share, out, MEASURE, "tier.tiers=[{name='gold',floor=7},{name='iron'}]").record.moves
    assert moves.whole is None
    assert sorted(one.why for one in moves.not_compared) == ["first", "other"]


def test_customers_without_a_number_of_their_own_are_a_line_apart(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    for month, apart in (("2026-05-31", 40), ("2026-06-30", 50)):
        small_book(share / "东" / "客户.csv", f"1,甲,东,王,100,{month}", f",乙,东,王,{apart},{month}")
        moves = _run(share, out)
    (east,) = moves.branches
    assert (east.opening, east.closing, east.customers_closing) == (Decimal(100), Decimal(100), 1)
    assert (east.unfollowed_opening, east.unfollowed_closing) == (Decimal(40), Decimal(50))


def test_a_measure_that_is_no_money_is_compared_in_its_own_decimals(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    for month, score in (("2026-05-31", "1.25"), ("2026-06-30", "3.75")):
        content = f"客户号,户名,积分,数据日期\n1,甲,{score},{month}\n2,乙,0.01,{month}\n"
        placed(share / "东" / "客户.csv", content.encode())
        moves = ran(share, out, "segment.measure=积分").record.moves
    (east,) = moves.branches
    _ties(east)
    assert (east.opening, east.closing) == (Decimal("1.26"), Decimal("3.76"))


def test_a_book_without_a_data_date_is_not_compared(tmp_path: Path) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    placed(share / "东" / "客户.csv", "客户号,户名,存款余额\n1,甲,5\n2,乙,7\n".encode())
    moves = _run(share, out)
    assert [(one.branch, one.why) for one in moves.not_compared] == [("东", "no_date")]
    assert not (out / "history").exists()


def test_a_share_out_of_reach_is_compared_by_its_last_known_customers(tmp_path: Path) -> None:
    north, south, out = tmp_path / "北", tmp_path / "南", tmp_path / "out"
    for month, amount in (("2026-05-31", 100), ("2026-06-30", 130)):
        for share, branch in ((north, "北"), (south, "南")):
            small_book(share / "客户.csv", f"{branch}1,甲,{branch},王,{amount},{month}")
        ran([north, south], out, MEASURE, TIERS)
    south.rename(tmp_path / "away")
    moves = ran([north, south], out, MEASURE, TIERS).record.moves
    assert [(one.branch, one.closing) for one in moves.branches] == [
        ("北", Decimal(130)),
        ("南", Decimal(130)),
    ]


@pytest.mark.parametrize("is_unread_first", [False, True])
def test_who_has_an_amount_that_cannot_be_read_in_one_run_is_neither_lost_nor_new(
    tmp_path: Path, *, is_unread_first: bool
) -> None:
    share, out = tmp_path / "s", tmp_path / "out"
    rest = ("2,乙,东,王,50", "3,丙,东,王,70")
    amounts = ("#N/A", "100") if is_unread_first else ("100", "#N/A")
    for day, amount in zip(("2026-05-31", "2026-06-30"), amounts, strict=True):
        small_book(share / "东" / "客户.csv", *(f"{row},{day}" for row in (f"1,甲,东,王,{amount}", *rest)))
        moves = _run(share, out)
    (east,) = moves.branches
    assert _held(east) == {"stayed": (2, Decimal(0))}
    _ties(east)
