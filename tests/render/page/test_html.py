import re
from dataclasses import replace

import html5lib
import pytest

from keyclient.model.label import Label, Lang
from keyclient.model.report import Report
from keyclient.render.answer import PartAnswer
from keyclient.render.page.html import render_html
from tests import golden
from tests.render import sample
from tests.render.page.charts import ALL
from tests.render.test_formats import ENVELOPE

REPORTS = {"segment": replace(sample.segment(), charts=ALL), "nasty": sample.nasty()}


def _page(report: Report, lang: Lang = Lang.ZH) -> str:
    return render_html(report, ENVELOPE, lang).decode()


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("lang", Lang)
def test_page_is_what_it_was(name: str, lang: Lang) -> None:
    golden.check(f"page_{name}_{lang}.html", render_html(REPORTS[name], ENVELOPE, lang))


@pytest.mark.parametrize("name", REPORTS)
def test_page_is_valid_html(name: str) -> None:
    html5lib.HTMLParser(strict=True).parse(_page(REPORTS[name]))


@pytest.mark.parametrize("name", REPORTS)
def test_page_needs_no_script_and_no_network(name: str) -> None:
    page = _page(REPORTS[name])
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|\son\w+=", page)
    assert not re.search(r'(?:src|href)="', page)


def test_names_are_text_and_no_markup() -> None:
    page = _page(REPORTS["nasty"])
    assert "[red]李四[/red]" in page
    assert "&#34;http://x&#34;" in page


def test_language_is_said() -> None:
    assert '<html lang="zh-CN">' in _page(REPORTS["segment"])
    assert '<html lang="en">' in _page(REPORTS["segment"], Lang.EN)


def test_every_chart_says_what_it_shows() -> None:
    page = _page(REPORTS["segment"])
    drawn = re.findall(r'<svg[^>]*role="img" aria-labelledby="(\S+) (\S+)"', page)
    assert len(drawn) == len(ALL)
    assert all(f'<title id="{title}">' in page and f'<desc id="{says}">' in page for title, says in drawn)


def test_same_answer_gives_the_same_bytes() -> None:
    assert _page(REPORTS["segment"]) == _page(REPORTS["segment"])


def test_footer_names_the_book_and_accounts_for_its_rows() -> None:
    page = _page(REPORTS["segment"])
    assert "客户.xlsx" in page
    assert "读取行数 7、客户 4、并入其他行 1、搁置 1、合计行 1" in page


def test_a_report_ends_with_the_sentences_of_its_issues_and_a_brief_one_does_not() -> None:
    part = PartAnswer("segment", Label("Value", "客户价值"), sample.segment(), ENVELOPE)
    whole = render_html(sample.segment(), ENVELOPE, Lang.EN, [part]).decode()
    assert 'id="noticed"' in whole
    assert 'href="#noticed"' in whole
    assert '<h2 id="noticed-title">Found by the analyses</h2>' in whole
    assert "<summary>list</summary>" in whole
    assert "<summary>Found by the analyses</summary>" not in whole
    brief = render_html(sample.segment(), ENVELOPE, Lang.EN, is_brief=True).decode()
    assert 'id="noticed"' not in brief


def test_the_list_that_leads_is_open_beside_the_first_table() -> None:
    report = sample.segment()
    first, second, *others = report.tables
    opened = replace(report, tables=(first, replace(second, leads=True), *others))
    assert _page(opened).count("<details open>") == _page(report).count("<details open>") + 1
