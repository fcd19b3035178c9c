"""`keyclient compare` as somebody types it."""

import csv
import io
import json
import os
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from tests.program import typed

SCHEMA = Path(__file__).parents[3] / "docs" / "schema" / "compare.json"
DATA = Path(os.environ.get("KEYCLIENT_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))
MONTHLY = DATA / "books" / "monthly"
FLOORS = (
    "tier.tiers=[{name='key',zh='重点',floor=100},{name='mid',zh='中间',floor=40},{name='low',zh='其他'}]"
)
HEADINGS = "客户号,客户名称,手机号,客户经理,AUM"
OLD = (
    "a,张伟,13800000001,李娜,100",
    "b,王芳,13800000002,李娜,50",
    "c,李强,13800000003,赵磊,40",
    "d,刘洋,13800000004,赵磊,10",
    "e,陈静,13800000005,赵磊,5",
)
NEW = (
    "a,张伟,13800000001,李娜,120",
    "b,王芳,13800000002,赵磊,110",
    "c,李强,13800000003,赵磊,",
    "d,刘洋,13800000004,李娜,45",
    "f,周敏,13800000006,李娜,3",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, rows in (("old.csv", OLD), ("new.csv", NEW)):
        (tmp_path / name).write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (HEADINGS, *NEW):
        book.active.append(
            [int(cell) if cell.isdigit() and len(cell) < 4 else cell for cell in row.split(",")]
        )
    book.save(tmp_path / "new.xlsx")
    return tmp_path


def _run(folder: Path, *arguments: str, lang: str = "en", new: str = "new.csv") -> tuple[str, str]:
    done = typed(folder, "--lang", lang, "compare", "old.csv", new, "--set", FLOORS, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_the_json_fits_its_schema_and_closes(folder: Path) -> None:
    answer = json.loads(_run(folder, "-f", "json", "--by", "manager")[0])
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(answer)] == []
    result = answer["result"]
    assert result["opening"] + sum(one["change"] for one in result["buckets"]) == result["closing"] == 278
    assert [group["group"] for group in result["groups"]] == ["赵磊", "李娜"]


def test_a_value_that_is_blank_now_is_told(folder: Path) -> None:
    said = _run(folder)[1]
    assert "KC470: new.csv: customers with an amount in the book before and none here: 1." in said


def test_csv_holds_everybody_with_the_keys_of_the_json(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_run(folder, "-f", "csv")[0])))
    assert list(rows[0]) == "customer_id row from to before after change bucket reason".split()
    assert {row["customer_id"]: row["bucket"] for row in rows} == {
        "a": "stayed",
        "b": "promoted",
        "c": "emptied",
        "d": "promoted",
        "e": "lost",
        "f": "new",
    }


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (["bucket=lost"], "e"),
        (["变动类别=流失"], "e"),
        (["bucket=stayed"], "a"),
        (["from=low"], "d e"),
        (["to=重点"], "b"),
        (["manager=赵磊"], "b c e"),
        (["manager=赵磊", "bucket=lost"], "e"),
    ],
)
def test_lists_hold_whom_was_asked_for_and_the_lost_by_the_book_before(
    folder: Path, asked: list[str], ids: str
) -> None:
    words = [word for one in asked for word in ("--only", one)]
    result = json.loads(_run(folder, "-f", "json", *words)[0])["result"]
    assert sorted(one["customer_id"] for one in result["moved"]) == ids.split()
    assert result["closing"] == 278


def test_the_lost_have_name_telephone_and_manager_of_the_book_before(folder: Path) -> None:
    shown = _run(folder, "--only", "bucket=lost")[0]
    assert [word for word in shown.split() if word in {"陈静", "13800000005", "赵磊"}] == [
        "陈静",
        "13800000005",
        "赵磊",
    ]
    masked = _run(folder, "--only", "bucket=lost", "--mask")[0]
    assert "陈静" not in masked
    assert "13800000005" not in masked


def test_books_without_numbers_say_that_nobody_can_be_followed(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("客户名称,AUM\n张伟,5\n", encoding="utf-8")
    (tmp_path / "later.csv").write_text("客户名称,AUM\n张伟,6\n", encoding="utf-8")
    done = typed(tmp_path, "--lang", "en", "compare", "names.csv", "later.csv")
    assert done.returncode == 0
    assert "No customer of names.csv or later.csv can be followed" in done.stdout
    assert "KC471" in done.stderr


def test_masked_numbers_of_those_who_left_differ_from_those_who_stayed(folder: Path) -> None:
    moved = json.loads(_run(folder, "-f", "json", "--mask", "--only", "bucket=lost")[0])["result"]["moved"]
    every = _run(folder, "-f", "csv", "--mask")[0].splitlines()[1:]
    assert len({line.split(",")[0] for line in every}) == 6
    assert moved[0]["customer_id"] == next(line.split(",")[0] for line in every if ",lost," in line)


def test_bucket_before_and_change_stand_beside_each_customer(folder: Path) -> None:
    _run(folder, "--write-back", lang="zh", new="new.xlsx")
    sheet = openpyxl.load_workbook(folder / "new.keyclient.xlsx").worksheets[0]
    cells = {row[0]: row[-3:] for row in sheet.iter_rows(values_only=True)}
    assert cells["a"] == ("未变层级", 100, 20)
    assert cells["c"] == ("清空", 40, -40)
    assert cells["f"] == ("新增", None, 3)


def test_the_full_list_names_every_book(folder: Path) -> None:
    assert "Full list: keyclient --lang en compare old.csv new.csv" in _run(folder)[1]


def test_other_commands_say_which_one_picks_by_what_moved(folder: Path) -> None:
    done = typed(folder, "--lang", "en", "segment", "new.csv", "--only", "bucket=lost")
    assert done.returncode == 2
    assert "keyclient compare" in done.stderr
    assert "keyclient report" not in done.stderr


def test_six_months_of_a_shop_close_every_month() -> None:
    if not MONTHLY.exists():
        pytest.skip(f"books/monthly is not in {DATA}; set KEYCLIENT_TEST_DATA to the folder that has it")
    months = [str(MONTHLY / f"{month}月.xlsx") for month in range(1, 7)]
    done = typed(MONTHLY, "compare", *months, "--map", "customer_id=SKU", "-m", "成交码洋", "-f", "json")
    result = json.loads(done.stdout)["result"]
    assert [one["value"] for one in result["periods"]] == [
        958_763.6, 900_500.2, 1_144_057.4, 911_718.8, 1_014_847.8, 1_515_419.0,
    ]  # fmt: skip
    assert [one["customers"] for one in result["periods"]] == [31, 31, 31, 32, 32, 32]
    april = {one["bucket"]: one for one in result["steps"][2]["buckets"]}
    assert (april["new"]["customers"], april["new"]["change"]) == (1, 31_104.0)


def test_one_book_keeps_the_changes_of_customers_with_two_managers(tmp_path: Path) -> None:
    text = "客户号,管户经理,AUM,AUM较上月\n1,李娜,100,20\n1,赵磊,50,5\n2,赵磊,70,10\n"
    (tmp_path / "own.csv").write_text(text, encoding="utf-8")
    done = typed(tmp_path, "--lang", "en", "compare", "own.csv", "-m", "aum", "--by", "manager", "-f", "json")
    groups = json.loads(done.stdout)["result"]["groups"]
    assert {one["group"]: (one["opening"], one["closing"]) for one in groups} == {
        "李娜": (80, 100),
        "赵磊": (105, 120),
    }
    assert "KC419" not in done.stderr
