"""The answer of `tier` in the user's words."""

from collections.abc import Mapping

import pytest

from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.tier.calculate import tier
from keyclient.analysis.tier.report import TierReportOptions, tier_report
from keyclient.model.label import Label, Lang
from keyclient.model.report import Report
from keyclient.policy.models import Policy
from keyclient.render.machine import render_csv
from keyclient.render.screen import Screen
from keyclient.render.terminal import render_terminal
from keyclient.render.text import Voice
from tests import golden
from tests.analysis.books import AUM
from tests.analysis.tier.tiered import book_of, tiered

BOOK = """
customer_id|value|open_date|products|last_contact|referrals|satisfaction|book_tier|branch
0001|1203000|2010-05-01|5|2026-01-19|3|88|铂金|城东
0002|623600|2016-05-01|4|2026-01-19|2||黄金|城东
0003|480123.45|2012-03-01|4|2025-12-30|0|90|普通|高新
0004|520000|2023-08-15|2|2025-06-15||70|黄金|高新
0005|455000|2019-01-10|3|2025-11-01|1||铁|城东
0006|1150000|2005-01-01|6|2026-01-30|0|95|黄金|南湖
0007|30000|2024-01-01|1|2024-12-01|||VIP|南湖
0008|0|2024-06-01|1||||普通|南湖
0009|-1200.5|2022-06-01|2|2025-10-01|||普通|
0010||2021-06-01|2|2025-10-01|||普通|高新
0011|12000|||||||
0012|8000|2026-03-01|1|2026-02-15|||普通|高新
"""
EARLIER = """
customer_id|value
0001|1100000
0002|1300000
0005|600000
0007|20000
"""
TIERS: dict[str, object] = {
    "tiers": (
        {"name": "platinum", "zh": "铂金", "top": 0.10},
        {"name": "gold", "zh": "黄金", "floor": "48万", "loyalty": 60},
        {"name": "iron", "zh": "铁"},
    )
}


def report(text: str = BOOK, settings: Mapping[str, object] | None = None, **options: object) -> Report:
    rows = options.pop("rows", 20)
    by = options.get("by")
    result = tiered(text, TIERS if settings is None else settings, **options)  # type: ignore[arg-type]
    policy = Policy.model_validate({"tier": TIERS if settings is None else settings}).tier
    asked = TierReportOptions(Label("branch", "网点") if by else None, rows)  # type: ignore[arg-type]
    return tier_report(result, AUM, policy, asked)


def said(found: Report, lang: Lang = Lang.EN) -> list[str]:
    return [Voice(lang).sentence(sentence) for sentence in found.headline]


def test_the_answer_comes_first_in_the_words_of_the_user() -> None:
    assert said(report()) == [
        "platinum 1, gold 3, iron 8; key customers (33.33%) hold 77.13% of AUM.",
        "Near the next tier: 2 (gap 78,000 yuan together at today's floor).",
        "Higher than the book's own tier: 1; lower: 1; the same: 8.",
    ]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("width", [80, 120])
def test_the_answer_on_a_screen(lang: Lang, width: int) -> None:
    found = report(by="branch", earlier=[EARLIER], lang=lang)
    text = render_terminal(found, lang, Screen(terminal=True, width=width, height=70))
    golden.check(f"render/tier-{lang.value}-table-{width}.txt", text.encode())


@pytest.mark.parametrize("lang", Lang)
def test_the_answer_for_programs(lang: Lang) -> None:
    found = report(earlier=[EARLIER], lang=lang)
    assert found.records is not None
    golden.check(f"render/tier-{lang.value}.csv", render_csv(found.records))


def test_a_short_screen_shows_the_tiers_and_who_is_near_the_next() -> None:
    text = render_terminal(report(), Lang.EN, Screen(terminal=True, width=80, height=22))
    assert text.count("\n") <= 22
    assert "Tiers" in text
    assert "Near the next tier, at today's floors" in text


def test_the_near_list_is_never_hidden_behind_tables_of_less_use() -> None:
    for height in (12, 16, 20, 25):
        screen = Screen(terminal=True, width=80, height=height)
        text = render_terminal(report(by="branch", earlier=[EARLIER]), Lang.EN, screen)
        assert "Near the next tier, at today's floors" in text


def test_every_row_has_a_cell_for_every_column() -> None:
    found = report(by="branch", earlier=[EARLIER])
    tables = [*found.tables, *([found.records] if found.records else [])]
    assert {table.key for table in found.tables} == {
        "tiers", "groups", "top", "near", "watch", "differs", "matrix", "words", "loyalty",
    }  # fmt: skip
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)


def test_tables_that_have_nothing_to_say_are_left_out() -> None:
    keys = [table.key for table in report("value\n5\n6", {}).tables]
    assert keys == ["tiers", "top", "loyalty"]


def test_lists_show_as_many_customers_as_were_asked_for() -> None:
    found = {table.key: table for table in report(rows=1, top=1, earlier=[EARLIER]).tables}
    assert [len(found[key].rows) for key in ("top", "near", "watch", "differs", "words")] == [1, 1, 1, 1, 1]
    assert [found[key].total_rows for key in ("top", "near", "watch", "differs", "words")] == [12, 1, 2, 4, 5]


def test_who_asks_for_no_customers_gets_no_lists() -> None:
    keys = {table.key for table in report(rows=0, top=0, earlier=[EARLIER]).tables}
    assert keys == {"tiers", "matrix", "loyalty"}


def test_records_have_the_keys_of_the_json_and_watch_only_with_a_history() -> None:
    plain, followed = report().records, report(earlier=[EARLIER]).records
    assert plain is not None
    assert followed is not None
    keys = ["customer_id", "row", "value", "loyalty", "tier", "reason"]
    assert [column.key for column in plain.columns] == keys
    assert [column.key for column in followed.columns] == [*keys, "watch"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "value|satisfaction\n480000|55",
            "Near the next tier: 1 short of loyalty only, by 10 points at most.",
        ),
        (
            "value|satisfaction\n450000|95",
            "Near the next tier: 1 (gap 30,000 yuan together at today's floor).",
        ),
    ],
)
def test_near_customers_are_told_by_what_they_lack(text: str, sentence: str) -> None:
    tiers = {"tiers": ({"name": "gold", "floor": "48万", "loyalty": 60}, {"name": "iron"})}
    assert said(report(text, tiers))[1] == sentence


def test_customers_have_their_names_where_people_read_them() -> None:
    text = "value|name|satisfaction|book_tier\n900000|王芳|90|铁\n455000|李强|90|\n470000||90|"
    portfolio = book_of(text)
    policy = Policy.model_validate({"tier": TIERS})
    result = tier(portfolio, policy)
    found = tier_report(result, AUM, policy.tier, TierReportOptions(contacts=Contacts(portfolio.frame)))
    shown = {table.key: [list(row)[:2] for row in table.rows] for table in found.tables}
    assert shown["top"] == [["c1", "王芳"], ["c3", None], ["c2", "李强"]]
    assert shown["near"] == [["c3", None], ["c2", "李强"]]
    assert shown["differs"] == [["c1", "王芳"]]
    top = next(table for table in found.tables if table.key == "top")
    assert [column.key for column in top.columns] == ["customer_id", "name", "value", "reason", "row"]
    assert found.records is not None
    assert "name" not in [column.key for column in found.records.columns]


def test_an_empty_book_has_an_answer() -> None:
    assert said(report("value", {})) == ["platinum 0, gold 0, iron 0; key customers (n/a) hold n/a of AUM."]


def test_notes_tell_what_each_tier_asks_for() -> None:
    tiers: dict[str, object] = {
        "tiers": (
            {"name": "private", "floor": "600万"},
            {"name": "gold", "floor": 480_000, "loyalty": 60},
            {"name": "large", "top": 0.125},
            {"name": "rest", "zh": "其他"},
        )
    }
    found = report("value\n1", tiers)
    assert Voice(Lang.EN).sentence(found.notes[0]) == (
        "First match counts: private: from 6,000,000 yuan; gold: from 480,000 yuan and loyalty from 60; large: top 12.5 %; rest: the rest."
    )
    assert Voice(Lang.ZH).sentence(found.notes[0]).endswith("large为前 12.5%；其他为其余客户。")
    assert Voice(Lang.EN).sentence(found.notes[1]) == "Key customers are those of gold."
    assert len(found.notes) == 3


def test_another_measure_is_named_in_the_notes() -> None:
    found = report("value\n1", {"preset": "cards"}, further=[AUM])
    assert "private: AUM from 6,000,000 yuan" in Voice(Lang.EN).sentence(found.notes[0])
    assert "A published example" in Voice(Lang.EN).sentence(found.notes[2])
