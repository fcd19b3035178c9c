"""`keyclient plan --verify` as somebody types it."""

import json
from pathlib import Path

import pytest

from tests.program import typed

_HEAD = "客户号,户名,联系电话,客户经理,网点,AUM,最近联系日期\n"


def _book(folder: Path, day: str, rows: str) -> None:
    (folder / f"客户表{day}.csv").write_text(f"数据日期：{day}\n{_HEAD}{rows}", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = [
        f"10000{at:04},客户{at},1380000{at:04},{'李' if at % 2 else '赵'}经理,城东支行,{1000000 - at * 10000},2026-01-10\n"
        for at in range(40)
    ]
    called = [row.replace("2026-01-10", "2026-11-20") if at % 3 == 0 else row for at, row in enumerate(own)]
    for day, rows in (("2026-10-31", own), ("2026-11-30", called), ("2026-12-31", called[1:])):
        _book(tmp_path, day, "".join(rows))
    return tmp_path


def test_a_plan_is_judged_by_later_books_whatever_their_order(folder: Path) -> None:
    words = ("plan", "客户表2026-10-31.csv", "--format", "json", "--top", "all")
    books = ("客户表2026-11-30.csv", "客户表2026-12-31.csv")
    answers = []
    for order in (books, books[::-1]):
        done = typed(folder, *words, "--verify", order[0], "--verify", order[1])
        assert done.returncode == 0, done.stderr
        answers.append(json.loads(done.stdout))
    assert answers[0] == answers[1]
    found = answers[0]
    assert found["schema"] == "keyclient/plan/1"
    assert found["result"]["books"] == list(books)
    assert [source["path"] for source in found["sources"]] == ["客户表2026-10-31.csv", *books]
    lines = found["result"]["lines"]
    assert (
        len(lines)
        == found["result"]["total_lines"]
        == sum(one["planned"] for one in found["result"]["managers"])
    )
    assert {one["verdict"] for one in lines} >= {"met", "missed"}
    assert {"worked", "left_alone", "difference", "low", "high"} <= set(found["result"]["return"])


def test_the_plan_that_is_judged_is_the_one_that_the_book_gives(folder: Path) -> None:
    words = ("plan", "客户表2026-10-31.csv", "--format", "csv")
    plan = typed(folder, *words).stdout.splitlines()
    judged = typed(folder, *words, "--verify", "客户表2026-12-31.csv").stdout.splitlines()
    assert {line.split(",")[0] for line in judged} == {line.split(",")[0] for line in plan}


def test_a_book_that_is_not_later_is_refused(folder: Path) -> None:
    done = typed(folder, "--lang", "zh", "plan", "客户表2026-11-30.csv", "--verify", "客户表2026-10-31.csv")
    assert done.returncode == 2
    assert "数据日期为 2026-10-31，并不晚于" in done.stderr


def test_what_was_judged_stands_beside_each_customer(folder: Path) -> None:
    done = typed(folder, "plan", "客户表2026-10-31.csv", "--verify", "客户表2026-12-31.csv", "--write-back")
    assert done.returncode == 0, done.stderr
    assert "events" not in done.stderr


def test_masked_nobody_is_named(folder: Path) -> None:
    done = typed(
        folder, "plan", "客户表2026-10-31.csv", "--verify", "客户表2026-12-31.csv", "--mask", "--top", "all"
    )
    assert done.returncode == 0, done.stderr
    assert "100000000" not in done.stdout
    assert "13800000000" not in done.stdout


def test_masked_lines_of_a_plan_that_was_given_back_are_called_by_their_numbers(folder: Path) -> None:
    own = ("plan", "客户表2026-10-31.csv")
    assert typed(folder, *own, "--out", "plan.csv").returncode == 0
    (folder / "plan.csv").write_text(
        (folder / "plan.csv").read_text("utf-8-sig").replace("todo", "doing"), encoding="utf-8"
    )
    words = (*own, "--verify", "客户表2026-12-31.csv", "--previous", "plan.csv", "--format", "json")
    shown, hidden = (
        json.loads(typed(folder, *words, "--top", "all", *mask).stdout)["result"]["lines"]
        for mask in ((), ("--mask",))
    )
    assert all(line["line_id"].startswith("L") for line in shown)
    assert {line["line_id"] for line in hidden} == {f"#{at + 1}" for at in range(len(shown))}


@pytest.fixture
def given(folder: Path) -> Path:
    """A folder with a plan that was given back."""
    done = typed(folder, "plan", "客户表2026-10-31.csv", "--out", "plan.csv")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("command", ["plan", "segment", "check", "report"])
def test_a_plan_is_no_book_of_customers_and_the_refusal_says_what_to_type(given: Path, command: str) -> None:
    done = typed(given, "--lang", "en", command, "plan.csv")
    assert done.returncode == 2
    assert "keyclient plan BOOK --previous plan.csv" in " ".join(done.stderr.split())


def test_a_plan_neither_judges_a_plan_nor_is_compared(given: Path) -> None:
    own = "客户表2026-10-31.csv"
    done = typed(given, "--lang", "en", "plan", own, "--verify", "plan.csv")
    assert done.returncode == 2
    assert "keyclient plan BOOK --previous PLAN --verify NEWBOOK" in " ".join(done.stderr.split())
    done = typed(given, "--lang", "en", "compare", own, "plan.csv")
    assert done.returncode == 2
    assert "is a plan that keyclient wrote" in " ".join(done.stderr.split())


def test_two_copies_of_one_plan_are_one_and_two_of_one_book_are_refused(given: Path) -> None:
    words = ("--lang", "en", "plan", "客户表2026-11-30.csv", "--format", "json")
    (given / "copy.csv").write_bytes((given / "plan.csv").read_bytes())
    once, twice = (
        typed(given, *words, "--previous", "plan.csv", *more) for more in ((), ("--previous", "copy.csv"))
    )
    assert twice.returncode == 0, twice.stderr
    assert json.loads(once.stdout) == json.loads(twice.stdout)
    (given / "copy.csv").write_bytes((given / "客户表2026-10-31.csv").read_bytes())
    done = typed(given, *words, "--previous", "客户表2026-10-31.csv", "--previous", "copy.csv")
    assert done.returncode == 2
    assert "has the same content as" in " ".join(done.stderr.split())


def test_two_owners_in_one_cell_of_a_plan_are_told(given: Path) -> None:
    plan = (given / "plan.csv").read_text("utf-8-sig")
    (given / "plan.csv").write_text(plan.replace("李经理", "李经理、赵经理", 1), encoding="utf-8")
    words = ("--lang", "en", "plan", "客户表2026-11-30.csv")
    assert "KC706" not in typed(given, *words).stderr
    assert "whose owner names several people: 1." in typed(given, *words, "--previous", "plan.csv").stderr
