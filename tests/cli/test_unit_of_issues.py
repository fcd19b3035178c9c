"""Amounts in the sentences of issues: in the unit that was asked for in whatever people read, in yuan for programs."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from keyclient.model.amount_unit import WAN
from tests.program import run
from tests.render.workbook.reading import opened

BOOK = (
    "客户号,客户名称,AUM,5万元以上户数\n001,张三,1234567.8,1\n001,张三,1234567.8,1\n002,李四,345678.9,2\n"
    "003,王五,-12.34,1\n任务数,,0.3,\n合计,,900,4\n"
)
DATED = (
    "客户号,数据日期,存款余额,币种\n001,2026-08-31,0.1,人民币\n001,2026-08-31,0.2,人民币\n001,2026-09-30,12345.6,人民币\n"
    "002,2026-08-31,700000,人民币\n003,2026-09-30,5,美元\n"
)
FULL = re.compile(r"(?<![\d.,])-?(?:\d{1,3}(?:,\d{3})*)\.\d{2}元")
IN_WAN = re.compile(r"(?<![\d.,])-?(?:\d{1,3}(?:,\d{3})*)\.\d{2,6}万元")
"""An amount of two to six decimals, grouped by thousands: never 1234567.8元 or 0.30000000000000004元."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "客户.csv"
    path.write_text(BOOK, encoding="utf-8")
    return path


def told(path: Path, *options: str) -> dict[str, str]:
    """The issues in JSON by code."""
    lines = json.loads(run(["--lang", "zh", "segment", str(path), "-f", "json", *options]).out)["issues"]
    return {line["code"]: line["message"] for line in lines}


def amounts(text: str, which: re.Pattern[str]) -> list[Decimal]:
    return [Decimal(found.strip("万元").replace(",", "")) for found in which.findall(text)]


@pytest.mark.parametrize(
    ("content", "options"),
    [(BOOK, ()), (DATED, ()), (DATED, ("--period", "202608")), (DATED, ("--set", "currency.USD=7.1"))],
)
def test_what_is_narrated_in_wan_are_the_amounts_of_json_in_yuan(
    content: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "客户.csv"
    path.write_text(content, encoding="utf-8")
    in_json = told(path, *options, "--unit", "wan")
    assert in_json == told(path, *options)
    narrated = run(["--lang", "zh", "segment", str(path), *options, "--unit", "wan"]).err
    of_code = dict(re.findall(r"(KC\d+)[^：]*：(.*)", narrated))
    assert of_code.keys() == in_json.keys()
    for code, message in in_json.items():
        assert amounts(of_code[code], IN_WAN) == [one / WAN for one in amounts(message, FULL)]
        assert FULL.search(of_code[code]) is None
    assert len(amounts(narrated, IN_WAN)) > 0


def test_every_format_that_people_read_has_its_issues_in_wan(book: Path, tmp_path: Path) -> None:
    out = {suffix: tmp_path / f"out{suffix}" for suffix in (".md", ".html", ".xlsx")}
    said = []
    for command in ("check", "report", "segment"):
        for path in out.values():
            run(["--lang", "zh", command, str(book), "--unit", "wan", "-o", str(path)])
        sheets = [
            cell
            for sheet in opened(out[".xlsx"].read_bytes()).worksheets
            for row in sheet.values
            for cell in row
        ]
        said += [
            (command, "xlsx", "\n".join(cell for cell in sheets if isinstance(cell, str))),
            *((command, suffix, out[suffix].read_text(encoding="utf-8")) for suffix in (".md", ".html")),
        ]
    said += [("check", "table", run(["--lang", "zh", "check", str(book), "--unit", "wan"]).out)]
    for command, shown, text in said:
        if (command, shown) in (("segment", ".md"), ("report", ".html")):
            continue
        assert "使AUM合计增加 123.45678万元" in text, (command, shown)
        assert not FULL.search(text), (command, shown)


def test_a_heading_keeps_its_amount_in_every_unit(book: Path) -> None:
    told_of = run(["--lang", "zh", "check", str(book), "--unit", "wan", "-m", "5万元以上户数"])
    assert "5万元以上户数" in told_of.out + told_of.err
