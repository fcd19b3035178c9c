"""Customers whose numbers changed between books: `keyclient risk` says so, and takes nobody for gone or new."""

import json
from collections.abc import Sequence
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.program import typed

HEADING = "客户号,姓名,证件号码,出生日期,AUM余额(元),最近联系日期,持有产品数,客户经理"
REST = [f"90000{n},客户{n},,,{n},2026-12-20,3,王芳" for n in range(1, 40)]
ID = "11010519491231002X"


def asked(folder: Path, *books: Sequence[str], words: Sequence[str] = ()) -> CompletedProcess[str]:
    """What is said of the last of some books, with those before it."""
    names = [f"{month}.csv" for month in range(1, len(books) + 1)]
    for month, (name, own) in enumerate(zip(names, books, strict=True), 13 - len(books)):
        text = "\n".join([f"数据日期,2026-{month:02}-28", HEADING, *own, *REST, ""])
        (folder / name).write_text(text, encoding="utf-8")
    before = [word for name in names[:-1] for word in ("--previous", name)]
    done = typed(folder, "risk", names[-1], *before, "--format", "json", *words)
    assert done.returncode == 0, done.stderr
    return done


def severities(done: CompletedProcess[str]) -> dict[str, str]:
    """How serious it is with each customer who is listed."""
    found: dict[str, Any] = json.loads(done.stdout)["result"]
    return {one["customer_id"]: one["severity"] for one in found["customers"]}


def gone(done: CompletedProcess[str]) -> int:
    """Key customers who are lost already."""
    count: int = json.loads(done.stdout)["result"]["gone"]["customers"]
    return count


def line(number: str, value: int, *, name: str = "甲", id_number: str = "", born: str = "") -> str:
    """One customer."""
    return f"{number},{name},{id_number},{born},{value},2026-12-20,3,王芳"


SAME_PERSON = [
    pytest.param(line("0800001", 9_000_000), line("800001", 4_000_000, name="乙"), "KC490", id="zeros lost"),
    pytest.param(line("800001", 9_000_000), line("0800001", 4_000_000, name="乙"), "KC490", id="zeros found"),
    pytest.param(
        line("800001", 9_000_000, id_number=ID), line("77", 4_000_000, id_number=ID), "KC468", id="id number"
    ),
    pytest.param(
        line("800001", 9_000_000, born="1960-05-01"),
        line("77", 4_000_000, born="1960-05-01"),
        "KC468",
        id="name and birth date",
    ),
    pytest.param(
        line("800001", 9_000_000, id_number=ID),
        line("", 4_000_000, id_number=ID),
        "KC468",
        id="number blank now",
    ),
]


@pytest.mark.parametrize(("before", "now", "code"), SAME_PERSON)
def test_a_customer_who_may_have_another_number_is_neither_gone_nor_quiet(
    tmp_path: Path, before: str, now: str, code: str
) -> None:
    done = asked(tmp_path, [before], [now])
    assert severities(done) == {now.split(",", maxsplit=1)[0] or None: "grey"}
    assert gone(done) == 0
    assert code in done.stderr
    (customer,) = json.loads(done.stdout)["result"]["customers"]
    assert "customer_id" in customer["missing"]


@pytest.mark.parametrize(("before", "now", "code"), SAME_PERSON[:4])
def test_who_was_away_for_a_book_may_have_another_number_too(
    tmp_path: Path, before: str, now: str, code: str
) -> None:
    done = asked(tmp_path, [before], [], [now])
    assert severities(done) == {now.split(",", maxsplit=1)[0]: "grey"}
    assert code in done.stderr


def test_numbers_that_differ_otherwise_are_gone_and_new(tmp_path: Path) -> None:
    done = asked(tmp_path, [line("800001", 9_000_000)], [line("800010", 4_000_000, name="乙")])
    assert severities(done) == {}
    assert gone(done) == 1
    assert "KC490" not in done.stderr
    assert "KC468" not in done.stderr


def test_who_had_two_numbers_before_and_gave_one_up_is_told_of_as_before(tmp_path: Path) -> None:
    both = [line("800001", 9_000_000, id_number=ID), line("77", 9_000_000, id_number=ID)]
    done = asked(tmp_path, both, [line("77", 4_000_000, id_number=ID)])
    assert severities(done) == {"77": "orange"}
    assert gone(done) == 1


def test_lost_zeros_are_told_once_for_the_books_on_either_side_of_the_change(tmp_path: Path) -> None:
    old, new = [line("0800001", 9_000_000)], [line("800001", 9_000_000)]
    assert asked(tmp_path, old, old, new, new).stderr.count("KC490") == 1


def test_a_customer_in_doubt_in_any_of_the_books_before_is_not_new(tmp_path: Path) -> None:
    """Nobody knows what she was worth two books ago; the book before does not list her."""
    unknown = line("800001", 0).replace(",0,", ",#N/A,")
    assert severities(asked(tmp_path, [unknown], [], [line("800001", 9_000_000)])) == {"800001": "grey"}
    assert severities(asked(tmp_path, [], [], [line("800001", 9_000_000)])) == {}
