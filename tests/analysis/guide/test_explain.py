import string

import pytest

from keyclient.analysis.guide.explain import UnknownCode, explain, explain_report
from keyclient.model.label import Lang
from keyclient.model.report import Report
from keyclient.model.rules.catalogue import RULES
from keyclient.render.screen import Screen
from keyclient.render.terminal import render_terminal


def _shown(report: Report, lang: Lang) -> str:
    return render_terminal(report, lang, Screen(width=100, height=60), whole=True)


def test_a_code_is_explained_in_both_languages_with_its_places_named() -> None:
    (code,) = explain("KC102").codes
    assert code.severity == "warning"
    assert (code.title.en, code.title.zh) == ("unreadable amount", "金额无法识别")
    assert code.meaning.en == "<field>: the cell is not an amount."
    assert code.meaning.zh == "<字段>：单元格内容不是金额。"
    assert code.remedy.zh.startswith("改为普通金额")
    assert code.example.en == code.example.zh == "约50万"


@pytest.mark.parametrize("typed", ["KC302", "kc302", "302", " Kc302 ", "ＫＣ３０２"])
def test_a_code_is_known_however_it_is_typed(typed: str) -> None:
    assert [code.code for code in explain(typed).codes] == ["KC302"]


def test_without_a_code_all_are_listed_in_order() -> None:
    assert [code.code for code in explain().codes] == sorted(RULES)


def test_no_explanation_has_an_unfilled_place() -> None:
    for code in explain().codes:
        for text in (code.meaning.en, code.meaning.zh):
            assert [name for _, name, _, _ in string.Formatter().parse(text) if name is not None] == []


@pytest.mark.parametrize(
    ("typed", "nearest"), [("KC199", "KC1"), ("KC3O2", "KC302"), ("kc30", "KC30"), ("", "KC")]
)
def test_an_unknown_code_names_the_nearest(typed: str, nearest: str) -> None:
    with pytest.raises(UnknownCode) as refused:
        explain(typed)
    assert f"Nearest: {nearest}" in refused.value.text(Lang.EN)
    assert f"最接近的是 {nearest}" in refused.value.text(Lang.ZH)


def test_one_code_reads_as_sentences() -> None:
    shown = _shown(explain_report(explain("KC305")), Lang.ZH)
    assert "KC305：合计不符" in shown
    assert "处理办法：请检查表内合计是否漏行或重复。" in shown
    assert "错误" in shown
    assert "搁置" not in shown


def test_only_a_warning_can_become_an_error() -> None:
    aside = "A defect for which a row has to be set aside counts as an error."
    assert aside in _shown(explain_report(explain("KC102")), Lang.EN)
    assert aside not in _shown(explain_report(explain("KC303")), Lang.EN)


def test_the_list_shows_every_code_with_severity_and_title_and_its_records_hold_everything() -> None:
    report = explain_report(explain())
    (table,) = report.tables
    assert [row[0] for row in table.rows] == sorted(RULES)
    assert report.records is not None
    assert [column.key for column in report.records.columns] == [
        "code",
        "severity",
        "title",
        "meaning",
        "remedy",
        "example",
    ]
    assert "共 " + str(len(RULES)) in _shown(report, Lang.ZH)
