"""What `overlap` shows of a result: whose a customer is, in one line; every claim, a line each; no more than is proven."""

from dataclasses import replace
from decimal import Decimal

import pandas as pd

from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.report import overlap_report
from keyclient.analysis.overlap.result import (
    BranchPair,
    ChasedTwice,
    Household,
    OverlapResult,
    PerhapsPair,
    PerhapsRule,
    SameTotals,
    SharingBranch,
    StepTotal,
    TierTogether,
)
from keyclient.analysis.overlap.whom import Whom
from keyclient.model.label import Lang
from keyclient.model.report import Report, Table
from keyclient.render.machine import render_csv
from keyclient.render.text import Voice
from tests.analysis.overlap.shared import LOOK, claim, members, person, result, rows

EN, ZH = Voice(Lang.EN), Voice(Lang.ZH)
TOTALS = SameTotals(persons=3, records=6, contested=2, undecided=1, risen=0, become_key=0, contradicted=0)
NAMED = replace(LOOK, whom=Whom([members(0, 张三=2), members(1, 李四=7)]))


def _table(report: Report, key: str) -> Table:
    return next(table for table in report.tables if table.key == key)


def _said(table: Table, voice: Voice = EN) -> list[dict[str, str]]:
    """The cells as people read them, by column."""
    says = {column.key: voice.formatter(column.kind) for column in table.columns}
    return [{key: says[key](cell) for key, cell in zip(says, row, strict=True)} for row in table.rows]


def _headline(found: OverlapResult, voice: Voice = EN) -> list[str]:
    return [voice.sentence(sentence) for sentence in overlap_report(found, LOOK).headline]


def test_a_shared_customer_is_one_line_with_whose_she_is_and_who_else_claims_her() -> None:
    shared = person(claim("城东", "李娜"), claim("城西", "王伟", book=1, row=7), ground="2026-09-12 联系过")
    (line,) = _said(_table(overlap_report(result([shared]), NAMED), "same"))
    told = {key: line[key] for key in ("name", "owner", "others", "step", "ground")}
    assert told == {
        "name": "张三",
        "owner": "城东 李娜",
        "others": "城西 王伟",
        "step": "contact",
        "ground": "2026-09-12 联系过",
    }


def test_of_an_undecided_customer_all_who_claim_her_are_listed_and_nobody_owns_her() -> None:
    shared = person(claim("城东", "李娜"), claim("城西", "王伟", book=1), step="undecided", owner=None)
    (line,) = _said(_table(overlap_report(result([shared]), LOOK), "same"), ZH)
    assert (line["owner"], line["others"], line["step"]) == ("", "城东 李娜、城西 王伟", "待协商")


def test_a_branch_without_managers_claims_by_its_name_alone() -> None:
    shared = person(claim("城东"), claim("城西", book=1), owner="城东")
    (line,) = _said(_table(overlap_report(result([shared]), LOOK), "same"))
    assert (line["owner"], line["others"]) == ("城东", "城西")


def test_the_name_is_that_of_the_largest_record_that_has_a_number() -> None:
    shared = person(claim("城东", number=None, value=90), claim("城西", number="7", value=5, book=1, row=7))
    (line,) = _said(_table(overlap_report(result([shared]), NAMED), "same"))
    assert (line["customer_id"], line["name"]) == ("7", "李四")


def test_a_claim_that_another_tells_is_not_named_again() -> None:
    shared = person(
        claim("城东", "李娜"),
        claim(None, "李 娜", row=3),
        claim("城东", row=4),
        claim("城西", "王伟", book=1),
    )
    undecided = person(*shared.customers, step="undecided", owner=None, owner_branch=None)
    lines = _said(_table(overlap_report(result([shared, undecided]), LOOK), "same"))
    assert [(line["owner"], line["others"]) for line in lines] == [
        ("城东 李娜", "城西 王伟"),
        ("", "城东 李娜, 城西 王伟"),
    ]


def test_the_list_of_shared_customers_comes_first_and_what_a_chart_draws_after_it() -> None:
    steps = (StepTotal(step="contact", persons=1, value=None),)
    shared = person(claim("城东", "李娜"), claim("城西", "王伟", book=1))
    keys = [table.key for table in overlap_report(result([shared], steps=steps), LOOK).tables]
    assert keys[:2] == ["same", "steps"]


def test_csv_has_one_line_a_claim_in_the_words_of_programs() -> None:
    shared = person(claim("城东", "李娜"), claim("城西", "王伟", book=1, row=7))
    unknown = person(claim("城南", "李娜"), claim("城西", "张强", book=1), step="undecided", owner=None)
    records = overlap_report(result([shared, unknown]), LOOK).records
    assert records is not None
    heading, *lines = render_csv(records).decode().splitlines()
    names = heading.split(",")
    told = [dict(zip(names, line.split(","), strict=True)) for line in lines]
    assert [(one["person"], one["manager"], one["is_owner"], one["step"]) for one in told] == [
        ("1", "李娜", "yes", "contact"),
        ("1", "王伟", "no", "contact"),
        ("2", "李娜", "", "undecided"),
        ("2", "张强", "", "undecided"),
    ]
    assert told[0]["combined_value"] == "20.00"


def test_the_headline_says_how_many_are_shared_undecided_counted_twice_and_more_together() -> None:
    moves = (TierTogether(alone="iron", together="gold", persons=12, value=Decimal(9)),)
    found = result(total=TOTALS, counted_twice=38, together=moves, total_chased_twice=4)
    assert _headline(found) == [
        "Customers claimed by several branches or managers: 2; whose they are is decided for 1, undecided 1.",
        "Heads counted twice: 38 (records 20, customers 20).",
        "Worth more together: 12 at best iron in any branch, gold together.",
        "Prospects pursued by several managers or branches at once: 4.",
    ]
    assert "12 个单独最高为铁、合并后为黄金" in " ".join(_headline(found, ZH))


def test_where_nobody_is_shared_the_headline_says_so() -> None:
    assert _headline(result()) == [
        "No customer is claimed by several branches or managers; records 20, customers 20."
    ]


def test_of_a_rule_that_coincidence_explains_only_the_number_is_shown_and_why() -> None:
    rule = PerhapsRule(
        rule="name_and_birth_date", found=57, expected=31.44, shown=False, pairs=rows(PerhapsPair)
    )
    report = overlap_report(result(perhaps=(rule,)), LOOK)
    assert "perhaps" not in {table.key for table in report.tables}
    (line,) = _said(_table(report, "perhaps_rules"))
    assert (line["found"], line["expected"], line["shown"]) == ("57", "31.4", "only counted")
    notes = [EN.sentence(note) for note in report.notes]
    assert any("57, of which 31.4 are to be expected by coincidence" in note for note in notes)


def test_both_of_a_perhaps_pair_are_named() -> None:
    pair = PerhapsPair("name_and_phone", "a", "1001", 2, "b", "2002", 7, 0, 1)
    rule = PerhapsRule(
        rule="name_and_phone", found=1, expected=0.0, shown=True, pairs=rows(PerhapsPair, pair)
    )
    (line,) = _said(_table(overlap_report(result(perhaps=(rule,)), NAMED), "perhaps"))
    assert (line["name"], line["other_name"]) == ("张三", "李四")


def test_the_facts_count_pairs_not_rules_and_a_line_names_all_rules_of_its_pair() -> None:
    both = ("name_and_phone", "name_and_birth_date")
    pair = PerhapsPair("name_and_phone", "a", "1001", 2, "b", "2002", 7, 0, 1, both)
    found = [
        PerhapsRule(rule=rule, found=1, expected=0.0, shown=True, pairs=rows(PerhapsPair, *pairs))
        for rule, pairs in zip(both, ([pair], []), strict=True)
    ]
    report = overlap_report(result(perhaps=tuple(found), perhaps_pairs=1, perhaps_listed=1), NAMED)
    (line,) = _said(_table(report, "perhaps"))
    assert line["rule"] == "name and phone, name and birth date"
    assert _table(report, "perhaps").total_rows == 1
    assert [fact.value for fact in report.facts if fact.label.en == "perhaps one person, pairs"] == [1]


def test_a_prospect_of_two_managers_is_one_line() -> None:
    chased = ChasedTwice(
        "opportunity_id", (claim("城东", "李娜"), claim("城西", "王伟", book=1)), ("李娜", "王伟")
    )
    found = result(chased_twice=rows(ChasedTwice, chased), total_chased_twice=1)
    (line,) = _said(_table(overlap_report(found, LOOK), "chased_twice"))
    assert (line["claims"], line["deals"]) == ("城东 李娜, 城西 王伟", "2")


def test_each_member_of_a_household_is_a_line_with_what_they_are_together() -> None:
    household = Household(
        "phone", 2, (claim("城东", value=3), claim("城西", value=4, book=1)), Decimal(7), "gold"
    )
    found = result(households=rows(Household, household), total_households=1)
    lines = _said(_table(overlap_report(found, LOOK), "households"))
    assert [(one["household"], one["value"], one["household_value"]) for one in lines] == [
        ("1", "3.00", "7.00"),
        ("1", "4.00", "7.00"),
    ]


def test_without_a_measure_no_column_of_values_is_shown() -> None:
    bare = replace(LOOK, is_measured=False)
    report = overlap_report(result([person(claim("城东"), claim("城西", book=1))], measure=None), bare)
    assert {"combined_value", "combined_tier"}.isdisjoint(
        column.key for column in _table(report, "same").columns
    )


def test_three_branches_are_a_grid_and_two_are_none() -> None:
    two = (BranchPair(branch="东", other="西", persons=6),)
    three = (*two, BranchPair(branch="东", other="南", persons=2))
    sharing = [
        SharingBranch(branch=branch, persons=count) for branch, count in (("东", 8), ("西", 6), ("南", 2))
    ]
    few = result(pairs=two, sharing=tuple(sharing[:2]))
    assert [chart.key for chart in overlap_report(few, LOOK).charts] == []
    (grid,) = overlap_report(result(pairs=three, sharing=tuple(sharing)), LOOK).charts
    assert grid.cells("branch") == ["东", "西", "南"]
    assert grid.cells("branch1_persons") == [6, None, 0]
    assert grid.cells("branch1") == [0.75, None, 0.0]


def test_a_list_of_none_is_not_shown() -> None:
    shared = person(claim("城东"), claim("城西", book=1))
    report = overlap_report(result([shared]), replace(LOOK, rows=0))
    assert "same" not in {table.key for table in report.tables}


def test_personal_columns_say_so() -> None:
    pair = PerhapsPair("name_and_phone", "a", "1001", 2, "b", "2002", 7, 0, 1)
    rule = PerhapsRule(
        rule="name_and_phone", found=1, expected=0.0, shown=True, pairs=rows(PerhapsPair, pair)
    )
    shared = person(claim("城东"), claim("城西", book=1))
    report = overlap_report(result([shared], perhaps=(rule,)), NAMED)
    tables = [*report.tables, *filter(None, (report.records, report.sheet))]
    personal = {column.key for table in tables for column in table.columns if column.is_personal}
    assert personal == {
        "customer_id", "name", "phone", "other_customer_id", "other_name", "other_phone",
    }  # fmt: skip


def test_a_telephone_is_looked_up_in_the_book_of_the_record() -> None:
    whom = Whom([members(0, 张三=2), members(1, 李四=2)])
    assert whom.texts("name", [1, 0, 0], [2, 2, 9]) == ["李四", "张三", None]
    assert not Whom([_nameless()]).knows("name")


def _nameless() -> Members:
    return replace(members(0, 张三=2), records=pd.DataFrame({"row": pd.Series([2], dtype="int64")}))
