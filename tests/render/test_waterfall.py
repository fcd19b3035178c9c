"""A waterfall leads from total to total, and says so where its axis does not begin at zero."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.model.label import Label, Lang
from keyclient.model.report import Chart, ChartKind, Kind, Sentence, Table, TableColumn
from keyclient.render.text import Voice
from keyclient.render.waterfall import Look, Waterfall, waterfall_of

_NAME = Label("moves", "变动")


def _chart(values: Sequence[object], kind: Kind = Kind.MONEY) -> Chart:
    columns = (TableColumn("part", _NAME, Kind.TEXT), TableColumn("change", _NAME, kind))
    table = Table("moves", _NAME, columns, [(f"p{place}", value) for place, value in enumerate(values)])
    return Chart("moves", ChartKind.WATERFALL, _NAME, Sentence(_NAME), table, ("change",))


def _fall(*values: object, kind: Kind = Kind.MONEY, lang: Lang = Lang.ZH) -> Waterfall:
    return waterfall_of(_chart(values, kind), Voice(lang))


def test_each_change_begins_where_the_one_before_it_ended() -> None:
    steps = _fall(Decimal(100), Decimal(30), Decimal(-50), Decimal(80)).steps
    assert [(step.start, step.end) for step in steps] == [(0, 100), (100, 130), (130, 80), (0, 80)]
    assert [step.look for step in steps] == [Look.TOTAL, Look.RISE, Look.FALL, Look.TOTAL]
    assert [step.figure for step in steps] == ["100", "+30", "-50", "80"]


def test_axis_begins_at_zero_where_the_changes_can_be_seen() -> None:
    fall = _fall(Decimal(400), Decimal(-60), Decimal(340))
    assert (fall.bottom, fall.is_cut, fall.cut_text(Voice(Lang.EN))) == (0, False, "")


def test_axis_begins_above_zero_and_says_so_where_changes_are_tiny() -> None:
    fall = _fall(Decimal(408_000_000), Decimal(-1_000_000), Decimal(407_000_000))
    assert 0 < fall.bottom < 407_000_000
    assert fall.cut_text(Voice(Lang.ZH)) == "纵轴自 4.065亿元 起，非从零起"
    english = _fall(Decimal(408_000_000), Decimal(-1_000_000), Decimal(407_000_000), lang=Lang.EN)
    assert english.cut_text(Voice(Lang.EN)) == "axis begins at 406.5m yuan, not at zero"


def test_axis_has_room_below_zero_for_a_negative_total() -> None:
    fall = _fall(Decimal(-20), Decimal(35), Decimal(15))
    assert fall.bottom < -20
    assert not fall.is_cut
    assert [step.hangs for step in fall.steps] == [True, False, False]


def test_axis_of_wan_says_wan() -> None:
    fall = _fall(Decimal(4000), Decimal(-10), Decimal(3990), kind=Kind.WAN)
    assert "万元" in fall.cut_text(Voice(Lang.ZH))


def test_nothing_at_all_still_has_an_axis() -> None:
    assert _fall().top > 0
    assert _fall(Decimal(0), Decimal(0), None).top > 0


def test_many_steps_lie_and_a_few_stand() -> None:
    assert _fall(*[Decimal(1)] * 8).stands(600)
    assert not _fall(*[Decimal(1_234_567)] * 26).stands(600)


@given(st.lists(st.integers(min_value=-(10**18), max_value=10**18), max_size=30))
def test_axis_holds_every_column_with_few_ticks(values: list[int]) -> None:
    fall = _fall(*map(Decimal, values))
    highest = max((step.high for step in fall.steps), default=0.0)
    assert fall.top >= highest
    assert all(fall.bottom <= step.end for step in fall.steps)
    assert 2 <= len(fall.ticks) <= 9
    assert all(before.end == after.start for before, after in pairwise(fall.steps[:-1]))


@pytest.mark.parametrize("lang", Lang)
def test_ticks_that_differ_are_told_apart(lang: Lang) -> None:
    fall = _fall(Decimal("408000000"), Decimal("-12000"), Decimal("407988000"), lang=lang)
    told = [fall.tick_text(tick) for tick in fall.ticks]
    assert len(set(told)) == len(told)


def test_totals_that_differ_are_told_apart() -> None:
    fall = _fall(Decimal("408000000"), Decimal("-12000"), Decimal("407988000"))
    assert [step.figure for step in fall.steps] == ["4.08亿", "-1.2万", "4.07988亿"]
