"""`keyclient tier` as somebody types it."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.program import typed

SCHEMA = Path(__file__).parents[3] / "docs" / "schema" / "tier.json"
HEADINGS = "客户号,AUM（万元）,开户日期,持有产品数,客户等级,网点"
ROWS = (
    "0001,120.3,2010-05-01,5,铂金,城东",
    "0002,62.36,2016-05-01,4,黄金,城东",
    "0003,45.6,2023-01-01,1,普通,高新",
    "0004,0.9,2024-01-01,1,Blue,高新",
)
OWN = """
[[tier.tiers]]
name = "platinum"
zh = "铂金"
floor = "100万"

[[tier.tiers]]
name = "gold"
zh = "黄金"
floor = "48万"
loyalty = 60

[[tier.tiers]]
name = "iron"
zh = "铁"
"""


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return typed(folder, "tier", *arguments)


def _book(
    folder: Path, name: str, *rows: str, day: str | None = "2026-01-31", headings: str = HEADINGS
) -> None:
    title = f"数据日期：{day}\n" if day else ""
    (folder / name).write_text("\n".join([title + headings, *rows]) + "\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _book(tmp_path, "book.csv", *ROWS)
    (tmp_path / "keyclient.toml").write_text(OWN, encoding="utf-8")
    return tmp_path


def _answer(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    answer = json.loads(done.stdout)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(answer)] == []
    result: dict[str, object] = answer["result"]
    return result


def test_tiers_reasons_and_near_customers_are_in_the_json(folder: Path) -> None:
    done = _run(folder, "book.csv", "-f", "json", "--lang", "zh")
    result = json.loads(done.stdout)["result"]
    _answer(done)
    assert done.returncode == 0
    assert [(size["tier"], size["customers"], size["floor"]) for size in result["tiers"]] == [
        ("platinum", 1, 1_000_000.0),
        ("gold", 1, 480_000.0),
        ("iron", 2, None),
    ]
    assert result["top"][0]["reason"].startswith(
        "铂金：120.3万元，达到门槛 100万元；忠诚度 100：入行 15 年、产品 5 项"
    )
    assert [(near["customer_id"], near["gap"]) for near in result["near"]] == [("0003", 24_000.0)]
    assert result["book"]["words"][0]["word"] in {"Blue", "普通", "铂金", "黄金"}
    assert result["book"]["unknown"] == 1


def test_the_policy_in_the_json_is_what_was_used(folder: Path) -> None:
    policy = json.loads(_run(folder, "book.csv", "-f", "json").stdout)["policy"]
    assert [tier["name"] for tier in policy["tiers"]] == ["platinum", "gold", "iron"]
    assert (policy["presets"], policy["key"]) == ({}, {"tiers": None})


def test_csv_has_every_customer_with_the_reason(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_run(folder, "book.csv", "-f", "csv").stdout)))
    assert [(row["customer_id"], row["tier"], row["value"]) for row in rows] == [
        ("0001", "platinum", "1203000.00"),
        ("0002", "gold", "623600.00"),
        ("0003", "iron", "456000.00"),
        ("0004", "iron", "9000.00"),
    ]
    assert (
        rows[2]["reason"] == "iron: 456k yuan is below gold's floor 480k yuan; loyalty 15: 3 years, 1 product"
    )


def test_a_preset_goes_before_the_files_own_tiers_and_brings_its_measure(folder: Path) -> None:
    done = _run(folder, "book.csv", "--preset", "cards", "-f", "json")
    result = json.loads(done.stdout)["result"]
    assert [(size["tier"], size["customers"]) for size in result["tiers"]] == [
        ("private", 0),
        ("diamond", 2),
        ("platinum", 1),
        ("gold", 0),
        ("ordinary", 1),
    ]
    assert result["measure"] == "aum"


def test_an_unknown_preset_and_a_wrong_tier_end_with_2(folder: Path) -> None:
    unknown = _run(folder, "book.csv", "--preset", "card")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "it must be one of training, pyramid, cards, wealth" in unknown.stderr
    wrong = _run(folder, "book.csv", "--set", "tier.tiers=[{name='a',top=2},{name='b'}]")
    assert wrong.returncode == 2
    assert "tier.tiers[1].top = 2; expected a number above 0 and below 1." in wrong.stderr


def test_a_measure_that_the_book_has_not_ends_with_2(folder: Path) -> None:
    done = _run(folder, "book.csv", "--set", "tier.tiers=[{name='a',floor=5,measure='存款'},{name='b'}]")
    assert (done.returncode, done.stdout) == (2, "")
    assert "存款" in done.stderr


def test_a_heading_gives_the_years_as_a_customer(folder: Path) -> None:
    _book(folder, "years.csv", "1,500000,8", "2,500000,", headings="客户号,AUM,客户时间")
    done = _run(folder, "years.csv", "--set", "tier.loyalty.tenure.column=客户时间", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["loyalty"] for row in rows] == ["80.0", ""]
    assert "loyalty 80 rests on too little to decide, value alone does: 客户时间 8" in rows[0]["reason"]


def test_the_files_date_is_warned_of_and_strict_makes_it_1(folder: Path) -> None:
    _book(folder, "undated.csv", *ROWS[:2], day=None)
    done = _run(folder, "undated.csv", "--strict")
    assert done.returncode == 1
    assert "warning KC410: The book has no data date" in done.stderr
    assert "KC410" not in _run(folder, "undated.csv", "--as-of", "2026-01-31").stderr


def test_earlier_books_are_taken_in_the_order_of_their_data_dates(folder: Path) -> None:
    _book(folder, "march.csv", "0001,90,2010-05-01,5,,城东", "0002,130,2016-05-01,4,,城东", day="2026-03-31")
    _book(folder, "february.csv", "0001,90,2010-05-01,5,,城东", day="2026-02-28")
    done = _run(folder, "march.csv", "--previous", "february.csv", "--previous", "book.csv", "-f", "json")
    answer = json.loads(done.stdout)
    _answer(done)
    history = answer["result"]["history"]
    assert [(Path(book["path"]).name, book["as_of"]) for book in history["books"]] == [
        ("book.csv", "2026-01-31"),
        ("february.csv", "2026-02-28"),
    ]
    assert [(row["customer_id"], row["tier"], row["watch"]) for row in answer["result"]["top"]] == [
        ("0002", "platinum", 0),
        ("0001", "platinum", 2),
    ]
    assert [Path(source["path"]).name for source in answer["sources"]] == [
        "march.csv",
        "book.csv",
        "february.csv",
    ]
    assert "Earlier books, oldest first: book.csv (2026-01-31), february.csv (2026-02-28)." in done.stderr


def test_a_data_date_given_for_today_is_not_that_of_the_earlier_books(folder: Path) -> None:
    _book(folder, "march.csv", *ROWS, day=None)
    for given in (("--as-of", "2026-03-31"), ("--set", "as_of=2026-03-31")):
        done = _run(folder, "march.csv", "--previous", "book.csv", *given, "-f", "json")
        answer = json.loads(done.stdout)
        assert (answer["as_of"], answer["result"]["history"]["books"][0]["as_of"]) == (
            "2026-03-31",
            "2026-01-31",
        )


def test_a_book_that_is_not_earlier_is_refused(folder: Path) -> None:
    _book(folder, "later.csv", *ROWS, day="2026-02-28")
    done = _run(folder, "book.csv", "--previous", "later.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "later.csv is dated 2026-02-28, not before 2026-01-31" in done.stderr


@pytest.mark.parametrize("given", [("book.csv",), ("copy.csv",), ("old.csv", "old.csv")])
def test_one_book_twice_is_refused(folder: Path, given: tuple[str, ...]) -> None:
    (folder / "copy.csv").write_bytes((folder / "book.csv").read_bytes())
    _book(folder, "old.csv", *ROWS[:2], day="2025-12-31")
    done = _run(folder, "book.csv", *(word for name in given for word in ("--previous", name)))
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        f"error: {given[0]} has the same content as {'old.csv' if 'old.csv' in given else 'book.csv'}."
        in done.stderr
    )


@pytest.mark.parametrize(
    ("today", "given", "taken"),
    [
        ("12月.csv", ("10月.csv", "2月.csv"), "2月.csv, 10月.csv"),
        ("1月.csv", ("10月.csv", "2月.csv"), "10月.csv, 2月.csv"),
    ],
)
def test_books_without_dates_are_taken_by_the_numbers_in_their_names_or_as_given(
    folder: Path, today: str, given: tuple[str, ...], taken: str
) -> None:
    for number, name in enumerate((today, *given)):
        _book(folder, name, *ROWS, f"9{number},5,2020-01-01,1,,", day=None)
    options = [word for name in given for word in ("--previous", name)]
    done = _run(folder, today, *options, "--top", "0")
    assert done.returncode == 0
    assert (
        f"warning KC419: Not every book has a data date; they are taken in this order, oldest first: {taken}."
        in done.stderr
    )


def test_defects_of_an_earlier_book_are_counted(folder: Path) -> None:
    _book(
        folder,
        "old.csv",
        "0001,约一百万,2010-05-01,5,,城东",
        "0002,60,去年,4,,城东",
        "0003,1,2020-01-01,1,,",
        "0004,2,2020-01-01,1,,",
        day="2025-12-31",
    )
    done = _run(folder, "book.csv", "--previous", "old.csv", "--top", "0")
    assert "note KC418: old.csv: warnings and errors: 2;" in done.stderr


def test_the_answer_in_a_gbk_console_holds_no_unknown_character(folder: Path) -> None:
    command = [sys.executable, "-m", "keyclient", "tier", "book.csv", "--lang", "zh", "--by", "网点"]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "gbk"}
    )
    text = done.stdout.decode("gbk")
    assert done.returncode == 0
    assert "?" not in text
    assert "铂金：120.3万元，达到门槛 100万元" in text
