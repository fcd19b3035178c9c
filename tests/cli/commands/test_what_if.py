"""`--what-if` as somebody types it."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from openpyxl import load_workbook

from keyclient.cli.output.delivery import SUFFIXES
from keyclient.ingest import load as reading
from keyclient.render.formats import FILES
from tests.program import typed

BOOK = """数据日期：2026-01-31,,,,,
客户号,客户姓名,联系电话,AUM（万元）,客户经理,网点
620001,欧阳采薇,13800000001,70,王芳,城东
620002,阿依古丽,13800000002,65,王芳,城东
620003,Zebediah Quux,13800000003,58,孙浩,城东
620004,钱七,13800000004,55,孙浩,城西
620005,孙八,13800000005,52,,城西
620006,周九,13800000006,48,孙浩,城西
"""
OWN = """
[[tier.tiers]]
name = "gold"
zh = "黄金"
floor = "50万"

[[tier.tiers]]
name = "iron"
zh = "铁"
"""
HIGHER = ("--what-if", "tiers.gold.floor=60万")
RANGE = ("--what-if", "tiers.gold.floor=40万..80万/20万")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    (tmp_path / "keyclient.toml").write_text(OWN, encoding="utf-8")
    return tmp_path


def answered(folder: Path, *words: str, command: str = "tier") -> dict[str, Any]:
    """The JSON of a run that succeeds."""
    done = typed(folder, command, "book.csv", "--format", "json", *words)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def refused(folder: Path, *words: str, command: str = "tier", lang: str = "en") -> str:
    """What a run that is refused says."""
    done = typed(folder, "--lang", lang, command, "book.csv", *words)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


def test_who_goes_out_stands_in_the_json_with_both_sides(folder: Path) -> None:
    answer = answered(folder, *HIGHER)
    result = answer["result"]
    assert answer["schema"] == "keyclient/what_if/1"
    gold = result["groups"][0]
    assert {
        name: (gold[name]["customers"], gold[name]["value"]) for name in ("base", "in", "out", "reform")
    } == {
        "base": (5, 3_000_000.0),
        "in": (0, 0.0),
        "out": (3, 1_650_000.0),
        "reform": (2, 1_350_000.0),
    }
    assert [(one["customer_id"], one["base"], one["reform"], one["side"]) for one in result["moved"]] == [
        ("620003", "gold", "iron", "out"),
        ("620004", "gold", "iron", "out"),
        ("620005", "gold", "iron", "out"),
    ]
    assert result["changes"] == [{"key": "tier.tiers.gold.floor", "base": 500_000, "reform": 600_000}]


def test_the_hashes_are_those_of_the_two_runs_that_are_compared(folder: Path) -> None:
    result = answered(folder, *HIGHER)["result"]
    assert result["base_sha256"] == answered(folder)["policy_sha256"]
    assert result["reform_sha256"] == answered(folder, "--set", "tiers.gold.floor=60万")["policy_sha256"]


def test_both_sides_are_what_the_two_runs_count(folder: Path) -> None:
    groups = answered(folder, *HIGHER)["result"]["groups"]
    before, after = (
        answered(folder, *words)["result"]["tiers"] for words in ((), ("--set", "tiers.gold.floor=60万"))
    )
    for side, tiers in (("base", before), ("reform", after)):
        assert {one["group"]: one[side]["customers"] for one in groups} == {
            one["tier"]: one["customers"] for one in tiers
        }


def test_the_book_is_read_once_however_many_values_are_tried(folder: Path) -> None:
    with patch.object(reading, "load_cells", wraps=reading.load_cells) as read:
        answered(folder, *RANGE)
    assert read.call_count == 1


def test_a_range_gives_a_curve(folder: Path) -> None:
    curve = answered(folder, *RANGE)["result"]["curve"]
    assert [
        (step["text"], step["value"], step["focus"]["reform"]["customers"]) for step in curve["steps"]
    ] == [
        ("40万", 400_000.0, 6),
        ("60万", 600_000.0, 2),
        ("80万", 800_000.0, 0),
    ]


def test_csv_has_everybody_who_moves_and_of_a_range_every_value(folder: Path) -> None:
    moved = list(csv.DictReader(io.StringIO(typed(folder, "tier", "book.csv", "-f", "csv", *HIGHER).stdout)))
    assert [(one["customer_id"], one["side"], one["value"]) for one in moved] == [
        ("620003", "out", "580000.00"),
        ("620004", "out", "550000.00"),
        ("620005", "out", "520000.00"),
    ]
    steps = list(csv.DictReader(io.StringIO(typed(folder, "tier", "book.csv", "-f", "csv", *RANGE).stdout)))
    assert [(one["text"], one["customers"], one["in"], one["out"]) for one in steps] == [
        ("40万", "6", "1", "0"),
        ("60万", "2", "0", "3"),
        ("80万", "0", "0", "5"),
    ]


@pytest.mark.parametrize("what", [HIGHER, RANGE])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_file_is_written_and_masked_nobody_can_be_recognised(
    folder: Path, suffix: str, what: tuple[str, ...]
) -> None:
    assert suffix in FILES
    done = typed(folder, "--lang", "zh", "tier", "book.csv", "--mask", "-o", f"out{suffix}", *what)
    assert done.returncode == 0, done.stderr
    shown = (folder / f"out{suffix}").read_bytes()
    if suffix == ".xlsx":
        sheets = load_workbook(io.BytesIO(shown)).worksheets
        shown = " ".join(str(cell) for sheet in sheets for row in sheet.values for cell in row).encode()
    for secret in ("采薇", "古丽", "Quux", "620003", "13800000003"):
        assert secret.encode() not in shown
    assert b"620001" not in shown


def test_people_read_who_goes_out_in_their_language(folder: Path) -> None:
    shown = typed(folder, "--lang", "zh", "tier", "book.csv", *HIGHER).stdout
    assert "测算：tier.tiers.gold.floor 由 500,000元 改为 600,000元。" in shown
    assert "重点客户：现行 5 户（3,000,000元），调整后 2 户（1,350,000元）" in shown
    assert "王芳" in shown
    english = typed(folder, "--lang", "en", "tier", "book.csv", *HIGHER).stdout
    assert "Key customers: 5 now (3,000,000 yuan), 2 after (1,350,000 yuan)" in english


def test_a_gbk_console_shows_it(folder: Path) -> None:
    done = typed(folder, "--lang", "zh", "tier", "book.csv", *HIGHER, PYTHONIOENCODING="gbk")
    assert done.returncode == 0
    done.stdout.encode("gbk")


def test_lists_may_be_about_some_customers_alone(folder: Path) -> None:
    result = answered(folder, *HIGHER, "--only", "manager=孙浩")["result"]
    assert [one["customer_id"] for one in result["moved"]] == ["620003", "620004"]
    assert (result["total_moved"], result["focus"]["out"]["customers"]) == (2, 3)
    by_tier = answered(folder, *HIGHER, "--only", "tier=gold")["result"]
    assert by_tier["total_moved"] == 3


def test_an_only_that_the_groups_do_not_say_is_refused(folder: Path) -> None:
    said = refused(folder, "--what-if", "fall=0.2", "--only", "tier=gold", command="risk")
    assert "--only tier does not work with --what-if here" in said


def test_a_column_groups_those_who_come_and_go(folder: Path) -> None:
    by = answered(folder, *HIGHER, "--by", "branch")["result"]["by"]
    assert [(one["group"], one["out"]["customers"]) for one in by] == [("城东", 1), ("城西", 2)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--what-if", "read.date_order=dmy"), "read.date_order changes how the book is read"),
        (("--what-if", "risk.fall=0.2"), "keyclient tier does not depend on risk.fall"),
        (
            ("--what-if", "tiers.silver.floor=1"),
            "--what-if tier.tiers.silver.floor=1: tier.tiers has no “silver”",
        ),
        (("--what-if", "tiers.gold.floor=much"), "expected an amount in yuan above 0"),
        (("--what-if", "tiers.gold.floor"), "--what-if tiers.gold.floor: write key=value"),
        (("--what-if", "nosuch=1"), "unknown policy key “nosuch”"),
        (("--what-if", "tiers.gold.floor=1..2/1", "--what-if", "near=0.1..0.2/0.1"), "one range at a time"),
        (("--what-if", "preset=cards", "--set", "tier.tiers="), "ranks customers by the first measure"),
        ((*HIGHER, "--write-back"), "--what-if is a trial"),
    ],
)
def test_what_cannot_be_tried_is_refused_with_the_reason(
    folder: Path, words: tuple[str, ...], said: str
) -> None:
    assert said in refused(folder, *words)


def test_a_plan_is_judged_or_tried_not_both(folder: Path) -> None:
    said = refused(folder, "--what-if", "whom=['key']", "--verify", "book.csv", command="plan", lang="zh")
    assert "--verify 用于检查计划" in said


def test_another_measure_may_be_tried_where_one_is_named_for_both(folder: Path) -> None:
    result = answered(
        folder, "--set", "tier.tiers=", "--what-if", "preset=cards", "--measure", "aum", "--top", "all"
    )["result"]
    assert {one["group"]: one["reform"]["customers"] for one in result["groups"]}["diamond"] == 5


def test_strict_ends_with_findings_where_managers_have_too_few_seats(folder: Path) -> None:
    words = ("--what-if", "tiers.gold.floor=40万", "--what-if", "managers.seats=1", "--strict")
    done = typed(folder, "--lang", "en", "tier", "book.csv", *words)
    assert (done.returncode, "KC761" in done.stderr) == (1, True)


def test_the_policy_file_stays_as_it_is(folder: Path) -> None:
    answered(folder, *HIGHER)
    assert (folder / "keyclient.toml").read_text(encoding="utf-8") == OWN


@pytest.mark.parametrize(
    ("command", "what"),
    [("segment", "target=0.5"), ("risk", "fall=0.2"), ("plan", "tiers.gold.floor=60万")],
)
def test_other_analyses_try_their_own_policy(folder: Path, command: str, what: str) -> None:
    result = answered(folder, "--what-if", what, command=command)["result"]
    assert result["analysis"] == command
    assert sum(one["base"]["customers"] for one in result["groups"]) == 6


def test_analyses_without_groups_do_not_offer_it(folder: Path) -> None:
    assert "--what-if" in refused(folder, *HIGHER, command="check")
