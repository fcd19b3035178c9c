"""`keyclient lifecycle` as somebody types it."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import golden
from tests.program import typed_bytes

BOOK = """客户号,客户类型,出生日期,年龄,AUM,持有产品,房贷余额,客户风险等级,网点
c1,个人,2001-05-06,,100,借记卡、手机银行,,R3,城东支行
c2,个人,1986-11-07,,5000,借记卡,300000,R1,城东支行
c3,个人,1991-03-02,,800,借记卡,0,,滨江支行
c4,个人,1980-05-05,,62000,借记卡,0,R2,滨江支行
c5,个人,,46,7000,借记卡、理财,0,R4,城东支行
c6,个人,1975-06-01,,150,,,R2,城东支行
c7,个人,1966-12-24,,31000,借记卡、定期宝,,,城东支行
c8,,1950-01-01,,88000,借记卡、基金、年金,,R3,滨江支行
c9,个人,2062-01-01,,3,借记卡,,,滨江支行
c10,公司,,,99,结算,,,滨江支行
"""
AS_OF = ("--as-of", "2026-10-31")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    return tmp_path


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return typed_bytes(folder, "lifecycle", "book.csv", *arguments)


def _piped(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KEYCLIENT_")}
    command = [sys.executable, "-m", "keyclient", "lifecycle", "book.csv", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, check=False, env=kept | {"PYTHONUTF8": "1"} | environment
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("form", ["table", "csv"])
def test_the_answer_through_a_pipe(folder: Path, lang: str, form: str) -> None:
    done = _piped(folder, *AS_OF, "--lang", lang, "--format", form, "--by", "网点")
    assert done.returncode == 0
    golden.check(f"lifecycle/{lang}-{form}.txt", done.stdout)
    golden.check(f"lifecycle/{lang}-{form}-told.txt", done.stderr)


def test_csv_holds_every_gap_and_table_and_json_twenty(folder: Path) -> None:
    people = "".join(f"p{n},个人,1980-01-01,,{n},借记卡,0,R1,甲\n" for n in range(30))
    (folder / "book.csv").write_text(BOOK + people, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(_run(folder, *AS_OF, "-f", "csv").stdout.decode())))
    answer = json.loads(_run(folder, *AS_OF, "-f", "json").stdout)
    assert len(rows) == answer["result"]["total_gaps"] > 60
    assert len(answer["result"]["gaps"]) == 20
    assert [row["customer_id"] for row in rows][:20] == [
        gap["customer_id"] for gap in answer["result"]["gaps"]
    ]
    everything = json.loads(_run(folder, *AS_OF, "-f", "json", "--top", "all").stdout)
    assert len(everything["result"]["gaps"]) == len(rows)


def test_months_are_an_option_and_stand_in_the_policy_of_the_answer(folder: Path) -> None:
    answer = json.loads(_run(folder, *AS_OF, "-f", "json", "--months", "1").stdout)
    assert answer["policy"]["months"] == answer["result"]["months"] == 1
    assert [one["customer_id"] for one in answer["result"]["crossings"]] == ["c2"]
    refused = _run(folder, *AS_OF, "--months", "0")
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert b"lifecycle.months = 0" in refused.stderr


def test_the_policy_of_the_answer_has_the_ages_that_the_preset_gives(folder: Path) -> None:
    answer = json.loads(_run(folder, *AS_OF, "-f", "json", "--set", "lifecycle.preset=literal").stdout)
    assert answer["policy"]["needs"]["mortgage"]["core"] == [40, 50]
    needs = {band["band"]: [one["need"] for one in band["needs"]] for band in answer["result"]["bands"]}
    assert needs["40-49"] == ["mortgage"]


def test_what_is_wrong_is_told_and_strict_ends_with_1(folder: Path) -> None:
    answer = json.loads(_run(folder, *AS_OF, "-f", "json").stdout)
    assert [(issue["code"], issue["cell"]) for issue in answer["issues"]] == [
        ("KC420", "C10"),
        ("KC421", "F8"),
    ]
    assert _run(folder, *AS_OF, "--strict").returncode == 1


def test_ages_as_of_the_day_of_the_file_are_a_warning(folder: Path) -> None:
    assert b"KC425" in _run(folder).stderr
    assert b"KC425" not in _run(folder, *AS_OF).stderr


def test_a_book_without_ages_is_refused_in_one_line(folder: Path) -> None:
    (folder / "book.csv").write_text("客户号,AUM,持有产品\nc1,5,借记卡\n", encoding="utf-8")
    done = _run(folder, *AS_OF, "--lang", "zh", "-q")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().strip().count("\n") == 0
    assert "--map birth_date=列名" in done.stderr.decode()


def test_a_gbk_pipe_gets_the_answer(folder: Path) -> None:
    done = _piped(folder, *AS_OF, "--lang", "zh", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "各年龄段需求覆盖率" in done.stdout.decode("gbk")
