"""Consolidated figures of states made by hand."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from keyclient.batch.consolidated.funnel import consolidated_funnel
from keyclient.batch.consolidated.league import NOBODY, LeagueRules, TopCustomers, league, top_customers
from keyclient.batch.consolidated.league_table import league_table
from keyclient.batch.record.figures import BookFigures, BranchFigures, FunnelFigures, GroupFigures
from keyclient.batch.record.run_record import BookLine
from keyclient.batch.record.state import BookState
from keyclient.model.label import Label
from keyclient.model.report import Kind

PAGE = (Path(__file__).parents[3] / "docs" / "batch.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(
    r"^\| (\d+) of (\d+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| (\w+) \|$", PAGE, re.MULTILINE
)
BY = LeagueRules(0.2, 30, 1.959964)
COLUMNS = ("book", "row", "branch", "manager", "customer_id", "id_number", "measure", "value", "number")


def _state(book: str, *groups: tuple[str, str | None, int, str], measure: str = "aum") -> BookState:
    found = [
        GroupFigures(branch=branch, manager=manager, customers=count, valued=count, value=Decimal(value))
        for branch, manager, count, value in groups
    ]
    return _stated(book, tuple(found), measure, (), None)


def _stated(
    book: str,
    groups: tuple[GroupFigures, ...],
    measure: str | None,
    ladder: tuple[str, ...],
    funnel: tuple[FunnelFigures, ...] | None,
) -> BookState:
    line = BookLine(
        book=book, path=book, status="done", reason=None, standing="done", code=None, message=None, remedy=None,
        branches=(), as_of=dt.date(2026, 10, 31), measure=measure, rows=None, issues=None, analyses=(), outputs=(),
        sha256="", attempts=1, seconds=0,
    )  # fmt: skip
    figures = BookFigures(
        measure=measure, is_money=True, customers=sum(one.customers for one in groups),
        valued=sum(one.valued for one in groups), total=None, groups=groups, branches=tuple(_by_branch(groups)),
        tiers=None, ladder=ladder, funnel=funnel, aside=(), aside_money={},
    )  # fmt: skip
    return BookState(basis="", modified=None, line=line, figures=figures)


def _by_branch(groups: Sequence[GroupFigures]) -> Iterator[BranchFigures]:
    for branch in dict.fromkeys(group.branch for group in groups):
        own = [group for group in groups if group.branch == branch]
        yield BranchFigures(
            branch=branch,
            customers=sum(group.customers for group in own),
            valued=sum(group.valued for group in own),
            value=sum((group.value for group in own), Decimal(0)),
            tiers=None,
        )


def _top(floor: Decimal | None, counts: Mapping[tuple[str, str | None], int]) -> TopCustomers:
    branches = Counter[str]()
    for (branch, _), count in counts.items():
        branches[branch] += count
    return TopCustomers(floor, counts, branches, sum(counts.values()))


def _table(*rows: Sequence[object]) -> pa.Table:
    kinds = {"row": pa.int64(), "value": pa.int64(), "number": pa.float64()}
    columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    return pa.table(
        {
            name: pa.array(list(column), kinds.get(name, pa.string()))
            for name, column in zip(COLUMNS, columns, strict=True)
        }
    )


def _customer(
    book: str, branch: str, key: str | None, number: str | None, value: int | None
) -> Sequence[object]:
    return book, 2, branch, None, key, number, "aum", value, None


@pytest.mark.parametrize(("top", "known", "share", "low", "high", "standing"), EXAMPLES)
def test_standing_of_an_example_is_what_the_program_computes(
    top: str, known: str, share: str, low: str, high: str, standing: str
) -> None:
    rest = 100_000 - int(known)
    states = [_state("a", ("甲", None, int(known), "1"), ("乙", None, rest, "1"))]
    mine, _ = sorted(
        league(
            states,
            "aum",
            _top(None, {("甲", None): int(top), ("乙", None): 20_000 - int(top)}),
            BY,
            managers=False,
        ),
        key=lambda line: line.customers,
    )
    assert mine.branch == "甲"
    assert mine.top_share == pytest.approx(float(share), abs=5e-5)
    assert mine.low == pytest.approx(float(low), abs=6e-5)
    assert mine.high == pytest.approx(float(high), abs=6e-5)
    assert mine.standing == standing


def test_page_has_an_example_of_every_standing() -> None:
    assert {example[-1] for example in EXAMPLES} == {"above", "below", "like"}


def test_small_branch_has_no_rank_and_equal_ones_share_theirs() -> None:
    states = [
        _state(
            "a", ("甲", "王", 30, "5"), ("乙", "李", 60, "7"), ("丙", "赵", 29, "9"), ("丁", "陈", 40, "1")
        )
    ]
    top = _top(Decimal(1), {("甲", "王"): 6, ("乙", "李"): 12, ("丙", "赵"): 29})
    lines = league(states, "aum", top, BY, managers=True)
    assert [(line.branch, line.manager, line.rank) for line in lines] == [
        ("乙", "李", 1),
        ("甲", "王", 1),
        ("丁", "陈", 3),
        ("丙", "赵", None),
    ]
    assert lines[-1].standing is None
    assert sum(line.value or 0 for line in lines) == 22


def test_branch_of_two_books_is_one_and_other_measures_have_no_value() -> None:
    states = [
        _state("a", ("甲", "王", 40, "5.05")),
        _state("b", ("甲", "李", 10, "2.10")),
        _state("c", ("甲", "李", 7, "999"), measure="deposits"),
    ]
    (line,) = league(states, "aum", NOBODY, BY, managers=False)
    assert (line.books, line.customers, line.valued, line.value) == (3, 57, 50, Decimal("7.15"))


@pytest.mark.parametrize("managers", [False, True])
def test_a_branch_ranked_by_another_measure_has_no_value_rather_than_zero(*, managers: bool) -> None:
    states = [
        _state("a", ("甲", "王", 40, "0")),
        _state("b", ("乙", "李", 50, "999"), measure="deposits"),
        _stated("c", (), None, (), None),
    ]
    lines = league(states, "aum", NOBODY, BY, managers=managers)
    assert [(line.branch, line.value, line.top_customers, line.rank) for line in lines] == [
        ("甲", Decimal(0), 0, 1),
        ("乙", None, None, None),
    ]
    rows = league_table(lines, Kind.MONEY, managers=managers).rows
    assert rows[1][-1] == Label("ranked by another measure", "按其他指标排名")


def test_customers_without_a_branch_or_manager_have_a_line_that_says_so() -> None:
    states = [_state("a", ("", "", 30, "5"), ("甲", "王", 60, "7"))]
    blank = Label("(blank)", "（空白）")
    for managers, named in ((True, (blank, blank)), (False, (blank,))):
        lines = league(states, "aum", NOBODY, BY, managers=managers)
        rows = league_table(lines, Kind.MONEY, managers=managers).rows
        assert named in {tuple(row[: len(named)]) for row in rows}


def test_top_customers_reach_the_floor_of_the_whole_bank_ties_included() -> None:
    values = [500, 400, 400, 400, 100, 90, 80, 70, 60, 50, None]
    table = _table(
        *(_customer("a", "甲" if n % 2 else "乙", str(n), None, value) for n, value in enumerate(values))
    )
    top = top_customers(table, "aum", 0.2)
    assert (top.floor, dict(top.counts)) == (Decimal(4), {("乙", None): 2, ("甲", None): 2})


def test_top_customers_have_a_positive_value() -> None:
    assert top_customers(_table(_customer("a", "甲", "1", None, -5)), "aum", 0.2) == NOBODY
    assert top_customers(_table(), "aum", 0.2) == NOBODY
    few = _table(*(_customer("a", "甲", str(n), None, value) for n, value in enumerate([0, 0, 0, 3, -1])))
    assert top_customers(few, "aum", 0.9).floor == Decimal("0.03")


def test_funnels_of_branches_add_up_by_the_names_of_stages() -> None:
    def funnel(branch: str, entered: int, won: int, **reached: int) -> FunnelFigures:
        return FunnelFigures(
            branch=branch, entered=entered, won=won, lost=1, open=entered - won - 1, reached=reached
        )

    ladder = ("potential", "likely", "closed")
    states = [
        _stated(
            "a",
            (),
            None,
            ladder,
            (funnel("甲", 10, 2, potential=10, closed=2), funnel("乙", 5, 1, potential=5, closed=1)),
        ),
        _stated("b", (), None, ladder, (funnel("甲", 30, 4, potential=30, likely=9, closed=4),)),
        _stated("c", (), None, (), None),
    ]
    stages, lines = consolidated_funnel(states, smallest=30, z=1.959964)
    assert stages == ladder
    assert [(line.branch, line.entered, line.won, line.reached, line.enough) for line in lines] == [
        (None, 45, 7, (45, 9, 7), True),
        ("乙", 5, 1, (5, 0, 1), False),
        ("甲", 40, 6, (40, 9, 6), True),
    ]
    assert lines[2].conversion == 0.15
    assert consolidated_funnel(states[2:], smallest=30, z=1.96) == ((), ())
