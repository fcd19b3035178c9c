"""Which books `overlap` reads of files and folders, what it leaves out, and how the books are called."""

import hashlib
import json
import os
import shlex
from pathlib import Path

import pytest

from tests.batch.shares import ran
from tests.program import Ended, run

HEADINGS = "客户号,客户名称,客户经理,AUM"


def book(path: Path, *rows: str, headings: str = HEADINGS) -> str:
    """A book as CSV that was changed an hour ago, so that no run waits for it to settle."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join((headings, *rows)) + "\n", encoding="utf-8")
    changed = path.stat().st_mtime - 3600
    os.utime(path, (changed, changed))
    return str(path)


def overlap(*arguments: str | Path) -> tuple[Ended, dict[str, object]]:
    """The end of the run, and its result."""
    ended = run(["--lang", "en", "overlap", *map(str, arguments), "-f", "json"])
    return ended, json.loads(ended.out)["result"] if ended.out else {}


def branches(result: dict[str, object]) -> list[tuple[str, str | None]]:
    """The file of each book, and what it is called as a branch."""
    books = result["books"]
    assert isinstance(books, list)
    return sorted((Path(one["path"]).name, one["branch"]) for one in books)


def test_files_are_called_by_their_names_without_the_month(tmp_path: Path) -> None:
    one = book(tmp_path / "城东支行_202603.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    other = book(tmp_path / "城西支行_202603.csv", "C1,张三,孙浩,100", "C3,赵六,孙浩,50")
    ended, result = overlap(one, other)
    assert ended.code == 0
    assert branches(result) == [("城东支行_202603.csv", "城东支行"), ("城西支行_202603.csv", "城西支行")]
    assert result["counted_twice"] == 1


def test_files_of_one_name_are_called_by_their_folders(tmp_path: Path) -> None:
    one = book(tmp_path / "城东" / "客户.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    other = book(tmp_path / "城西" / "客户.csv", "C1,张三,孙浩,100", "C3,赵六,孙浩,50")
    _, result = overlap(one, other)
    assert branches(result) == [("客户.csv", "城东"), ("客户.csv", "城西")]


def test_one_book_is_no_branch(tmp_path: Path) -> None:
    _, result = overlap(book(tmp_path / "城东支行.csv", "C1,张三,王芳,100", "C2,李四,王芳,50"))
    assert branches(result) == [("城东支行.csv", None)]


def test_books_below_a_folder_are_found_and_other_files_are_counted(tmp_path: Path) -> None:
    shares = tmp_path / "网点"
    book(shares / "城东" / "客户.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    book(shares / "城西" / "客户.csv", "C1,张三,孙浩,100", "C3,赵六,孙浩,50")
    (shares / "城西" / "说明.txt").write_text("本表由支行填报\n", encoding="utf-8")
    (shares / "城东" / "~$客户.xlsx").write_bytes(b"lock")
    ended, result = overlap(shares)
    assert ended.code == 0
    assert branches(result) == [("客户.csv", "城东"), ("客户.csv", "城西")]
    assert "Files passed over: 2" in ended.err


def test_an_unreadable_book_of_a_folder_is_told_and_the_others_are_answered(tmp_path: Path) -> None:
    book(tmp_path / "网点" / "城东.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    book(tmp_path / "网点" / "城西.csv", "C1,张三,孙浩,100", "C3,赵六,孙浩,50")
    (tmp_path / "网点" / "坏.xlsx").write_bytes(b"PK\x03\x04 cut off")
    ended, result = overlap(tmp_path / "网点")
    assert ended.code == 1
    assert len(branches(result)) == 2
    assert "KC627" in ended.err
    assert "坏.xlsx" in ended.err


def test_an_unreadable_book_that_was_named_ends_the_run(tmp_path: Path) -> None:
    good = book(tmp_path / "城东.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 cut off")
    bad = str(tmp_path / "坏.xlsx")
    for named in ([good, bad], [bad, good]):
        ended, _ = overlap(*named)
        assert ended.code == 2
        assert "坏.xlsx" in ended.err


def test_a_folder_without_any_readable_book_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 cut off")
    ended, _ = overlap(tmp_path)
    assert ended.code == 2
    assert "坏.xlsx" in ended.err


def test_a_folder_without_books_says_what_to_name(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    ended, _ = overlap(tmp_path)
    assert ended.code == 2
    assert "No book found" in ended.err


def test_one_file_named_twice_is_refused(tmp_path: Path) -> None:
    one = book(tmp_path / "城东.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    assert overlap(one, one)[0].code == 2


def test_a_file_that_stands_in_the_folder_too_is_read_once(tmp_path: Path) -> None:
    one = book(tmp_path / "网点" / "城东.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    book(tmp_path / "网点" / "城西.csv", "C1,张三,孙浩,100", "C3,赵六,孙浩,50")
    _, result = overlap(one, tmp_path / "网点")
    assert result["records"] == 4


def test_an_earlier_month_of_the_same_list_is_left_out(tmp_path: Path) -> None:
    book(tmp_path / "城东_202602.csv", "C1,张三,王芳,90", "C2,李四,王芳,40")
    book(tmp_path / "城东_202603.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    book(tmp_path / "城西_202603.csv", "C1,张三,孙浩,100", "C3,赵六,孙浩,50")
    ended, result = overlap(tmp_path)
    assert [name for name, _ in branches(result)] == ["城东_202603.csv", "城西_202603.csv"]
    assert "KC630" in ended.err


def test_a_book_with_another_measure_is_joined_without_values(tmp_path: Path) -> None:
    book(tmp_path / "甲.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    book(tmp_path / "乙.csv", "C1,张三,孙浩,100", "C3,赵六,孙浩,50")
    book(tmp_path / "丙.csv", "C1,张三,孙浩,7", headings="客户号,客户名称,客户经理,存款")
    ended, result = overlap(tmp_path)
    assert result["measure"] == "aum"
    assert "KC629" in ended.err
    same = result["same"]
    assert isinstance(same, list)
    assert same[0]["combined_value"] == 200.0


def test_a_book_that_has_the_measure_of_the_others_beside_its_own_is_read_by_it(tmp_path: Path) -> None:
    book(tmp_path / "甲.csv", "C1,张三,王芳,100", "C2,李四,王芳,50", "C4,吴七,王芳,60")
    book(
        tmp_path / "乙.csv",
        "C1,张三,孙浩,5,300",
        "C3,赵六,孙浩,6,400",
        headings="客户号,客户名称,客户经理,利润,AUM",
    )
    ended, result = overlap(tmp_path)
    same = result["same"]
    assert isinstance(same, list)
    assert same[0]["combined_value"] == 400.0
    assert "KC629" not in ended.err


def test_a_measure_that_no_book_has_is_refused(tmp_path: Path) -> None:
    book(tmp_path / "甲.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    book(tmp_path / "乙.csv", "C1,张三,孙浩,100", "C3,赵六,孙浩,50")
    ended, _ = overlap(tmp_path, "-m", "积分")
    assert ended.code == 2
    assert "积分" in ended.err


def test_a_heading_of_map_may_be_that_of_one_book_but_not_of_none(tmp_path: Path) -> None:
    book(tmp_path / "甲.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    book(tmp_path / "乙.csv", "C1,张三,孙浩,100", "C3,赵六,孙浩,50", headings="号,客户名称,客户经理,AUM")
    ended, result = overlap(tmp_path, "--map", "customer_id=号")
    assert ended.code == 0
    assert result["counted_twice"] == 1
    assert overlap(tmp_path, "--map", "customer_id=编码")[0].code == 2


def test_stages_that_nobody_knows_dates_that_differ_and_defects_of_a_book_are_told(tmp_path: Path) -> None:
    headings = "客户号,客户名称,客户经理,AUM,销售阶段"
    book(tmp_path / "城东_20260331.csv", "C1,张三,王芳,100,第七步", "C2,李四,王芳,50,潜在", headings=headings)
    book(tmp_path / "城西_20260430.csv", "C1,张三,孙浩,abc", "C3,赵六,孙浩,50", "C4,吴七,孙浩,60")
    ended, _ = overlap(tmp_path)
    assert ended.code == 0
    told = [code for code in ("KC631", "KC632", "KC633") if code in ended.err]
    assert told == ["KC631", "KC632", "KC633"]


def test_lists_are_about_a_branch_that_one_book_names(tmp_path: Path) -> None:
    headings = "客户号,客户名称,网点,客户经理,AUM"
    rows = ("C1,张三,城东,王芳,100", "C2,李四,城南,王芳,50", "C4,吴七,城南,王芳,60")
    book(tmp_path / "甲.csv", *rows, headings=headings)
    book(tmp_path / "乙.csv", "C1,张三,孙浩,100", "C2,李四,孙浩,50", "C3,赵六,孙浩,50")
    _, result = overlap(tmp_path, "--only", "branch=城南")
    same = result["same"]
    assert isinstance(same, list)
    assert [one["customers"][0]["customer_id"] for one in same] == ["C2"]
    assert overlap(tmp_path, "--only", "branch=城北")[0].code == 2


def test_a_report_has_overlap_only_where_somebody_in_the_book_is_claimed_twice(tmp_path: Path) -> None:
    headings = "客户号,网点,客户经理,AUM"
    twice = book(
        tmp_path / "甲.csv", "C1,城东,王芳,100", "C1,城西,孙浩,900", "C2,城东,王芳,50", headings=headings
    )
    once = book(tmp_path / "乙.csv", "C1,城东,王芳,100", "C2,城东,王芳,50", headings=headings)
    found = json.loads(run(["report", twice, "-f", "json"]).out)["result"]
    assert found["overlap"]["total"]["contested"] == 1
    found = json.loads(run(["report", once, "-f", "json"]).out)["result"]
    assert found["overlap"] is None
    assert "overlap" in {lack["analysis"] for lack in found["lacking"]}


def test_customers_that_a_run_has_kept_are_told_by_their_own_books(tmp_path: Path) -> None:
    shares, out = tmp_path / "网点", tmp_path / "结果"
    book(shares / "城东" / "客户.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    book(shares / "城西" / "客户.csv", "C3,赵六,孙浩,50", "C1,张三,孙浩,100")
    assert ran(shares, out).record.exit_code == 0
    _, plain = overlap(shares)
    for named in (out, out / "portfolio"):
        ended, result = overlap(named)
        assert ended.code == 0, ended.err
        same = result["same"]
        assert isinstance(same, list)
        assert [(one["path"], one["row"]) for one in same[0]["customers"]] == [
            ("网点/城东/客户.csv", 2),
            ("网点/城西/客户.csv", 3),
        ]
        assert result["counted_twice"] == plain["counted_twice"] == 1


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a run over a book of two branches with an amount that is none, and a book without defects.

    One run for all tests that look at them.
    """
    folder = tmp_path_factory.mktemp("run")
    shares, out = folder / "网点", folder / "结果"
    rows = ("C1,张三,王芳,100,城东", "C2,李四,王芳,abc,城西", "C4,吴七,王芳,7,城西", "C4,吴七,王芳,7,城西")
    book(shares / "城区" / "客户.csv", *rows, headings=f"{HEADINGS},网点")
    book(shares / "城西" / "客户.csv", "C3,赵六,孙浩,50", "C1,张三,孙浩,90")
    assert ran(shares, out).record.exit_code == 0
    return out


def test_the_sources_of_what_a_run_has_kept_are_its_files_with_their_own_checksums(kept: Path) -> None:
    whole = json.loads(run(["overlap", str(kept), "-f", "json"]).out)
    sources = [(one["path"], one["sha256"], one["rows"]["read"]) for one in whole["sources"]]
    assert all(sha256 == hashlib.sha256(Path(path).read_bytes()).hexdigest() for path, sha256, _ in sources)
    books = [(one["kept_in"], one["path"], one["customers"]) for one in whole["result"]["books"]]
    assert [(path, read) for path, _, read in sources] == [(path, read) for path, _, read in books]
    assert sorted({path for _, path, _ in books}) == ["网点/城区/客户.csv", "网点/城西/客户.csv"]


def test_the_defects_of_what_a_run_has_kept_are_those_of_the_book_that_can_be_mended(kept: Path) -> None:
    ended, _ = overlap(kept)
    (told,) = (issue for issue in _issues(kept) if issue["code"] == "KC633")
    command = shlex.split(str(told["message"]).rpartition(": ")[2])
    assert command[:2] == ["keyclient", "check"]
    assert Path(command[2]) == kept.parent / "网点" / "城区" / "客户.csv"
    checked = json.loads(run([*command[1:], "-f", "json"]).out)["issues"]
    count = sum(issue["severity"] != "note" for issue in checked)
    assert f"warnings and errors: {count}." in str(told["message"])
    assert ".parquet" not in ended.err


def test_of_one_book_that_a_run_has_kept_the_cells_are_not_told_as_those_of_the_file(kept: Path) -> None:
    (alone,) = (path for path in kept.rglob("*.parquet") if "portfolio" in path.parts and _says(path, "C3"))
    ended, _ = overlap(alone)
    assert ended.code == 0
    assert [code for code in ("KC1", "KC2", "KC3") if code in ended.err] == []


def test_the_workbook_that_would_list_everything_is_named_after_the_folder(kept: Path) -> None:
    ended = run(["--lang", "en", "overlap", str(kept)])
    assert f"--out {kept.name}.overlap.xlsx" in ended.err


def _issues(path: Path) -> list[dict[str, object]]:
    ended = run(["--lang", "en", "overlap", str(path), "-f", "json"])
    return list(json.loads(ended.out)["issues"])


def _says(path: Path, number: str) -> bool:
    import pyarrow.parquet as pq

    return number in pq.read_table(path)["customer_id"].to_pylist()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may list any folder")
def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path) -> None:
    book(tmp_path / "甲.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    closed = tmp_path / "关闭"
    closed.mkdir(mode=0)
    ended, _ = overlap(tmp_path)
    closed.chmod(0o700)
    assert ended.code == 1
    assert "KC628" in ended.err


def test_a_table_that_names_nobody_is_left_out_and_told(tmp_path: Path) -> None:
    one = book(tmp_path / "甲.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    products = book(tmp_path / "乙.csv", "苹果,5", "梨,6", headings="产品,销量")
    blank = book(tmp_path / "丙.csv", ",,王芳,100", ",,王芳,50")
    ended, result = overlap(one, products, blank)
    assert ended.code == 0
    assert branches(result) == [("甲.csv", "甲")]
    assert result["records"] == 2
    assert ended.err.count("KC625") >= 1


@pytest.mark.parametrize("also", [(), ("乙.csv",)])
def test_tables_that_name_nobody_alone_are_refused(tmp_path: Path, also: tuple[str, ...]) -> None:
    named = [book(tmp_path / name, f"{name},5", "梨,6", headings="产品,销量") for name in ("甲.csv", *also)]
    ended, _ = overlap(*named)
    assert ended.code == 2
    assert "甲.csv: no column says who the customers are" in ended.err


def test_a_book_without_any_measure_is_said_to_have_none(tmp_path: Path) -> None:
    one = book(tmp_path / "甲.csv", "C1,张三,王芳,100", "C2,李四,王芳,50")
    other = book(tmp_path / "乙.csv", "C1,张三,孙浩", headings="客户号,客户名称,客户经理")
    assert (
        "乙.csv has no column to measure customers by; most books are measured by AUM"
        in overlap(one, other)[0].err
    )


def test_managers_who_share_a_customer_in_one_book_are_kept_by_a_run(tmp_path: Path) -> None:
    shares, out = tmp_path / "网点", tmp_path / "结果"
    headings = "客户号,客户名称,客户经理,最近联系日期,存款,AUM"
    book(
        shares / "城东" / "客户_20260331.csv",
        "C1,张三,王芳,2025-01-01,60,60",
        "C1,张三,孙浩,2026-03-01,40,40",
        "C2,李四,王芳,2026-03-01,50,50",
        headings=headings,
    )
    book(shares / "城西" / "客户_20260331.csv", "C3,赵六,周强,2026-03-01,50,50", headings=headings)
    assert ran(shares, out).record.exit_code == 0
    _, plain = overlap(shares)
    _, kept = overlap(out / "portfolio")

    def told(result: dict[str, object]) -> list[object]:
        same = result["same"]
        assert isinstance(same, list)
        return [
            (one["owner"], one["owner_branch"], one["step"], [claim["manager"] for claim in one["customers"]])
            for one in same
        ]

    assert told(plain) == told(kept) == [("孙浩", "城东", "contact", ["孙浩", "王芳"])]
    consolidated = json.loads((out / "consolidated.json").read_text("utf-8"))
    assert consolidated["result"]["overlap"]["total"]["contested"] == 1
