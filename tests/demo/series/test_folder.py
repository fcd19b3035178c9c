"""`keyclient demo --months` as somebody types it, and what the program finds in its books."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.demo.evaluate import answer_of
from tests.demo.found_moves import compared
from tests.demo.scores import Score, scopes
from tests.program import run, typed_bytes


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("series")
    options = ("--months", "3", "--branches", "2", "--customers", "400", "--seed", "7", "--lang", "zh")
    done = typed_bytes(folder, "demo", "bank", *options, "--truth", "truth.json")
    assert done.returncode == 0
    assert done.stderr.decode() == "已在 bank 中写入 6 份客户表。\n已写入 truth.json。\n"
    return folder


def _truth(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return found


def test_each_branch_has_a_folder_with_a_book_a_month(bank: Path) -> None:
    names = sorted(path.relative_to(bank).as_posix() for path in bank.rglob("*.xlsx"))
    assert names == sorted(
        f"bank/{branch}/{branch}_{month}.xlsx"
        for branch in ("城东支行", "滨江支行")
        for month in (202608, 202609, 202610)
    )
    assert {path.name for path in bank.iterdir()} == {"bank", "truth.json"}


def test_books_are_read_without_errors_and_add_up_to_what_the_list_says(bank: Path) -> None:
    for book in _truth(bank)["books"][::2]:
        answer = json.loads(run(["check", str(bank / "bank" / book["path"]), "-f", "json", "--quiet"]).out)
        assert not [issue for issue in answer["issues"] if issue["severity"] == "error"]
        (source,) = answer["sources"]
        assert answer["as_of"] == book["period"]
        assert source["rows"]["customers"] == book["customers"]
        assert {line["difference"] for line in source["money"]} == {0}
        assert book["amount"] in [line["read"] for line in source["money"] if line["field"] == "aum"]


def test_who_came_left_returned_and_emptied_is_found_in_the_books_of_each_branch(bank: Path) -> None:
    for scope, books in scopes(bank / "bank", _truth(bank)):
        found = compared(answer_of("compare", *map(str, books)), scope)
        for kind in ("lost", "new", "returned", "leaver", "emptied"):
            score = found[kind]
            assert score == Score(score.found, 0, 0), kind
            assert score.found, kind


def test_list_alone_is_the_same_and_makes_no_books(bank: Path, tmp_path: Path) -> None:
    options = ("--months", "3", "--branches", "2", "--customers", "400", "--seed", "7", "--lang", "zh")
    assert typed_bytes(tmp_path, "demo", *options, "--truth", "t.json").returncode == 0
    assert (tmp_path / "t.json").read_bytes() == (bank / "truth.json").read_bytes()
    assert typed_bytes(tmp_path, "demo", *options, "--truth", "t.csv").returncode == 0
    lines = list(csv.DictReader((tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()))
    truth = _truth(bank)
    assert len(lines) == len(truth["books"]) + len(truth["planted"])
    assert {path.name for path in tmp_path.iterdir()} == {"t.json", "t.csv"}


def test_nothing_that_is_there_is_touched(bank: Path) -> None:
    before = sorted(bank.rglob("*"))
    options = ("--months", "2", "--customers", "400", "--lang", "en")
    done = typed_bytes(bank, "demo", "bank", *options)
    assert (done.returncode, b"already exists" in done.stderr) == (2, True)
    done = typed_bytes(bank, "demo", "other", *options, "--truth", "truth.json")
    assert (done.returncode, b"already exists" in done.stderr) == (2, True)
    assert sorted(bank.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--branches", "3"), "--branches is about the books of several months: add --months"),
        (("--truth", "t.json"), "--truth is about the books of several months"),
        (("--together",), "--together is about the books of several months"),
        (("--months", "6", "--ugly"), "leave out --ugly or --months"),
        (("--months", "6", "--truth", "t.txt"), "can be written as .json, .csv, not as “.txt”"),
        (("--months", "25"), "1 to 24 months"),
        (("--months", "6", "--customers", "0"), "400 to 200,000 customers"),
        (("missing/bank", "--months", "2"), "cannot be written"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_remedy(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = typed_bytes(tmp_path, "demo", *arguments, "--lang", "en")
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert not list(tmp_path.iterdir())
