"""Amounts in 万元: real values under headings that say so, in everything that people read."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.model.amount_unit import AmountUnit
from keyclient.model.amount_words import amount_words
from keyclient.model.label import Label, Lang
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.render.text import Voice
from keyclient.render.units import in_unit, words_in_wan
from tests.program import run
from tests.render.workbook.reading import opened

VALUE = Table(
    "top",
    Label("Customers", "客户"),
    (
        TableColumn("id", Label("id", "客户号"), Kind.TEXT),
        TableColumn("value", Label("value", "价值"), Kind.MONEY),
    ),
    [("1", Decimal("123456789.01")), ("2", None), ("3", Decimal("-0.01"))],
)
REPORT = Report(
    Label("Report", "报告"),
    (Sentence(Label("They hold {sum}.", "合计 {sum}。"), {"sum": Value(Decimal("1234500.00"), Kind.MONEY)}),),
    (
        Fact(Label("total", "合计"), Decimal("50000.00"), Kind.MONEY),
        Fact(Label("customers", "客户数"), 3, Kind.COUNT),
    ),
    (VALUE,),
)
BOOK = "客户号,AUM\n001,1234567.89\n002,345678.9\n003,-12.34\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "客户.csv"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_values_are_divided_exactly_and_the_heading_says_so() -> None:
    (table,) = in_unit(REPORT, AmountUnit.WAN).tables
    assert [row[1] for row in table.rows] == [Decimal("12345.678901"), None, Decimal("-0.000001")]
    assert (table.columns[1].label, table.columns[1].kind) == (
        Label("value (10k yuan)", "价值（万元）"),
        Kind.WAN,
    )
    assert table.columns[0] == VALUE.columns[0]


def test_sentences_and_figures_say_the_unit_with_the_amount() -> None:
    report, voice = in_unit(REPORT, AmountUnit.WAN), Voice(Lang.ZH)
    assert voice.sentence(report.headline[0]) == "合计 123.45万元。"
    assert (report.facts[0].label.zh, report.facts[0].value) == ("合计（万元）", Decimal(5))
    assert report.facts[1] == REPORT.facts[1]


@pytest.mark.parametrize(
    ("yuan", "wan"),
    [
        ("铁：3,200元，低于门槛 1.35亿元；持有 3 项", "铁：0.32万元，低于门槛 13,500万元；持有 3 项"),
        ("62.4万元，达到门槛 48万元", "62.4万元，达到门槛 48万元"),
        ("-0.01元", "-0.000001万元"),
        ("iron: 3,200 yuan is below 624k yuan", "iron: 0.32 ×10k yuan is below 62.4 ×10k yuan"),
        ("1.35m yuan, 2bn yuan", "135 ×10k yuan, 200,000 ×10k yuan"),
        ("到期3,000元，距黄金差800元", "到期0.3万元，距黄金差0.08万元"),
        ("C1元 and 3 yuanbao", "C1元 and 3 yuanbao"),
    ],
)
def test_reasons_convert_as_tables_do(yuan: str, wan: str) -> None:
    column = TableColumn("reason", Label("why", "原因"), Kind.TEXT, says_amounts=True)
    name = TableColumn("name", Label("name", "客户名称"), Kind.TEXT)
    table = Table("top", Label("Customers", "客户"), (column, name), [(yuan, yuan)])
    (converted,) = in_unit(Report(REPORT.title, (), (), (table,)), AmountUnit.WAN).tables
    assert list(converted.rows[0]) == [wan, yuan]


@pytest.mark.parametrize(
    "heading",
    [
        "年利润（万元）",
        "年利润(单位：万元)",
        "年利润_万元",
        "年利润/万元",
        "年利润 万元",
        "年利润［人民币万元］",
    ],
)
@pytest.mark.parametrize("lang", Lang)
def test_no_sentence_keeps_the_unit_of_a_heading_once_amounts_are_in_yuan(
    tmp_path: Path, heading: str, lang: Lang
) -> None:
    book = tmp_path / "客户.csv"
    rows = f"客户号,{heading}\nC1,23.5\nC2,5.1\nC3,-2\nC3,-2\n合计,,\n合计,24.6\n"
    book.write_text(rows, encoding="utf-8")
    for command in ("segment", "tier", "check"):
        shown = run(["--lang", lang.value, command, str(book), "-m", heading, "--as-of", "2026-10-31"])
        told = [
            line
            for line in (shown.out + shown.err).splitlines()
            if "年利润" in line and "keyclient " not in line
        ]
        assert told
        assert [line for line in told if "万元" in line] == []


def test_in_yuan_nothing_changes() -> None:
    assert in_unit(REPORT, AmountUnit.YUAN) is REPORT


@pytest.mark.parametrize("word", ["wan", "万元", "万", "WAN"])
def test_people_read_wan_and_programs_read_yuan(book: Path, word: str) -> None:
    table = run(["--lang", "zh", "segment", str(book), "--unit", word]).out
    assert "价值（万元）" in table
    assert "123.456789" in table
    rows = [*csv.reader(io.StringIO(run(["segment", str(book), "--unit", word, "-f", "csv"]).out))]
    assert rows[1][rows[0].index("value")] == "1234567.89"
    said = json.loads(run(["segment", str(book), "--unit", word, "-f", "json"]).out)
    assert said["result"]["total"] == 1580234.45


@pytest.mark.parametrize("suffix", [".csv", ".json", ".md"])
def test_a_file_says_what_standard_output_says(book: Path, suffix: str) -> None:
    out = book.with_name(f"out{suffix}")
    options = [str(book), "--unit", "wan", "--top", "all"]
    assert run(["--lang", "zh", "segment", *options, "-o", str(out)]).code == 0
    said = run(["--lang", "zh", "segment", *options, "-f", suffix[1:]]).out
    assert out.read_bytes().decode("utf-8-sig") == said


def test_cells_of_a_workbook_hold_the_divided_values(book: Path) -> None:
    out = book.with_name("out.xlsx")
    assert run(["--lang", "zh", "segment", str(book), "--unit", "wan", "-o", str(out)]).code == 0
    page = opened(out.read_bytes())["价值最高的客户"]
    heads = [cell.value for cell in page[1]]
    place = heads.index("价值（万元）")
    cells = [row[place] for row in page.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [123.456789, 34.56789, -0.001234]
    assert {cell.number_format for cell in cells} == {"#,##0.00;[Red]-#,##0.00"}


def test_a_unit_that_is_none_is_refused(book: Path) -> None:
    done = run(["segment", str(book), "--unit", "千元"])
    assert (done.code, done.out) == (2, "")
    assert "--unit 千元" in done.err


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["到期", "距黄金差", "（当前门槛", "；", "，", ",", " ", "合计 ", "2 项，", "其中-年"]
            ),
            st.decimals(min_value=0, max_value=10**9, places=2),
        ),
        min_size=1,
    )
)
def test_whatever_stands_before_an_amount_it_is_converted_as_a_whole(
    said: list[tuple[str, Decimal]],
) -> None:
    yuan = "".join(f"{before}{amount_words(amount).zh}" for before, amount in said)
    wan = "".join(f"{before}{(amount / 10_000).normalize():,f}万元" for before, amount in said)
    assert words_in_wan(yuan) == wan
