"""`keyclient today` as somebody types it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest

from tests.program import typed

BOOK = """数据日期：2026-11-30,,,,,,,,,,,
客户号,户名,联系电话,客户经理,网点,AUM,客户等级,最近联系日期,到期日,到期金额,出生日期,客户风险等级
100000001,张三,13800000001,王芳,城东支行,1000000,铂金,2026-11-20,2026-12-03,500000,1980-05-01,R2
100000002,李四,13800000002,王芳,城东支行,800000,黄金,2026-01-20,,,1980-12-02,R3
100000003,王五,13800000003,王 芳,城东支行,700000,黄金,2026-11-25,,,1981-12-01,
100000004,赵六,13800000004,李强,城西支行,600000,黄金,2026-01-20,,,1990-07-01,R1
100000005,钱七,13800000005,待分配,城西支行,1000,,2020-01-20,,,1990-08-01,
100000006,周九,13800000006,李强,城西支行,不详,,2026-01-20,,,1990-08-01,
"""
TIERS = "tier.tiers=[{name='gold',zh='黄金',floor=500000},{name='iron',zh='铁'}]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    return tmp_path


def said(folder: Path, *words: str, lang: str = "en") -> str:
    """What is written to standard output."""
    done = typed(folder, "--lang", lang, "today", "book.csv", "--set", TIERS, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def lists(folder: Path, *words: str) -> dict[str | None, list[str]]:
    """Who is on whose list."""
    result = json.loads(said(folder, "-f", "json", *words))["result"]
    return {
        one["manager"]: [line["customer_id"] for line in one["lines"]]
        for one in result["managers"]
        if one["lines"]
    }


def refused(folder: Path, *words: str) -> str:
    """Why it cannot be done."""
    done = typed(folder, "today", "book.csv", *words)
    assert done.returncode == 2, done.stdout
    return " ".join(done.stderr.split())


def test_each_manager_has_a_list_with_reasons_offers_and_who_is_left_out(folder: Path) -> None:
    result = json.loads(said(folder, "-f", "json"))["result"]
    assert [(one["manager"], one["branch"]) for one in result["managers"]] == [
        ("李强", "城西支行"), ("王芳", "城东支行"), (None, "城西支行")
    ]  # fmt: skip
    wang = result["managers"][1]
    assert [line["customer_id"] for line in wang["lines"]] == ["100000001", "100000002"]
    assert wang["lines"][0]["reasons"] == [
        {"code": "matures", "amount": 500000, "text": "500k yuan matures on 2026-12-03"}
    ]
    assert [one["code"] for one in wang["lines"][1]["reasons"]] == ["overdue", "birthday"]
    assert wang["left_out"] == {"contacted": 1, "limit": 0}
    assert [one["customer_id"] for one in result["unread"]] == ["100000006"]


def test_a_manager_asks_for_her_own_list_however_she_types_her_name(folder: Path) -> None:
    assert lists(folder, "--manager", "王　芳") == {"王芳": ["100000001", "100000002"]}
    assert lists(folder, "--manager", "待分配") == {None: ["100000005"]}
    assert "Most like it: 王芳." in refused(folder, "--manager", "王芳芳")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--only", "tier=gold", "--only", "manager=李强"], {"李强": ["100000004"]}),
        (["--top", "1"], {"李强": ["100000004"], "王芳": ["100000001"], None: ["100000005"]}),
        (["--set", "today.limit=1"], {"李强": ["100000004"], "王芳": ["100000001"], None: ["100000005"]}),
        (["--set", "today.quotas.overdue=0"], {"王芳": ["100000001", "100000002"]}),
    ],
)
def test_lists_are_cut_as_they_were_asked_for(
    folder: Path, words: list[str], found: dict[str | None, list[str]]
) -> None:
    assert lists(folder, *words) == found


def test_figures_are_of_the_whole_book_whoever_is_listed(folder: Path) -> None:
    _fill(folder, {"100000002": ("约见", "2026-12-05", ""), "100000004": ("已联系", "", "")})
    read = ("--previous", "list.csv")
    whole, gold = (
        json.loads(said(folder, *read, *words, "-f", "json"))["result"]
        for words in ((), ("--only", "manager=李强"))
    )
    for result in (whole, gold):
        for one in result["managers"]:
            one.pop("lines")
    assert gold == whole
    page = said(folder, *read, "--only", "manager=王芳", lang="zh")
    assert (
        "2026-11-30 名单共 3 个客户，分列 2 份名单：已约见 1 个，应联系 2 个，按首要理由：资金到期 1 个、逾期未联系 1 个。"
        in page
    )
    assert "未显示" not in said(folder, *read, "--only", "manager=王芳", "--top", "all", lang="zh")
    hers = json.loads(said(folder, *read, "--manager", "王芳", "-f", "json"))["result"]
    assert [(one["status"], one["calls"]) for one in hers["outcomes"]] == [("appointment", 1), ("open", 1)]


@pytest.mark.parametrize("words", [[], ["-f", "csv"], ["-f", "json"], ["-f", "md"]])
def test_telephone_numbers_are_masked_in_every_format_unless_they_are_asked_for(
    folder: Path, words: list[str]
) -> None:
    assert "13800000001" not in said(folder, *words)
    if words in ([], ["-f", "md"]):
        assert "138****0001" in said(folder, *words).replace("\\", "")
        assert "13800000001" in said(folder, "--show-phones", *words)


def test_with_a_mask_nobody_is_named_and_the_calls_are_rows(folder: Path) -> None:
    for words in ([], ["-f", "csv"], ["-f", "json"], ["-f", "md"]):
        found = said(folder, "--mask", "--show-phones", *words)
        assert not any(text in found for text in ("张三", "100000001", "13800000001"))
    result = json.loads(said(folder, "--mask", "-f", "json"))["result"]
    assert result["managers"][1]["lines"][0]["call_id"] == "#3"


def test_the_workbook_has_a_form_and_a_sheet_for_each_list(folder: Path) -> None:
    said(folder, "-o", "list.xlsx", lang="zh")
    book = openpyxl.load_workbook(folder / "list.xlsx")
    assert {"联系名单", "王芳", "李强", "（无管户经理，城西支行）"} <= {*book.sheetnames}
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "138****0001" in texts
    assert "13800000001" not in texts


def _fill(folder: Path, results: dict[str, tuple[str, str, str]]) -> None:
    """A CSV list with results, dates and remarks of some customers."""
    with io.StringIO(said(folder, "-f", "csv").removeprefix("\ufeff")) as text:
        rows = list(csv.DictReader(text))
    for row in rows:
        row["status"], row["contacted_on"], row["remark"] = results.get(row["customer_id"], ("", "", ""))
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(reversed(rows))


def test_a_list_that_was_filled_in_is_read_back(folder: Path) -> None:
    results = {
        "100000001": ("已联系", "2026-11-30", ""),
        "100000002": ("约见", "", "12月5日来网点"),
        "100000004": ("已联系", "2026-11-30", ""),
        "100000005": ("未接", "", "下午再打"),
    }
    _fill(folder, results)
    words = ("--previous", "list.csv", "--as-of", "2026-12-01")
    result = json.loads(said(folder, *words, "-f", "json"))["result"]
    found = {line["customer_id"]: line for one in result["managers"] for line in one["lines"]}
    assert found.keys() == {"100000001", "100000002", "100000005"}
    assert (found["100000002"]["status"], found["100000002"]["appointment"]) == ("appointment", "2026-12-05")
    assert found["100000001"]["last_contact"] == "2026-11-30"
    page = said(folder, *words, "-f", "md", lang="zh")
    assert "上次未接；" in page
    assert "约见 2026-12-05" in page
    assert "2026-11-30 已联系；2026-12-03到期50万元" in page
    assert "已联系 2 个、约见 1 个、未接 1 个" in page
    rows = list(csv.DictReader(io.StringIO(said(folder, *words, "-f", "csv").removeprefix("\ufeff"))))
    kept = {row["customer_id"]: (row["status"], row["contacted_on"], row["remark"]) for row in rows}
    assert kept["100000002"] == ("appointment", "2026-12-05", "12月5日来网点")
    assert kept["100000005"] == ("", "", "下午再打")


@pytest.mark.parametrize(("command", "option"), [("today", "--previous"), ("plan", "--plan")])
def test_what_was_made_with_a_mask_cannot_be_read_back(folder: Path, command: str, option: str) -> None:
    done = typed(folder, command, "book.csv", "--set", TIERS, "--mask", "-o", "masked.csv")
    assert done.returncode == 0, done.stderr
    assert "masked.csv was made with --mask" in refused(folder, "--set", TIERS, option, "masked.csv")


def test_lines_of_a_plan_that_are_due_are_a_reason(folder: Path) -> None:
    plan = "行动编号,客户号,行动,责任人,完成时限,验收标准,状态\nAAAAAAAA,100000003,品鉴会,王芳,2026-11-28,aum >= 1,待办\n"
    (folder / "plan.csv").write_text(plan, encoding="utf-8")
    result = json.loads(said(folder, "--plan", "plan.csv", "--set", "today.quiet_days=1", "-f", "json"))[
        "result"
    ]
    (wang,) = [one for one in result["managers"] if one["manager"] == "王芳"]
    (line,) = [line for line in wang["lines"] if line["customer_id"] == "100000003"]
    assert line["reasons"][0]["text"] == "plan: 品鉴会 (王芳), due 2026-11-28, 2 days late"


def _events(folder: Path, name: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical((folder / name).read_bytes()).walk("VEVENT"))


def test_a_calendar_file_has_what_has_a_date_and_names_nobody(folder: Path) -> None:
    said(folder, "--ics", "calls.ics", lang="zh")
    told = {(str(one["summary"]), str(one.decoded("dtstart"))) for one in _events(folder, "calls.ics")}
    assert told == {("资金到期：张*（王芳）", "2026-12-03"), ("生日：李*（王芳）", "2026-12-02")}
    text = (folder / "calls.ics").read_text("utf-8")
    assert not any(number in text for number in ("13800000001", "138****", "100000001"))
    said(folder, "--ics", "named.ics", "--set", "today.calendar_names=true", "--manager", "王芳", lang="zh")
    assert "资金到期：张三" in {str(one["summary"]) for one in _events(folder, "named.ics")}
    said(folder, "--ics", "masked.ics", "--set", "today.calendar_names=true", "--mask", lang="zh")
    assert "张三" not in (folder / "masked.ics").read_text("utf-8")


_TELLING = "拜访王总 13812345678"


@pytest.fixture
def planned(folder: Path) -> Path:
    """With a plan in which people wrote whom they visit, and a list on which they wrote whom they called."""
    plan = f"行动编号,客户号,行动,责任人,完成时限,验收标准,状态\nAAAAAAAA,100000003,{_TELLING},王芳,2026-11-28,aum >= 1,待办\n"
    (folder / "plan.csv").write_text(plan, encoding="utf-8")
    called = f"联系编号,客户号,联系理由,名单日期,联系结果,联系日期,备注\n,100000002,,2026-11-30,约见,,12月3日{_TELLING}\n"
    (folder / "calls.csv").write_text(called, encoding="utf-8")
    return folder


_BOTH = ("--plan", "plan.csv", "--previous", "calls.csv", "--set", "today.quiet_days=1")


def test_what_people_wrote_in_the_plan_stands_in_no_calendar_file(planned: Path) -> None:
    said(planned, *_BOTH, "--ics", "calls.ics", lang="zh")
    text = (planned / "calls.ics").read_text("utf-8").replace("\r\n ", "")
    assert "行动计划：行动，时限 2026-11-28" in text
    assert not any(word in text for word in ("王总", "1381", "责任人"))
    said(planned, *_BOTH, "--ics", "named.ics", "--set", "today.calendar_names=true", lang="zh")
    text = (planned / "named.ics").read_text("utf-8").replace("\r\n ", "")
    assert "拜访王总 138****5678（责任人 王芳）" in text


@pytest.mark.parametrize("form", ["csv", "json", "md"])
def test_what_people_wrote_is_hidden_where_customers_are(planned: Path, form: str) -> None:
    assert "王总" in said(planned, *_BOTH, "-f", form)
    hidden = said(planned, *_BOTH, "--mask", "-f", form)
    assert "plan: action, due 2026-11-28, 2 days late" in hidden
    assert not any(word in hidden for word in ("王总", "13812345678"))


def test_a_calendar_file_is_refused_under_another_suffix_and_not_made_without_an_event(folder: Path) -> None:
    assert ".ics" in refused(folder, "--ics", "calls.txt")
    done = typed(folder, "today", "book.csv", "--set", TIERS, "--manager", "李强", "--ics", "calls.ics")
    assert done.returncode == 0
    assert "was not written" in done.stderr
    assert not (folder / "calls.ics").exists()


def test_reasons_of_which_the_book_says_nothing_are_named(folder: Path) -> None:
    done = typed(folder, "--lang", "en", "--verbose", "today", "book.csv", "--set", TIERS)
    said = " ".join(done.stderr.split())
    assert "says nothing about: money left, grace ends, new customer." in said
    assert said.count("KC745") == 1


def test_a_book_without_managers_has_one_list_and_says_so(folder: Path) -> None:
    (folder / "book.csv").write_text(
        "客户号,AUM,最近联系日期,数据日期\n1,5,2020-01-01,2026-11-30\n", encoding="utf-8"
    )
    assert lists(folder) == {None: ["1"]}
    assert "names no managers" in refused(folder, "--manager", "王芳")
