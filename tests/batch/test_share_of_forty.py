"""A share of forty books, ten of them as bad as books get: thirty right results, ten outcomes."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from keyclient.demo.book import make_demo
from keyclient.model.label import Lang
from tests.batch.run.test_batch import Growing
from tests.batch.shares import Ran, contents, demo_book, faulty_environment, placed, ran, small_book
from tests.making.ole import ole

CUSTOMERS = 12
ROW = "001,张三,城东支行,王芳,100.10,2026-10-31"
WRONG = {
    "空.xlsx": "KC505",
    "半.xlsx": "KC505",
    "密码.xlsx": "KC504",
    "图.xlsx": "KC508",
    "大五码.csv": "KC510",
    "挂起.csv": "KC506",
    "崩溃.csv": "KC513",
    "占用.csv": "KC502",
    "断开.csv": "KC503",
    "增长.csv": "KC511",
}
"""What is wrong with ten books, and the code of its outcome."""


def _share(folder: Path) -> Path:
    for number in range(30):
        suffix = ".csv" if number % 3 else ".xlsx"
        demo_book(folder / f"网点{number:02}" / f"客户表{suffix}", seed=number, customers=CUSTOMERS)
    placed(folder / "空.xlsx", b"")
    whole = (folder / "网点00" / "客户表.xlsx").read_bytes()
    placed(folder / "半.xlsx", whole[: len(whole) // 2])
    placed(folder / "密码.xlsx", ole({"EncryptionInfo": bytes(64), "EncryptedPackage": bytes(5000)}))
    placed(folder / "图.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100))
    placed(folder / "大五码.csv", "客戶號,戶名,存款餘額\n1,陳大文,5\n2,黃小明,7\n".encode("big5"))
    for name in ("挂起", "崩溃", "占用", "断开", "增长"):
        small_book(folder / f"{name}.csv", ROW)
    return folder


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    folder = tmp_path_factory.mktemp("forty")
    share, out = _share(folder / "网点"), folder / "out"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in faulty_environment(folder / "faults").items():
            patch.setenv(name, value)
        with Growing(share / "增长.csv"):
            return ran(share, out, "batch.seconds=20", "batch.settle_seconds=1", jobs=2), out


pytestmark = pytest.mark.skipif(os.name == "nt", reason="faults are those of Linux")


def test_thirty_books_are_done_and_ten_have_code_and_remedy(forty: tuple[Ran, Path]) -> None:
    found, _ = forty
    assert found.record.counts.done == found.record.counts.whole == 30
    assert {line.book.rpartition("/")[2]: line.code for line in found.record.books if line.code} == WRONG
    assert all(line.message and line.remedy for line in found.record.books if line.code)
    assert found.record.exit_code == 1


def test_totals_are_those_of_the_thirty_books_to_the_fen(forty: tuple[Ran, Path]) -> None:
    _, out = forty
    whole = json.loads((out / "consolidated.json").read_text(encoding="utf-8"))["result"]
    fen = 0
    for number in range(30):
        fen += sum(row["revenue"] or 0 for row in make_demo(CUSTOMERS, number, lang=Lang.ZH).rows)  # type: ignore[misc]
    assert whole["measure"] == "revenue"
    assert whole["total"] == float(Decimal(fen).scaleb(-2))
    assert sum(round(book["total"] * 100) for book in whole["totals"]) == fen
    assert len(whole["not_there"]) == 10


def test_one_bad_book_is_nothing_to_the_others(forty: tuple[Ran, Path], tmp_path: Path) -> None:
    """Alone, a good book has the same result as among the bad ones, but for the path that its links lead to."""
    _, out = forty
    share = out.parent / "网点"
    alone = ran(share, tmp_path / "out", "batch.exclude=*.csv,密码*,图*,空*,半*", jobs=1)
    assert alone.record.counts.done == 10
    mine, among = contents(tmp_path / "out"), contents(out)
    results = [name for name in mine if name.startswith("books/")]
    assert len(results) == 10
    assert all(mine[name] == among[name] for name in results)


def test_nothing_of_a_book_that_failed_is_left(forty: tuple[Ran, Path]) -> None:
    _, out = forty
    assert len(list(out.rglob("*.keyclient.xlsx"))) == 30
    assert len(list((out / ".keyclient" / "books").iterdir())) == 30
    assert not (out / ".keyclient" / "staging").exists()
