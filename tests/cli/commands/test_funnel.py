"""`keyclient funnel` as somebody types it."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from tests.program import typed

BOOK = """客户号,客户名称,客户经理,来源渠道,销售阶段,结果
001,张三,甲,行长单,可能,进行中
002,李四,甲,广告,潜在,流失
003,王五,乙,行长单,已成交,
004,赵六,乙,广告,重点,进行中
"""
LOG = """客户号,阶段,日期
001,潜在,2026-01-01
001,可能,2026-01-21
002,潜在,2026-01-02
003,潜在,2026-01-03
003,已成交,2026-03-01
005,潜在,2026-03-03
"""


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return typed(folder, *arguments)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    return tmp_path


def _json(folder: Path, *arguments: str) -> dict[str, object]:
    done = _run(folder, "funnel", *arguments, "--as-of", "2026-06-30", "-f", "json")
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_without_a_book_the_only_one_in_the_folder_is_counted(folder: Path) -> None:
    done = _run(folder, "--lang", "zh", "funnel", "--as-of", "2026-06-30")
    assert done.returncode == 0
    assert "进入漏斗 4 个：成交 1，流失 1，进行中 2；有结果者成交率 50.00%。" in done.stdout
    assert "book.csv" in done.stderr


def test_json_has_the_sources_of_everything_that_was_read(folder: Path) -> None:
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    (folder / "old.csv").write_text(BOOK, encoding="utf-8")
    answer = _json(
        folder, "book.csv", "--log", "log.csv", "--compare", "old.csv", "--by", "source", "--window", "30"
    )
    assert answer["schema"] == "keyclient/funnel/1"
    assert isinstance(answer["sources"], list)
    assert [source["path"] for source in answer["sources"]] == ["book.csv", "log.csv", "old.csv"]
    result = answer["result"]
    assert isinstance(result, dict)
    assert (result["mode"], result["entered"], result["won"], result["compare"]["entered"]) == (
        "log",
        5,
        1,
        4,
    )
    assert result["window"] | {"low": 0, "high": 0} == {
        "days": 30,
        "observed": 4,
        "won": 0,
        "conversion": 0.0,
        "low": 0,
        "high": 0,
        "too_recent": 0,
        "undated": 1,
    }
    assert [issue["code"] for issue in answer["issues"]] == ["KC432"]  # type: ignore[attr-defined]


def test_csv_holds_the_stages(folder: Path) -> None:
    done = _run(folder, "funnel", "book.csv", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["stage"], row["reached"], row["skipped"]) for row in rows] == [
        ("potential", "4", ""),
        ("likely", "3", ""),
        ("key", "2", ""),
        ("closed", "1", ""),
    ]
    assert rows[0]["step_conversion"] == ""


def test_stages_may_be_named_in_order_with_any_separator(folder: Path) -> None:
    (folder / "web.csv").write_text(
        "Case ID,Activity,Timestamp\n1,visit,2026-01-01\n1,cart,2026-01-02\n2,visit,2026-01-01\n"
    )
    refused = _run(folder, "funnel", "web.csv")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert '--stages "visit,cart,won"' in refused.stderr
    for stages in ("visit,cart", "visit > cart", "visit、cart"):
        answer = _json(folder, "web.csv", "--stages", stages)
        assert isinstance(answer["result"], dict)
        assert [stage["reached"] for stage in answer["result"]["stages"]] == [2, 1]


def test_an_unknown_stage_is_told_with_its_cell_and_the_nearest(folder: Path) -> None:
    (folder / "book.csv").write_text(BOOK.replace("重点,进行中", "重店,进行中"), encoding="utf-8")
    done = _run(folder, "funnel", "book.csv", "--strict")
    assert done.returncode == 1
    assert (
        "warning KC430: Rows with a stage that is not known: 1 (“重店”). Nearest: 重点. See E5."
        in done.stderr
    )


def test_days_of_stages_without_an_id_are_told(folder: Path) -> None:
    (folder / "log.csv").write_text("Session,Event,Timestamp\n1,lead,2026-01-01\n1,won,2026-01-02\n")
    assert "KC437" in _run(folder, "funnel", "log.csv").stderr
    mapped = _run(folder, "funnel", "log.csv", "--map", "opportunity_id=Session")
    assert "KC437" not in mapped.stderr
    assert "2 events in the log" in mapped.stderr


def test_a_window_without_a_log_is_told(folder: Path) -> None:
    done = _run(folder, "funnel", "book.csv", "--window", "30")
    assert done.returncode == 0
    assert "KC433" in done.stderr
    assert _run(folder, "funnel", "book.csv", "--window", "0").returncode == 2


def test_a_window_that_ends_at_the_date_of_a_file_is_told(folder: Path) -> None:
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    assert "KC434" in _run(folder, "funnel", "log.csv", "--window", "30").stderr
    assert "KC435" in _run(folder, "funnel", "log.csv", "--as-of", "2026-02-01").stderr


@pytest.mark.parametrize("option", ["--log", "--compare"])
def test_a_file_that_is_not_there_is_one_line(folder: Path, option: str) -> None:
    done = _run(folder, "funnel", "book.csv", option, "none.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip().splitlines()[-1].startswith("error: none.csv: file not found.")


def test_top_groups_are_cut_and_that_is_told(folder: Path) -> None:
    done = _run(folder, "funnel", "book.csv", "--by", "客户名称", "--top", "2")
    assert "2 more of 4 rows" in done.stdout


def test_closed_means_won_among_outcomes_as_among_stages(folder: Path) -> None:
    (folder / "closed.csv").write_text("Customer ID,Status\nA,Closed\nB,Won\nC,Lost\nD,Open\n", "utf-8")
    result = _json(folder, "closed.csv")["result"]
    assert isinstance(result, dict)
    assert (result["won"], result["lost"], result["open"]) == (2, 1, 1)
