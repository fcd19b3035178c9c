from keyclient.analysis.guide.columns import columns_report
from keyclient.model.label import Lang
from keyclient.model.report import Report
from keyclient.render.text import Voice
from tests.analysis.check.checking import loaded

ODD = """
客户号 | 时点余额 | 各项存款 | AUM | AUM | loan | 归口
1      | 100      | 90         | 5   | 6   | yes  | A
2      | 200      | 180        | 7   | 8   | no   | B
"""


def _report(sheet: str) -> Report:
    return columns_report(loaded(sheet).columns)


def _said(report: Report, lang: Lang = Lang.EN) -> tuple[list[str], list[str]]:
    voice = Voice(lang)
    return [voice.sentence(one) for one in report.headline], [voice.sentence(one) for one in report.notes]


def test_every_column_stands_in_its_order_with_what_became_of_it() -> None:
    report = _report(ODD)
    rows = [(row[0], row[1], row[2].en, row[3]) for row in report.tables[0].rows]  # type: ignore[attr-defined]
    assert rows == [
        ("A", "客户号", "read as", "customer_id"),
        ("B", "时点余额", "read as", "deposits"),
        ("C", "各项存款", "also possible, not used", "deposits"),
        ("D", "AUM", "duplicate heading, use --map", "aum"),
        ("E", "AUM", "duplicate heading, use --map", "aum"),
        ("F", "loan", "cells do not match, not used", "loans"),
        ("G", "归口", "kept as is", None),
    ]
    assert report.records == report.tables[0]


def test_what_can_be_settled_is_said_with_what_to_type() -> None:
    headline, _ = _said(_report(ODD))
    assert headline[0].startswith("2 of 7 columns are read as fields")
    options = [sentence.rpartition("--map")[2] for sentence in headline[1:]]
    assert options == [' aum="AUM#1".', ' loans="loan".', ' deposits="各项存款".']


def test_it_is_said_in_chinese_too() -> None:
    headline, notes = _said(_report(ODD), Lang.ZH)
    assert headline[1] == '列名重复，均未采用：AUM。请指定其中一列，例如 --map aum="AUM#1"。'
    assert "客户经理（manager）" in notes[0]


def test_fields_without_a_column_are_named_since_a_heading_may_mean_one() -> None:
    headline, notes = _said(_report("客户号 | 归口\n1 | A\n2 | B"))
    assert len(headline) == 1
    assert "manager" in notes[0]
    assert "customer_id" not in notes[0]
    assert "--save" in notes[1]
