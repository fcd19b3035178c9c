"""`report --previous` with the last plan and the last list of calls, as people left them."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.program import Ended, run

HEAD = "客户号,客户名称,客户经理,存款余额,最近联系日期,数据日期\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = [
        f"{1000 + number},客户{number},{'王芳' if number % 2 else '李强'},{900_000 - number * 25_000},2026-03-01,2026-09-30\n"
        for number in range(20)
    ]
    (tmp_path / "book.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path


def _done(*words: str) -> Ended:
    done = run(["--lang", "zh", *words])
    assert done.code == 0, done.err
    return done


def _filled(path: Path, **cells: str) -> dict[str, str]:
    """Write into the first row of a form; the row as it was."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    first = dict(rows[0])
    rows[0] |= cells
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return first


def test_a_report_reads_the_last_plan_and_list_back(folder: Path) -> None:
    _done("plan", "book.csv", "-o", "plan.csv")
    _done("today", "book.csv", "-o", "calls.csv")
    line = _filled(folder / "plan.csv", status="done", remark="已面谈")
    call = _filled(folder / "calls.csv", status="no_answer")
    told = _done("report", "book.csv", "--previous", "calls.csv", "--previous", "plan.csv", "-f", "json")
    answer = json.loads(told.out)
    lines = {one["line_id"]: one for one in answer["result"]["plan"]["lines"]}
    kept = lines[line["line_id"]]
    assert (kept["status"], kept["remark"]) == ("done", "已面谈")
    calls = {one["call_id"]: one for each in answer["result"]["today"]["managers"] for one in each["lines"]}
    assert calls[call["call_id"]]["status"] == "no_answer"
    assert {one["status"]: one["calls"] for one in answer["result"]["today"]["outcomes"]}["no_answer"] == 1


def test_of_a_report_each_part_uses_its_own_form_without_a_word_about_the_other(folder: Path) -> None:
    _done("today", "book.csv", "-o", "calls.csv")
    alone = json.loads(_done("plan", "book.csv", "--previous", "calls.csv", "-f", "json").out)
    whole = json.loads(_done("report", "book.csv", "--previous", "calls.csv", "-f", "json").out)
    not_used = "KC731"
    assert not_used in {one["code"] for one in alone["issues"]}
    assert not_used not in {one["code"] for one in whole["issues"]}
