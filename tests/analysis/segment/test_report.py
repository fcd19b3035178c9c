from string import Formatter

import pytest

from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.segment.calculate import segment
from keyclient.analysis.segment.report import segment_report
from keyclient.model.label import Label, Lang
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio
from keyclient.model.report import Kind, Report, Sentence, Table
from keyclient.policy.parts.segment import SegmentPolicy
from tests.analysis.books import AUM, SCORE, book

POLICY = SegmentPolicy()


def _report(portfolio: Portfolio, measure: Measure = AUM, policy: SegmentPolicy = POLICY) -> Report:
    return segment_report(segment(portfolio, policy), measure, policy)


def _table(report: Report, key: str) -> Table:
    return next(table for table in report.tables if table.key == key)


def _said(sentence: Sentence, lang: Lang) -> str:
    words = {name: place.value for name, place in sentence.values.items()}
    return sentence.label.say(lang, words)


def test_the_answer_comes_first_in_the_words_of_the_user() -> None:
    report = _report(book([50, 30, 10, 10]))
    assert [_said(sentence, Lang.EN) for sentence in report.headline] == [
        "2 of 4 customers (0.5) bring 80% of AUM.",
        "The largest 20% of the customers (1) hold 0.5.",
    ]
    assert [_said(sentence, Lang.ZH) for sentence in report.headline] == [
        "4 个客户中，2 个（0.5）贡献了AUM的 80%。",
        "价值最高的 20% 客户（1 个）占 0.5。",
    ]


def test_customers_without_a_value_are_not_among_those_counted() -> None:
    (sentence, _) = _report(book([50, 30, 10, 10, None])).headline
    assert _said(sentence, Lang.EN) == "2 of 4 customers with a value (0.5) bring 80% of AUM."
    assert _said(sentence, Lang.ZH) == "4 个有数值的客户中，2 个（0.5）贡献了AUM的 80%。"


@pytest.mark.parametrize("values", [[], [0], [-1, None]])
def test_a_book_without_positive_values_says_so(values: list[float | None]) -> None:
    (sentence,) = _report(book(values)).headline
    assert _said(sentence, Lang.EN) == "No customer has a positive value of AUM."
    assert _said(sentence, Lang.ZH) == "没有客户的AUM为正值。"


def test_tables_have_the_keys_of_the_json() -> None:
    portfolio = book([50, 30, 10, -5], branch=["x", "x", "y", None])
    result = segment(portfolio, POLICY, by="branch")
    report = segment_report(result, AUM, POLICY, by=Label("branch", "网点"))
    written = result.model_dump()
    assert [table.key for table in report.tables] == [
        "classes",
        "bands",
        "groups",
        "top",
        "whale",
        "concentration",
        "sensitivity",
    ]
    for key in ("classes", "bands", "top", "sensitivity"):
        assert [column.key for column in _table(report, key).columns] == list(written[key][0])
    for key in ("whale", "concentration"):
        assert [column.key for column in _table(report, key).columns] == list(written[key])


def test_every_row_has_a_cell_for_every_column() -> None:
    portfolio = book([50, 30, 10, -5, None, 0], branch=["x", "x", "y", None, "z", "z"])
    report = segment_report(segment(portfolio, POLICY, by="branch"), AUM, POLICY)
    for table in report.tables:
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_groups_are_headed_by_their_column_and_blank_is_named() -> None:
    portfolio = book([50, 30], branch=["x", None])
    report = segment_report(segment(portfolio, POLICY, by="branch"), AUM, POLICY, by=Label("branch", "网点"))
    groups = _table(report, "groups")
    assert groups.title == Label("By branch", "按网点分组")
    assert groups.columns[0].label == Label("branch", "网点")
    assert [row[0] for row in groups.rows] == ["x", Label("(blank)", "（空白）")]


def test_a_bar_is_drawn_only_for_shares_within_the_whole() -> None:
    losing = book([50, -30], branch=["x", "y"])
    report = segment_report(segment(losing, POLICY, by="branch"), AUM, POLICY)
    assert [column.key for column in _table(report, "groups").columns if column.bar] == []
    assert [column.key for column in _table(report, "top").columns if column.bar] == ["share"]
    assert [column.key for column in _table(report, "classes").columns if column.bar] == ["share_of_value"]


def test_losses_are_spelled_out_only_where_there_are_any() -> None:
    gaining, losing = _report(book([50, 30])), _report(book([50, 30, -5]))
    assert [fact.label.en for fact in gaining.facts][:2] == ["customers", "total"]
    assert [fact.label.en for fact in losing.facts][:4] == [
        "customers",
        "net total",
        "gross positive",
        "gross negative",
    ]
    assert "whale" not in {table.key for table in gaining.tables}
    assert len(losing.notes) == len(gaining.notes) + 1


def test_the_records_are_the_customers_that_were_asked_for() -> None:
    result = segment(book([50, 30, 10, 10]), POLICY, top=2)
    records = segment_report(result, AUM, POLICY).records
    assert records is not None
    assert (len(records.rows), records.total_rows, records.elastic) == (2, 4, True)
    assert records.rows[0][1] == "c1"


def test_amounts_are_money_only_where_the_measure_is() -> None:
    money, number = _report(book([5])), _report(book([5], measure=SCORE), SCORE)
    assert _table(money, "classes").columns[3].kind is Kind.MONEY
    assert _table(number, "classes").columns[3].kind is Kind.NUMBER


@pytest.mark.parametrize("ties", ["up", "down", "nearest"])
def test_the_note_on_classes_follows_the_policy(ties: str) -> None:
    policy = SegmentPolicy.model_validate({"ties": ties, "target": 0.7, "b_edge": 0.925})
    report = _report(book([5, 4]), policy=policy)
    for lang in Lang:
        note = _said(report.notes[0], lang)
        assert "70%" in note
        assert "92.5%" in note


def test_every_label_is_said_in_both_languages_with_the_same_places() -> None:
    report = _report(book([50, 30, -5, None]))

    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text)} - {None}

    for sentence in (*report.headline, *report.notes):
        for lang in Lang:
            assert "{" not in _said(sentence, lang)
        assert places(sentence.label.en) == places(sentence.label.zh)


def test_who_asks_for_no_customers_gets_no_empty_list_of_them() -> None:
    report = segment_report(segment(book([50, 30]), POLICY, top=0), AUM, POLICY)
    assert "top" not in [table.key for table in report.tables]
    assert report.records is not None
    assert list(report.records.rows) == []


def test_a_found_edge_is_told_as_a_figure_and_explained() -> None:
    policy = SegmentPolicy(cut="auto")
    report = _report(book([50, 30, 10, 10]), policy=policy)
    assert [fact.value for fact in report.facts if fact.label.en == "class A ends at"] == [0.8]
    assert _said(report.notes[0], Lang.EN).startswith(
        "Class A ends where the largest customers together hold 0.8 "
    )
    assert "the largest 2 (0.5) hold 0.8" in _said(report.notes[1], Lang.EN)
    assert "前 2 个客户（0.5）占 0.8" in _said(report.notes[1], Lang.ZH)
    assert "class A ends at" not in {fact.label.en for fact in _report(book([50, 30, 10, 10])).facts}


def test_unevenness_between_groups_is_told_as_a_part() -> None:
    portfolio = book([1, 1, 3, 3], branch=["x", "x", "y", "y"])
    report = segment_report(segment(portfolio, POLICY, by="branch"), AUM, POLICY)
    assert [fact.value for fact in report.facts if fact.label.en == "inequality between groups"] == [1]
    even = segment_report(segment(book([1, 1], branch=["x", "y"]), POLICY, by="branch"), AUM, POLICY)
    assert "inequality between groups" not in {fact.label.en for fact in even.facts}


def test_losses_are_why_there_is_no_theil_index() -> None:
    portfolio = book([1, -3], branch=["x", "y"])
    report = segment_report(segment(portfolio, POLICY, by="branch"), AUM, POLICY)
    assert [fact.value for fact in report.facts if fact.label.en.startswith("Theil")] == [None, None]
    assert _said(report.notes[-1], Lang.EN) == "The Theil index is undefined where values are negative."
    assert not any("Theil" in note.label.en for note in _report(book([1, -3])).notes)


def _named(top: int | None = 20) -> Report:
    portfolio = book([10, 50, 30, None], name=["李四", "张三", None, "王五"])
    result = segment(portfolio, POLICY, top=top)
    return segment_report(result, AUM, POLICY, contacts=Contacts(portfolio.frame))


def test_the_first_customers_have_their_names_for_people() -> None:
    top = _table(_named(), "top")
    keys = [column.key for column in top.columns]
    assert keys[:4] == ["rank", "customer_id", "name", "value"]
    assert keys[-1] == "row"
    assert [(row[0], row[2]) for row in top.rows] == [(1, "张三"), (2, None), (3, "李四"), (4, "王五")]
    assert (top.rows[1][:3], top.rows[1][-1]) == ((2, "c3", None), 4)
    assert [row[2] for row in top.rows[2:]] == ["李四", "王五"]
    assert {len(row) for row in top.rows} == {len(top.columns)}


def test_the_records_keep_to_the_keys_of_the_json() -> None:
    records = _named().records
    assert records is not None
    assert [column.key for column in records.columns] == (
        "rank customer_id row value share cumulative_share class".split()
    )
    assert {len(row) for row in records.rows} == {7}


def test_a_book_without_names_has_no_column_of_them() -> None:
    assert not Contacts(book([1], name=[None]).frame).fields("name", "phone")
    assert "name" not in [column.key for column in _table(_report(book([1])), "top").columns]


def test_who_asks_for_no_customers_gets_no_names() -> None:
    assert "top" not in [table.key for table in _named(top=0).tables]
