"""A share of forty books, ten of them as bad as books get: thirty results, ten failures. By default, eight books."""

import json
import os
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from keyclient.demo.book import make_demo
from keyclient.model.label import Lang
from tests.batch.run.test_runner import Growing
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


HANGS, GROWS = "挂起.csv", "增长.csv"


@dataclass(frozen=True)
class Share:
    """A share after a run over it."""

    good: int
    wrong: tuple[str, ...]
    folder: Path
    out: Path
    found: Ran


def _share(folder: Path, good: int, wrong: tuple[str, ...]) -> Path:
    for number in range(good):
        suffix = ".csv" if number % 3 else ".xlsx"
        demo_book(folder / f"网点{number:02}" / f"客户表{suffix}", seed=number, customers=CUSTOMERS)
    whole = (folder / "网点00" / "客户表.xlsx").read_bytes()
    contents = {
        "空.xlsx": b"",
        "半.xlsx": whole[: len(whole) // 2],
        "密码.xlsx": ole({"EncryptionInfo": bytes(64), "EncryptedPackage": bytes(5000)}),
        "图.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "大五码.csv": "客戶號,戶名,存款餘額\n1,陳大文,5\n2,黃小明,7\n".encode("big5"),
    }
    for number, name in enumerate(wrong):
        if name in contents:
            placed(folder / name, contents[name])
        else:
            small_book(folder / name, ROW, ROW.replace("1", f"8{number}", 1))  # none is a copy of another
    return folder


def _run(root: Path, good: int, wrong: tuple[str, ...]) -> Share:
    folder, out = _share(root / "网点", good, wrong), root / "out"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in faulty_environment(root / "faults").items():
            patch.setenv(name, value)
        with Growing(folder / GROWS):
            found = ran(folder, out, "batch.settle_seconds=1", jobs=2, others=good + len(wrong) - 1)
    return Share(good, wrong, folder, out, found)


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Share:
    """Eight books."""
    return _run(tmp_path_factory.mktemp("share"), 4, ("半.xlsx", "大五码.csv", HANGS, GROWS))


pytestmark = pytest.mark.skipif(os.name == "nt", reason="faults are those of Linux")


def test_good_books_are_done_and_bad_ones_have_code_and_remedy(share: Share) -> None:
    found = share.found
    assert found.record.counts.done == found.record.counts.whole == share.good
    codes = {line.book.rpartition("/")[2]: line.code for line in found.record.books if line.code}
    assert codes == {name: WRONG[name] for name in share.wrong}
    assert all(line.message and line.remedy for line in found.record.books if line.code)
    assert found.record.exit_code == 1


def test_totals_are_those_of_the_good_books_to_the_fen(share: Share) -> None:
    whole = json.loads((share.out / "consolidated.json").read_text(encoding="utf-8"))["result"]
    fen = 0
    for number in range(share.good):
        fen += sum(row["revenue"] or 0 for row in make_demo(CUSTOMERS, number, lang=Lang.ZH).rows)  # type: ignore[misc]
    assert whole["measure"] == "revenue"
    assert whole["total"] == float(Decimal(fen).scaleb(-2))
    assert sum(round(book["total"] * 100) for book in whole["totals"]) == fen
    assert len(whole["not_there"]) == len(share.wrong)


def test_bad_books_do_not_affect_the_others(share: Share, tmp_path: Path) -> None:
    """A good book has the same result alone as among bad ones."""
    alone = ran(share.folder, tmp_path / "out", "batch.exclude=*.csv,密码*,图*,空*,半*", jobs=1)
    workbooks = len(range(0, share.good, 3))
    assert alone.record.counts.done == workbooks
    mine, among = contents(tmp_path / "out"), contents(share.out)
    results = [name for name in mine if name.startswith("books/")]
    assert sum(name.endswith(".keyclient.xlsx") for name in results) == workbooks
    assert all(mine[name] == among[name] for name in results)


def test_nothing_of_a_book_that_failed_is_left(share: Share) -> None:
    assert len(list(share.out.rglob("*.keyclient.xlsx"))) == share.good
    assert len(list((share.out / ".keyclient" / "books").iterdir())) == share.good
    assert not (share.out / ".keyclient" / "staging").exists()


@pytest.mark.judgement
def test_the_same_holds_of_forty_books(tmp_path: Path) -> None:
    """One test, since the run over them is shared."""
    forty = _run(tmp_path, 30, tuple(WRONG))
    test_good_books_are_done_and_bad_ones_have_code_and_remedy(forty)
    test_totals_are_those_of_the_good_books_to_the_fen(forty)
    test_bad_books_do_not_affect_the_others(forty, tmp_path / "alone")
    test_nothing_of_a_book_that_failed_is_left(forty)
