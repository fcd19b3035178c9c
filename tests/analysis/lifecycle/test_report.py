from dataclasses import replace
from string import Formatter

import pytest

from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.lifecycle.calculate import lifecycle
from keyclient.analysis.lifecycle.issues import day_of_file, lifecycle_issues
from keyclient.analysis.lifecycle.report import lifecycle_report
from keyclient.model.label import Label, Lang
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.model.report import Kind, Report, Sentence, Table
from keyclient.policy.parts.lifecycle import LifecyclePolicy
from keyclient.render.screen import Screen
from keyclient.render.terminal import render_terminal
from tests import golden
from tests.analysis.books import SCORE
from tests.analysis.lifecycle.lives import POLICY, lives

SAMPLE = """
25         | 100   | debit_card mobile_bank           | R3 |           | 城东支行
1986-11-07 | 5000  | debit_card home_loan             | R1 |           | 城东支行
1991-03-02 | 800   | debit_card                       |    |           | 滨江支行
1980-05-05 | 62000 | debit_card home_loan             | R2 |           | 滨江支行
1979-12-31 | 7000  | debit_card wealth_product        | R4 |           | 城东支行
1975-06-01 | 150   |                                  | R2 |           | 城东支行
1966-12-24 | 31000 | debit_card term_deposit          |    |           | 城东支行
52         | 9000  | debit_card                       | R5 |           |
1950-01-01 | 88000 | debit_card fund annuity          | R3 |           | 滨江支行
1948-08-08 | 40000 | debit_card                       | R1 |           | 滨江支行
           | 3     | debit_card                       |    |           | 滨江支行
           | 99    | settlement                       |    | corporate | 滨江支行
"""


def _report(
    portfolio: Portfolio, policy: LifecyclePolicy = POLICY, *, by: str | None = None, top: int | None = 20
) -> Report:
    result = lifecycle(portfolio, policy, by=by, top=top)
    return lifecycle_report(
        result, portfolio.measure, policy, by=None if by is None else Label("branch", "网点")
    )


def _table(report: Report, key: str) -> Table:
    return next(table for table in report.tables if table.key == key)


def _said(sentence: Sentence, lang: Lang) -> str:
    return sentence.label.say(lang, {name: place.value for name, place in sentence.values.items()})


def _headline(portfolio: Portfolio, lang: Lang = Lang.EN) -> list[str]:
    return [_said(sentence, lang) for sentence in _report(portfolio).headline]


def test_the_answer_comes_first_in_the_words_of_the_user() -> None:
    portfolio = lives(
        "45 | 10 | fund debit_card\n1986-11-07 | 30 | debit_card\n35 | 5 |\n55 | 7 | debit_card"
    )
    assert _headline(portfolio) == [
        "2 of 3 customers whose holdings are known (0.6666666666666666) lack a core need of their age.",
        "The widest core gap is mortgage at 30-39: 1 of 1 customers hold none; their AUM is 30.00.",
        "1 customers enter their next age band within 12 months.",
    ]
    assert _headline(portfolio, Lang.ZH) == [
        "持有情况已知的 3 位客户中，2 位（0.6666666666666666）缺少所在年龄段的核心需求产品。",
        "核心需求缺口最大的是30-39岁的按揭：1 位中有 1 位未持有，其AUM合计 30.00。",
        "12 个月内有 1 位客户进入下一年龄段。",
    ]


def test_a_book_that_says_nothing_of_holdings_or_ages_is_told_so() -> None:
    assert _headline(lives("45 | 10\n35 | 5", families=())) == [
        "The book does not say what its customers hold, so coverage is unknown."
    ]
    assert _headline(lives("| 10 | - | | corporate")) == ["No customer in the book has a known age."]
    assert _headline(lives("")) == ["No customer in the book has a known age."]


def test_without_a_measure_the_widest_gap_has_the_most_customers_and_no_value() -> None:
    report = _report(lives("35 || -\n45 || debit_card\n46 || debit_card", measure=None))
    assert _said(report.headline[1], Lang.EN) == (
        "The widest core gap is investment at 40-49: 2 of 2 customers hold none."
    )
    assert [column.key for column in _table(report, "bands").columns if column.key == "value"] == []
    assert [column.key for column in _table(report, "gaps").columns] == [
        "customer_id",
        "row",
        "age",
        "need",
        "reason",
    ]


@pytest.mark.parametrize(
    ("rating", "en", "zh"),
    [
        (
            "R2",
            (
                "Offer wealth product, term deposit, government bond, insurance (core need at 40-49, none held). "
                "Not proposed, above risk rating R2: fund, precious metal, foreign exchange, trust."
            ),
            "可推荐理财、定期存款、国债、保险（40-49岁核心需求，尚未持有）。高于风险等级 R2，不推荐：基金、贵金属、外汇、信托。",
        ),
        (
            "",
            (
                "Offer term deposit, government bond (core need at 40-49, none held). "
                "Only after a risk rating: wealth product, fund, insurance, precious metal, foreign exchange, trust."
            ),
            "可推荐定期存款、国债（40-49岁核心需求，尚未持有）。尚未做风险测评，测评后方可推荐：理财、基金、保险、贵金属、外汇、信托。",
        ),
        (
            "R5",
            (
                "Offer wealth product, term deposit, government bond, fund, insurance, precious metal, foreign exchange, "
                "trust (core need at 40-49, none held)."
            ),
            "可推荐理财、定期存款、国债、基金、保险、贵金属、外汇、信托（40-49岁核心需求，尚未持有）。",
        ),
    ],
)
def test_every_gap_says_why_and_what_suits(rating: str, en: str, zh: str) -> None:
    rows = _table(_report(lives(f"45 | 10 | debit_card home_loan | {rating}")), "gaps").rows
    assert rows[0][-1] == Label(en, zh)


def test_where_nothing_suits_that_is_said() -> None:
    policy = POLICY.model_copy(update={"families": {"fund": POLICY.families["fund"]}})
    (gap,) = _table(_report(lives("45 | 10 | - | R1", families=("fund",)), policy), "gaps").rows
    assert gap[-1] == Label(
        "Nothing to offer yet (core need at 40-49, none held). Not proposed, above risk rating R1: fund.",
        "暂无可推荐的产品（40-49岁核心需求，尚未持有）。高于风险等级 R1，不推荐：基金。",
    )


def test_the_heat_map_has_a_figure_only_where_there_is_a_need_and_something_known() -> None:
    heat = _table(_report(lives("25 | 1 | debit_card\n45 | 2 | fund\n65 | 3 |")), "bands")
    assert [column.key for column in heat.columns if column.shade] == [
        "basic",
        "mortgage",
        "investment",
        "estate",
    ]
    assert [row[-4:] for row in heat.rows] == [
        (1.0, None, None, None),
        (None, None, None, None),
        (0.0, 0.0, 1.0, None),
        (None, None, None, None),
        (None, None, None, None),
    ]


def test_tables_have_the_keys_of_the_json() -> None:
    portfolio = lives(SAMPLE)
    result = lifecycle(portfolio, POLICY, by="branch")
    report = _report(portfolio, by="branch")
    assert [table.key for table in report.tables] == ["bands", "gaps", "crossings", "groups", "needs"]
    written = result.model_dump(mode="json")
    assert {column.key for column in _table(report, "crossings").columns} <= set(written["crossings"][0])
    assert report.records is not None
    records = [column.key for column in report.records.columns]
    assert records == [*list(written["gaps"][0])[:8], "reason"]
    assert {column.key for column in _table(report, "needs").columns} <= {
        "band",
        *written["bands"][0]["needs"][0],
    }
    for table in (*report.tables, report.records):
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_the_records_are_the_gaps_that_were_asked_for() -> None:
    report = _report(lives(SAMPLE), top=2)
    assert report.records is not None
    assert (len(report.records.rows), report.records.total_rows) == (2, 8)
    first = report.records.rows[0]
    assert first[:4] == ("c4", 5, 46, "40-49")


def test_who_asks_for_no_customers_gets_no_empty_lists() -> None:
    report = _report(lives(SAMPLE), top=0)
    assert [table.key for table in report.tables] == ["bands", "needs"]
    nothing_to_list = _report(lives("45 | 1 | debit_card home_loan fund"), top=20)
    assert [len(_table(nothing_to_list, key).rows) for key in ("gaps", "crossings")] == [0, 0]


def test_amounts_are_money_only_where_the_measure_is() -> None:
    portfolio = lives("45 | 1 | -")
    scored = replace(portfolio, frame=portfolio.frame.astype({"value": "Float64"}), measure=SCORE)
    kinds = [
        next(column.kind for column in _table(_report(one), "bands").columns if column.key == "value")
        for one in (portfolio, scored)
    ]
    assert kinds == [Kind.MONEY, Kind.NUMBER]


def test_every_sentence_is_said_in_both_languages_with_the_same_places() -> None:
    report = _report(lives(SAMPLE), by="branch")
    for sentence in (*report.headline, *report.notes):
        for lang in Lang:
            assert "{" not in _said(sentence, lang)
        places = [
            {name for _, name, _, _ in Formatter().parse(text)}
            for text in (sentence.label.en, sentence.label.zh)
        ]
        assert places[0] == places[1]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 60)])
def test_on_a_terminal(lang: Lang, width: int, height: int) -> None:
    screen = Screen(terminal=True, width=width, height=height)
    text = render_terminal(_report(lives(SAMPLE), by="branch"), lang, screen)
    assert len(text.splitlines()) <= height - 2
    golden.check(f"lifecycle/{lang}-{width}.txt", text.encode())


def _loaded(portfolio: Portfolio, *, from_file: bool = False) -> Loaded:
    return Loaded(portfolio, (), (), None, as_of_from_file=from_file, told=())


def _issues(portfolio: Portfolio, *, from_file: bool = False) -> list[tuple[str, str]]:
    result = lifecycle(portfolio, POLICY)
    since = day_of_file(portfolio.as_of, portfolio.frame.columns, from_file=from_file)
    found = lifecycle_issues(result, NeedMap(POLICY), since)
    return [(issue.code, issue.message(Lang.ZH)) for issue in found]


def test_ages_as_of_the_day_of_the_file_are_told_where_birth_dates_are_used() -> None:
    portfolio = lives("1986-11-07 | 1 | fund")
    assert _issues(portfolio, from_file=True) == [
        ("KC425", "表内没有数据日期；年龄按文件最后修改日期 2026-10-31 计算。")
    ]
    assert _issues(portfolio) == []
    aged = replace(portfolio, frame=portfolio.frame.drop(columns="birth_date").assign(age=40))
    assert _issues(aged, from_file=True) == []


def test_needs_that_no_column_speaks_of_are_told() -> None:
    assert _issues(lives("45 | 1 | fund", families=("fund", "payroll"))) == [
        ("KC426", "表内没有以下需求的产品持有信息：按揭、传承，覆盖率未知。")
    ]


def test_a_core_need_that_is_known_for_nobody_is_named_and_nobody_is_said_to_have_it_covered() -> None:
    portfolio = lives("45 | 10 | debit_card\n47 | 20 |", families=("debit_card",))
    assert _headline(portfolio) == [
        "Nobody's core needs are all known, so nothing says how many customers lack one.",
        "Core needs known for nobody: investment at 40-49.",
    ]
    assert "以下核心需求没有任何客户的持有信息：40-49岁的投资。" in _headline(portfolio, Lang.ZH)
    assert lifecycle(portfolio, POLICY).core_gap_customers is None


def test_only_customers_whose_core_needs_are_known_count_in_the_headline() -> None:
    portfolio = lives("25 | 10 | debit_card\n27 | 5 | -\n45 | 20 | debit_card", families=("debit_card",))
    assert _headline(portfolio)[:2] == [
        "1 of 2 customers whose core needs are known (0.5) lack one of them.",
        "Core needs known for nobody: investment at 40-49.",
    ]
