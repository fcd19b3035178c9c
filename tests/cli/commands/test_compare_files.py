"""Pairs of files in whatever shape: the buckets close to the fen and the head, and the shape does not matter."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
import xlsxwriter

from tests.program import run

Row = tuple[str | None, str, int | None]
"""Customer number, manager, fen."""
PAIRS = 40
"""The first two hundred close; so many are tried each time."""
_MANAGERS = ("陈静", "刘洋", "赵磊")


def _fen(rng: Random) -> int | None:
    return rng.choice((None, 0, -rng.randrange(10**6), *(rng.randrange(10**9) for _ in range(7))))


def _pair(rng: Random) -> tuple[list[Row], list[Row]]:
    """Two books with customers who stay, leave, come, have no number or share one."""
    numbers = [f"{1000 + place:06}" for place in range(rng.randrange(2, 25))]

    def book() -> list[Row]:
        stayed = [number for number in numbers if rng.random() < 0.8] or numbers[:1]
        own: list[str | None] = [*stayed]
        own += [None] * rng.randrange(2)
        return [(number, rng.choice(_MANAGERS), _fen(rng)) for number in own]

    return book(), book()


def _write(path: Path, rows: Sequence[Row], rng: Random, *, is_plain: bool) -> None:
    """The same book as it is, or with rows and columns in another order, another name of the sheet, and in 万元."""
    is_wan = not is_plain and rng.random() < 0.5
    columns: dict[str, list[Any]] = {
        "客户号": [number for number, _, _ in rows],
        "管户经理": [manager for _, manager, _ in rows],
        "AUM余额(万元)" if is_wan else "AUM余额": [
            None if fen is None else f"{fen / 10**6:.6f}" if is_wan else f"{fen / 100:.2f}"
            for *_, fen in rows
        ],
    }
    names, order = list(columns), list(range(len(rows)))
    if not is_plain:
        rng.shuffle(names)
        rng.shuffle(order)
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("客户" if is_plain else rng.choice(("名单", "Sheet1", "导出")))
        sheet.write_row(0, 0, names)
        for line, at in enumerate(order, 1):
            sheet.write_row(line, 0, [columns[name][at] for name in names])


def _compared(
    folder: Path, books: tuple[list[Row], list[Row]], rng: Random, *, is_plain: bool
) -> dict[str, Any]:
    paths = [folder / f"{name}.xlsx" for name in ("old", "new")]
    for path, rows in zip(paths, books, strict=True):
        _write(path, rows, rng, is_plain=is_plain)
    told = run(["compare", *map(str, paths), "-m", "aum", "-f", "json", "--top", "all", "--by", "manager"])
    assert told.code == 0, told.err
    result: dict[str, Any] = json.loads(told.out)["result"]
    return result


def _closes(step: dict[str, Any]) -> bool:
    totals = {one["bucket"]: one for one in step["buckets"]}
    change = sum(round(one["change"] * 100) for one in totals.values())
    came = sum(
        one["customers"] for name, one in totals.items() if name in ("new", "returned", "transferred_in")
    )
    went = sum(
        one["customers"] for name, one in totals.items() if name in ("lost", "transferred", "transferred_out")
    )
    return bool(
        round(step["opening"] * 100) + change == round(step["closing"] * 100)
        and step["customers_opening"] + came - went == step["customers_closing"]
    )


def _without_places(result: dict[str, Any]) -> dict[str, Any]:
    """The result without rows, paths and sheets, which are of the file."""
    text = json.dumps(result, sort_keys=True)
    plain = json.loads(
        text, object_hook=lambda one: {k: v for k, v in one.items() if k not in ("row", "path", "sheet")}
    )
    found: dict[str, Any] = plain
    return found


@pytest.mark.parametrize(
    "seeds", [range(3), pytest.param(range(3, PAIRS), marks=pytest.mark.judgement)], ids=["few", "many"]
)
def test_pairs_of_files_close_whatever_their_shape(tmp_path: Path, seeds: range) -> None:
    for seed in seeds:
        rng = Random(seed)
        books = _pair(rng)
        plain = _compared(tmp_path, books, rng, is_plain=True)
        assert all(map(_closes, [plain, *plain["steps"], *plain["groups"]])), seed
        assert _without_places(_compared(tmp_path, books, rng, is_plain=False)) == _without_places(plain), (
            seed
        )
