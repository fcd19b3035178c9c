"""Analyses of a portfolio of Parquet as somebody types them."""

import json
import os
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from unittest.mock import patch

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from keyclient.analysis.segment import at_scale
from keyclient.cli.output import answering as scale_command_output
from keyclient.model.label import Lang
from keyclient.render.workbook import limits
from tests.program import typed

FEN = {"unit": "fen"}
PEOPLE = [
    ("001", "张三", "城东", 9700),
    ("002", "李四", "城东", 100),
    ("003", "王五", "城西", 100),
    ("004", None, "城西", None),
]


def _portfolio(
    path: Path, rows: Sequence[tuple[str, str | None, str, int | None]] = PEOPLE, day: str = "2026-09-30"
) -> None:
    ids, names, branches, values = zip(*rows, strict=True)
    columns = {
        "customer_id": pa.array(ids),
        "name": pa.array(names, pa.string()),
        "branch": pa.array(branches),
        "aum": pa.array(values, pa.int64()),
        "data_date": pa.array([day] * len(rows)).cast(pa.date32()),
    }
    fields = [
        pa.field(name, one.type, metadata=FEN if name == "aum" else None) for name, one in columns.items()
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_arrays(list(columns.values()), schema=pa.schema(fields)), path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _portfolio(tmp_path / "bank" / "a.parquet")
    (tmp_path / "book.csv").write_text("客户号,AUM\n001,97\n002,1\n003,2\n", encoding="utf-8")
    return tmp_path


def _run(folder: Path, *arguments: str) -> CompletedProcess[str]:
    return typed(folder, "--lang", "en", "segment", *arguments)


def _result(done: CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)["result"]
    return result


def _refused(done: CompletedProcess[str], *words: str) -> None:
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].startswith("error: ")
    assert [word for word in words if word not in done.stderr] == []


def test_a_folder_goes_to_pandas_without_being_asked_and_engines_say_the_same(folder: Path) -> None:
    usual, duckdb = (
        _run(folder, "bank", "-f", "json"),
        _run(folder, "bank", "-f", "json", "--engine", "duckdb"),
    )
    assert usual.stdout == duckdb.stdout
    assert "computed by pandas" in usual.stderr
    assert "computed by duckdb" in duckdb.stderr
    assert _result(usual)["total"] == 99
    assert [row["customer_id"] for row in _result(usual)["top"]] == ["001", "002", "003", "004"]


def test_a_pattern_is_a_portfolio_and_one_file_is_read_as_books_are_unless_an_engine_is_named(
    folder: Path,
) -> None:
    by_pattern = _run(folder, "bank/*.parquet", "-f", "json")
    assert "computed by pandas" in by_pattern.stderr
    alone, by_engine = (
        _run(folder, "bank/a.parquet", "-f", "json", *more) for more in ([], ["--engine", "pandas"])
    )
    assert "computed by" not in alone.stderr
    assert "computed by pandas" in by_engine.stderr
    assert (
        _result(alone) | {"top": []} == _result(by_engine) | {"top": []} == _result(by_pattern) | {"top": []}
    )


def test_a_workbook_is_read_as_ever_with_pandas_and_refused_by_other_engines(folder: Path) -> None:
    assert _run(folder, "book.csv", "--engine", "pandas").stdout == _run(folder, "book.csv").stdout
    _refused(
        _run(folder, "book.csv", "--engine", "duckdb"), "book.csv", "keyclient batch", "Leave --engine out"
    )
    _refused(_run(folder, "book.csv", "--master", "local"), "--engine spark")
    _refused(_run(folder, "nowhere", "--engine", "pandas"), "file not found")
    _refused(_run(folder, "nowhere", "--engine", "duckdb"), "no such file or folder", "a folder of them")
    (folder / "empty.parquet").write_bytes(b"")
    for engine in ("pandas", "duckdb"):
        _refused(_run(folder, "empty.parquet", "--engine", engine), "no readable Parquet file")
    (folder / "empty").mkdir()
    _refused(_run(folder, "empty", "--engine", "duckdb"), "no Parquet")
    _refused(typed(folder, "--lang", "en", "compare", "bank", "book.csv"), "book.csv", "two portfolios")


def test_two_portfolios_or_two_dates_of_one_are_compared(folder: Path) -> None:
    later = [("001", "张三", "城东", 9000), ("003", "王五", "城西", 100)]
    _portfolio(folder / "new" / "a.parquet", later, "2026-10-31")
    _portfolio(folder / "both" / "a.parquet")
    _portfolio(folder / "both" / "b.parquet", later, "2026-10-31")
    for paths in (["bank", "new"], ["new", "bank"], ["both"]):
        done = typed(folder, "--lang", "en", "compare", *paths, "-f", "json", "--engine", "duckdb")
        assert [(_result(done)["opening"], _result(done)["closing"])] == [(99, 91)]
    _refused(typed(folder, "--lang", "en", "compare", "bank", "-f", "json"))


def test_a_funnel_is_compared_with_an_older_portfolio(folder: Path) -> None:
    for name, stages in (("old", ["潜在", "潜在"]), ("now", ["潜在", "重点"])):
        path = folder / name / "a.parquet"
        path.parent.mkdir()
        day = pa.array([f"2026-{9 if name == 'old' else 10:02}-30"] * 2).cast(pa.date32())
        pq.write_table(pa.table({"客户号": ["1", "2"], "客户阶段": stages, "data_date": day}), path)
    done = typed(
        folder, "--lang", "en", "funnel", "now", "--compare", "old", "-f", "json", "--engine", "duckdb"
    )
    assert _result(done)["entered"] == 2
    assert len(json.loads(done.stdout)["sources"]) == 2
    _refused(
        typed(folder, "--lang", "en", "funnel", "now", "--compare", "book.csv"), "book.csv", "two portfolios"
    )


def test_the_folder_of_a_batch_run_means_its_portfolio(folder: Path) -> None:
    _portfolio(folder / "results" / "portfolio" / "branch-1" / "a.parquet")
    _portfolio(folder / "results" / "history" / "a.parquet", [("9", "九", "城东", 1)])
    (folder / "results" / "run.json").write_text("{}")
    done = _run(folder, "results", "-f", "json")
    assert _result(done)["customers"] == 4
    assert json.loads(done.stdout)["sources"][0]["path"] == str(Path("results", "portfolio"))


def test_the_portfolio_may_stand_in_the_policy(folder: Path) -> None:
    (folder / "keyclient.toml").write_text('book = "bank"\n')
    assert "computed by duckdb" in _run(folder, "--engine", "duckdb").stderr
    assert "computed by pandas" in _run(folder).stderr


@pytest.mark.parametrize(
    ("command", "flag", "value"),
    [
        ("segment", "--only", "branch=城东"),
        ("segment", "--what-if", "segment.target=0.7"),
        ("segment", "--write-back", None),
        ("segment", "--period", "202609"),
        ("segment", "--sheet", "a"),
        ("segment", "--header-row", "2"),
        ("segment", "--date-order", "dmy"),
        ("tier", "--previous", "old.xlsx"),
        ("funnel", "--log", "log.csv"),
        ("funnel", "--log-sheet", "log"),
    ],
)
def test_what_a_portfolio_does_not_have_is_refused_with_what_to_use(
    folder: Path, command: str, flag: str, value: str | None
) -> None:
    typed_options = [flag] if value is None else [flag, value]
    for lang in Lang:
        done = typed(folder, "--lang", lang.value, command, "bank", *typed_options)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"{flag} " in done.stderr
        assert "Parquet" in done.stderr


def test_options_of_an_engine_are_refused_with_another(folder: Path) -> None:
    _refused(_run(folder, "bank", "--memory-limit", "1GB"), "--memory-limit", "duckdb")
    _refused(_run(folder, "bank", "--engine", "duckdb", "--master", "local"), "--engine spark")
    _refused(_run(folder, "bank", "--engine", "duckdb", "--memory-limit", "much"), "512MB")
    assert _run(folder, "bank", "--engine", "duckdb", "--memory-limit", "512MB").returncode == 0


def test_measure_map_set_and_as_of_are_those_of_books(folder: Path) -> None:
    _portfolio(folder / "bank" / "later.parquet", [("005", "六", "城东", 500)], "2026-10-31")
    newest = _run(
        folder, "bank", "-f", "json", "--measure", "aum", "--by", "branch", "--set", "segment.target=0.5"
    )
    assert json.loads(newest.stdout)["as_of"] == "2026-10-31"
    assert {group["group"]: group["total"] for group in _result(newest)["groups"]} == {"城东": 5, "城西": 1}
    assert _result(newest)["vital_few"]["target"] == 0.5
    before = _run(folder, "bank", "-f", "json", "--as-of", "2026-09-30")
    assert _result(before)["total"] == 99
    _refused(_run(folder, "bank", "--map", "manager=nobody"), "nobody")
    assert _run(folder, "bank", "--map", "deposits=aum").returncode == 0


@pytest.mark.parametrize("suffix", ["xlsx", "html", "md", "csv", "json"])
def test_an_answer_goes_into_a_file_of_every_format(folder: Path, suffix: str) -> None:
    done = _run(folder, "bank", "--engine", "duckdb", "-o", f"answer.{suffix}")
    assert (done.returncode, done.stdout) == (0, "")
    assert f"Wrote answer.{suffix}" in done.stderr
    assert (folder / f"answer.{suffix}").stat().st_size > 100


def test_all_customers_go_into_a_folder_with_the_answer_beside_them(folder: Path) -> None:
    for engine in ("pandas", "duckdb"):
        done = _run(folder, "bank", "--engine", engine, "-o", f"{engine}/")
        assert (done.returncode, done.stdout) == (0, "")
        assert "Wrote 4 customers" in done.stderr
    tables = [
        pq.read_table(folder / engine / "segment").sort_by("customer_id") for engine in ("pandas", "duckdb")
    ]
    assert tables[0].to_pylist() == tables[1].to_pylist()
    assert [row["class"] for row in tables[0].to_pylist()] == ["A", "C", "C", "U"]
    assert tables[0].schema.field("aum").metadata == {b"unit": b"fen"}
    answers = [(folder / engine / "segment.json").read_bytes() for engine in ("pandas", "duckdb")]
    assert answers[0] == answers[1]
    again = _run(folder, "bank", "--engine", "duckdb", "-o", "duckdb")
    assert again.returncode == 0
    assert sorted(path.name for path in (folder / "duckdb").iterdir()) == ["segment", "segment.json"]


def test_a_folder_of_customers_is_refused_where_it_would_do_harm(folder: Path) -> None:
    (folder / "out" / "segment").mkdir(parents=True)
    (folder / "out" / "segment" / "mine.txt").touch()
    _refused(_run(folder, "bank", "-o", "out/"), "mine.txt")
    _refused(_run(folder, "bank", "-o", "bank"), "in the portfolio itself")
    _refused(_run(folder, "bank/*.parquet", "-o", "bank"), "in the portfolio itself")
    _refused(_run(folder, "bank/a.parquet", "--engine", "duckdb", "-o", "bank"), "in the portfolio itself")
    _refused(
        _run(folder, "bank/a.parquet", "--engine", "duckdb", "-o", "bank/new"), "in the portfolio itself"
    )
    _portfolio(folder / "other" / "a.parquet")
    _refused(_run(folder, "bank", "-o", "other"), "a.parquet", "other Parquet")
    _refused(_run(folder, "bank", "-o", "all.parquet"), "--out all/")
    _refused(_run(folder, "bank", "-o", "all/", "--mask"), "--mask")
    _refused(_run(folder, "bank", "-o", "all/", "-f", "json"), "--format json")
    assert not (folder / "all").exists()


def test_more_customers_than_one_answer_holds_are_never_listed(folder: Path) -> None:
    three = ("--set", "scale.listed=3")
    for top in ("all", "4", "9" * 30):
        _refused(_run(folder, "bank", *three, "--top", top), f"--top {top}", "4 customers", "-o out/")
    for out in (("-f", "csv"), ("-o", "x.csv"), ("-o", "x.xlsx")):
        _refused(_run(folder, "bank", *three, *out), out[1], "all customers", "4", "3 at most", "-o out/")
    assert not (folder / "x.csv").exists()
    assert len(_result(_run(folder, "bank", *three, "--top", "3", "-f", "json"))["top"]) == 3
    done = _run(folder, "bank", *three, "-o", "out/", "--top", "3")
    assert done.returncode == 0


@pytest.mark.parametrize("command", ["segment", "report"])
def test_a_list_longer_than_a_sheet_is_refused_with_its_rows_and_nothing_is_written(
    folder: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 40)
    rows = "".join(f"{n:03},{n}\n" for n in range(1, 51))
    (folder / "book.csv").write_text(f"客户号,AUM\n{rows}", encoding="utf-8")
    _refused(
        typed(folder, "--lang", "en", command, "book.csv", "-o", "x.xlsx"), "50 rows", "40", ".csv", "--top N"
    )
    assert not (folder / "x.xlsx").exists()
    assert typed(folder, command, "book.csv", "-o", "x.xlsx", "--top", "35").returncode == 0


def test_twenty_customers_are_listed_on_a_screen_and_all_in_csv_and_files(folder: Path) -> None:
    _portfolio(folder / "many" / "a.parquet", [(f"{n:03}", None, "城东", n) for n in range(1, 31)])
    assert len(_result(_run(folder, "many", "-f", "json"))["top"]) == 20
    assert len(_run(folder, "many", "-f", "csv").stdout.splitlines()) == 1 + 30
    assert len(_run(folder, "many", "-f", "csv", "--top", "7").stdout.splitlines()) == 1 + 7
    for name in ("x.csv", "x.json"):
        assert _run(folder, "many", "-o", name, "--engine", "duckdb").returncode == 0
    assert len((folder / "x.csv").read_text().splitlines()) == 1 + 30
    assert len(json.loads((folder / "x.json").read_text())["result"]["top"]) == 30
    assert _run(folder, "many", "-o", "all/").returncode == 0
    assert len(json.loads((folder / "all" / "segment.json").read_text())["result"]["top"]) == 20


def test_masked_answers_name_nobody(folder: Path) -> None:
    done = _run(folder, "bank", "--mask", "-f", "json", "--engine", "duckdb")
    assert "001" not in [row["customer_id"] for row in _result(done)["top"]]
    assert "张三" not in _run(folder, "bank", "--mask").stdout
    _refused(_run(folder, "bank", "--mask", "--by", "name"), "--by name")
    assert "customers, data date" not in _run(folder, "bank", "--mask", "--by", "name").stderr
    assert _run(folder, "bank", "--mask", "--by", "branch").returncode == 0


def test_one_file_of_this_folder_may_have_its_customers_in_a_folder_beside_it(folder: Path) -> None:
    _portfolio(folder / "all.parquet")
    assert _run(folder, "all.parquet", "--engine", "duckdb", "-o", "out/").returncode == 0
    _refused(_run(folder, "all.parquet", "--engine", "duckdb", "-o", "."), "in the portfolio itself")


def test_results_are_not_taken_for_customers(folder: Path) -> None:
    assert _run(folder, "bank", "-o", "out/").returncode == 0
    for more in ([], ["--engine", "duckdb"]):
        _refused(_run(folder, "out", *more), "results of keyclient (segment)")
    assert len(_result(_run(folder, "out/segment", "-f", "json"))["top"]) == 4


def test_an_earlier_result_stands_where_its_answer_cannot_be_written(folder: Path) -> None:
    assert _run(folder, "bank", "-o", "out/").returncode == 0
    before = {path.name: path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()}
    _portfolio(folder / "bank" / "a.parquet", PEOPLE[:2])
    with patch.object(scale_command_output, "deliver", side_effect=KeyboardInterrupt):
        assert _run(folder, "bank", "-o", "out/").returncode == 130
    assert before == {path.name: path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()}
    (folder / "out" / "segment.json").unlink()
    (folder / "out" / "segment.json").mkdir()
    _refused(_run(folder, "bank", "-o", "out/"), "segment.json")


def test_what_moved_is_written_in_fen_and_says_so(folder: Path) -> None:
    _portfolio(folder / "new" / "a.parquet", PEOPLE[:2], "2026-10-31")
    done = typed(folder, "compare", "bank", "new", "--engine", "duckdb", "-o", "out/")
    assert done.returncode == 0, done.stderr
    schema = pq.read_schema(folder / "out" / "compare" / "part-00000.parquet")
    assert {name for name in schema.names if schema.field(name).metadata == {b"unit": b"fen"}} == {
        "before",
        "after",
        "change",
    }


def test_a_folder_of_tiers_says_who_the_customers_are(folder: Path) -> None:
    assert typed(folder, "tier", "bank", "--engine", "duckdb", "-o", "out/").returncode == 0
    names = pq.read_schema(folder / "out" / "tier" / "part-00000.parquet").names
    assert {"customer_id", "name", "branch", "value", "tier", "next_tier"} <= set(names)


def test_what_was_typed_is_what_is_refused(folder: Path) -> None:
    _refused(_run(folder, "bank", "--in-place"), "--in-place does not work")
    _refused(_run(folder, "bank", "--engine", "spark", "--master", "nonsense://"), "--master nonsense://")
    _refused(_run(folder, "bank", "--measure", "aum+nix"), "“nix”")
    (folder / "zero.parquet").touch()
    _refused(_run(folder, "zero.parquet", "--engine", "duckdb"), "zero.parquet", "no readable Parquet")
    _refused(typed(folder, "--lang", "en", "risk", "bank"), "this is a folder", "segment, tier")
    _refused(typed(folder, "--lang", "en", "compare", "bank", "bank", "bank"), "not 3")


def test_strict_ends_with_1_where_there_is_a_warning(folder: Path) -> None:
    pq.write_table(
        pa.table({"customer_id": ["1", "2", "3"], "aum": ["5", "6", "much"]}), folder / "bank" / "a.parquet"
    )
    codes = [_run(folder, "bank", "--as-of", "2026-09-30", *more).returncode for more in ([], ["--strict"])]
    assert codes == [0, 1]


def test_a_portfolio_without_a_data_date_says_which_day_is_taken(folder: Path) -> None:
    pq.write_table(pa.table({"customer_id": ["1"], "aum": [5]}), folder / "bank" / "a.parquet")
    assert "the day its newest file was changed" in _run(folder, "bank").stderr
    assert "data date 2026-09-30, ranked" in _run(folder, "bank", "--as-of", "2026-09-30").stderr


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("Query interrupted"), MemoryError()])
def test_a_run_that_is_stopped_leaves_no_spill_folder(folder: Path, error: BaseException) -> None:
    spill = folder / "spill"

    def stopped(*_: object) -> None:
        assert [*spill.iterdir()] != []
        raise error

    with patch.object(at_scale, "answer_segment_at_scale", stopped):
        done = _run(folder, "bank", "--engine", "duckdb", "--spill", "spill", "-o", "out")
    assert done.returncode == (2 if isinstance(error, MemoryError) else 130)
    assert [*spill.iterdir()] == []
    assert not (folder / "out").exists()


def test_help_shows_engines_only_where_there_are_some(folder: Path) -> None:
    assert "--memory-limit" in typed(folder, "segment", "--help", COLUMNS="200").stdout
    said = " ".join(typed(folder, "segment", "--help", COLUMNS="200").stdout.split())
    assert "a portfolio of Parquet" in said
    assert "FILE|FOLDER/" in said
    assert "--engine" not in typed(folder, "risk", "--help", COLUMNS="200").stdout


def test_amounts_of_decimals_and_in_chinese_units_are_read(folder: Path) -> None:
    mine = folder / "mine" / "网点=城东" / "a.parquet"
    mine.parent.mkdir(parents=True)
    pq.write_table(pa.table({"客户号": ["1", "2"], "存款余额(万元)": [Decimal("1.5"), None]}), mine)
    done = _run(folder, "mine", "-f", "json", "--by", "网点", "--as-of", "2026-09-30")
    assert _result(done)["total"] == 15_000
    assert [group["group"] for group in _result(done)["groups"]] == ["城东"]


def test_the_language_of_what_is_said_is_chinese_where_asked(folder: Path) -> None:
    done = typed(folder, "--lang", "zh", "segment", "bank", "--engine", "duckdb", "-o", f"结果{os.sep}")
    assert "由 duckdb 计算" in done.stderr
    assert "已将 4 个客户写入" in done.stderr
