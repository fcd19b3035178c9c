"""`--only`, as somebody types it: lists about some customers, figures about all."""

import csv
import io
import json
import warnings
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from tests.program import typed

BOOK = """客户号,客户名称,手机号,客户经理,网点,出生日期,持有产品,客户风险等级,AUM
C001,张三,13800001111,李强,城东支行,1980-01-01,理财,,1000000
C002,李四,13800002222,周敏,城东支行,1984-05-01,借记卡,,950000
C003,王五,13800003333,李强,城西支行,1983-02-01,借记卡,,400000
C004,赵六,13800004444,周敏,城西支行,1960-02-01,借记卡,,300000
C005,钱七,13800005555,李强,城西支行,1990-02-01,无,,约120
C006,孙八,13800006666,李强,城西支行,1999-02-01,,,380000
"""
AGED = """客户号,客户名称,手机号,客户类型,客户经理,网点,出生日期,年龄,持有产品,AUM
C101,张三,,个人,李强,城东支行,1980-01-01,,理财,1000000
C102,李四,13800002222,个人,周敏,城东支行,,42,借记卡,950000
C103,王五,13800003333,个人,李强,城西支行,1960-02-01,,借记卡,400000
C104,赵六,13800004444,个人,周敏,城西支行,1999-02-01,,借记卡,300000
C105,钱七,13800005555,个人,李强,城西支行,,,借记卡,370000
C106,云州公司,13800006666,公司,李强,城西支行,1984-01-01,,,360000
"""
TIERS = "tier.tiers=[{name='gold',zh='黄金',floor=400000},{name='iron',zh='铁'}]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.csv").write_text(BOOK, "utf-8")
    return tmp_path


def _run(folder: Path, command: str, *arguments: str, lang: str = "en") -> tuple[str, str]:
    done = typed(folder, "--lang", lang, command, "book.csv", "--as-of", "2026-10-31", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def _json(folder: Path, command: str, *arguments: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(_run(folder, command, *arguments, "-f", "json")[0])
    return found


def _ids(rows: object) -> list[str]:
    assert isinstance(rows, list)
    return [row["customer_id"] for row in rows]


def test_lists_hold_these_customers_and_figures_stay_those_of_the_whole(folder: Path) -> None:
    whole = _json(folder, "segment")["result"]
    some = _json(folder, "segment", "--only", "manager=李强")["result"]
    assert isinstance(whole, dict)
    assert isinstance(some, dict)
    assert _ids(some["top"]) == ["C001", "C003", "C006"]
    assert _ids(some["unread"]) == ["C005"]
    kept = [row for row in whole["top"] if row["customer_id"] in _ids(some["top"])]
    assert some["top"] == kept
    lists = ("top", "near", "near_total", "unread", "watch", "differs")
    assert {name: some[name] for name in whole if name not in lists} == {
        name: figure for name, figure in whole.items() if name not in lists
    }


@pytest.mark.parametrize("asked", ["tier=gold", "层级=黄金"])
def test_a_report_lists_the_customers_of_a_tier_or_class_in_all_its_parts(folder: Path, asked: str) -> None:
    parts = _json(folder, "report", "--set", TIERS, "--only", asked, "--only", "class=A")["result"]
    assert isinstance(parts, dict)
    assert _ids(parts["segment"]["top"]) == ["C001", "C002", "C003"]
    assert _ids(parts["tier"]["top"]) == ["C001", "C002", "C003"]
    assert set(_ids(parts["lifecycle"]["gaps"])) == {"C001", "C002", "C003"}


def test_a_report_of_a_book_without_tiers_says_what_is_missing(folder: Path) -> None:
    (folder / "book.csv").write_text("客户号,客户名称,客户经理\n1,张三,李强\n2,李四,周敏\n", "utf-8")
    done = typed(folder, "--lang", "en", "report", "book.csv", "--only", "tier=gold")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--only tier=…: the book has no data for keyclient tier" in done.stderr


@pytest.mark.parametrize(
    ("command", "asked", "said"),
    [
        (
            "segment",
            "tier=gold",
            "by tier, --only filters the lists of: keyclient tier, keyclient risk, keyclient plan, keyclient today, keyclient report.",
        ),
        (
            "check",
            "层级=黄金",
            "by tier, --only filters the lists of: keyclient tier, keyclient risk, keyclient plan, keyclient today, keyclient report.",
        ),
        ("tier", "class=A", "by class, --only filters the lists of: keyclient segment, keyclient report."),
        ("funnel", "band=40-49", "keyclient funnel has none. For its figures by a column use --by"),
        ("segment", "年龄段=31-35", "For a column of the book headed so write --only 年龄段#1=VALUE."),
    ],
)
def test_what_this_command_cannot_filter_by_is_refused_with_the_command_that_can(
    folder: Path, command: str, asked: str, said: str
) -> None:
    done = typed(folder, "--lang", "en", command, "book.csv", "--only", asked)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_column_of_the_book_goes_before_what_another_analysis_makes(folder: Path) -> None:
    (folder / "book.csv").write_text("客户号,类别,AUM\n1,A,5\n2,B,900\n3,A,1\n", "utf-8")
    found = _json(folder, "tier", "--only", "类别=A")["result"]
    assert isinstance(found, dict)
    assert _ids(found["top"]) == ["1", "3"]


def test_a_file_of_the_customers_holds_those_of_the_class_alone(folder: Path) -> None:
    _run(folder, "segment", "--only", "class=B", "--only", "class=C", "-o", "a.parquet")
    assert pq.read_table(folder / "a.parquet")["customer_id"].to_pylist() == ["C004"]


def test_every_list_of_tier_is_filtered_and_the_running_sum_is_theirs(folder: Path) -> None:
    found = _json(folder, "tier", "--set", TIERS, "--only", "manager=李强")["result"]
    assert isinstance(found, dict)
    assert _ids(found["top"]) == ["C001", "C003", "C006"]
    assert [(row["customer_id"], row["cumulative_gap"]) for row in found["near"]] == [("C006", 20000)]
    assert found["near_total"]["customers"] == 1
    assert found["customers"] == 5


@pytest.mark.parametrize("value", ["tier=gold", "tier=黄金", "层级=GOLD", "层级＝黄金"])
def test_a_tier_goes_by_either_name(folder: Path, value: str) -> None:
    found = _json(folder, "tier", "--set", TIERS, "--only", value)["result"]
    assert isinstance(found, dict)
    assert _ids(found["top"]) == ["C001", "C002", "C003"]


def test_a_class_and_an_age_band_do_too(folder: Path) -> None:
    classes = _json(folder, "segment", "--only", "class=B", "--only", "class=C")["result"]
    bands = _json(folder, "lifecycle", "--only", "band=40-49", "--only", "manager=周敏")["result"]
    assert isinstance(classes, dict)
    assert isinstance(bands, dict)
    assert _ids(classes["top"]) == ["C004"]
    assert set(_ids(bands["gaps"])) == {"C002"}


def test_the_first_of_them_are_counted_after_they_are_picked(folder: Path) -> None:
    found = _json(folder, "segment", "--only", "网点=城西支行", "--top", "1")["result"]
    assert isinstance(found, dict)
    assert _ids(found["top"]) == ["C003"]


def test_every_format_lists_the_same(folder: Path) -> None:
    asked = ("--only", "manager=李强")
    rows = csv.DictReader(io.StringIO(_run(folder, "segment", *asked, "-f", "csv")[0]))
    assert [row["customer_id"] for row in rows] == ["C001", "C003", "C006"]
    for form in ("md", "table"):
        text = _run(folder, "segment", *asked, "-f", form)[0]
        assert "13800003333" in text
        assert "13800002222" not in text
    for name in ("a.html", "a.xlsx", "a.parquet"):
        _run(folder, "segment", *asked, "-o", name)
    assert "13800002222" not in (folder / "a.html").read_text("utf-8")
    with warnings.catch_warnings(action="ignore"):
        book = openpyxl.load_workbook(io.BytesIO((folder / "a.xlsx").read_bytes()))
    heads, *cells = list(book["Largest customers"].iter_rows(values_only=True))
    assert [row[heads.index("phone")] for row in cells] == ["13800001111", "13800003333", "13800006666"]
    assert pq.read_table(folder / "a.parquet")["customer_id"].to_pylist() == ["C001", "C003", "C006"]


def test_a_check_lists_their_gaps_and_findings(folder: Path) -> None:
    text = typed(
        folder, "--lang", "en", "check", "book.csv", "--as-of", "2026-10-31", "--only", "manager=周敏"
    )
    assert text.returncode == 1
    assert "C002" in text.stdout
    assert "C003" not in text.stdout
    assert "Lists hold only customers with manager = 周敏" in text.stdout


def test_a_report_is_about_them_too(folder: Path) -> None:
    text = _run(folder, "report", "--only", "manager=周敏")[0]
    assert "Lists hold only customers with manager = 周敏" in text


def test_writing_into_the_book_still_covers_every_row(folder: Path) -> None:
    err = _run(folder, "segment", "--only", "manager=周敏", "--write-back")[1]
    assert "--only is about lists: the columns beside the customers are written for every row." in err
    sheet = openpyxl.load_workbook(io.BytesIO((folder / "book.keyclient.xlsx").read_bytes())).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    ranks = [row[heads.index("keyclient·rank")].value for row in sheet.iter_rows(min_row=2)]
    assert ranks == [1, 2, 3, 5, None, 4]


def test_masked_the_value_of_a_personal_column_is_not_repeated(folder: Path) -> None:
    out, err = _run(folder, "segment", "--only", "客户名称=张三", "--mask")
    assert "张三" not in out + err
    assert "138****1111" in out
    assert "manager = 李强" in _run(folder, "segment", "--only", "manager=李强", "--mask")[0]


@pytest.mark.parametrize("command", ["tier", "report"])
@pytest.mark.parametrize(("asked", "said"), [("tier=gold", "层级为黄金"), ("层级=黄金", "层级为黄金")])
def test_who_has_no_age_band_is_counted_among_those_of_the_tier_alone(
    folder: Path, command: str, asked: str, said: str
) -> None:
    (folder / "book.csv").write_text(AGED, "utf-8")
    settings = ("--set", TIERS, "--only", asked, "--only", "band=40-49")
    told = _run(folder, command, *settings, lang="zh")[0]
    assert f"{said}且年龄段为40-49岁的客户" in told.replace("\n", "")
    assert "不属任何年龄段" not in told
    alone = _run(folder, command, "--set", TIERS, "--only", "band=40-49", lang="zh")[0]
    assert "另有年龄未知 1 个、公司客户 1 个" in alone


def test_a_value_typed_in_one_language_is_shown_in_that_of_the_answer(folder: Path) -> None:
    (folder / "book.csv").write_text(AGED, "utf-8")
    asked = ("--set", TIERS, "--only", "层级=黄金", "--only", "kind=公司")
    assert "tier = gold and kind = corporate;" in _run(folder, "tier", *asked)[0]
    assert "客户类型为公司" in _run(folder, "segment", "--only", "kind=corporate", lang="zh")[0]


@pytest.mark.parametrize(
    ("only", "said"),
    [
        ("李强", "write --only FIELD=VALUE"),
        ("tier=silver", "tier is one of platinum, gold, iron"),
        ("manager=李小强", "no customer has this value. Nearest: 李强"),
        ("客户经里=李强", "there is no column “客户经里”. Nearest: 客户经理"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_what_could(folder: Path, only: str, said: str) -> None:
    done = typed(folder, "--lang", "en", "tier", "book.csv", "--only", only)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
