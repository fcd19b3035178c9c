import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from pydantic import BaseModel

from keyclient.model.envelope import Envelope, IssueLine
from keyclient.model.label import Lang
from keyclient.model.measure import Amount
from keyclient.model.receipt import MoneyLine, Rows, Source
from keyclient.model.report import Report
from keyclient.render.answer import Answer, View
from keyclient.render.formats import RENDERERS
from keyclient.render.screen import Screen
from tests import golden
from tests.render import sample


class Result(BaseModel):
    """A short result."""

    customers: int
    total: Amount
    share: float | None


SOURCE = Source(
    path="客户.xlsx",
    sheet="客户",
    header_row=3,
    sha256="0" * 64,
    rows=Rows(read=7, customers=4, merged=1, set_aside=1, totals=1, blank=0, other=0),
    money=(
        MoneyLine(
            column="AUM（万元）",
            field="aum",
            read=Decimal("120.50"),
            accepted=Decimal("120.00"),
            set_aside=Decimal("0.50"),
            book_total=None,
            difference=None,
        ),
    ),
)
ENVELOPE = Envelope[BaseModel](
    schema_="keyclient/sample/1",
    version="0.1.0",
    as_of=dt.date(2026, 1, 31),
    sources=(SOURCE,),
    policy={"target": 0.8},
    policy_sha256="0" * 64,
    result=Result(customers=4, total=Decimal("120.00"), share=None),
    issues=(
        IssueLine(code="KC102", severity="warning", cell="客户!F17", message="AUM：单元格内容不是金额。"),
    ),
)
TERMINAL = Screen(terminal=True, width=80, height=45)


def _bytes(name: str, report: Report, view: View) -> bytes:
    return RENDERERS[name](Answer(report, ENVELOPE), view)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(
    ("name", "screen"),
    [
        ("table-80.txt", TERMINAL),
        ("table-120.txt", replace(TERMINAL, width=120)),
        ("table-40.txt", replace(TERMINAL, width=40, height=90)),
        ("table-colour.ansi", replace(TERMINAL, colour=True)),
        ("table-pipe.txt", Screen()),
    ],
)
def test_a_table_looks_as_it_did(lang: Lang, name: str, screen: Screen) -> None:
    golden.check(f"render/segment-{lang}-{name}", _bytes("table", sample.segment(), View(lang, screen)))


@pytest.mark.parametrize(
    ("name", "screen"),
    [
        ("utf8.txt", TERMINAL),
        ("gbk.txt", replace(TERMINAL, encoding="gbk")),
        ("ascii.txt", replace(TERMINAL, encoding="ascii")),
        ("pipe.txt", Screen()),
    ],
)
def test_names_that_break_terminals_look_as_they_did(name: str, screen: Screen) -> None:
    data = _bytes("table", sample.nasty(), View(Lang.ZH, screen))
    golden.check(f"render/nasty-{name}", data, encoding=screen.encoding)


@pytest.mark.parametrize(("name", "report"), [("segment", sample.segment()), ("nasty", sample.nasty())])
def test_csv_looks_as_it_did(name: str, report: Report) -> None:
    golden.check(f"render/{name}.csv", _bytes("csv", report, View(Lang.ZH)))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(("name", "report"), [("segment", sample.segment()), ("nasty", sample.nasty())])
def test_markdown_looks_as_it_did(name: str, report: Report, lang: Lang) -> None:
    golden.check(f"render/{name}-{lang}.md", _bytes("md", report, View(lang, Screen(encoding="gbk"))))


def test_json_looks_as_it_did() -> None:
    golden.check(
        "render/envelope.json", _bytes("json", sample.segment(), View(Lang.ZH, Screen(encoding="gbk")))
    )


def test_programs_get_utf8_whatever_the_console() -> None:
    for name in ("csv", "json", "md"):
        view = View(Lang.ZH, Screen(encoding="gbk"))
        assert _bytes(name, sample.segment(), view) == _bytes(name, sample.segment(), View(Lang.ZH, Screen()))


def test_csv_in_a_file_tells_excel_that_it_is_utf8() -> None:
    assert _bytes("csv", sample.segment(), View(Lang.ZH)).startswith(b"\xef\xbb\xbf")
    assert _bytes("csv", sample.segment(), View(Lang.ZH, Screen())).startswith(b"rank,")


def test_csv_of_a_report_without_records_is_its_first_table() -> None:
    report = replace(sample.segment(), records=None)
    assert _bytes("csv", report, View(Lang.ZH, Screen())).startswith(b"class,customers,")


def test_table_and_csv_agree_on_the_number_of_rows() -> None:
    report = sample.segment()
    csv_rows = _bytes("csv", report, View(Lang.ZH, Screen())).decode().splitlines()[1:]
    table = _bytes("table", report, View(Lang.ZH, Screen())).decode()
    assert all(row.split(",")[1] in table for row in csv_rows)
    assert len(csv_rows) == table.count("6222021001000123")


def test_thousands_of_rows_are_plain_text_on_a_terminal_too() -> None:
    view = View(Lang.ZH, TERMINAL, whole=True)
    assert _bytes("table", sample.segment(2001), view) == _bytes(
        "table", sample.segment(2001), View(Lang.ZH, Screen())
    )
    assert "█" in _bytes("table", sample.segment(2001), replace(view, whole=False)).decode()
