"""What `risk` tells people: which key customers may leave, why, and through whom."""

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
import pytest

from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.risk.customer_columns import risk_columns
from keyclient.analysis.risk.issues import risk_issues
from keyclient.analysis.risk.look import RiskLook, missing_of_grey
from keyclient.analysis.risk.report import risk_report
from keyclient.analysis.risk.result import Receiver, RiskResult
from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Report, Sentence, Table, Tone
from keyclient.policy.models import Policy
from keyclient.render.machine import render_csv
from keyclient.render.screen import Screen
from keyclient.render.terminal import render_terminal
from keyclient.render.text import Voice
from tests import golden
from tests.analysis.risk.told import BACKTEST, back_test, customer, result, told

POLICY = Policy()
BOOK = pd.DataFrame(
    {
        "row": range(2, 9),
        "name": ["上海宏远国际贸易有限公司", "张建国", "李秀英", "王磊", "赵敏", "钱多多", "孙立"],
        "phone": [f"1380013800{number}" for number in range(7)],
        "manager": ["王芳", "王芳", "李强", "李强", "王芳", None, "李强"],
        "branch": ["城东"] * 6 + ["高新"],
    }
)


def look(found: RiskResult) -> RiskLook:
    labels = {tier.name: tier.label for tier in POLICY.tier.ladder}
    missing = missing_of_grey(found.customers)
    return RiskLook(Kind.MONEY, labels, contacts=Contacts(BOOK), missing=missing)


def report(found: RiskResult | None = None) -> Report:
    one = result() if found is None else found
    return risk_report(one, POLICY.risk, look(one))


def said(sentences: Sequence[Sentence], lang: Lang = Lang.EN) -> str:
    return "\n".join(map(Voice(lang).sentence, sentences))


def table(of: Report, key: str) -> Table:
    return next(table for table in of.tables if table.key == key)


def cells(of: Table, key: str) -> list[object]:
    place = [column.key for column in of.columns].index(key)
    return [row[place] for row in of.rows]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 90)])
def test_the_report_on_a_terminal(lang: Lang, width: int, height: int) -> None:
    drawn = render_terminal(report(), lang, Screen(terminal=True, width=width, height=height))
    golden.check(f"risk/terminal-{width}.{lang}.txt", drawn.encode())


def test_the_first_sentences_answer_who_why_and_through_whom() -> None:
    headline = said(report().headline)
    assert "Key customers: 12 (2 red, 2 orange, 1 yellow, 2 grey for lack of data, 5 quiet)." in headline
    assert "Most frequent: down 2" in headline
    assert "Most hangs on 王芳: 6 key customers, 3,400,000 yuan, 62.00% of the branch" in headline


def test_a_grey_customer_is_not_told_as_safe_but_with_what_to_add() -> None:
    why = cells(table(report(), "customers"), "why")
    assert why[5] == Label(
        "too little known; add last contact, manager, an earlier book (--previous)",
        "资料不足，请补充最近联系日期、客户经理、往期客户表（--previous）",
    )


def test_without_an_earlier_book_nobody_is_said_to_have_lost_nothing() -> None:
    found = result(gone=None, backtest=())
    headline = said(report(found).headline)
    assert "2,300,000 yuan gone," in headline  # by the changes that the book itself tells
    untold = [one.model_copy(update={"gone": None}) for one in found.severities]
    headline = said(report(found.model_copy(update={"severities": tuple(untold)})).headline)
    assert "gone," not in headline
    assert "what is gone shows with --previous" in headline


def test_maturities_of_which_the_book_says_nothing_are_not_told_as_none() -> None:
    found = result()
    unknown = [one.model_copy(update={"maturing": None}) for one in found.severities]
    headline = said(report(found.model_copy(update={"severities": tuple(unknown)})).headline)
    assert "matures" not in headline


def test_each_reason_that_did_no_better_has_its_sentence() -> None:
    notes = said(report().notes)
    assert (
        "“contact overdue” told nothing beyond chance: of 120 customers whom it flagged 11.67% fell by 30.00%"
        in notes
    )
    assert "“down” did no better" not in notes
    assert "“complaint” did no better" not in notes


def test_that_no_reason_did_better_is_said_plainly() -> None:
    assert "No reason told more than chance explains" in said(report(result(backtest=BACKTEST[1:])).notes)
    assert "No reason told more than chance explains" not in said(report().notes)


def test_a_receiver_of_another_branch_is_named_with_it() -> None:
    (first, *_) = cells(table(report(), "managers"), "receivers")
    assert first == Label("李强 (3), 张伟 of 高新 (2)", "李强（3）、张伟（高新，2）")


def test_of_many_receivers_the_first_are_named_and_the_others_counted() -> None:
    many = tuple(Receiver(manager=f"m{number}", branch=None, free=9 - number) for number in range(7))
    found = result()
    crowded = found.managers[0].model_copy(update={"receivers": many})
    shown = report(found.model_copy(update={"managers": (crowded,)}))
    (first,) = cells(table(shown, "managers"), "receivers")
    assert first == Label(
        "m0 (9), m1 (8), m2 (7), m3 (6), m4 (5) and others (7 in all)",
        "m0（9）、m1（8）、m2（7）、m3（6）、m4（5）等 7 人",
    )


def test_a_reason_whose_customers_would_have_fallen_anyway_says_so() -> None:
    alike = BACKTEST[1].model_copy(update={"expected_rate": 0.1234})
    notes = said(report(result(backtest=(alike,))).notes)
    assert "but of customers of the same tier and like value 12.34%" in notes


def test_a_difference_that_chance_explains_is_told_as_that_and_no_more() -> None:
    shown = report(result(backtest=(BACKTEST[1].model_copy(update={"expected_rate": 0.0811}),)))
    assert "价值相近的客户中占 8.11%" in said(shown.notes, Lang.ZH)
    assert "也占" not in said(shown.notes, Lang.ZH)
    assert cells(table(shown, "backtest"), "verdict") == [Label("not beyond chance", "未超出偶然")]
    assert "contact overdue not beyond chance" in said(shown.headline)


def test_a_reason_whose_customers_fell_less_needs_no_further_word() -> None:
    quiet = back_test("overdue", "no_better", (120, 10), (120, 13))
    assert "like value" not in said(report(result(backtest=(quiet,))).notes)


def test_the_records_hold_the_words_of_programs_whatever_the_language() -> None:
    records = report().records
    assert records is not None
    lines = render_csv(records).decode("utf-8-sig").splitlines()
    assert lines[0] == "customer_id,row,severity,tier,reasons,gone,maturing,remaining,missing"
    assert lines[1] == "000002,2,red,platinum,down overdue maturing,1200000.00,500000.00,1100000.00,"
    assert lines[6] == "000007,7,grey,gold,,0.00,,,last_contact manager previous"


def test_a_severity_has_its_colour_beside_its_word() -> None:
    drawn = render_terminal(report(), Lang.EN, Screen(terminal=True, width=120, height=90, colour=True))
    assert "\x1b[1;31mred" in drawn
    plain = render_terminal(report(), Lang.EN, Screen(terminal=True, width=120, height=90))
    assert "red " in plain


def test_the_columns_say_what_is_said_of_each_customer_and_nothing_of_the_others() -> None:
    found = result()
    columns = risk_columns(found, look(found))
    assert [column.key for column in columns.columns] == ["severity", "why", "gone", "maturing", "details"]
    assert sorted(columns.cells) == [2, 3, 4, 5, 6, 7, 8]
    assert columns.cells[3] == (
        Label("red", "红"),
        Label("emptied", "已清空"),
        Decimal(800_000),
        None,
        "余额由 80万元 降为 0",
    )


def test_every_severity_that_is_listed_has_a_colour() -> None:
    (first, *_) = table(report(), "customers").columns
    assert [first.tone(cell) for cell in cells(table(report(), "severities"), "severity")] == [
        Tone.RED,
        Tone.ORANGE,
        Tone.YELLOW,
        Tone.GREY,
        None,
    ]


def test_grey_customers_and_blind_reasons_are_issues() -> None:
    found = result()
    issues = {issue.code: issue for issue in risk_issues(found, missing_of_grey(found.customers))}
    assert "2 of 12" in issues["KC608"].message(Lang.EN)
    assert "last contact" in issues["KC608"].message(Lang.EN)
    assert "under her book tier's floor, most of the wallet elsewhere, hangs on one person" in (
        issues["KC609"].message(Lang.EN)
    )


def test_a_book_of_which_all_is_known_raises_nothing() -> None:
    found = result((customer(2, "red", told("down", "down by 52 %", "1200000")),))
    known = [one.model_copy(update={"unknown": 0}) for one in found.reasons]
    found = found.model_copy(
        update={
            "reasons": tuple(known),
            "severities": tuple(one for one in found.severities if one.severity != "grey"),
        }
    )
    assert risk_issues(found, missing_of_grey(found.customers)) == ()


@pytest.mark.parametrize("lang", Lang)
def test_the_narrowest_list_has_yuan(lang: Lang) -> None:
    rows = tuple(
        customer(number, "red", told("down", "down", "12345678"), gone="112345678.25", remaining="912345678")
        for number in range(2, 9)
    )
    drawn = render_terminal(report(result(rows)), lang, Screen(terminal=True, width=80, height=24))
    assert "112,345,678.25" in drawn


def test_one_key_customer_is_told_as_naturally_as_many() -> None:
    found = result((customer(2, "yellow", told("competitor", "x")),))
    one = [line.model_copy(update={"customers": int(line.severity == "yellow")}) for line in found.severities]
    shown = report(found.model_copy(update={"key_customers": 1, "severities": tuple(one)}))
    assert "Key customers: 1 (1 yellow)." in said(shown.headline)


def test_what_is_gone_of_another_balance_is_named_in_the_headline_and_above_the_column() -> None:
    shown = report(result().model_copy(update={"measure": "revenue", "gone_of": "deposits"}))
    assert "2,300,000 yuan gone of deposits" in said(shown.headline)
    assert "存款已流出" in {column.label.zh for column in table(shown, "customers").columns}
    assert shown.records is not None
    assert "gone_of" in {column.key for column in shown.records.columns}


def test_a_page_opens_the_list_and_a_workbook_begins_it_on_the_first_sheet() -> None:
    assert table(report(), "customers").leads
